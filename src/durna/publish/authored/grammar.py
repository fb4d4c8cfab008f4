"""The small grammar of authored paragraphs: emphasis, links, footnotes, and what stands in braces.

A grammar of our own and no Markdown library: raw HTML, images and headings must not get in, and an error must name its
line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from durna.publish.authored import braces
from durna.publish.authored.texts import Piece, Remark
from durna.publish.authored.wrong import wrong
from durna.publish.document import Link, Strong, Words

_PIECE = re.compile(
    r"\{(?P<braces>[^{}]*)\}|\[\^(?P<note>[\w-]+)\]|\[(?P<text>[^\[\]]+)\]\((?P<address>[^()\s]+)\)"
    r"|(?<![\w*])\*(?P<emphasis>[^*\s](?:[^*]*[^*\s])?)\*(?![\w*])"
)
_NOTE = re.compile(r"\[\^(?P<name>[\w-]+)\]:(?P<text>.*)", re.DOTALL)
_HTML = re.compile(r"</?[A-Za-z][^<>]*>|<!--")
Lines = Sequence[tuple[int, str]]


def paragraphs(file: str, lines: Lines) -> tuple[tuple[Piece, ...], ...]:
    """`lines` with their numbers in the file. Raises UserError for what the grammar does not have."""
    told: list[tuple[int, str]] = []
    notes: dict[str, tuple[int, str]] = {}
    for line, text in _blocks(lines):
        if found := _NOTE.match(text):
            if found["name"] in notes:
                raise wrong(file, line, f"The footnote [^{found['name']}] stands twice.", "Each name once in a file.")
            notes[found["name"]] = (line, found["text"].strip())
        else:
            told.append((line, text))
    reader = _Reader(file, notes)
    made = tuple(tuple(reader.pieces(line, text)) for line, text in told)
    reader.refuse_unused()
    if not made:
        raise wrong(file, 0, "It has no paragraph.", "At least one paragraph under the head.")
    return made


def _blocks(lines: Lines) -> Iterator[tuple[int, str]]:
    """Paragraphs with the number of their first line: an empty line parts them, and a footnote begins one."""
    held: list[str] = []
    start = 0
    for number, line in (*lines, (0, "")):
        if held and (not line.strip() or _NOTE.match(line)):
            yield start, "\n".join(held)
            held = []
        if line.strip():
            start = start if held else number
            held.append(line.strip())


class _Reader:
    def __init__(self, file: str, notes: Mapping[str, tuple[int, str]]) -> None:
        self.file = file
        self.notes = notes
        self.used: set[str] = set()

    def refuse_unused(self) -> None:
        for name, (line, _) in self.notes.items():
            if name not in self.used:
                raise wrong(self.file, line, f"Nothing refers to the footnote [^{name}].", f"[^{name}] in a paragraph.")

    def pieces(self, line: int, text: str, is_note: bool = False) -> Iterator[Piece]:
        end = 0
        for found in _PIECE.finditer(text):
            yield from self._plain(line, text, end, found.start())
            yield self._piece(_line_of(line, text, found.start()), found, is_note)
            end = found.end()
        yield from self._plain(line, text, end, len(text))

    def _plain(self, line: int, text: str, start: int, end: int) -> Iterator[Piece]:
        said = text[start:end]
        for place, sign in enumerate(said):
            if sign in "{}":
                raise wrong(
                    self.file, _line_of(line, text, start + place), f"A brace {sign} without its partner.",
                    "{figure: ...}, {ref: ...} or a claim such as {rose: ...}, closed in the same paragraph.",
                )  # fmt: skip
        if found := _HTML.search(said):
            at = _line_of(line, text, start + found.start())
            raise wrong(self.file, at, "HTML stands in it.", "Words, *emphasis*, [text](https://...) and footnotes.")
        if said:
            yield Words(re.sub(r"[ \t]*\n[ \t]*", " ", said))

    def _piece(self, line: int, found: re.Match[str], is_note: bool) -> Piece:
        if found["braces"] is not None:
            return braces.read(self.file, line, found["braces"])
        if found["note"]:
            return self._note(line, found["note"], is_note)
        if found["address"]:
            return self._link(line, found["text"], found["address"])
        return Strong(" ".join(found["emphasis"].split()))

    def _link(self, line: int, text: str, address: str) -> Link:
        if not address.startswith(("https://", "http://")):
            raise wrong(self.file, line, f"'{address}' is no address of the web.", "[text](https://...)")
        return Link(" ".join(text.split()), address)

    def _note(self, line: int, name: str, is_note: bool) -> Remark:
        at, text = self.notes.get(name, (0, ""))
        if not text:
            raise wrong(self.file, line, f"The footnote [^{name}] has no text.", f"[^{name}]: and its text, below.")
        if is_note:
            raise wrong(self.file, line, "A footnote stands in a footnote.", "Footnotes in paragraphs only.")
        self.used.add(name)
        return Remark(tuple(self.pieces(at, text, is_note=True)))


def _line_of(first: int, text: str, place: int) -> int:
    return first + text.count("\n", 0, place)
