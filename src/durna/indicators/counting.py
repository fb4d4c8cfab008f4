"""Counting: tallies of measures of rows.

One query finds the rows behind each value, by delivery; one more the values that do not add up over deliveries.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import ibis.expr.types as ir

from durna.indicators import counted
from durna.indicators.buckets import Bucket, buckets, common, number
from durna.indicators.figures import Evidence
from durna.indicators.measures import Count, Measure, Median, RowMeasure, StockAt, Sum, Together
from durna.indicators.tallies import Dimensions, Tally
from durna.periods import Period, day
from durna.residence.derived import Derived
from durna.residence.observed import Records
from durna.sources.contract import load

Cell = tuple[int, Dimensions]
LOW_COVERAGE = "low_coverage"
# Engines add fractions in different orders, and two sums of one column then differ far behind the point.
_DECIMALS = 6


@dataclass(frozen=True)
class Scope:
    """What a request asks of every measure: records, periods, and the coverage that parts of a ratio share."""

    records: Derived
    period: Period | None
    every: str
    not_additive: tuple[str, ...] = ()
    coverage: tuple[Period, ...] | None = None


@dataclass
class _Seen:
    """The rows behind one value, by delivery."""

    rows: dict[tuple[str, str], int] = field(default_factory=dict)
    undecided: int = 0
    nameless: int = 0
    strangers: int = 0
    from_year: int = 0
    amount: float | None = None

    @property
    def counted(self) -> int:
        return sum(self.rows.values())

    def add(self, row: Mapping[str, Any]) -> None:
        if row["rows"]:
            self.rows[row["source"], row["delivery_id"]] = row["rows"]
        self.undecided += row["undecided"]
        self.nameless += row.get("nameless") or 0
        self.strangers += row.get("strangers") or 0
        self.from_year += row.get("from_year") or 0
        if row.get("amount") is not None:
            self.amount = (self.amount or 0.0) + row["amount"]


def coverage(measure: Measure, records: Records) -> tuple[Period, ...]:
    """What all record sources behind a measure cover. A source that was not delivered does not narrow the others."""
    leaves = [leaf for leaf in measure.leaves() if isinstance(leaf, RowMeasure)]
    return common(_covered(leaf, records) for leaf in leaves if leaf.source in records.sources())


def _covered(measure: RowMeasure, records: Records) -> tuple[Period, ...]:
    covered = tuple(records.coverage(measure.source))
    if not covered or not isinstance(measure, StockAt):
        return covered
    # A stock is known until the cut-off: a register that saw no new entry since still says who is in it.
    cut_offs = [date.fromisoformat(r.cut_off[:10]) for r in records.receipts(measure.source) if r.cut_off]
    last = max(covered, key=lambda period: period.end)
    return (*covered, Period(last.start, max([last.end, *cut_offs])))


def tallies(measure: RowMeasure | Together, scope: Scope, by: Sequence[str]) -> list[Tally]:
    covered = scope.coverage if scope.coverage is not None else coverage(measure, scope.records)
    found = buckets(covered, scope.period, scope.every)
    kind = _kind(measure)
    if isinstance(kind, StockAt) and kind.at == "start":
        found = tuple(bucket for bucket in found if bucket.period.start == bucket.calendar.start)
    if not found:
        return []
    rows = counted.rows(measure, scope.records, scope.every, found, by)
    seen = _rows_behind(rows, by, kind)
    values = _values(rows, by, kind, seen)
    by_number = {number(bucket.calendar.start, scope.every): bucket for bucket in found}
    flags = _missing_sources(measure, scope.records)
    cells = _cells(by_number, seen, by, kind)
    made = (_tally(by_number[cell[0]], cell, seen.get(cell), values.get(cell), kind, flags) for cell in cells)
    return sorted((tally for tally in made if tally), key=lambda tally: (tally.period, tally.dimensions))


def _kind(measure: RowMeasure | Together) -> RowMeasure:
    return next(iter(measure.labelled.values())) if isinstance(measure, Together) else measure


def _missing_sources(measure: RowMeasure | Together, records: Records) -> tuple[str, ...]:
    wanted = {leaf.source for leaf in measure.leaves() if isinstance(leaf, RowMeasure)}
    return () if wanted <= set(records.sources()) else (LOW_COVERAGE,)


def _rows_behind(rows: ir.Table, by: Sequence[str], kind: RowMeasure) -> dict[Cell, _Seen]:
    groups = ["bucket", *(counted.GROUP + name for name in by)]
    query = rows.group_by([*groups, "source", "delivery_id"]).aggregate(**_noted(rows, by, kind))
    found: dict[Cell, _Seen] = defaultdict(_Seen)
    for row in run(query):
        found[_cell(row, by)].add(row)
    return dict(found)


def _noted(rows: ir.Table, by: Sequence[str], kind: RowMeasure) -> dict[str, ir.Value]:
    """What is noted of the rows: no more than the measure needs, for each costs a pass over millions of them."""
    counts = rows["counts"]
    noted = {"rows": counts.sum(), "undecided": counts.isnull().sum()}
    if getattr(kind, "key", ()):
        noted["nameless"] = (counts & rows["nameless"]).sum()
        noted["strangers"] = (counts & rows["key"].isnull()).sum()
    if "age_group" in by:
        noted["from_year"] = (counts & rows["from_year"]).sum()
    if isinstance(kind, Sum):
        noted["amount"] = rows["amount"].sum(where=counts)
    return noted


def _values(
    rows: ir.Table, by: Sequence[str], kind: RowMeasure, seen: Mapping[Cell, _Seen]
) -> dict[Cell, float | None]:
    if isinstance(kind, Sum):
        return {cell: None if each.amount is None else round(each.amount, _DECIMALS) for cell, each in seen.items()}
    if isinstance(kind, Median):
        # A negative duration is an error of the record, flagged at intake; it says nothing of how long things take.
        usable = rows.filter(rows["counts"], rows["amount"] >= 0)
        return _aggregated(usable, by, usable["amount"].quantile(kind.quantile))
    if isinstance(kind, Count) or not getattr(kind, "key", ()):
        return {cell: float(each.counted) for cell, each in seen.items()}
    sure = rows.filter(rows["counts"])
    return dict.fromkeys(seen, 0.0) | _aggregated(sure, by, sure["key"].nunique())


def _aggregated(rows: ir.Table, by: Sequence[str], value: ir.Value) -> dict[Cell, float | None]:
    groups = ["bucket", *(counted.GROUP + name for name in by)]
    found = run(rows.group_by(groups).aggregate(value=value))
    return {_cell(row, by): None if row["value"] is None else float(row["value"]) for row in found}


def _cell(row: Mapping[str, Any], by: Sequence[str]) -> Cell:
    return row["bucket"], tuple(sorted((name, row[counted.GROUP + name]) for name in by))


def _cells(
    by_number: Mapping[int, Bucket], seen: Mapping[Cell, _Seen], by: Sequence[str], kind: RowMeasure
) -> list[Cell]:
    """The cells to state: those with rows; and nought where the data cover a bucket in which nothing happened."""
    nought = [(key, ()) for key in by_number] if not by and not isinstance(kind, Sum | Median) else []
    return list(dict.fromkeys([*(cell for cell in seen if cell[0] in by_number), *nought]))


def _tally(
    bucket: Bucket, cell: Cell, seen: _Seen | None, value: float | None, kind: RowMeasure, flags: tuple[str, ...]
) -> Tally | None:
    """A row that leaves open whether it counts, or whose person cannot be told from others, widens the upper end."""
    seen = seen or _Seen()
    is_count = not isinstance(kind, Sum | Median)
    is_stock = isinstance(kind, StockAt)
    if not is_count and value is None:
        return None
    value = value or 0.0
    open_rows = seen.undecided + seen.strangers
    is_awaited = kind.where.is_awaited
    is_open = (seen.counted == 0 and seen.undecided > 0 and not is_awaited) or seen.strangers == seen.counted > 0
    awaits = is_awaited and seen.undecided > 0
    return Tally(
        bucket=bucket.calendar,
        period=day(counted.reference_day(kind, bucket)) if isinstance(kind, StockAt) else bucket.period,
        value=None if is_open else value,
        dimensions=cell[1],
        source=load(kind.source).origin,
        is_stock=is_stock,
        flags=(*_bucket_flags(bucket, is_stock), *flags, *_flags(seen, is_awaited)),
        status="provisional" if awaits else "final",
        lower=value if awaits else None,
        upper=value + open_rows if is_count and open_rows else None,
        evidence=tuple(Evidence(source, delivery, rows) for (source, delivery), rows in sorted(seen.rows.items())),
    )  # fmt: skip


def _bucket_flags(bucket: Bucket, is_stock: bool) -> tuple[str, ...]:
    # A stock says its day; that the year went on after it makes it no part of a year.
    return tuple(flag for flag in bucket.flags if not (is_stock and flag.startswith("part_")))


def _flags(seen: _Seen, is_awaited: bool) -> tuple[str, ...]:
    undecided = 0 if is_awaited else seen.undecided
    told = {"undecided": undecided, "unidentified": seen.nameless, "age_from_year": seen.from_year}
    return tuple(name for name, rows in told.items() if rows)


def run(query: ir.Table) -> Iterator[dict[str, Any]]:
    """The only place where an expression of this room meets an engine."""
    # In portions: Python's form of a long table takes ten times the room of Arrow's.
    for portion in query.to_pyarrow().to_batches(max_chunksize=20_000):
        yield from portion.to_pylist()
