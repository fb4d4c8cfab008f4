"""The text of a file, for the search. Word, OpenDocument, web pages and plain text are read; PDF has no reader here.

Nothing of a file is trusted: XML is read without entities and without network, and of everything only so much.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path

from lxml import etree

from durna.web.files import archives

_MOST_XML = 50 << 20
_MOST_TEXT = 5 << 20
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OPEN = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_UNSEEN = frozenset(("script", "style", "template"))


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


def _elements(file: Path, part: str, *tags: str) -> Iterator[etree._Element]:
    with file.open("rb") as stream:
        content = archives.part(stream, part, _MOST_XML)
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
    "docx": _word, "odt": _open_document, "text": _plain, "csv": _plain, "html": _page,
}  # fmt: skip
