"""Dates as numbers of days since 1970, as both engines add and compare them alike, and back."""

from __future__ import annotations

from datetime import date

import ibis
from ibis.expr import types as ir

EPOCH = date(1970, 1, 1)


def day_number(day: ir.DateValue | date) -> ir.IntegerValue:
    if isinstance(day, date):
        return ibis.literal((day - EPOCH).days, "int64")
    return day.delta(ibis.literal(EPOCH), unit="day").cast("int64")


def as_date(day: ir.IntegerValue) -> ir.DateValue:
    return _without_time(ibis.literal(EPOCH) + day.cast("int32").as_interval("D"))


def months_later(day: ir.IntegerValue, months: int) -> ir.IntegerValue:
    """The same day of a later month, or its last day where it has no such day."""
    return day_number(_without_time(as_date(day) + ibis.interval(months=months)))


def whole(total: ir.IntegerValue) -> ir.IntegerValue:
    """A sum in 64 bits. DuckDB makes 128 of it, and Ibis would leave out the plain cast."""
    return total.cast("int32").cast("int64")


def _without_time(day: ir.DateValue) -> ir.DateValue:
    # Ibis takes a date and an interval for a date, where DuckDB makes a timestamp of them: it would leave a cast out.
    return day.cast("timestamp").cast("date")
