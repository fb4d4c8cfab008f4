"""Dates and times of crossings: the day on which each happened there, and what orders crossings within a day."""

from __future__ import annotations

from collections.abc import Set
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from durna.errors import UserError
from durna.residence.columns import Lay, Numbers, numbers_of, plain
from durna.residence.histories import NO_DAY

_OFFSET = r"(?P<offset>(?:[+-]\d{2}:?\d{2}|[zZ]))$"
NO_ZONE = "none"


def days_and_moments(column: pa.ChunkedArray, lay: Lay = numbers_of) -> tuple[Any, Numbers]:
    """Days since 1970 (NO_DAY where missing), and moments in microseconds; no moments where there are only dates.

    A time with a zone has the day that it had in that zone. Raises UserError for what is no date.
    """
    local = _local(column)
    if pa.types.is_date(local.type):
        return lay(_filled(local.cast(pa.date32()).cast(pa.int32()), int(NO_DAY))), np.empty(0, np.int64)
    moments = local.cast(pa.timestamp("us"), safe=False)
    days = _filled(pc.floor_temporal(moments, unit="day").cast(pa.date32()).cast(pa.int32()), int(NO_DAY))
    return lay(days), numbers_of(_filled(moments.cast(pa.int64()), 0))


def refuse_mixed_zones(source: Any, name: str) -> None:
    """A pandas column of several zones is turned into one zone without a word on its way to Arrow: it is seen here."""
    if type(source).__module__.partition(".")[0] != "pandas" or name not in source:
        return
    column = source[name]
    if column.dtype == object:
        zones = {str(getattr(value, "tzinfo", None)) for value in column.dropna()}
        refuse_zones(zones)


def zones_of(column: pa.ChunkedArray) -> frozenset[str]:
    """The zones that are given with the times of a column; `none` where one has no zone, or is only a date."""
    column = plain(column)
    if pa.types.is_timestamp(column.type):
        return frozenset({column.type.tz or NO_ZONE})
    if not is_text(column) or not _has_time(column):
        return frozenset({NO_ZONE})
    return _zones(_stated(column))


def refuse_zones(zones: Set[str]) -> None:
    if len(zones) > 1:
        raise _mixed(zones)


def is_text(column: pa.ChunkedArray) -> bool:
    return bool(pa.types.is_string(column.type) or pa.types.is_large_string(column.type))


def _zones(texts: pa.ChunkedArray) -> frozenset[str]:
    offsets = pc.struct_field(pc.extract_regex(pc.drop_null(texts), _OFFSET), "offset")
    return frozenset(zone or NO_ZONE for zone in pc.unique(offsets).to_pylist())


def _stated(texts: pa.ChunkedArray) -> pa.ChunkedArray:
    """An empty text states nothing."""
    return pc.if_else(pc.equal(pc.utf8_trim_whitespace(texts), ""), None, texts)


def _filled(column: pa.ChunkedArray, missing: int) -> pa.ChunkedArray:
    return pc.fill_null(column, pa.scalar(missing, column.type)) if column.null_count else column


def _local(column: pa.ChunkedArray) -> pa.ChunkedArray:
    column = plain(column)
    kind = column.type
    if pa.types.is_date(kind):
        return column
    if pa.types.is_timestamp(kind):
        return pc.local_timestamp(column) if kind.tz else column
    if is_text(column):
        return _read(column.cast(pa.string()))
    if pa.types.is_null(kind):
        return column.cast(pa.date32())
    raise _no_date(str(kind))


def _read(texts: pa.ChunkedArray) -> pa.ChunkedArray:
    texts = _stated(texts)
    zones = _zones(texts) if _has_time(texts) else frozenset({NO_ZONE})
    refuse_zones(zones)
    plain = texts if zones <= {NO_ZONE} else pc.replace_substring_regex(texts, _OFFSET, "")
    for kind in (pa.date32(), pa.timestamp("us")):
        try:
            return plain.cast(kind)
        except pa.ArrowInvalid:
            continue
    raise _no_date("text that is not ISO")


def _has_time(texts: pa.ChunkedArray) -> bool:
    """2021-10-31 ends as an offset would: a zone needs a time before it."""
    return bool(pc.any(pc.match_substring(texts, ":")).as_py())


def _mixed(zones: Set[str]) -> UserError:
    return UserError(
        found=f"The times of the crossings are in different zones: {', '.join(sorted(zones)[:5])}.",
        expected="One zone for all, or times without a zone, as the country's clocks showed them.",
        do="Convert all of them to the country's own zone: the day of a crossing depends on it.",
    )


def _no_date(what: str) -> UserError:
    return UserError(
        found=f"The dates of the crossings cannot be read: they are {what}.",
        expected="Dates or timestamps, or ISO text as 2021-10-31 or 2021-10-31T12:05:00.",
        do="Convert the column to dates.",
    )
