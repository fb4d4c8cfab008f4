"""Cell keys for what a workspace computes by its own query, of which the rows behind a value are not known.

The key is a number that nobody outside the store can compute: made of the keys of all records that the query may read,
and of the name of the cell. It says nothing of the people in the cell, so the same people in another table have another
draw; a value that has not changed since an earlier edition is said again as it was said there.
"""

from __future__ import annotations

import hashlib

from durna.indicators.measures import Written
from durna.persons.record_keys import record_key
from durna.residence.derived import Derived

# Squares of keys, taken by this, can be added over all the records that there are.
_PRIME = 2_147_483_647
_BYTES = 7


def key_of(measure: Written, records: Derived, name: str) -> float:
    """In [0, 1)."""
    told = " ".join([*(_secret(records, source) for source in measure.sources), name])
    digest = hashlib.sha256(told.encode()).digest()
    return int.from_bytes(digest[:_BYTES], "big") / float(256**_BYTES)


def _secret(records: Derived, source: str) -> str:
    """Kept with the view of the records: each cell of each query asks for it."""
    kept = records.known.setdefault("secrets of own queries", {})
    if source not in kept:
        table = records.table(source)
        if not {"row_no", "person"} & set(table.columns):
            return ""
        keys = table.select(key=record_key(table))
        found = keys.aggregate(one=keys["key"].sum(), two=(keys["key"] * keys["key"] % _PRIME).sum(), rows=keys.count())
        kept[source] = repr(found.to_pyarrow().to_pylist())
    secret: str = kept[source]
    return secret
