"""The table a file became: an SQL expression, its columns, the rows that could not be split, and what was found out.

Every format hands over a `Source`; what a mapping says about the rows themselves (where the table ends, which words
mean no value, which blanks repeat the cell above) is done here, the same for all formats.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

import duckdb

from durna.errors import UserError
from durna.intake.reading.headers import no_data
from durna.sources.mapping import FileOptions

MALFORMED = "malformed_row"
NO_BREAK = "\u00a0"
SPACES = f" \t\r\n{NO_BREAK}\u202f"
Found = Mapping[str, object]


class Malformed(NamedTuple):
    """A row that cannot be split into the columns: received and rejected."""

    row_no: int
    reason: str = MALFORMED


@dataclass(frozen=True)
class Table:
    """One file as a relation.

    `scan` stands in a FROM clause and has exactly the columns and `row_no`: the line of the file on which the row
    starts (delimited text), the row of the sheet (workbooks), the number of the row (Parquet), all counted from 1.
    It reads from the scratch folder, which holds the file's personal data and must be deleted after intake.
    Rows without any text are no rows: they are counted in `found["empty_rows"]` only.
    """

    columns: tuple[str, ...]
    scan: str
    malformed: tuple[Malformed, ...]
    rows: int
    found: Found


@dataclass(frozen=True)
class Source:
    """What a format's reader hands over: `relation` has the columns `cells` and `row_no`."""

    file: str
    columns: tuple[str, ...]
    cells: tuple[str, ...]
    relation: str
    rows: int
    text_cells: frozenset[str]
    malformed: tuple[Malformed, ...] = ()
    malformed_text: Mapping[int, str] = field(default_factory=dict)  # first cells, kept only to find `ends_before`
    found: Found = field(default_factory=dict)


def literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def identifier(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def finish(source: Source, options: FileOptions, scratch: Path, connection: duckdb.DuckDBPyConnection) -> Table:
    if options.last_row:
        source = _end_at(source, options.last_row + 1, connection)
    if options.ends_before:
        source = _cut(source, options.ends_before, connection)
    if not source.rows and not source.malformed:
        raise no_data(source.file)
    _refuse_unknown(options.fill_down, source)
    values = {cell: _value(cell, source, options.missing) for cell in source.cells}
    selected = [
        f"{values[cell]} AS {identifier(name)}" for cell, name in zip(source.cells, source.columns, strict=True)
    ]
    scan = f"(SELECT {', '.join(selected)}, row_no FROM {source.relation})"
    if options.fill_down:
        scan = _filled_down(scan, source.columns, options.fill_down, scratch, connection)
    return Table(source.columns, scan, source.malformed, source.rows, source.found)


def _value(cell: str, source: Source, missing: tuple[str, ...]) -> str:
    """The cell without the spaces around it, or null where it is blank or a word for no value.

    Trimming every cell would cost more than reading the file, and hardly one needs it: a cell without any blank is
    taken as it is.
    """
    name = identifier(cell)
    if cell not in source.text_cells:
        return name
    words = ", ".join(literal(word) for word in dict.fromkeys(("", *(word.strip() for word in missing))))
    trimmed = f"trim({name}, {literal(SPACES)})"
    without_blanks = " AND ".join(f"NOT contains({name}, {literal(blank)})" for blank in SPACES)
    return (
        f"CASE WHEN {name} IN ({words}) THEN NULL WHEN {without_blanks} THEN {name} "
        f"WHEN {trimmed} IN ({words}) THEN NULL ELSE {trimmed} END"
    )


def _cut(source: Source, pattern: str, connection: duckdb.DuckDBPyConnection) -> Source:
    """Leave out the footer: everything from the first row whose first non-empty cell matches."""
    try:
        compiled = re.compile(pattern)
        connection.execute("SELECT regexp_matches('', ?)", [pattern])
    except (re.error, duckdb.Error):
        raise UserError(
            message="no-pattern",
            what=pattern,
            found=f"'{pattern}' is not a regular expression.",
            expected="For example ^(Source|Note).",
            do="Correct 'ends_before' under 'file' in the mapping.",
        ) from None
    texts = ", ".join(f"nullif(trim({identifier(cell)}::VARCHAR, {literal(SPACES)}), '')" for cell in source.cells)
    query = f"SELECT min(row_no) FROM {source.relation} WHERE regexp_matches(coalesce({texts}), ?)"
    first_row = _single(connection, query, [pattern])
    ends = [row_no for row_no, text in source.malformed_text.items() if compiled.search(text)]
    ends += [first_row] if first_row is not None else []
    if not ends:
        return replace(source, found={**source.found, "footer_rows": 0})
    return _end_at(source, min(ends), connection)


def _end_at(source: Source, end: int, connection: duckdb.DuckDBPyConnection) -> Source:
    relation = f"(SELECT * FROM {source.relation} WHERE row_no < {end})"
    rows = _single(connection, f"SELECT count(*) FROM {relation}") or 0
    malformed = tuple(row for row in source.malformed if row.row_no < end)
    footer = source.rows - rows + len(source.malformed) - len(malformed)
    found = {**source.found, "footer_rows": footer}
    return replace(source, relation=relation, rows=rows, malformed=malformed, found=found)


def _refuse_unknown(wanted: tuple[str, ...], source: Source) -> None:
    unknown = [name for name in wanted if name not in source.columns]
    if unknown:
        raise UserError(
            message="no-column-to-fill",
            what=unknown[0],
            file=source.file,
            found=f"{source.file} has no column '{unknown[0]}', named under 'fill_down'.",
            expected=f"The name of one of its {len(source.columns)} columns.",
            do="Correct 'fill_down' under 'file' in the mapping, and check that the header row is the right one.",
        )


def _filled_down(
    scan: str, columns: tuple[str, ...], filled: tuple[str, ...], scratch: Path, connection: duckdb.DuckDBPyConnection
) -> str:
    """Written out once: the window over the whole file would otherwise be computed at every scan."""
    above = "OVER (ORDER BY row_no ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)"
    repeated = set(map(identifier, filled))
    selected = [
        f"last_value({name} IGNORE NULLS) {above} AS {name}" if name in repeated else name
        for name in map(identifier, columns)
    ]
    target = scratch / f"{uuid4().hex}.parquet"
    connection.execute(
        f"COPY (SELECT {', '.join(selected)}, row_no FROM {scan}) TO {literal(str(target))} (FORMAT parquet)"
    )
    return scan_parquet(target)


def scan_parquet(path: Path, options: str = "") -> str:
    """Hive partitioning is off: a folder called `year=2016` above the file is no column of it."""
    return f"read_parquet({literal(str(path))}, hive_partitioning=false{options})"


def _single(connection: duckdb.DuckDBPyConnection, query: str, values: list[str] | None = None) -> int | None:
    row = connection.execute(query, values or []).fetchone()
    return None if row is None or row[0] is None else int(row[0])
