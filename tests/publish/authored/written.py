"""Authored texts as a workspace has them, and what the example Profile of these tests makes of them."""

from dataclasses import replace
from pathlib import Path

from durna.checks.findings import Finding
from durna.indicators.figures import Figures
from durna.publish.authored import judging, reading
from durna.publish.authored.quotes import Quotes
from durna.publish.authored.texts import Text
from durna.publish.document import Document, Paragraph, Section, blocks_of
from durna.publish.material import Material
from durna.publish.profile.assemble import document_of

SECTIONS = ("a1", "A.1.2", "gaps")


def head(place: str = "entries", status: str = "approved", **more: str) -> str:
    said = {"place": place, "author": "A. Writer", "reviewer": "B. Reader", "status": status, "date": "2023-09-01"}
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in {**said, **more}.items() if value) + "---\n"


def write(root: Path, name: str, text: str) -> Path:
    file = root / "texts" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return root


def known(material: Material) -> reading.Known:
    dimensions = {
        name: {dimension for figure in material.figures.of(name) for dimension, _ in figure.dimensions}
        for name in material.indicators
    }
    return reading.Known(dimensions, SECTIONS)


def with_text(material: Material, root: Path, text: str, **at: str) -> Material:
    write(root, "example.en.md", head(**at) + "\n" + text)
    return replace(material, authored=reading.read(root, known(material)))


def with_value(material: Material, address: str, value: float | None, status: str = "final") -> Material:
    changed = (
        replace(each, value=value, status=status) if each.figure_id == address else each for each in material.figures
    )
    return replace(material, figures=Figures(changed))


def without(material: Material, address: str) -> Material:
    return replace(material, figures=Figures(each for each in material.figures if each.figure_id != address))


def english(material: Material) -> Document:
    return document_of(material, material.language("en"), ("en",))


def authored(document: Document) -> list[Paragraph]:
    every = [block for page in document.pages for block in blocks_of(page.section)]
    return [block for block in every if isinstance(block, Paragraph) and block.role == "authored"]


def section(document: Document, id: str) -> Section:
    def inside(part: Section) -> list[Section]:
        return [part, *(found for each in part.sections for found in inside(each))]

    return next(part for page in document.pages for part in inside(page.section) if part.id == id)


def findings(material: Material, languages: tuple[str, ...] = ("en",)) -> list[Finding]:
    texts: tuple[Text, ...] = material.authored
    found = Quotes(material.figures, material.breaks, material.country)
    return judging.findings(texts, found, material.indicators, languages)
