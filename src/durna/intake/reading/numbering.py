"""A delimited text copied with the line number as its first cell.

DuckDB's parallel reader gives no row numbers, and `row_number()` over it makes everything behind it run on one thread.
With the number in the text the scan stays parallel, a rejected line tells its own number, and an unclosed quote costs
one row: records are put together here, so a line that no later line closes is set aside instead of swallowing the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import repeat
from pathlib import Path
from typing import IO

from durna.errors import UserError

_MOST_LINES = 500  # of one record: text of several paragraphs has fewer, an unclosed quote has no end
_LONGEST_RECORD = 1_900_000  # DuckDB reads lines of up to two million bytes
_LONGEST = 16 << 20


@dataclass(frozen=True)
class Shape:
    """How the text is cut. With `cells` every line is examined and set aside where it has another number of cells;

    without, only the lines with an odd number of quotes are, which is enough for nearly every file.
    """

    header_lines: int
    delimiter: str
    quote: str
    cells: int | None = None


@dataclass
class Numbered:
    records: int = 0
    empty: int = 0
    broken: dict[int, str] = field(default_factory=dict)  # line -> its beginning


def write_numbered(blocks: Iterable[bytes], shape: Shape, target: Path) -> Numbered:
    """Copy what follows the header. Lines without any text are left out and counted."""
    with target.open("wb") as out:
        numbering = _Numbering(shape, out)
        for block in blocks:
            numbering.feed(block)
        numbering.close()
    return numbering.result


class _Numbering:
    def __init__(self, shape: Shape, out: IO[bytes]) -> None:
        self.result = Numbered()
        self._out = out
        self._shape = shape
        self._mark = shape.delimiter.encode()
        self._quote = shape.quote.encode()
        self._blanks = self._mark + self._quote + b" \t\x1a"  # DOS programs end a file with the last of these
        self._patterns = Patterns(re.escape(self._mark), re.escape(self._quote), shape.cells)
        self._line = 1
        self._rest = b""

    def feed(self, block: bytes) -> None:
        data = self._rest + block
        cut = data.rfind(b"\n")
        self._rest = data[cut + 1 :]
        if len(self._rest) > _LONGEST:
            raise UserError(
                message="long-line",
                line=self._line + data.count(10),
                found=f"Line {self._line + data.count(10)} is longer than {_LONGEST >> 20} megabytes.",
                expected="Text with one row on a line.",
                do="Check that the file is delimited text, and how its lines end.",
            )
        if cut >= 0:
            self._take(data[:cut], last=False)

    def close(self) -> None:
        if self._rest:
            data, self._rest = self._rest.removesuffix(b"\n"), b""
            self._take(data, last=True)

    def _take(self, data: bytes, *, last: bool) -> None:
        lines = data.split(b"\n")
        first = self._line
        self._line += len(lines)
        if first <= self._shape.header_lines:
            skipped = self._shape.header_lines - first + 1
            lines, first = lines[skipped:], first + skipped
        if self._needs_joining(data, lines):
            self._write_records(list(self._joined(first, lines, last)))
        elif (
            self._shape.cells is None
            and len(data) < _LONGEST_RECORD
            and all(map(bytes.strip, lines, repeat(self._blanks)))
        ):
            self._write(range(first, first + len(lines)), lines)
        else:
            self._write_records(list(enumerate(lines, first)))

    def _needs_joining(self, data: bytes, lines: list[bytes]) -> bool:
        if not self._quote or self._quote not in data:
            return False
        return self._shape.cells is not None or any(line.count(self._quote) & 1 for line in lines)

    def _write_records(self, records: list[tuple[int, bytes]]) -> None:
        filled = [record for record in records if record[1].strip(self._blanks + b"\n")]
        self.result.empty += len(records) - len(filled)
        kept = [record for record in filled if self._splits(record[1])]
        if len(kept) < len(filled):
            whole = {number for number, _ in kept}
            aside = {number: self._beginning(text) for number, text in filled if number not in whole}
            self.result.broken.update(aside)
        self._write([number for number, _ in kept], [text for _, text in kept])

    def _splits(self, text: bytes) -> bool:
        if len(text) > _LONGEST_RECORD:
            return False
        if self._shape.cells is None:
            return True
        if self._quote and self._quote in text:
            return bool(self._patterns.exact.fullmatch(text))
        # One delimiter too many, at the end of the line, is forgiven, here as by DuckDB.
        spare = text.count(self._mark) - self._shape.cells + 1
        return spare == 0 or (spare == 1 and text.endswith(self._mark))

    def _write(self, numbers: Iterable[int], lines: list[bytes]) -> None:
        if not lines:
            return
        # One join of ready pieces: number, line, number, line ... Formatting line by line takes twice as long.
        between = f"{self._shape.delimiter}\0\n"
        pieces = [b"\n"] * (2 * len(lines) + 1)
        pieces[0:-1:2] = (between.join(map(str, numbers)).encode() + self._mark).split(b"\0")
        pieces[1:-1:2] = lines
        self._out.write(b"".join(pieces))
        self.result.records += len(lines)

    def _joined(self, first: int, lines: list[bytes], last: bool) -> Iterator[tuple[int, bytes]]:
        place = 0
        while place < len(lines):
            taken = self._record(lines, place, last)
            if taken is None:  # the record goes on in the next block
                self._rest = b"\n".join(lines[place:]) + b"\n" + self._rest
                self._line = first + place
                return
            if taken:
                yield first + place, b"\n".join(lines[place : place + taken])
            else:
                self.result.broken[first + place] = self._beginning(lines[place])
            place += taken or 1

    def _record(self, lines: list[bytes], place: int, last: bool) -> int | None:
        """How many lines the record has; 0: its quotes cannot be right; None: not decided within these lines."""
        marks = lines[place].count(self._quote)
        if not marks or (not marks & 1 and self._shape.cells is None) or self._patterns.whole.fullmatch(lines[place]):
            return 1
        if not self._patterns.open.fullmatch(lines[place]):
            return 0
        text = lines[place]
        for count, line in enumerate(lines[place + 1 : place + _MOST_LINES], 2):
            text += b"\n" + line
            if self._quote in line:
                if self._patterns.whole.fullmatch(text):
                    return count
                if not self._patterns.open.fullmatch(text):
                    return 0
        return 0 if last or place + _MOST_LINES <= len(lines) else None

    def _beginning(self, line: bytes) -> str:
        """The first cell with text, or little more: what a footer is recognised by."""
        text = line.lstrip(self._blanks)[:200].decode(errors="replace")
        return text.split(self._shape.delimiter)[0].split(self._shape.quote or "\0")[0]


class Patterns:
    """What a record may be, as DuckDB's strict reader has it: a cell is quoted if a quote is its first character, or
    its second behind a space; any other quote in a bare cell is a character. Spaces may follow the closing quote.
    """

    def __init__(self, mark: bytes, quote: bytes, cells: int | None) -> None:
        if not quote:
            self.whole = self.exact = re.compile(rb"(?s).*")
            self.open = re.compile(rb"(?!)")
            return
        body = rb"(?:[^" + quote + rb"]++|" + quote * 2 + rb")*+"
        quoted = rb" ?" + quote + body + quote + rb"(?! *" + quote + rb") *+"
        bare = rb"(?! ?" + quote + rb")[^\n" + mark + rb"]*+"
        cell = rb"(?:" + quoted + rb"|" + bare + rb")"
        begun = rb"(?:" + cell + mark + rb")"
        self.whole = re.compile(begun + rb"*+" + cell)
        self.open = re.compile(begun + rb"*+ ?" + quote + body)
        self.exact = re.compile(begun + b"{%d}+" % ((cells or 1) - 1) + cell + mark + b"?")
