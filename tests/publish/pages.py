"""Reads built pages back as a browser would: links, anchors, numbers, text."""

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit


class Page(HTMLParser):
    def __init__(self, file: Path) -> None:
        super().__init__()
        self.file = file
        self.ids: list[str] = []
        self.links: list[str] = []
        self.numbers: list[tuple[str, str]] = []  # where a number leads, and what it says
        self.headings: list[int] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.words: list[str] = []
        self._number: str | None = None
        self._said = ""
        self.feed(file.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.add(tag)
        self.attributes.update(given)
        if "id" in given:
            self.ids.append(given["id"])
        self.links += [given[name] for name in ("href", "src") if name in given]
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.headings.append(int(tag[1]))
        if tag == "a" and given.get("class") == "n":
            self._number, self._said = given["href"], ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._number is not None:
            self.numbers.append((self._number, self._said))
            self._number = None

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        if self._number is not None:
            self._said += data

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    def targets(self) -> Iterator[tuple[Path, str]]:
        """Files and anchors that the page links to inside the publication."""
        for link in self.links:
            parts = urlsplit(link)
            if not parts.scheme:
                yield (self.file.parent / parts.path).resolve() if parts.path else self.file.resolve(), parts.fragment


def pages(folder: Path) -> list[Page]:
    return [Page(file) for file in sorted(folder.rglob("*.html"))]


def opened(browser: Any, file: Path, width: int) -> Any:
    """A page in a browser, as wide as told."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(file.as_uri())
    return page
