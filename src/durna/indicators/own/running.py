"""An own indicator computed: its query put over the records, run within its time, and its answer held to its shape."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import sqlglot

from durna.indicators.buckets import Bucket, buckets, common
from durna.indicators.figures import Evidence
from durna.indicators.measures import Written
from durna.indicators.own import engine, query, shape, written
from durna.indicators.own.shape import Row
from durna.indicators.tallies import Dimensions, Tally
from durna.periods import Period, day
from durna.residence.derived import Derived
from durna.residence.observed import Records
from durna.sources import contract

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from durna.indicators.counting import Scope


def is_delivered(measure: Written, records: Records) -> bool:
    """All its sources are there, and none is only a selection."""
    there = records.sources()
    return all(
        source in there and not any(receipt.partial for receipt in records.receipts(source))
        for source in measure.sources
    )


def tallies(measure: Written, scope: Scope, by: Sequence[str]) -> list[Tally]:
    """One for each row of the answer. Raises UserError where the file, the query or its answer is wrong."""
    found = buckets(_covered(measure, scope.records), scope.period, scope.every)
    if not found:
        return []
    tables = {source: scope.records.table(source) for source in measure.sources}
    periods = {bucket.period: bucket for bucket in found}
    statement = _statement(measure, tables, tuple(by), scope, tuple(periods))
    rows = _rows(measure, statement, tables, by, tuple(periods))
    by_delivery = _evidence(measure, statement, tables, by, tuple(periods), rows)
    return [
        _tally(periods[row.period], row, by_delivery.get((row.period, row.dimensions), ()), measure)
        for row in sorted(rows, key=lambda row: (row.period, row.dimensions))
    ]


def _covered(measure: Written, records: Derived) -> tuple[Period, ...]:
    """What all its sources of records cover; of tables alone, what any of them speaks of."""
    kinds = {source: contract.load(source).is_table for source in measure.sources}
    counted = [source for source, is_table in kinds.items() if not is_table]
    if counted:
        return common(records.coverage(source) for source in counted)
    return tuple(period for source in kinds for period in records.coverage(source))


def _statement(
    measure: Written,
    tables: Mapping[str, ir.Table],
    by: tuple[str, ...],
    scope: Scope,
    periods: Sequence[Period],
) -> sqlglot.exp.Select:
    if measure.file.endswith(".sql"):
        whole = query.parse(measure.code, measure.file, measure.sources)
        asked = query.by(whole, measure.breakdowns, by, measure.file)
        if len(by) < len(measure.breakdowns):
            # What is wrong in the part that is left out would only show as a wrong answer of the rest.
            engine.refuse_strange(measure, whole, tables, periods)
        return asked
    columns = {source: {name: str(kind) for name, kind in table.schema().items()} for source, table in tables.items()}
    wanted = tuple(dict.fromkeys([*scope.foreseen, by, *((name,) for name in measure.breakdowns)]))
    made = written.queries(measure, columns, wanted)[by]
    return query.parse(made, measure.file, measure.sources)


def _rows(
    measure: Written,
    statement: sqlglot.exp.Select,
    tables: Mapping[str, ir.Table],
    by: Sequence[str],
    periods: Sequence[Period],
) -> list[Row]:
    answer = engine.answer(measure, statement, tables, periods)
    return shape.rows(answer, measure, by, periods, tables)


def _evidence(
    measure: Written,
    statement: sqlglot.exp.Select,
    tables: Mapping[str, ir.Table],
    by: Sequence[str],
    periods: Sequence[Period],
    rows: Sequence[Row],
) -> dict[tuple[Period, Dimensions], tuple[Evidence, ...]]:
    """The rows counted, by delivery of the first source: with several, the query is asked again for each alone.

    Of the other sources every delivery that the query could read, with all its rows: which of them it used is its own
    affair.
    """
    first, *others = measure.sources
    beside = tuple(each for source in others for each in _deliveries(source, tables[source]))
    origin = contract.load(first).origin
    counted: dict[str, list[Row]] = {}
    deliveries = [each.delivery_id for each in _deliveries(first, tables[first])]
    for delivery in deliveries:
        if len(deliveries) == 1:
            counted[delivery] = list(rows)
        else:
            alone = {**tables, first: tables[first].filter(tables[first]["delivery_id"] == delivery)}
            counted[delivery] = shape.rows(
                engine.answer(measure, statement, alone, periods), measure, by, periods, tables
            )
    found: dict[tuple[Period, Dimensions], list[Evidence]] = {}
    for delivery, some in counted.items():
        for row in some:
            if row.rows:
                cell = found.setdefault((row.period, row.dimensions), [])
                cell.append(Evidence(origin, delivery, row.rows))
    return {cell: (*evidence, *beside) for cell, evidence in found.items()}


def _deliveries(source: str, table: ir.Table) -> tuple[Evidence, ...]:
    origin = contract.load(source).origin
    counts = table.group_by("delivery_id").aggregate(rows=table.count()).to_pyarrow().to_pylist()
    found = {row["delivery_id"]: row["rows"] for row in counts}
    return tuple(Evidence(origin, delivery, found[delivery]) for delivery in sorted(found))


def _tally(bucket: Bucket, row: Row, evidence: tuple[Evidence, ...], measure: Written) -> Tally:
    return Tally(
        bucket=bucket.calendar,
        period=day(bucket.period.end) if measure.is_stock else bucket.period,
        value=row.value,
        dimensions=row.dimensions,
        source=contract.load(measure.sources[0]).origin,
        is_stock=measure.is_stock,
        flags=tuple(flag for flag in bucket.flags if not (measure.is_stock and flag.startswith("part_"))),
        evidence=evidence,
    )
