"""Small worlds whose migrations can be counted by hand."""

from datetime import date, timedelta

import pyarrow as pa

SETTLERS, VISITORS, LEAVERS = 30, 60, 25


def months(first: date, last: date) -> list[date]:
    """First days of months."""
    return [
        date(year, month, 1)
        for year in range(first.year, last.year + 1)
        for month in range(1, 13)
        if first <= date(year, month, 1) <= last
    ]


def plain_world(first: date = date(2009, 1, 1), last: date = date(2013, 12, 31), settlers: int = SETTLERS) -> pa.Table:
    """Every month 30 people (`settlers`) come for good on the 1st, and 60 come on the 10th to leave on the 20th.

    25 people who lived here leave for good on the 5th. Nothing else is noted of anybody.
    """
    rows: list[tuple[int, date, str]] = []
    for month in months(first, last):
        for day, direction, count in ((month, "A", settlers), (month + timedelta(days=4), "D", LEAVERS)):
            start = len(rows)
            rows += [(start + n, day, direction) for n in range(count)]
        start = len(rows)
        for n in range(VISITORS):
            rows += [(start + n, month + timedelta(days=9), "A"), (start + n, month + timedelta(days=19), "D")]
    persons, days, directions = zip(*(row for row in rows if row[1] <= last), strict=True)
    return pa.table({"person": persons, "date": days, "direction": directions})
