"""Counted rows: the records a measure looks at, each with its bucket, its groups and whether it counts.

One shape for every measure of rows, so that sources can be laid together and each engine has one kind of query to run.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce

import ibis
import ibis.expr.types as ir

from durna.indicators.breakdowns import column, is_age_from_year
from durna.indicators.buckets import Bucket, number_of, within
from durna.indicators.measures import Median, RowMeasure, StockAt, Sum, Together
from durna.persons.record_keys import record_key
from durna.residence.derived import Derived
from durna.sources.contract import load

GROUP = "by_"


@dataclass(frozen=True)
class Part:
    """Rows that count, or that leave it open; where they are part of several sources laid together, `labels` are the
    values of `dimension` under which they count: under each of them once."""

    rows: ir.Table
    dimension: str = ""
    labels: tuple[str, ...] = ()


def parts(
    measure: RowMeasure | Together, records: Derived, every: str, buckets: Sequence[Bucket], by: Sequence[str]
) -> list[Part]:
    """The rows that count (`counts` true) or that leave it open (`counts` null), those of each part of a measure, with

    bucket, source, delivery_id, key (what tells persons or files apart; the row itself where each is one of its own),
    nameless (no identity), amount, record_key (below KEYS, and never published), from_year (age known by year only),
    and one column `by_<name>` for each breakdown but the dimension of the part.
    """
    country = records.country
    if not isinstance(measure, Together):
        # Declarations show all that they say.
        table = records.counted(measure.source, repr(measure))
        return [Part(_rows(measure, table, country, every, buckets, by))]
    found = {label: part for label, part in measure.labelled.items() if part.source in records.sources()}
    is_one_source = len({part.source for part in found.values()}) == 1
    alike: dict[str, list[str]] = {}
    for label, part in found.items():
        # Two that look the same count the same rows.
        alike.setdefault(repr(part), []).append(label)
    own = [name for name in by if name != measure.dimension]
    parts = []
    for said, labels in alike.items():
        part = found[labels[0]]
        # A person must be the same one in every source.
        table = records.counted(part.source, said) if is_one_source else records.table(part.source)
        rows = _rows(part, table, country, every, buckets, own)
        parts.append(Part(rows, measure.dimension, tuple(labels)))
    return parts


def _rows(
    measure: RowMeasure, table: ir.Table, country: str, every: str, buckets: Sequence[Bucket], by: Sequence[str]
) -> ir.Table:  # fmt: skip
    where = measure.where.expression(table, country)
    if isinstance(measure, StockAt):
        table, when, counts = _held(measure, table, where, buckets)
    else:
        when = first_of(table, getattr(measure, "on", ())).cast("date")
        counts = where & within(when, (bucket.period for bucket in buckets))
    is_stock = isinstance(measure, StockAt)
    groups = {GROUP + name: column(table, name, measure.named, when, is_stock) for name in by}
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


def _amount(measure: RowMeasure, table: ir.Table) -> ir.FloatingValue:
    if isinstance(measure, Sum):
        return table[measure.column].cast("float64")
    if isinstance(measure, Median):
        start, end = first_of(table, measure.start).cast("date"), table[measure.end].cast("date")
        # Cast to dates first: engines count days between times of day differently.
        return end.delta(start, unit="day").cast("float64")
    return ibis.null("float64")
