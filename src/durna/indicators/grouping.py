"""One question to the engine for all breakdowns of the same rows, in the way that takes it least.

Where numbers of parts add up to that of the whole, rows are counted by all groups at once and the totals made of that:
of ten million rows some thousand cells are left. Where each key counts once in a cell, every breakdown has first one
row for each of its keys: engines do that several times as fast as they count what is distinct.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from durna.engine import sql
from durna.indicators.counted import GROUP
from durna.indicators.seen import By, Cell

_TOTAL_OF = "total_of_"
_COUNT, _MAX = "count(*)", "max("
# What aggregates are made of.
_OF_ROWS = ("counts", "key", "nameless", "amount", "record_key", "from_year")
# How aggregates begin that can be made of those of parts.
_ADDING = (_COUNT, _MAX, "sum(record_key)", "sum(amount)")


@dataclass(frozen=True)
class Rows:
    """What rows are called in a question; and the labels under each of which they count."""

    name: str
    dimension: str = ""
    labels: tuple[str, ...] = ()

    def labelled(self, rows: str) -> str:
        """Each of the rows of a SELECT once under each label."""
        if not self.labels:
            return rows
        labels = " UNION ALL ".join(f"SELECT {sql.text(each)} AS {_column(self.dimension)}" for each in self.labels)
        return f"SELECT * FROM ({rows}) AS part CROSS JOIN ({labels}) AS labels"

    def own(self, groups: Sequence[str]) -> list[str]:
        """The groups that are columns of the rows."""
        return [each for each in groups if not self.labels or each != _column(self.dimension)]


@dataclass(frozen=True)
class Question:
    """`wanted`: the breakdowns; `beside`: columns that tell rows apart in each of them; `where`: the rows that count.
    `is_by_key`: each key counts once in a cell, with the least of its record keys."""

    wanted: Sequence[By]
    aggregates: Mapping[str, str]
    beside: By = ()
    where: str = "true"
    is_by_key: bool = False
    names: Sequence[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", list(dict.fromkeys(name for by in self.wanted for name in by)))

    def text(self, rows: Sequence[Rows]) -> str:
        """In DuckDB's dialect; all parts of the rows have the same columns, their labels among them."""
        if self.is_by_key:
            return " UNION ALL ".join(self._by_key(rows, by) for by in self.wanted)
        if all(each.startswith(_ADDING) for each in self.aggregates.values()):
            return self._in_sets(
                self._counted(rows), {name: _added(name, each) for name, each in self.aggregates.items()}
            )
        return self._in_sets(self._every(rows, "*"), self.aggregates)

    def breakdown(self, row: Mapping[str, Any]) -> By:
        """The one that a row of the answer belongs to."""
        told = frozenset(name for name in self.names if not row[_TOTAL_OF + name])
        return next(by for by in self.wanted if frozenset(by) == told)

    @property
    def _common(self) -> list[str]:
        return ["bucket", *self.beside]

    def _in_sets(self, source: str, aggregates: Mapping[str, str]) -> str:
        totals = (f"grouping({_column(name)}) AS {sql.name(_TOTAL_OF + name)}" for name in self.names)
        chosen = [*self._common, *map(_column, self.names), *totals, *_named(aggregates)]
        sets = (f"({', '.join([*self._common, *map(_column, by)])})" for by in self.wanted)
        return f"SELECT {', '.join(chosen)} FROM ({source}) AS counted GROUP BY GROUPING SETS ({', '.join(sets)})"

    def _counted(self, rows: Sequence[Rows]) -> str:
        """By all groups at once, part by part."""
        every = [*self._common, *map(_column, self.names)]
        chosen = ", ".join([*every, *map(sql.name, self.aggregates)])
        return " UNION ALL ".join(f"SELECT {chosen} FROM ({self._part(one, every)}) AS part" for one in rows)

    def _part(self, rows: Rows, every: Sequence[str]) -> str:
        groups = ", ".join(rows.own(every))
        made = ", ".join([groups, *_named(self.aggregates)])
        return rows.labelled(f"SELECT {made} FROM {rows.name} WHERE {self.where} GROUP BY {groups}")

    def _every(self, rows: Sequence[Rows], columns: Sequence[str]) -> str:
        chosen = ", ".join(columns)
        every = (one.labelled(f"SELECT * FROM {one.name} WHERE {self.where}") for one in rows)
        return " UNION ALL ".join(f"SELECT {chosen} FROM ({one}) AS part" for one in every)

    def _by_key(self, rows: Sequence[Rows], by: By) -> str:
        groups = [*self._common, *map(_column, by)]
        meant = self._every(rows, [*groups, "key", "record_key"])
        once = f"SELECT {', '.join(groups)}, key, min(record_key) AS record_key FROM ({meant}) AS meant"
        once += f" GROUP BY {', '.join([*groups, 'key'])}"
        others = (f"CAST({_column(name) if name in by else 'NULL'} AS TEXT) AS {_column(name)}" for name in self.names)
        totals = (f"{int(name not in by)} AS {sql.name(_TOTAL_OF + name)}" for name in self.names)
        chosen = ", ".join([*self._common, *others, *totals, *_named(self.aggregates)])
        return f"SELECT {chosen} FROM ({once}) AS once GROUP BY {', '.join(groups)}"


def cell(row: Mapping[str, Any], by: By) -> Cell:
    return row["bucket"], tuple(sorted((name, row[GROUP + name]) for name in by))


def _column(name: str) -> str:
    return sql.name(GROUP + name)


def _named(aggregates: Mapping[str, str]) -> list[str]:
    return [f"{each} AS {sql.name(name)}" for name, each in aggregates.items()]


def _added(name: str, aggregate: str) -> str:
    """What was counted of parts, as that of the whole."""
    if aggregate.startswith(_COUNT):
        return f"CAST(sum({sql.name(name)}) AS BIGINT)"
    return f"{'max' if aggregate.startswith(_MAX) else 'sum'}({sql.name(name)})"
