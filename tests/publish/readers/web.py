"""Tables of web pages, read with the standard library's parser."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

from tests.publish.readers.shown import Shown, close

_ENDED = ("th", "td", "li", "p", "caption")


class Tables(HTMLParser):
    """`found`: every table of a page by its id, with the number that its caption says."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.found: dict[str, tuple[int, Shown]] = {}
        self._id = ""
        self._now: Shown | None = None
        self._number = ""
        self._text = ""
        self._where: list[str] = []
        self.feed(file.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        kind = given.get("class") or ""
        if tag == "figure" and kind.split()[:1] == ["table"]:
            self._id, self._now = given.get("id") or "", Shown()
        if tag == "tr" and self._now is not None and "thead" not in self._where:
            self._now.rows.append([])
        if tag in _ENDED or (tag == "span" and kind == "label"):
            self._text = ""
        if tag not in ("meta", "link", "br"):
            self._where.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._where and tag in self._where:
            while self._where.pop() != tag:
                pass
        if self._now is None:
            return
        if tag == "span" and self._where[-1:] == ["caption"] and not self._number:
            self._number, self._text = self._text, ""
        elif tag == "caption":
            self._now.caption = close(self._text)
        elif tag in ("th", "td"):
            (self._now.heads if "thead" in self._where else self._now.rows[-1]).append(close(self._text))
        elif tag in ("li", "p"):
            self._now.notes.append(close(self._text))
        elif tag == "figure":
            self.found[self._id] = (int("".join(one for one in self._number if one.isdigit())), self._now)
            self._now, self._number = None, ""

    def handle_data(self, data: str) -> None:
        self._text += data


def tables(folder: Path) -> dict[int, Shown]:
    """All tables of the pages of one language; one that goes on over several pages is put together again."""
    found: dict[int, Shown] = {}
    for file in sorted(folder.glob("*.html"), key=lambda each: (len(each.name), each.name)):
        if file.name in ("index.html", "print.html"):
            continue
        for number, shown in Tables(file).found.values():
            if number in found:
                found[number].rows += shown.rows
            else:
                found[number] = shown
    return found
