"""Which character separates the cells and which one quotes them, from the beginning of a delimited text."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass

from durna.errors import UserError

HEAD = 1 << 18
_DELIMITERS = (",", ";", "\t", "|")
_DECLARED = re.compile(r"\Asep=(.)\r?\n", re.IGNORECASE)  # the line that Excel writes and reads first
_SAMPLE_ROWS = 400


@dataclass(frozen=True)
class Dialect:
    delimiter: str
    quote: str  # empty: nothing is quoted


@dataclass(frozen=True)
class Record:
    """One row of cells and the physical lines it stands on, 1-based."""

    first_line: int
    last_line: int
    cells: list[str]


def find_dialect(text: str, delimiter: str | None, quote: str | None) -> Dialect:
    declared = _DECLARED.match(text)
    if delimiter is None and declared:
        delimiter = declared.group(1)
    if quote is None:
        quote = _find_quote(text)
    for name, value in (("delimiter", delimiter), ("quote", quote)):
        if value is not None and (len(value) > 1 or value in ("\r", "\n")):
            raise UserError(
                message="not-one-sign",
                what=value,
                found=f"The {name} '{value}' has {len(value)} characters.",
                expected=f"One character as {name}.",
                do=f"Correct '{name}' under 'file' in the mapping, or leave it out: then it is found out.",
            )
    if delimiter:
        return Dialect(delimiter, quote)
    scores = {candidate: _score(text, Dialect(candidate, quote)) for candidate in _DELIMITERS}
    best = max(_DELIMITERS, key=lambda candidate: scores[candidate])
    return Dialect(best, quote)


def read_records(text: str, dialect: Dialect, complete: bool, limit: int = _SAMPLE_ROWS) -> list[Record]:
    """The first records; the last one is left out where the text may be cut inside it."""
    _allow_long_cells()
    rows = _reader(text, dialect)
    records: list[Record] = []
    before = 0
    for cells in rows:
        records.append(Record(before + 1, rows.line_num, cells))
        before = rows.line_num
        if len(records) > limit:
            return records[:limit]
    return records if complete or len(records) < 2 else records[:-1]


def _reader(text: str, dialect: Dialect) -> csv._reader:  # type: ignore[name-defined]
    if dialect.quote:
        return csv.reader(io.StringIO(text, newline=""), delimiter=dialect.delimiter, quotechar=dialect.quote)
    return csv.reader(io.StringIO(text, newline=""), delimiter=dialect.delimiter, quoting=csv.QUOTE_NONE)


def _score(text: str, dialect: Dialect) -> tuple[float, int]:
    """The share of rows that have the commonest width; one cell a row is no table of this delimiter."""
    records = read_records(text, dialect, complete=False, limit=200)
    widths = Counter(len(record.cells) for record in records if any(record.cells))
    split = {width: rows for width, rows in widths.items() if width > 1}
    if not split:
        return 0.0, 0
    width = max(split, key=lambda each: (split[each], each))
    return split[width] / sum(widths.values()), width


def _find_quote(text: str) -> str:
    if '"' in text:
        return '"'
    single = len(re.findall(r"(?:^|[,;\t|])'[^'\n]*'(?=$|[,;\t|\r\n])", text, re.MULTILINE))
    return "'" if single > 4 and single * 2 > text.count("'") * 0.8 else '"'


def _allow_long_cells() -> None:
    if csv.field_size_limit() < HEAD:
        csv.field_size_limit(HEAD)
