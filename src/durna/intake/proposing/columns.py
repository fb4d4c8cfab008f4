"""The columns of a file and what stands in them: counted over a sample that is spread over the whole file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import duckdb

from durna.intake.reading import Table
from durna.intake.values import cell

SAMPLE = "durna_sample"
_SAMPLED_ROWS = 100_000
_LISTED_VALUES = 5_000


@dataclass(frozen=True)
class Column:
    """One column of the sample; `values` are the commonest, with counts, and never leave this room unfiltered."""

    name: str
    kind: str
    rows: int
    filled: int
    distinct: int
    values: Mapping[str, int] = field(repr=False)

    @property
    def is_native_date(self) -> bool:
        return self.kind.startswith(("DATE", "TIMESTAMP"))

    @property
    def is_native_number(self) -> bool:
        return not self.is_native_date and self.kind not in ("VARCHAR", "BOOLEAN")

    @property
    def uniqueness(self) -> float:
        return self.distinct / self.filled if self.filled else 0.0

    def share(self, good: set[str]) -> float:
        """The share of the listed cells whose value is one of `good`."""
        total = sum(self.values.values())
        return sum(count for value, count in self.values.items() if value in good) / total if total else 0.0


def take_sample(con: duckdb.DuckDBPyConnection, table: Table, missing: tuple[str, ...] = ()) -> tuple[Column, ...]:
    """Sample the table and describe its columns.

    Every n-th row, chosen by a hash of its number: the first rows of a sorted file would all be of one month.
    """
    step = max(1, -(-table.rows // _SAMPLED_ROWS))
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE {SAMPLE} AS SELECT * FROM {table.scan} WHERE hash(row_no) % {step} = 0"
        if step > 1
        else f"CREATE OR REPLACE TEMP TABLE {SAMPLE} AS SELECT * FROM {table.scan}"
    )
    described = con.execute(f"DESCRIBE {SAMPLE}").fetchall()
    kinds = {str(row[0]): str(row[1]) for row in described}
    return tuple(_column(con, name, kinds[name], missing) for name in table.columns)


def counts(
    con: duckdb.DuckDBPyConnection, relation: str, column: Column, missing: tuple[str, ...], most: int
) -> dict[str, int]:
    """The values of one column with their counts, commonest first."""
    value = cell(column.name, column.kind, missing)
    rows = con.execute(
        f"SELECT {value} AS v, count(*) AS n FROM {relation} GROUP BY v HAVING v IS NOT NULL "
        f"ORDER BY n DESC, v LIMIT {most}"
    ).fetchall()
    return {str(text): int(count) for text, count in rows}


def counts_together(
    con: duckdb.DuckDBPyConnection, relation: str, columns: Sequence[Column], missing: tuple[str, ...]
) -> dict[str, dict[str, int]]:
    """The values of several columns with their counts, each commonest first, in one pass over the relation."""
    if not columns:
        return {}
    names = [f"v{place}" for place in range(len(columns))]
    cells = ", ".join(
        f"{cell(column.name, column.kind, missing)} AS {name}" for column, name in zip(columns, names, strict=True)
    )
    sets = ", ".join(f"({name})" for name in names)
    value = f"coalesce({', '.join(f'CAST({name} AS VARCHAR)' for name in names)})"
    rows = con.execute(
        f"SELECT grouping({', '.join(names)}), {value} AS v, count(*) AS n FROM (SELECT {cells} FROM {relation}) "
        f"GROUP BY GROUPING SETS ({sets}) ORDER BY n DESC, v"
    ).fetchall()
    # The bit of a column that is not grouped by is set, the first column's bit being the highest.
    everything = (1 << len(columns)) - 1
    bits = {everything & ~(1 << (len(columns) - 1 - place)): column.name for place, column in enumerate(columns)}
    found: dict[str, dict[str, int]] = {column.name: {} for column in columns}
    for bit, text, count in rows:
        if text is not None:
            found[bits[int(bit)]][str(text)] = int(count)
    return found


def values_of(column: Column, missing: tuple[str, ...]) -> str:
    """SQL of the distinct values of a column in the sample: v, n."""
    value = cell(column.name, column.kind, missing)
    return f"(SELECT {value} AS v, count(*) AS n FROM {SAMPLE} GROUP BY v HAVING v IS NOT NULL)"


def _column(con: duckdb.DuckDBPyConnection, name: str, kind: str, missing: tuple[str, ...]) -> Column:
    value = cell(name, kind, missing)
    row = con.execute(f"SELECT count(*), count({value}), count(DISTINCT {value}) FROM {SAMPLE}").fetchone()
    assert row is not None
    column = Column(name, kind, int(row[0]), int(row[1]), int(row[2]), {})
    listed = counts(con, SAMPLE, column, missing, _LISTED_VALUES)
    return Column(name, kind, column.rows, column.filled, column.distinct, listed)


def is_numeric(column: Column, share: float = 0.95) -> bool:
    """Whether nearly all cells are plain numbers, or as large a share of them."""
    return column.is_native_number or column.share({text for text in column.values if _is_number(text)}) >= share


def _is_number(text: str) -> bool:
    bare = text.replace("\u00a0", "").replace("\u202f", "").replace(" ", "").replace(",", "")
    try:
        float(bare)
    except ValueError:
        return False
    return bare[-1:].isdigit() or bare.endswith(".")
