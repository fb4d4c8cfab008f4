"""The text of a file, for the search: office and OpenDocument files, PDF, web pages and plain text.

Nothing of a file is trusted: XML is read without entities and without network, and of everything only so much.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path

from lxml import etree

from durna.web.evidence import folding, pdf
from durna.web.files import archives

SLOW = frozenset({"pdf"})  # read by the worker, after whoever handed it in has an answer
_MOST_XML = 50 << 20
_MOST_TEXT = 5 << 20
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CELL = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SHEET, _SLIDE = re.compile(r"xl/worksheets/[^/]+\.xml"), re.compile(r"ppt/(?:slides|notesSlides)/[^/]+\.xml")
_OPEN = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_UNSEEN = frozenset(("script", "style", "template"))


def words(kind: str, file: Path) -> str:
    """Each word of its text once, folded."""
    return " ".join(folding.words(text(kind, file)))


def text(kind: str, file: Path) -> str:
    """`kind`: as `files.kinds` names it. Empty for what cannot be read, and for what is not what it claims to be."""
    reader = _READERS.get(kind)
    return reader(file)[:_MOST_TEXT] if reader else ""


def _word(file: Path) -> str:
    """A word may be cut into several runs, so these are joined without a space."""
    return "\n".join(
        "".join(each.text or "" if each.tag == f"{_WORD}t" else " " for each in paragraph.iter(*_RUNS))
        for paragraph in _elements(file, "word/document.xml", f"{_WORD}p")
    )


_RUNS = tuple(f"{_WORD}{name}" for name in ("t", "tab", "br"))


def _open_document(file: Path) -> str:
    paragraphs = _elements(file, "content.xml", f"{_OPEN}p", f"{_OPEN}h")
    return "\n".join("".join(paragraph.itertext()) for paragraph in paragraphs)


def _workbook(file: Path) -> str:
    """The words in cells, not the numbers. Most programs keep words apart from the sheets, which are large."""
    shared = [*_elements(file, "xl/sharedStrings.xml", f"{_CELL}si")]
    found = shared or _of_parts(file, _SHEET, f"{_CELL}is")
    return "\n".join("".join(each.itertext()) for each in found)


def _presentation(file: Path) -> str:
    return "\n".join("".join(each.itertext()) for each in _of_parts(file, _SLIDE, f"{_DRAWN}p"))


def _of_parts(file: Path, named: re.Pattern[str], *tags: str) -> Iterator[etree._Element]:
    """Of all parts of such a name, as far as they are no larger together than one may be."""
    with file.open("rb") as stream:
        names = [name for name in archives.names(stream) or () if named.fullmatch(name)]
        left = _MOST_XML
        for name in names:
            content = archives.part(stream, name, left)
            left -= len(content)
            if left <= 0:
                return
            yield from _in_xml(content, *tags)


def _elements(file: Path, part: str, *tags: str) -> Iterator[etree._Element]:
    with file.open("rb") as stream:
        content = archives.part(stream, part, _MOST_XML)
    yield from _in_xml(content, *tags)


def _in_xml(content: bytes, *tags: str) -> Iterator[etree._Element]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        return
    # Office programs never write one: whoever did has something in mind.
    if root.getroottree().docinfo.internalDTD is None:
        yield from root.iter(*tags)


def _plain(file: Path) -> str:
    with file.open("rb") as stream:
        content = stream.read(_MOST_TEXT)
    wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return content.decode("utf-16" if wide else "utf-8-sig", errors="ignore")


def _page(file: Path) -> str:
    seen = _Seen()
    seen.feed(_plain(file))
    return " ".join(seen.found)


class _Seen(HTMLParser):
    """What a reader of a page sees of it."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag if tag in _UNSEEN else self._inside

    def handle_endtag(self, tag: str) -> None:
        self._inside = "" if tag == self._inside else self._inside

    def handle_data(self, data: str) -> None:
        if not self._inside:
            self.found.append(data)


_READERS: Mapping[str, Callable[[Path], str]] = {
    "docx": _word, "xlsx": _workbook, "pptx": _presentation, "odt": _open_document, "ods": _open_document,
    "odp": _open_document, "pdf": pdf.text, "text": _plain, "csv": _plain, "html": _page,
}  # fmt: skip
