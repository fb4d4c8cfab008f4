"""Columns of Arrow tables from the numbers that lives are made of."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from durna.synthetic.timeline import EPOCH, Days, Flags, Minutes


def coded(values: npt.ArrayLike, names: tuple[str, ...]) -> pa.Array:
    """Texts from places in a list, kept as places."""
    width = np.int8 if len(names) < 128 else np.int16
    return pa.DictionaryArray.from_arrays(pa.array(np.asarray(values).astype(width)), pa.array(names))


def texts(values: npt.ArrayLike, present: Flags | None = None) -> pa.Array:
    """Texts as they stand, nothing where not `present`."""
    return pa.array(np.asarray(values, dtype=object), pa.string(), mask=None if present is None else ~present)


def dates(days: Days, absent: Flags | None = None) -> pa.Array:
    values = (EPOCH.astype(np.int64) + days).astype(np.int32)
    return pa.array(values, mask=absent).cast(pa.date32())


def moments(minutes: Minutes, absent: Flags | None = None) -> pa.Array:
    seconds = EPOCH.astype("datetime64[s]").astype(np.int64) + minutes * 60
    return pa.array(seconds, mask=absent).cast(pa.timestamp("s"))
