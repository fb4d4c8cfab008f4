"""Crossings in the order of lives: by person, and by their place in the history of the person."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from durna.residence.columns import Numbers

# More than persons are, or places in the history of one of them.
_MOST = 2**31


def order_of_lives(persons: Numbers, places: pa.Array) -> Numbers:
    """The rows in that order, whatever numbers persons have; crossings without a place come last."""
    if len(persons) and persons.max() >= _MOST:
        persons = np.unique(persons, return_inverse=True)[1]
    nowhere = places.is_null().to_numpy(zero_copy_only=False)
    keys = persons.astype(np.int64) * _MOST + places.fill_null(0).to_numpy()
    found: Numbers = np.argsort(np.where(nowhere, np.iinfo(np.int64).max, keys))
    return found
