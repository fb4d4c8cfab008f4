"""Books: the true registers of a country, opened for questions in plain SQL.

Nothing of the computing rooms is used here: the truth is a second witness to what they say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

import duckdb
import pyarrow as pa

from durna.periods import Period
from durna.synthetic.truth.answers import Answers

MEMORY, THREADS = "2GB", 2


class Country(Protocol):
    """What is known of a synthetic country. `registers` have the stored columns of the contracts and `true_person`."""

    @property
    def people(self) -> pa.Table: ...

    @property
    def crossings(self) -> pa.Table: ...

    @property
    def registers(self) -> Mapping[str, pa.Table]: ...


@dataclass(frozen=True)
class Books:
    """`buckets` are whole calendar years or months; `asked` is cut to what was asked for, bucket by bucket.

    `answered` keeps what was counted: entries are asked for alone, per person, as shares and as a balance.
    """

    con: duckdb.DuckDBPyConnection
    columns: Mapping[str, frozenset[str]]
    buckets: tuple[Period, ...]
    asked: Mapping[Period, Period]
    every: str
    own: str
    answered: dict[object, Answers] = field(default_factory=dict)

    @property
    def whole(self) -> Period:
        return Period(self.asked[self.buckets[0]].start, self.asked[self.buckets[-1]].end)

    def rows(self, statement: str) -> list[tuple[Any, ...]]:
        return self.con.execute(statement).fetchall()

    def number(self, day: str) -> str:
        """SQL for the place of a day among the buckets."""
        first = self.buckets[0].start
        if self.every == "year":
            return f"year({day}) - {first.year}"
        return f"(year({day}) - {first.year}) * 12 + month({day}) - {first.month}"


def opened(registers: Mapping[str, pa.Table], period: Period, every: str, own: str) -> Books:
    con = duckdb.connect(config={"memory_limit": MEMORY, "threads": THREADS})
    con.execute(f"CREATE MACRO own() AS '{own}'")
    for name, table in registers.items():
        con.register(name, table)
    cut = tuple(period.split(every))
    calendar = tuple(_calendar(part, every) for part in cut)
    columns = {name: frozenset(table.column_names) for name, table in registers.items()}
    return Books(con, columns, calendar, dict(zip(calendar, cut, strict=True)), every, own)


def _calendar(part: Period, every: str) -> Period:
    year = Period(date(part.start.year, 1, 1), date(part.start.year, 12, 31))
    return next(whole for whole in year.split(every) if whole.contains(part))


def literal(day: date) -> str:
    return f"DATE '{day.isoformat()}'"


def coalesced(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"coalesce({', '.join(names)})"
