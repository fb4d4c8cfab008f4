"""The documents of an edition: which formats there are, and how they are written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from durna.editions import canonical, freeze
from durna.editions.folder import Edition
from durna.errors import UserError
from durna.publish import texts, xlsx
from durna.publish.build import build
from durna.publish.material import Material
from durna.publish.notices import Notice
from durna.publish.profile.assemble import document_of

# Says what was asked for, so that the same can be made again.
CARD = "edition.json"


@dataclass(frozen=True)
class Wanted:
    languages: tuple[str, ...]
    formats: tuple[str, ...]

    def covers(self, other: Wanted) -> bool:
        return set(other.languages) <= set(self.languages) and set(other.formats) <= set(self.formats)


def wanted(languages: Sequence[str], formats: Sequence[str]) -> Wanted:
    """All formats unless told. Raises UserError for a language or a format that there is not."""
    asked = tuple(dict.fromkeys(formats or FORMATS))
    strange = [name for name in asked if name not in FORMATS]
    if strange:
        raise UserError(
            found=f"Documents cannot be made as '{strange[0]}'.",
            expected=f"One or more of: {', '.join(FORMATS)}.",
            do="Correct --formats, for example html,xlsx.",
        )
    missing = [code for code in languages if code not in texts.languages()]
    if missing or not languages:
        raise UserError(
            found=f"There are no texts in '{missing[0]}'." if missing else "No language was named.",
            expected=f"One or more of: {', '.join(texts.languages())}.",
            do="Name them with --languages, for example en,az.",
        )
    return Wanted(tuple(dict.fromkeys(languages)), asked)


def write(edition: Edition, material: Material, asked: Wanted, folder: Path) -> list[Notice]:
    """Write every document of an edition into a folder that is empty; says what could not be done as asked."""
    notices = [notice for name in asked.formats for notice in FORMATS[name](material, asked.languages, folder)]
    pinned = freeze.read(edition)
    card = {
        "edition": edition.name, "frozen_as_of": pinned.recorded, "period": pinned.period,
        "program": f"durna {pinned.program.version}", "languages": asked.languages, "formats": asked.formats,
    }  # fmt: skip
    (folder / CARD).write_bytes(canonical.encode(card))
    return notices


def published(edition: Edition) -> Wanted | None:
    """What has been published of an edition; None where nothing has."""
    if not edition.documents.is_dir():
        return None
    card = canonical.read(edition.documents / CARD)
    return Wanted(tuple(card["languages"]), tuple(card["formats"]))


def _site(material: Material, languages: tuple[str, ...], folder: Path) -> Sequence[Notice]:
    return build(material, folder / "site", languages).notices


def _workbooks(material: Material, languages: tuple[str, ...], folder: Path) -> Sequence[Notice]:
    for code in languages:
        language = material.language(code)
        document = document_of(material, language, languages)
        xlsx.write(folder / f"profile-{code}.xlsx", document, language, material.figures)
    return ()


def _word(material: Material, languages: tuple[str, ...], folder: Path) -> Sequence[Notice]:
    from durna.publish.docx.write import write

    notices: list[Notice] = []
    for code in languages:
        language = material.language(code)
        document = document_of(material, language, languages)
        notices += write(folder / f"profile-{code}.docx", document, language, material.as_of, material.word)
    return notices


def _pdf(material: Material, languages: tuple[str, ...], folder: Path) -> Sequence[Notice]:
    from durna.publish.pdf.write import write

    notices: list[Notice] = []
    for code in languages:
        language = material.language(code)
        document = document_of(material, language, languages)
        notices += write(folder / f"profile-{code}.pdf", document, language, material.as_of)
    return notices


def _open_data(material: Material, languages: tuple[str, ...], folder: Path) -> Sequence[Notice]:
    from durna.publish import opendata, sdmx

    cube = sdmx.write(material, languages, folder / "sdmx")
    opendata.write(material, languages, cube, folder / "data", folder / "sdmx")
    return ()


FORMATS: Mapping[str, Callable[[Material, tuple[str, ...], Path], Sequence[Notice]]] = {
    "html": _site, "docx": _word, "pdf": _pdf, "xlsx": _workbooks, "sdmx": _open_data,
}  # fmt: skip
