"""A small document with one of everything, and the parts of a Word file read without the program that wrote it."""

import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from durna.publish.document import (
    Box,
    Bullets,
    Cell,
    Chart,
    Column,
    Cover,
    Document,
    Footnote,
    Link,
    Note,
    Number,
    Page,
    Paragraph,
    Point,
    Reference,
    Row,
    Section,
    Strong,
    Table,
    Terms,
    Words,
    words,
)
from durna.publish.docx.chosen import Word
from durna.publish.docx.write import write
from durna.publish.language import Language
from durna.publish.notices import Notice

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class File:
    """A written file, as XML."""

    def __init__(self, path: Path, notices: list[Notice] | None = None) -> None:
        self.path = path
        self.notices = notices or []
        with zipfile.ZipFile(path) as packed:
            assert packed.testzip() is None
            self.parts = {name: packed.read(name) for name in packed.namelist()}

    def xml(self, part: str = "word/document.xml") -> ET.Element:
        return ET.fromstring(self.parts[part])

    def all(self, tag: str, part: str = "word/document.xml") -> list[ET.Element]:
        return list(self.xml(part).iter(W + tag))

    def paragraphs(self) -> list[tuple[str, str]]:
        """Style and text of each paragraph, those in tables too."""
        return [(style_of(each), text_of(each)) for each in self.all("p")]

    def fields(self) -> list[str]:
        return [(each.text or "").strip() for each in self.all("instrText")]

    def table(self, caption: str) -> ET.Element:
        found = [each for each in self.all("tbl") if get(each, "tblPr/tblCaption") == caption]
        assert len(found) == 1, caption
        return found[0]


def text_of(element: ET.Element) -> str:
    return "".join(each.text or "" for each in element.iter(W + "t"))


def style_of(paragraph: ET.Element) -> str:
    return get(paragraph, "pPr/pStyle") or ""


def find(element: ET.Element, path: str) -> ET.Element | None:
    return element.find("/".join(W + step for step in path.split("/")))


def get(element: ET.Element, path: str, attribute: str = "val") -> str | None:
    found = find(element, path)
    return None if found is None else found.get(W + attribute)


def number(figure: str, text: str, value: float, **said: Any) -> Cell:
    return Cell((Number(figure, text),), "value", value, **said)


def years(count: int, text: str = "1\u202f234\u202f567") -> Table:
    """One row over so many years."""
    columns = tuple(Column(str(2000 + place)) for place in range(count))
    cells = tuple(number(f"f:{place}", text, 1234567.0) for place in range(count))
    return Table(
        "table-years", 2, "Over many years", "Unit: entries", (Column("Counted", "text"), *columns),
        (Row(Cell(words("Entries")), cells),),
    )  # fmt: skip


def permits() -> Table:
    return Table(
        "table-permits",
        1,
        "Permits by ground",
        "Unit: permits",
        (Column("Ground", "text"), Column("2019"), Column("2020"), Column("Jan–Oct 2021", "part", "part of the year")),
        (
            Row(Cell(words("First instance")), (), "group"),
            Row(Cell(words("Work"), anchor="row-work"), (
                number("f:1", "66\u202f103", 66103.0, marks=("p", "1")), number("f:2", "0", 0.0),
                number("f:3", "5\u202f012", 5012.0),
            ), "first"),
            Row(Cell(words("Work")), (
                Cell(words("…"), "missing"), Cell((Number("f:4", "[c]"),), "suppressed"),
                number("f:5", "−12", -12.0, below="to 23 Dec"),
            ), "again"),
            Row(Cell(words("Total")), (
                number("f:6", "7", 7.0), number("f:7", "8", 8.0), number("f:8", "9", 9.0),
            ), "total"),
        ),
        (Note("1", words("Revised once.")), Note("p", words("Provisional"))),
        (Words("Source: "), Link("[1]", "#row-work")),
    )  # fmt: skip


def chart() -> Chart:
    points = (Point("2019", 3.0, "3"), Point("2020", 5.0, "5"), Point("Jan–Oct 2021", 4.0, "4", "part"))
    legend = {"part": "part of the year", "missing": "no data"}
    return Chart("chart-permits", 1, "Permits", "Rose from 3 to 5.", "bars", "permits", points, legend)


def document(*blocks: Any, watermark: str = "internal, unprotected") -> Document:
    """`blocks` stand in the first chapter in place of those that this one has."""
    said = Paragraph((
        Words("In 2020 there were "), Number("f:1", "66\u202f103"), Words(" permits"),
        Footnote(words("Without renewals.")), Words(", see "), Reference("Table 1", "#table-permits"), Words(" and "),
        Link("the methods", "#methods"), Words("; "), Strong("the law"), Words(": "), Link("act", "https://example.org/a"),
    ))  # fmt: skip
    mine = blocks or (
        said, permits(), chart(), Bullets((words("One"), words("Two"))), Terms((("Permit", words("A document.")),)),
        Box("Later", (Paragraph(words("More came."), "caveat"),)), Paragraph(words("Small."), "quiet"),
    )  # fmt: skip
    part = Section("residence", "Residence", "A.1.1", tuple(mine))
    return Document(
        "en",
        Cover("Azerbaijan", "A profile", "2019 to October 2021", "6 October 2023", (), "Edition 2023"),
        watermark,
        (
            Page("a1", "chapter", Section("a1", "Mobility", "A.1", (Paragraph(words("Lead."), "lead"),), (part,))),
            Page("methods", "annex", Section("methods", "Methods", "", (Paragraph(words("How.")),))),
        ),
    )  # fmt: skip


Writer = Callable[..., File]


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Writer:
    """Writes a document, unless told the small one, which is written once for each language."""
    known: dict[str, File] = {}

    def make(made: Document | None = None, word: Word | None = None, code: str = "en", is_new: bool = False) -> File:
        path = tmp_path_factory.mktemp("word") / f"profile-{code}.docx"
        if made is None and word is None and not is_new and code in known:
            return known[code]
        shown = replace(made or document(), language=code)
        file = File(path, write(path, shown, Language(code), "2023-10-06", word))
        if made is None and word is None:
            known[code] = file
        return file

    return make


def bookmarks(file: File) -> list[str]:
    return [each.get(W + "name") or "" for each in file.all("bookmarkStart")]


def targets(file: File) -> set[str]:
    """What links and fields point at."""
    links = {each.get(W + "anchor") for each in file.all("hyperlink")} - {None}
    referred = {found[1] for found in (re.match(r"(?:REF|PAGEREF) (\S+)", each) for each in file.fields()) if found}
    return {str(each) for each in links} | referred
