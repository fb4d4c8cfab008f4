"""How the table lies in the file: rows of the header, words that mean no value, repeated labels, a footer."""

from __future__ import annotations

import re
from collections.abc import Sequence

import duckdb

from durna.errors import UserError
from durna.intake.proposing.columns import SAMPLE, Column, is_numeric
from durna.intake.reading import Table
from durna.intake.values import cell
from durna.sources.contract import Contract

Rows = Sequence[Sequence[str]]
_NUMBER = re.compile(r"[-+]?[\d\s.,\u00a0]*\d[\d\s.,\u00a0]*%?")
_YEAR = re.compile(r"(?:19|20)\d{2}")
# Capitals count: Nan and Null are names of people and places.
_NO_VALUE = re.compile(
    r"[Nn]/[Aa]|n\.a\.|#N/A|NULL|null|NaN|nan|-+|–|—|\.{1,3}|…|\*+|:|\[[A-Za-z]{1,4}\]|(redacted|REDACTED)|\([Bb]\)\(\d\).*"
)
_MARK = re.compile(r"c|x|z|s|u|w|na|nd|ns|nc")  # confidential, not available, not applicable, suppressed, unreliable
_MOSTLY = 0.5
_FOOTER = re.compile(
    r"(source|notes?|footnotes?|symbols?|table information|mənbə|qeyd|источник|примечани\w*)\b", re.IGNORECASE
)
_DATA = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{6,}")
_SEARCHED = 40


def header_rows(rows: Rows) -> tuple[int, ...]:
    """The header's rows, 1-based, where it has more than one; nothing where one row or none can be told.

    In a column of numbers, a cell of text belongs to the header; years in a row are a header too. Only for tables: a
    row about a person must never be taken for names of columns.
    """
    numeric = _numeric_places(rows)
    below = next((place for place, row in enumerate(rows) if _has_numbers(row, numeric)), None)
    if len(numeric) < 2 or below is None or below < 2:
        return ()
    found: list[int] = []
    for place in range(below - 1, -1, -1):
        if _filled(rows[place]) < 2 and not (found and _spans(rows[place], rows[found[-1] - 1])):
            break
        found.append(place + 1)
    kept = sorted(found)
    # The uppermost rows may be titles that happen to fill two cells: a header fills what lies below it, or spans it.
    while len(kept) > 1 and not _belongs(rows[kept[0] - 1], rows[kept[-1] - 1]):
        kept.pop(0)
    return tuple(kept) if len(kept) > 1 else ()


def refuse_data_as_header(file: str, columns: Sequence[Column]) -> None:
    """A file without a header would turn its first person into names of columns, and into a mapping for all to read.

    Raises UserError; it does not quote what it found.
    """
    like_data = [column for column in columns if _DATA.search(column.name)]
    recurring = [column for column in columns if column.values.get(column.name, 0) > 0]
    if like_data or len(recurring) >= 2:
        raise UserError(
            message="header-of-data",
            what=file,
            found=f"The header of {file} looks like a row of data: "
            f"{len(like_data)} of its cells hold dates or long numbers, {len(recurring)} recur below as values.",
            expected="A row that names the columns, above the first row of data.",
            do="Ask for the file with its header, or put one above it.",
        )


def missing_words(columns: Sequence[Column]) -> tuple[str, ...]:
    """Words that stand for no value somewhere in the file, and letters that do so among numbers: c, x, z."""
    words = {text.strip() for column in columns for text in column.values if _NO_VALUE.fullmatch(text)}
    numbers = [column for column in columns if is_numeric(column, _MOSTLY)]
    elsewhere = {text for column in columns if column not in numbers for text in column.values}
    letters = {text for column in numbers for text in column.values if _MARK.fullmatch(text)}
    return tuple(sorted(words | (letters - elsewhere)))


def fill_down(contract: Contract, columns: Sequence[Column], con: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    """Labels written once above the rows they hold for: the first cell is filled, most below are empty."""
    if not contract.is_table:
        return ()
    repeated = []
    for column in columns:
        if is_numeric(column) or not 0 < column.filled < 0.6 * column.rows:
            break
        value = cell(column.name, column.kind, ())
        first = con.execute(f"SELECT {value} FROM {SAMPLE} ORDER BY row_no LIMIT 1").fetchone()
        if first is None or first[0] is None:
            break
        repeated.append(column.name)
    return tuple(repeated) if len(repeated) < len(columns) else ()


def footer(con: duckdb.DuckDBPyConnection, scan: str, columns: Sequence[Column]) -> str | None:
    """A pattern for the first row of the notes below the table."""
    cells = [cell(column.name, column.kind, ()) for column in columns]
    first = f"coalesce({', '.join(f'CAST({text} AS VARCHAR)' for text in cells)})"
    count = " + ".join(f"CAST({text} IS NOT NULL AS INTEGER)" for text in cells)
    last = con.execute(f"SELECT {first}, {count} FROM {scan} ORDER BY row_no DESC LIMIT {_SEARCHED}").fetchall()
    opening: str | None = None
    for text, filled in last:
        if filled > 2 and not (text and _FOOTER.match(text)):
            break
        match = _FOOTER.match(text or "")
        opening = match[1] if match else opening
    return f"^{re.escape(opening)}" if opening else None


def rows_outside(con: duckdb.DuckDBPyConnection, table: Table) -> str | None:
    """A remark on rows that do not split into the columns: below the last good row they are notes."""
    if not table.malformed:
        return None
    last = con.execute(f"SELECT max(row_no) FROM {table.scan}").fetchone()
    below = sum(row.row_no > (last[0] if last else 0) for row in table.malformed)
    if below:
        return f"{below} lines below the table are no rows of it: say in file.ends_before how the first of them begins."
    return f"{len(table.malformed)} rows do not split into the columns and will be rejected: look at them in the file."


def _numeric_places(rows: Rows) -> list[int]:
    """The columns that hold numbers in the lower half of what was read."""
    lower = rows[len(rows) // 2 :]
    width = max((len(row) for row in rows), default=0)
    cells = {place: [row[place].strip() for row in lower if place < len(row)] for place in range(width)}
    filled = {
        place: [text for text in texts if text and not _NO_VALUE.fullmatch(text)] for place, texts in cells.items()
    }
    return [
        place
        for place, texts in filled.items()
        if texts and sum(bool(_NUMBER.fullmatch(text)) for text in texts) >= 0.8 * len(texts)
    ]


def _has_numbers(row: Sequence[str], numeric: Sequence[int]) -> bool:
    cells = [row[place].strip() for place in numeric if place < len(row) and row[place].strip()]
    numbers = [text for text in cells if _NUMBER.fullmatch(text)]
    years = [text for text in numbers if _YEAR.fullmatch(text.removesuffix(".0"))]
    is_run_of_years = len(years) >= 3 and len(years) >= 0.9 * len(numbers)
    return bool(numbers) and len(numbers) >= 0.5 * len(cells) and not is_run_of_years


def _filled(row: Sequence[str]) -> int:
    return sum(bool(text.strip()) for text in row)


def _spans(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """One cell above a group of columns, itself not above the first."""
    places = [place for place, text in enumerate(upper) if text.strip()]
    return bool(places) and places[0] > 0 and _filled(lower) > 2


def _belongs(upper: Sequence[str], lowest: Sequence[str]) -> bool:
    return _filled(upper) >= 0.5 * _filled(lowest) or _spans(upper, lowest)
