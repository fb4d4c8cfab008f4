"""Where the header stands and what the columns are called.

Offices put titles above the header and span one cell over several columns. A row is taken as the header only where it
is plain; what is not must be said in the mapping (`header_row`, `header_rows`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from durna.errors import UserError

SEARCHED_ROWS = 50
RESERVED = "row_no"
_DATA_LIKE = re.compile(r"[-+]?[\d\s.,:/%-]*\d[\d\s.,:/%-]*")
_YEAR = re.compile(r"(19|20)\d\d")  # years beside an unnamed column of labels are names
_FULL = 0.8  # a header fills nearly all columns that data fill; titles fill one or two


def find_header(rows: Sequence[Sequence[str]], file: str) -> int:
    """The index of the header row: the first row that fills nearly every column, else the first that fills half."""
    filled = [_filled(row) for row in rows[:SEARCHED_ROWS]]
    most = _width(filled)
    if not most:
        raise no_data(file)
    half = next(index for index, count in enumerate(filled) if count >= most / 2 and (most == 1 or count > 1))
    full = next(index for index, count in enumerate(filled) if count >= _FULL * most)
    found = full if full != half and _is_header(rows[full]) else half
    cells = [cell.strip() for cell in rows[found] if cell.strip()]
    if all(map(_DATA_LIKE.fullmatch, cells)) and not (all(map(_YEAR.fullmatch, cells)) and not rows[found][0].strip()):
        raise UserError(
            message="no-header",
            what=file,
            found=f"{file} has no header: its first full row, row {found + 1}, holds numbers only.",
            expected="A row that names the columns.",
            do="Add a header row, or name its row as 'header_row' under 'file' in the mapping.",
        )
    return found


def _width(filled: Sequence[int]) -> int:
    """How many columns the table has: the most cells that rows have in common. One row with a cell too many is none."""
    counts = Counter(count for count in filled if count)
    shared = [count for count, rows in counts.items() if rows > 1 and rows >= len(filled) / 20]
    return max(shared or counts, default=0)


def column_names(rows: Sequence[Sequence[str]], width: int, file: str) -> tuple[str, ...]:
    """Names from one or more header rows; unnamed columns become `column_N`. Upper rows reach to the right."""
    cleaned = [[_clean(row[place]) if place < len(row) else "" for place in range(width)] for row in rows]
    for upper in cleaned[:-1]:
        _fill_right(upper, cleaned)
    names = [_joined([row[place] for row in cleaned]) for place in range(width)]
    _refuse_duplicates(names, file)
    taken = {name.casefold() for name in names}
    return tuple(_final(name, place + 1, taken) for place, name in enumerate(names))


def named_columns(rows: Sequence[Sequence[str]]) -> set[int]:
    return {place for row in rows for place, cell in enumerate(row) if cell.strip()}


def no_data(file: str) -> UserError:
    return UserError(
        message="no-data",
        what=file,
        found=f"{file} has no data rows.",
        expected="A header followed by at least one row of data.",
        do="Ask for the file again, or check 'sheet', 'header_row' and 'ends_before' in the mapping.",
    )


def _filled(row: Sequence[str]) -> int:
    """Cells with text. An empty first cell above row labels counts: many programs leave the index unnamed."""
    filled = [bool(cell.strip()) for cell in row]
    count = sum(filled)
    return count + 1 if count and not filled[0] and all(filled[1:]) else count


def _is_header(row: Sequence[str]) -> bool:
    cells = [cell.strip() for cell in row if cell.strip()]
    texts = [cell for cell in cells if not _DATA_LIKE.fullmatch(cell)]
    return len(set(cells)) == len(cells) and len(texts) > len(cells) / 2


def _fill_right(upper: list[str], rows: list[list[str]]) -> None:
    last = ""
    lowest = rows[-1]
    for place, cell in enumerate(upper):
        last = cell or last
        # A spanning cell names the columns below it; where nothing stands below, the column stays unnamed.
        if not cell and lowest[place]:
            upper[place] = last


def _joined(parts: list[str]) -> str:
    return " / ".join(part for part in parts if part)


def _clean(cell: str) -> str:
    return " ".join(cell.replace("\ufeff", "").split())


def _refuse_duplicates(names: list[str], file: str) -> None:
    """By their places: where the header is missing, the "names" are the first person's."""
    places: dict[str, list[int]] = {}
    for number, name in enumerate(names, 1):
        if name:
            places.setdefault(name.casefold(), []).append(number)  # SQL ignores case in names
    repeated = next((numbers for numbers in places.values() if len(numbers) > 1), None)
    if repeated:
        raise UserError(
            message="same-name",
            what=file,
            found=f"Columns {', '.join(map(str, repeated[:-1]))} and {repeated[-1]} of {file} have the same name.",
            expected="Column names that differ by more than capital letters.",
            do="Rename all but one, or where names stand in several rows give 'header_rows' in the mapping.",
        )


def _final(name: str, number: int, taken: set[str]) -> str:
    if not name:
        name = f"column_{number}"
        while name in taken:
            name += "_"
        return name
    return f"{name}_in_file" if name.casefold() == RESERVED else name
