"""Counted rows: the records a measure looks at, each with its bucket, its groups and whether it counts.

One shape for every measure of rows, so that sources can be laid together and each engine has one kind of query to run.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import reduce

import ibis
import ibis.expr.types as ir

from durna.indicators.breakdowns import column, is_age_from_year
from durna.indicators.buckets import Bucket, number_of, within
from durna.indicators.measures import Median, RowMeasure, StockAt, Sum, Together
from durna.residence.observed import Records
from durna.sources.contract import load

GROUP = "by_"
# Record keys are whole numbers below this: so many leading digits of a pseudonym as fit.
KEYS = 16**6
_DIGITS = "0123456789abcdef"


def rows(
    measure: RowMeasure | Together, records: Records, every: str, buckets: Sequence[Bucket], by: Sequence[str]
) -> ir.Table:
    """The rows that count (`counts` true) or that leave it open (`counts` null), with

    bucket, source, delivery_id, key (what tells persons or files apart; the row itself where each is one of its own),
    nameless (no identity), amount, record_key (below KEYS, and never published), from_year (age known by year only),
    and one column `by_<name>` for each breakdown.
    """
    if isinstance(measure, Together):
        parts = [
            _part(part, records, every, buckets, by, {measure.dimension: label})
            for label, part in measure.labelled.items()
            if part.source in records.sources()
        ]
        return reduce(lambda one, other: one.union(other), parts)
    return _part(measure, records, every, buckets, by, {})


def _part(
    measure: RowMeasure,
    records: Records,
    every: str,
    buckets: Sequence[Bucket],
    by: Sequence[str],
    labels: dict[str, str],
) -> ir.Table:
    table = records.table(measure.source)
    where = measure.where.expression(table, records.country)
    if isinstance(measure, StockAt):
        table, when, counts = _held(measure, table, where, buckets)
    else:
        when = first_of(table, getattr(measure, "on", ())).cast("date")
        counts = where & within(when, (bucket.period for bucket in buckets))
    is_stock = isinstance(measure, StockAt)
    groups = {GROUP + name: ibis.literal(label) for name, label in labels.items() if name in by}
    groups |= {GROUP + name: column(table, name, measure.named, when, is_stock) for name in by if name not in labels}
    chosen = table.select(
        counts=counts,
        bucket=number_of(when, every),
        source=_origin(measure, table),
        delivery_id=table["delivery_id"].cast("string"),
        key=_key(measure, table),
        nameless=_identity(measure, table).isnull(),
        amount=_amount(measure, table),
        record_key=record_key(table),
        from_year=is_age_from_year(table, when, is_stock) if "age_group" in by else ibis.literal(False),
        **groups,
    )
    # What certainly does not count goes early; what is open stays, to be told.
    return chosen.filter(chosen["counts"] | chosen["counts"].isnull(), chosen["bucket"].notnull())


def first_of(table: ir.Table, names: str | Sequence[str]) -> ir.Value:
    wanted = (names,) if isinstance(names, str) else tuple(names)
    return table[wanted[0]] if len(wanted) == 1 else ibis.coalesce(*(table[name] for name in wanted))


def reference_day(measure: StockAt, bucket: Bucket) -> date:
    return bucket.period.start if measure.at == "start" else bucket.period.end


def _held(
    measure: StockAt, table: ir.Table, where: ir.BooleanValue, buckets: Sequence[Bucket]
) -> tuple[ir.Table, ir.DateValue, ir.BooleanValue]:
    """Each row once for every reference date, and whether it holds on that date."""
    days = ibis.array([ibis.literal(reference_day(measure, bucket)) for bucket in buckets])
    dated = table.mutate(is_meant=where, reference_date=days.unnest())
    day = dated["reference_date"]
    if measure.after is not None:
        begun = dated[measure.after].cast("date") < day
    else:
        begun = first_of(dated, measure.since).cast("date") <= day
    held = dated["is_meant"] & begun
    if measure.until is not None:
        last = dated[measure.until].cast("date")
        held = held & ((last >= day) if measure.term else (last.isnull() | (last >= day)))
    for name in (measure.ended,) if isinstance(measure.ended, str) else measure.ended:
        ended = dated[name].cast("date")
        held = held & (ended.isnull() | (ended > day))
    return dated, day, held


def _origin(measure: RowMeasure, table: ir.Table) -> ir.StringValue:
    """The source whose delivery holds the row; rows made from deliveries say it themselves."""
    return table["origin"] if load(measure.source).derived_from else ibis.literal(measure.source)


def _identity(measure: RowMeasure, table: ir.Table) -> ir.StringValue:
    names = getattr(measure, "key", ())
    return first_of(table, names).cast("string") if names else ibis.null("string")


def _key(measure: RowMeasure, table: ir.Table) -> ir.StringValue:
    identity = _identity(measure, table)
    if not getattr(measure, "each", False):
        return identity
    parts = (table[name].cast("string").fill_null("") for name in ("delivery_id", "row_no", "event_no"))
    row = reduce(lambda one, other: one + ibis.literal(" ") + other, parts, ibis.literal(measure.source))
    return identity.fill_null(row)


def record_key(table: ir.Table) -> ir.IntegerValue:
    """The same for all records of a person: a pseudonym is a random number that was drawn once, when it was made.

    A record without a person has one of its own, from its place in the delivery.
    """
    row = (table["row_no"].cast("int64") * 2_654_435_761) % KEYS
    if "person" not in table.columns:
        return row
    person = table["person"].cast("string")
    digits = (ibis.literal(_DIGITS).find(person.substr(place, 1)) for place in range(6))
    number = reduce(lambda made, digit: made * 16 + digit.cast("int64"), digits, ibis.literal(0, "int64"))
    return ibis.ifelse(person.isnull(), row, number)


def _amount(measure: RowMeasure, table: ir.Table) -> ir.FloatingValue:
    if isinstance(measure, Sum):
        return table[measure.column].cast("float64")
    if isinstance(measure, Median):
        start, end = first_of(table, measure.start).cast("date"), table[measure.end].cast("date")
        # Cast to dates first: engines count days between times of day differently.
        return end.delta(start, unit="day").cast("float64")
    return ibis.null("float64")
