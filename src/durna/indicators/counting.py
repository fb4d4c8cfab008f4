"""Counting: tallies of measures of rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from durna.indicators import counted, passes
from durna.indicators.buckets import Bucket, buckets, common, number
from durna.indicators.figures import Evidence
from durna.indicators.measures import Measure, Median, RowMeasure, StockAt, Sum, Together, Written
from durna.indicators.seen import Behind, By, Cell, Seen
from durna.indicators.tallies import Dimensions, Tally
from durna.periods import Period, day
from durna.residence.derived import Derived
from durna.residence.observed import Records
from durna.sources.contract import load

LOW_COVERAGE = "low_coverage"


class Protection(Protocol):
    """What stands between counts and all that is made of them (disclosure.protect; it stands above this room)."""

    def guarded(
        self, measure: RowMeasure | Together | Written, scope: Scope, by: Sequence[str], found: list[Tally]
    ) -> list[Tally]:
        """The tallies as they may be used, each with its `cell`."""
        ...

    def figured(self, figure_id: str, cell: Hashable) -> None:
        """A figure was made of a cell."""
        ...


@dataclass(frozen=True)
class Scope:
    """What a request asks of every measure: records, periods, and the coverage that parts of a ratio share.

    `foreseen`: the breakdowns that will be asked for, so that rows are read once for all of them.
    """

    records: Derived
    period: Period | None
    every: str
    not_additive: tuple[str, ...] = ()
    coverage: tuple[Period, ...] | None = None
    foreseen: tuple[By, ...] = ()
    protection: Protection | None = None


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
    kind = kind_of(measure)
    if isinstance(kind, StockAt) and kind.at == "start":
        found = tuple(bucket for bucket in found if bucket.period.start == bucket.calendar.start)
    if not found:
        return []
    # Kept with the view of the records: what is to be protected is computed twice more.
    kept: dict[By, list[Tally]] = scope.records.known.setdefault(("tallies", measure, scope.every, found), {})
    if tuple(by) not in kept:
        kept[tuple(by)] = _counted(measure, kind, scope, found, tuple(by))
    return list(kept[tuple(by)])


def _counted(
    measure: RowMeasure | Together, kind: RowMeasure, scope: Scope, found: tuple[Bucket, ...], by: By
) -> list[Tally]:
    answer = passes.found(measure, kind, scope.records, scope.every, found, by, scope.foreseen)
    seen, values = answer.seen, answer.values
    by_number = {number(bucket.calendar.start, scope.every): bucket for bucket in found}
    flags = _missing_sources(measure, scope.records)
    cells = _cells(by_number, seen, by, kind)
    made = (_tally(by_number[cell[0]], cell, seen.get(cell), values.get(cell), kind, flags) for cell in cells)
    return sorted((tally for tally in made if tally), key=lambda tally: (tally.period, tally.dimensions))


def behind(measure: RowMeasure | Together, scope: Scope, by: Sequence[str]) -> dict[tuple[Period, Dimensions], Behind]:
    """What stands behind the tallies of a measure, by calendar period and group."""
    covered = scope.coverage if scope.coverage is not None else coverage(measure, scope.records)
    found = buckets(covered, scope.period, scope.every)
    kind = kind_of(measure)
    if isinstance(kind, StockAt) and kind.at == "start":
        found = tuple(bucket for bucket in found if bucket.period.start == bucket.calendar.start)
    if not found:
        return {}
    answer = passes.behind(measure, kind, scope.records, scope.every, found, tuple(by), scope.foreseen)
    calendar = {number(bucket.calendar.start, scope.every): bucket.calendar for bucket in found}
    return {(calendar[bucket], cell): each for (bucket, cell), each in answer.items() if bucket in calendar}


def kind_of(measure: RowMeasure | Together) -> RowMeasure:
    return next(iter(measure.labelled.values())) if isinstance(measure, Together) else measure


def _missing_sources(measure: RowMeasure | Together, records: Records) -> tuple[str, ...]:
    wanted = {leaf.source for leaf in measure.leaves() if isinstance(leaf, RowMeasure)}
    return () if wanted <= set(records.sources()) else (LOW_COVERAGE,)


def _cells(
    by_number: Mapping[int, Bucket], seen: Mapping[Cell, Seen], by: Sequence[str], kind: RowMeasure
) -> list[Cell]:
    """The cells to state: those with rows; and nought where the data cover a bucket in which nothing happened."""
    nought = [(key, ()) for key in by_number] if not by and not isinstance(kind, Sum | Median) else []
    return list(dict.fromkeys([*(cell for cell in seen if cell[0] in by_number), *nought]))


def _tally(
    bucket: Bucket, cell: Cell, seen: Seen | None, value: float | None, kind: RowMeasure, flags: tuple[str, ...]
) -> Tally | None:
    """A row that leaves open whether it counts, or whose person cannot be told from others, widens the upper end."""
    seen = seen or Seen()
    is_count = not isinstance(kind, Sum | Median)
    is_stock = isinstance(kind, StockAt)
    if not is_count and value is None:
        return None
    value = value or 0.0
    open_rows = seen.undecided + seen.strangers
    is_awaited = kind.where.is_awaited
    is_open = (seen.counted == 0 and seen.undecided > 0 and not is_awaited) or seen.strangers == seen.counted > 0
    awaits = is_awaited and seen.undecided > 0
    # What will be settled is part of what an estimate, or the ends of a provisional figure, rest on.
    rows = Counter(seen.rows) + seen.left_open if awaits else seen.rows
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
        evidence=tuple(Evidence(source, delivery, count) for (source, delivery), count in sorted(rows.items())),
    )  # fmt: skip


def _bucket_flags(bucket: Bucket, is_stock: bool) -> tuple[str, ...]:
    # A stock says its day; that the year went on after it makes it no part of a year.
    return tuple(flag for flag in bucket.flags if not (is_stock and flag.startswith("part_")))


def _flags(seen: Seen, is_awaited: bool) -> tuple[str, ...]:
    undecided = 0 if is_awaited else seen.undecided
    told = {"undecided": undecided, "unidentified": seen.nameless, "age_from_year": seen.from_year}
    return tuple(name for name, rows in told.items() if rows)
