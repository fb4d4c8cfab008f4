"""Which deliveries hold a natural key: one sorted file of 64-bit hashes for each delivery, looked up by bisection.

With it, a small delivery onto a large store costs what it costs onto an empty one. The hash is the engine's own, so a
file carries the engine's version in its name and is made anew when that changes. It only narrows the search: what it
finds is compared key by key.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from durna.engine import sql

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SMALL = 256 << 10  # bytes


def key_hash(columns: tuple[str, ...]) -> str:
    """SQL of the hash of a natural key. A null counts as a value: in a table source it means the total."""
    parts = ", ".join(f"coalesce(CAST({sql.name(column)} AS VARCHAR), chr(30))" for column in columns)
    return f"hash(concat_ws(chr(31), {parts}))"


def index_file(folder: Path) -> Path:
    return folder / f"keys-{duckdb.__version__}.u64"


def build(con: duckdb.DuckDBPyConnection, records: Path, columns: tuple[str, ...], condition: str) -> int:
    """Write the index of one delivery. Returns how many keys stand there more than once."""
    statement = (
        f"SELECT {key_hash(columns)} AS k FROM read_parquet({sql.text(str(records))}) WHERE {condition} ORDER BY k"
    )
    import numpy as np

    repeated, last = 0, None
    fresh = index_file(records.parent).with_suffix(".new")
    with fresh.open("wb") as out:
        for batch in con.execute(statement).to_arrow_reader(1_000_000):
            # Its own `to_numpy` would import pandas, a second for every intake.
            keys = np.frombuffer(batch.column(0).buffers()[1], np.uint64, batch.num_rows)
            repeated += _repeats(keys, last)
            if len(keys):
                last = keys[-1]
            out.write(keys.tobytes())
    fresh.replace(index_file(records.parent))
    return repeated


def holds_any(folder: Path, keys: NDArray[np.uint64]) -> bool:
    """Whether this delivery may hold one of the sorted `keys`."""
    import numpy as np

    file = index_file(folder)
    size = file.stat().st_size
    if size == 0 or not len(keys):
        return False
    # To map a file takes longer than to read a small one, and a source may have thousands of them.
    known = np.fromfile(file, np.uint64) if size <= _SMALL else np.memmap(file, np.uint64, mode="r")
    places = np.minimum(np.searchsorted(known, keys), len(known) - 1)
    return bool((known[places] == keys).any())


def read(folder: Path) -> NDArray[np.uint64]:
    import numpy as np

    file = index_file(folder)
    return np.fromfile(file, dtype=np.uint64)


def _repeats(keys: NDArray[np.uint64], last: Any) -> int:
    inside = int((keys[1:] == keys[:-1]).sum())
    return inside + int(last is not None and len(keys) > 0 and keys[0] == last)
