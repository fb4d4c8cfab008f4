"""Write the document as a PDF: tagged, archivable, with fonts of its own. Decision 22 says how and why."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

from durna.errors import UserError
from durna.publish.document import Document
from durna.publish.language import Language
from durna.publish.notices import Notice
from durna.publish.pdf import setting
from durna.publish.pdf.flow import sheets
from durna.publish.pdf.glyphs import Letters, named
from durna.publish.pdf.inline import Data, Inline
from durna.publish.pdf.pieces import FORMAT, Pieces

_TEMPLATE = "profile.typ"
_LONG = 5_000_000  # bytes of words and drawings


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
    path.write_bytes(_set(json.dumps(data, ensure_ascii=False).encode(), pieces.pictures, as_of))
    return [*pieces.notices, *_of_letters(letters, language)]


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


def _set(content: bytes, pictures: Mapping[str, bytes], as_of: str) -> bytes:
    template = (files("durna.publish") / "pdf" / _TEMPLATE).read_bytes()
    with TemporaryDirectory(prefix="durna-pdf-") as place:
        for name, held in {_TEMPLATE: template, "data.json": content, **pictures}.items():
            (Path(place) / name).write_bytes(held)
        is_long = len(content) + sum(map(len, pictures.values())) > _LONG
        set_ = setting.apart if is_long else setting.here
        try:
            return set_(Path(place) / _TEMPLATE, _moment(as_of))
        except setting.NotSet as error:
            raise UserError(
                found=f"The PDF cannot be set: {error}",
                expected=f"A document that can be set by the standards {' and '.join(setting.STANDARDS)}.",
                do="Report this with the edition; its other formats can be published with --formats.",
            ) from None


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
