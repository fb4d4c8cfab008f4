"""How a table goes onto the page: how wide each column is, in which size, upright or across, or in parts.

Widths of letters are estimates, on the wide side: which font a reader's computer has is not known here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate, pairwise
from math import ceil

from durna.publish.document import Cell, Column, Row, Table, words

PADDING = 7.0  # both sides of a cell, points
# A4 within the margins of our own pages, upright and turned.
UPRIGHT, ACROSS = 453.0, 700.0
UPRIGHT_SIZES, ACROSS_SIZES = (9.0, 8.5, 8.0), (9.0, 8.5, 8.0, 7.5)
# A table of so few rows is set smaller before a page is turned for it.
FEW_ROWS, SMALLER = 6, 7.5
MARK = 0.65  # of the size of the letters
# After their digits: Calibri's are 0.507 of the size wide, Arial's 0.556, Verdana's 0.636.
_LETTERS = {
    "calibri": 1.0, "carlito": 1.0, "times new roman": 1.0, "cambria": 1.08, "garamond": 0.95, "arial": 1.1,
    "helvetica": 1.1, "liberation sans": 1.1, "segoe ui": 1.08, "tahoma": 1.08, "verdana": 1.26, "dejavu sans": 1.26,
    "georgia": 1.2,
}  # fmt: skip
_UNKNOWN, _WIDEST = 1.12, max(_LETTERS.values())
_NARROW, _WIDE = frozenset("iıİjlftrI.,;:'|!()[] \u00a0-–"), frozenset("mwMWQOÖGƏŞЖШЩЮФЫМ@%—")
LONGEST_WORD, _LEAST_WORDS = 105.0, 60.0
# Rows of any height, and lines of a narrow table, that stay together: more would leave half a page blank before them.
_SHORT, _LINES = 14, 18
# Of a longer table so many rows follow its head before a page may end, or fewer that have so many lines.
_LEADING, _LEADING_LINES = 5, 8
_MANY_COLUMNS, _HIGH_ROWS = 6, 4.0  # lines
_WIDEST_NUMBERS, _WIDEST_HEAD = 70.0, 210.0
# Free room is given away in so many steps, none narrower than so many points.
_STEPS, _STEP = 24, 3.0
# Of the free room, for letters that are wider than asked for: the rest keeps the rows of many words low.
_FOR_WIDER = 0.75
_STEEP = 4  # the larger, the more a row is as high as its highest cell alone
_NOTHING = Cell(())


@dataclass(frozen=True)
class Laid:
    """A table, or a part of one, with the widths of its columns in points."""

    table: Table
    widths: tuple[float, ...]
    size: float
    is_across: bool = False


@dataclass(frozen=True)
class Room:
    """Between the margins of a page, in points, and how wide the letters of tables are beside those of Calibri.

    `is_filled`: a narrow table takes all of it. One from right to left does, or it stands at the wrong margin.
    `is_font_certain`: nobody will see it in other letters.
    """

    upright: float
    across: float
    letters: float = 1.0
    is_filled: bool = False
    is_font_certain: bool = True

    @property
    def wider(self) -> float:
        """How much wider the letters may be of the font that a computer takes for one that it has not."""
        return 1.0 if self.is_font_certain else max(1.0, _WIDEST / self.letters)


@dataclass(frozen=True)
class Need:
    """`least`: below it a word or a number breaks; `wish`: every line of it is whole; `texts`: the length of each."""

    least: float
    wish: float
    is_number: bool
    texts: tuple[float, ...] = ()


def lay_out(table: Table, room: Room) -> list[Laid]:
    """Upright if it can be read so, else across the page, else in parts that repeat the first column."""
    return [_filling(each, room) if room.is_filled else each for each in _laid_out(table, room)]


def stands_whole(laid: Laid) -> bool:
    """Whether it stays on one page: a longer table goes on over pages under its repeated head."""
    rows = laid.table.rows
    return len(rows) <= _SHORT or (laid.table.is_narrow and sum(_lines(row, laid) for row in rows) <= _LINES)


def leading(laid: Laid) -> int:
    """So many rows stand under the head of a table wherever it begins."""
    lines = accumulate(_lines(row, laid) for row in laid.table.rows[:_LEADING])
    return min(1 + sum(so_far < _LEADING_LINES for so_far in lines), _LEADING, len(laid.table.rows))


def leading_lines(laid: Laid) -> int:
    """Of the head and those rows."""
    head = Row(_of_column(laid.table.columns[0]), tuple(map(_of_column, laid.table.columns[1:])))
    return sum(_lines(row, laid) for row in (head, *laid.table.rows[: leading(laid)]))


def _of_column(column: Column) -> Cell:
    return Cell(words(column.label), below=column.below)


def _lines(row: Row, laid: Laid) -> int:
    cells = [(cell, max(width - PADDING, 1.0)) for cell, width in _pairs(row, laid)]
    return max(max(1, ceil(measure(cell.text, laid.size) / width)) + bool(cell.below) for cell, width in cells)


def told_of_parts(parts: Sequence[Laid]) -> str:
    """For whoever makes the document, who knows a table by its title."""
    return f"'{parts[0].table.caption}' is wider than any page: {len(parts)} parts, each with the first column."


def _filling(laid: Laid, room: Room) -> Laid:
    first, *others = laid.widths
    free = (room.across if laid.is_across else room.upright) - sum(laid.widths)
    return replace(laid, widths=(first + max(0.0, free), *others))


def _laid_out(table: Table, room: Room) -> list[Laid]:
    upright_sizes = (*UPRIGHT_SIZES, SMALLER) if len(table.rows) <= FEW_ROWS else UPRIGHT_SIZES
    for is_across, width, sizes in ((False, room.upright, upright_sizes), (True, room.across, ACROSS_SIZES)):
        for size in sizes:
            needs = _needs(table, size * room.letters)
            laid = Laid(table, _widths(needs, width), size, is_across)
            if _fits(needs, width) and (is_across or not _is_cramped(laid, room.letters)):
                return [replace(laid, widths=_widths(needs, width, room.wider))]
    return _in_parts(table, room)


def _fits(needs: Sequence[Need], room: float) -> bool:
    return sum(need.least for need in needs) <= room


def _is_cramped(laid: Laid, letters: float) -> bool:
    """Whether the usual row of many columns is so high that the eye no longer finds what belongs together."""
    if len(laid.widths) < _MANY_COLUMNS or not laid.table.rows:
        return False
    heights = [
        max(ceil(measure(cell.text, laid.size * letters) / (width - PADDING)) for cell, width in _pairs(row, laid))
        for row in laid.table.rows
    ]
    return sum(heights) / len(heights) > _HIGH_ROWS


def _pairs(row: Row, laid: Laid) -> Iterable[tuple[Cell, float]]:
    return zip((row.head, *row.cells), laid.widths, strict=False)


def _in_parts(table: Table, room: Room) -> list[Laid]:
    """On pages turned, unless as many parts do on pages that are not."""
    turned, plain = _parts(table, room, is_across=True), _parts(table, room, is_across=False)
    has_room = all(sum(part.widths) <= room.upright + 0.01 for part in plain)
    return plain if has_room and len(plain) <= len(turned) else turned


def _parts(table: Table, room: Room, *, is_across: bool) -> list[Laid]:
    width, size = (room.across, ACROSS_SIZES[-1]) if is_across else (room.upright, UPRIGHT_SIZES[-1])
    head, *others = _needs(table, size * room.letters)
    return [
        _part(table, places, _widths([head, *(others[at - 1] for at in places)], width, room.wider), size, is_across)
        for places in _even(head, others, width) or _filled_up(head, others, width)
    ]


def _filled_up(head: Need, others: Sequence[Need], room: float) -> list[list[int]]:
    """Places of columns, in parts that hold as many as go in."""
    parts: list[list[int]] = [[]]
    held = head.least
    for place, need in enumerate(others, start=1):
        if parts[-1] and held + need.least > room:
            parts.append([])
            held = head.least
        parts[-1].append(place)
        held += need.least
    return parts


def _even(head: Need, others: Sequence[Need], room: float) -> list[list[int]]:
    """In as few parts, each with as many columns as the others, one more or less: no year stands alone on a page."""
    count = len(_filled_up(head, others, room))
    ends = [round(len(others) * part / count) for part in range(count + 1)]
    parts = [list(range(first + 1, last + 1)) for first, last in pairwise(ends)]
    fits = all(head.least + sum(others[place - 1].least for place in part) <= room for part in parts)
    return parts if fits else []


def _part(table: Table, places: Sequence[int], widths: tuple[float, ...], size: float, is_across: bool) -> Laid:
    columns = (table.columns[0], *(table.columns[place] for place in places))
    rows = tuple(
        replace(row, cells=tuple(row.cells[place - 1] for place in places if place <= len(row.cells)))
        for row in table.rows
    )
    return Laid(replace(table, columns=columns, rows=rows), widths, size, is_across)


def _needs(table: Table, size: float) -> list[Need]:
    rows = [row for row in table.rows if row.role != "group"]
    found = [_of_words(table.columns[0].label, [row.head for row in rows], size)]
    for place, column in enumerate(table.columns[1:]):
        cells = [row.cells[place] if place < len(row.cells) else _NOTHING for row in rows]
        if column.role == "text":
            found.append(_of_words(column.label, cells, size))
        else:
            found.append(_of_numbers([column.label, column.below], cells, size))
    return found


def _of_words(label: str, cells: Sequence[Cell], size: float) -> Need:
    texts = [label, *(text for cell in cells for text in (cell.text, cell.below))]
    word = max((measure(word, size) for text in texts for word in text.split(" ")), default=0.0)
    line = max((measure(text, size) for text in texts), default=0.0)
    least = max(min(word, LONGEST_WORD), min(line, _LEAST_WORDS))
    rows = tuple(measure(cell.text, size) + measure(cell.below, size) for cell in cells)
    return Need(least + PADDING, max(least, line) + PADDING, is_number=False, texts=rows)


def _of_numbers(labels: Sequence[str], cells: Sequence[Cell], size: float) -> Need:
    word = max((measure(word, size, is_bold=True) for label in labels for word in label.split(" ")), default=0.0)
    number = max((measure(cell.text, size) + marks_of(cell, size) for cell in cells), default=0.0)
    below = max((measure(word, size - 1.5) for cell in cells for word in cell.below.split(" ")), default=0.0)
    # Labels and what stands below keep clear of the marks, as the digits do.
    marks = max((marks_of(cell, size) for cell in cells), default=0.0)
    least = max(min(max(word, below), LONGEST_WORD) + marks, min(number, 2 * LONGEST_WORD))
    return Need(least + PADDING, least + PADDING + 4, is_number=True)


def marks_of(cell: Cell, size: float) -> float:
    """The room that the raised marks behind a figure take, in points."""
    return measure(" ".join(cell.marks), size * MARK) + 1 if cell.marks else 0.0


def _widths(needs: Sequence[Need], room: float, wider: float = 1.0) -> tuple[float, ...]:
    """Together the whole room: numbers get columns of one width if there is room for that, the rest goes to words.

    `wider`: of as many columns as can be, words and numbers are whole also in letters that are so much wider.
    """
    needs = _whole(needs, room, wider)
    widths = [need.least for need in needs]
    numbers = [place for place, need in enumerate(needs) if need.is_number]
    words = [place for place, need in enumerate(needs) if not need.is_number]
    free = room - sum(widths)
    if numbers:
        widest = max(widths[place] for place in numbers)
        missing = sum(widest - widths[place] for place in numbers)
        if missing <= free and widest <= _WIDEST_NUMBERS:
            for place in numbers:
                widths[place] = widest
            free -= missing
    for place, width in _shared({place: needs[place] for place in words}, free).items():
        widths[place] = width
    return _filled(widths, numbers, room)


def _whole(needs: Sequence[Need], room: float, wider: float) -> Sequence[Need]:
    """The narrowest columns first: they ask for least, and more of them can have it."""
    free = (room - sum(need.least for need in needs)) * _FOR_WIDER
    made = list(needs)
    for place in sorted(range(len(needs)), key=lambda place: needs[place].least):
        more = (needs[place].least - PADDING) * (wider - 1)
        if more > free:
            break
        least = needs[place].least + more
        made[place] = replace(needs[place], least=least, wish=max(needs[place].wish, least))
        free -= more
    return made


def _shared(needs: Mapping[int, Need], free: float) -> dict[int, float]:
    """Columns of words: what is free goes, step by step, to the column that makes the rows lowest together."""
    widths = {place: need.least for place, need in needs.items()}
    step = max(_STEP, free / _STEPS)
    while free > 0.5 and (left := [place for place, need in needs.items() if need.wish - widths[place] > 0.5]):
        more = {place: min(step, free, needs[place].wish - widths[place]) for place in left}
        now = _height(needs, widths)

        def gain(place: int, more: Mapping[int, float] = more, now: float = now) -> tuple[float, float]:
            lower = now - _height(needs, {**widths, place: widths[place] + more[place]})
            return lower / more[place], needs[place].wish / widths[place]

        best = max(left, key=gain)
        widths[best] += more[best]
        free -= more[best]
    return widths


def _height(needs: Mapping[int, Need], widths: Mapping[int, float]) -> float:
    """Of all rows together, about in lines: the highest cell of a row counts most, those nearly as high with it."""
    columns = [[max(1.0, length / (widths[place] - PADDING)) ** _STEEP for length in need.texts]
               for place, need in needs.items()]  # fmt: skip
    return sum((sum(row) ** (1 / _STEEP) for row in zip(*columns, strict=True)), 0.0)


def _filled(widths: list[float], numbers: Sequence[int], room: float) -> tuple[float, ...]:
    """What is still free goes to numbers up to a limit, then to the first column; more stays empty beside the table."""
    free = room - sum(widths)
    for place in numbers:
        widths[place] += min(max(0.0, _WIDEST_NUMBERS - widths[place]), max(0.0, free) / len(numbers))
    free = max(0.0, room - sum(widths))
    widths[0] += min(free, max(0.0, _WIDEST_HEAD - widths[0])) if numbers else free
    return tuple(widths)


def measure(text: str, size: float, is_bold: bool = False) -> float:
    """About how wide a text is in points."""
    return sum(map(_letter, text)) * size * (1.08 if is_bold else 1.0)


@cache
def _letter(letter: str) -> float:
    if letter.isdigit():
        return 0.52
    if letter in ("\u202f", "\u2009"):
        return 0.24
    if letter in _NARROW:
        return 0.34
    if letter in _WIDE:
        return 0.86
    return 0.66 if letter.isupper() else 0.56


def letters_of(font: str) -> float:
    """How wide the letters of a font are beside those that `measure` knows."""
    return _LETTERS.get(font.casefold(), _UNKNOWN)
