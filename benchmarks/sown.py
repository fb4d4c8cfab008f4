"""Very many deliveries in a store, as intake leaves them, without taking each in.

One delivery is taken in as any other. The rest are its likes: each has a month, records, an index of keys and a receipt
of its own, and the manifest that names them all is written once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from durna.engine import duck, sql
from durna.periods import parse
from durna.sources import contract
from durna.store import keyindex, manifest, replacing
from durna.store.manifest import Entry

if TYPE_CHECKING:
    from durna.periods import Period
    from durna.workspace import Workspace

SOURCE = "published_figures"


def deliveries(land: Workspace, first: Entry, count: int) -> None:
    """So many more like `first`, the last one taken in, each of the month after the one before."""
    known = manifest.read(land.store)
    with duckdb.connect() as con:
        more = [_like(con, land.store, first, month, number) for number, month in enumerate(_months(first, count), 1)]
    entries = (*known.entries, *more)
    manifest.write(land.store, replace(known, entries=entries))


def _months(first: Entry, count: int) -> Iterator[Period]:
    month = parse(str(first.receipt.covers))
    for _ in range(count):
        month = parse((month.end + timedelta(days=1)).isoformat()[:7])
        yield month


def _like(con: duckdb.DuckDBPyConnection, store: Path, first: Entry, month: Period, number: int) -> Entry:
    """The delivery of another month: the same rows, of that month."""
    mark = hashlib.sha256(f"{first.receipt.delivery_id} {month}".encode()).hexdigest()
    identity, at = f"{SOURCE}-{mark[:16]}", first.known_since + timedelta(microseconds=number)
    folder = store / "records" / SOURCE / f"{number:06d}-sown-{mark[:16]}"
    folder.mkdir(parents=True)
    records = folder / replacing.RECORDS
    con.execute(
        f"COPY (SELECT * REPLACE (TIMESTAMP '{month.start}' AS period_start, TIMESTAMP '{month.end}' AS period_end, "
        f"{sql.text(identity)} AS delivery_id, TIMESTAMP '{at:%Y-%m-%d %H:%M:%S.%f}' AS recorded_at) "
        f"FROM {duck.scan([store / first.folder / replacing.RECORDS])}) TO {sql.text(str(records))} (FORMAT parquet)"
    )
    about = contract.load(SOURCE)
    keyindex.build(con, records, about.key_columns, replacing.complete_key(about))
    receipt = replace(
        first.receipt, delivery_id=identity, file=f"monthly-{month}.csv", sha256=mark, covers=str(month),
        recorded_at=at.isoformat(timespec="microseconds"),
    )  # fmt: skip
    return Entry(receipt, folder.relative_to(store).as_posix())
