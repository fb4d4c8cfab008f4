"""Write the document as a PDF: tagged, archivable, with fonts of its own. Decision 22 says how and why."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from durna.errors import UserError
from durna.publish import charts
from durna.publish.document import Document
from durna.publish.language import Language
from durna.publish.notices import Notice
from durna.publish.pdf.flow import sheets
from durna.publish.pdf.glyphs import FONTS, Letters, named
from durna.publish.pdf.inline import Data, Inline
from durna.publish.pdf.pieces import FORMAT, Pieces

# PDF/UA-1 for readers who do not see, PDF/A-2a for archives; both ask for the same tags.
STANDARDS: Sequence[Any] = ("ua-1", "a-2a")
_TEMPLATE = "profile.typ"
_SCALE = 2.5  # of pictures of dots: 180 an inch


def write(path: Path, document: Document, language: Language, as_of: str = "") -> list[Notice]:
    """Write `path`; says what could not be done as asked. `as_of`: an ISO moment, whose day the file carries.

    Raises UserError where the document cannot be set by the standards.
    """
    letters = Letters()
    anchors = document.anchors()
    inline = Inline(anchors, letters)
    pieces = Pieces(language, inline, set(anchors))
    flow = sheets([piece for page in document.pages for piece in pieces.of(page.section)])
    data = {**_frame(document, language, inline), "sheets": flow, "date": _day(as_of)}
    made, has_dots = _compiled(data, pieces.pictures, as_of)
    path.write_bytes(made)
    return [*pieces.notices, *_of_letters(letters, language), *(_of_drawings(language) if has_dots else ())]


def _frame(document: Document, language: Language, inline: Inline) -> Data:
    cover = document.cover
    said = {
        "country": cover.country, "period": cover.period, "edition": cover.edition,
        "as_of": language("as-of", when=cover.as_of) if cover.as_of else "", "watermark": document.watermark,
        "contents": language("contents"), "tables": language("list-of-tables") if document.tables() else "",
        "charts": language("list-of-charts") if document.charts() else "",
    }  # fmt: skip
    return {
        **{name: inline.text(text) for name, text in said.items()}, "title": inline.name(cover.title),
        "language": language.code, "rtl": language.is_rtl, "hyphenate": language.facts.hyphenation,
        "sheet": document.is_sheet,
    }  # fmt: skip


def _compiled(data: Data, pictures: Mapping[str, bytes], as_of: str) -> tuple[bytes, bool]:
    """The file, and whether its drawings had to become pictures of dots.

    Letters of a drawing are shaped by the layout program, which cannot name every shape of Arabic as the archive
    standard asks; a picture of dots has no letters.
    """
    content = json.dumps(data, ensure_ascii=False).encode()
    try:
        return _set(content, pictures, as_of), False
    except UserError:
        if not pictures:
            raise
    dots = {
        name.replace(".svg", ".png"): charts.dots(drawing.decode("utf-8"), _SCALE, 72 * _SCALE)
        for name, drawing in pictures.items()
    }
    return _set(content.replace(b'.svg"', b'.png"'), dots, as_of), True


def _set(content: bytes, pictures: Mapping[str, bytes], as_of: str) -> bytes:
    import typst

    template = (files("durna.publish") / "pdf" / _TEMPLATE).read_bytes()
    with TemporaryDirectory(prefix="durna-pdf-") as place:
        for name, held in {_TEMPLATE: template, "data.json": content, **pictures}.items():
            (Path(place) / name).write_bytes(held)
        main = str(Path(place) / _TEMPLATE)
        compiler = typst.Compiler(main, root=place, font_paths=_fonts(), ignore_system_fonts=True)
        try:
            made: Any = compiler.compile(format="pdf", pdf_standards=list(STANDARDS), timestamp=_moment(as_of))
        except typst.TypstError as error:
            raise UserError(
                found=f"The PDF cannot be set: {error.message}",
                expected=f"A document that can be set by the standards {' and '.join(STANDARDS)}.",
                do="Report this with the edition; its other formats can be published with --formats.",
            ) from None
    return bytes(made)


@cache
def _fonts() -> Any:
    """The fonts of print and no others: no machine's own may change a page."""
    import typst

    with as_file(files("durna.publish") / FONTS) as folder:
        return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])


def _moment(as_of: str) -> int:
    """Never the clock: the beginning of the day on which the data are known, in seconds since 1970."""
    return int(datetime(*_day(as_of), tzinfo=UTC).timestamp())


def _day(as_of: str) -> tuple[int, int, int]:
    try:
        found = datetime.fromisoformat(as_of[:10])
    except ValueError:
        return (1970, 1, 1)
    return (found.year, found.month, found.day)


def _of_letters(letters: Letters, language: Language) -> list[Notice]:
    if not letters.missing:
        return []
    said = ", ".join(f"{named(letter)} ({times})" for letter, times in sorted(letters.missing.items()))
    return [Notice(FORMAT, language.code, "fonts", f"The fonts of print lack {said}; a box stands in each place.")]


def _of_drawings(language: Language) -> Iterator[Notice]:
    said = "Letters of the charts cannot be archived as letters in this language: the charts are pictures of dots."
    yield Notice(FORMAT, language.code, "charts", said)
