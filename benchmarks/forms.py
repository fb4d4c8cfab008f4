"""A form of a page as a browser sends it, for benchmarks that write."""

from __future__ import annotations

from html.parser import HTMLParser


class Form(HTMLParser):
    """What a browser would send of the form that has a field of this name, nothing changed."""

    def __init__(self, field: str) -> None:
        super().__init__()
        self.field = field
        self.data: dict[str, str] = {}
        self._now: dict[str, str] | None = None
        self._text, self._choice = "", ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name = given.get("name", "")
        if tag == "form":
            self._now = {}
        if self._now is None:
            return
        if (tag == "input" and given.get("type") not in ("checkbox", "radio", "file", "submit")) or (
            "checked" in given and name
        ):
            self._now[name] = given.get("value", "")
        if tag == "textarea":
            self._text = name
            self._now[name] = ""
        if tag == "select":
            self._choice = name
            self._now.setdefault(name, "")
        if tag == "option" and self._choice and ("selected" in given or not self._now[self._choice]):
            self._now[self._choice] = given.get("value", "")

    def handle_data(self, data: str) -> None:
        if self._text and self._now is not None:
            self._now[self._text] += data.removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self._now is not None:
            if self.field in self._now:
                self.data = self._now
            self._now = None
        if tag == "textarea":
            self._text = ""
        if tag == "select":
            self._choice = ""


def form(page: str, field: str) -> dict[str, str]:
    reader = Form(field)
    reader.feed(page)
    return {name: value for name, value in reader.data.items() if name}
