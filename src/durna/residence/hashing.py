"""A number for each person that depends on the key alone, to divide crossings that are read portion by portion.

Two keys may share a number: they only come into one part together. FNV-1a over the bytes of texts; whole numbers as
they are. Never stored.
"""

# Compiled functions have no Python types: numba infers them from the call.
# mypy: disable-error-code="no-untyped-def,no-untyped-call"

from __future__ import annotations

import numpy as np
import pyarrow as pa

from durna.residence.columns import Numbers, numbers_of
from durna.residence.compiled import njit

_BASIS, _PRIME = np.uint64(0xCBF29CE484222325), np.uint64(0x100000001B3)


def hash_of(persons: pa.ChunkedArray) -> Numbers:
    """int64, one for each row."""
    if pa.types.is_uint64(persons.type):
        return numbers_of(persons).view(np.int64)
    if pa.types.is_integer(persons.type):
        return numbers_of(persons.cast(pa.int64()))
    texts = persons.cast(pa.large_string()).combine_chunks()
    _, offsets, content = texts.buffers()
    bounds = np.frombuffer(offsets, np.int64)[texts.offset : texts.offset + len(texts) + 1]
    return hash_bytes(bounds, np.frombuffer(content or b"", np.uint8))  # type: ignore[no-any-return]


@njit(cache=True, nogil=True)
def hash_bytes(bounds, content):
    hashes = np.empty(bounds.size - 1, np.int64)
    for row in range(hashes.size):
        found = _BASIS
        for place in range(bounds[row], bounds[row + 1]):
            found = (found ^ np.uint64(content[place])) * _PRIME
        hashes[row] = np.int64(found)
    return hashes
