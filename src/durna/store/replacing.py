"""What a delivery replaces: by natural key where the contract has one, otherwise what was sent for the same period.

Older records stay where they are. A file `superseded.parquet` beside the new ones names those no longer current.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import duckdb

from durna.engine import duck, sql
from durna.errors import UserError
from durna.periods import Period, parse
from durna.sources.contract import Contract
from durna.store import keyindex
from durna.store.manifest import Entry, Manifest

Scan = Callable[[Sequence[Path]], str]
RECORDS, SUPERSEDED = "records.parquet", "superseded.parquet"


def by_key(
    con: duckdb.DuckDBPyConnection, store: Path, known: Manifest, contract: Contract, fresh: Path
) -> dict[str, int]:
    """Find the current records with a key of the new delivery, and name them in its `superseded.parquet`."""
    keys = keyindex.read(fresh)
    holders = [entry for entry in live(known, contract.source) if _holds(con, store, entry, contract, keys)]
    if not holders:
        return {}
    columns = contract.key_columns
    same = " AND ".join(f"old.{sql.name(c)} IS NOT DISTINCT FROM new.{sql.name(c)}" for c in columns)
    statement = (
        "SELECT old.delivery_id, old.row_no, old.event_no "
        f"FROM ({current_sql(store, known, contract.source, holders)}) AS old "
        f"SEMI JOIN read_parquet({sql.text(str(fresh / RECORDS))}) AS new ON {same}{_keyed(contract)}"
    )
    file = sql.text(str(fresh / SUPERSEDED))
    con.execute(f"COPY ({statement}) TO {file} (FORMAT parquet)")
    found = con.execute(f"SELECT delivery_id, count(*) FROM read_parquet({file}) GROUP BY 1 ORDER BY 1").fetchall()
    return {str(delivery): int(count) for delivery, count in found}


def by_period(
    con: duckdb.DuckDBPyConnection, store: Path, known: Manifest, contract: Contract, stream: str, covers: Period
) -> dict[str, int]:
    """Count the current records of the same stream whose date lies in the period of the new delivery."""
    replaced: dict[str, int] = {}
    for entry in live(known, contract.source):
        older = entry.receipt.covers
        if entry.receipt.stream != stream or older is None or not parse(older).overlaps(covers):
            continue
        statement = (
            f"SELECT count(*) FROM ({current_sql(store, known, contract.source, [entry])}) "
            f"WHERE {_replaced(contract, covers, parse(older))}"
        )
        count = con.execute(statement).fetchone()
        if count and count[0]:
            replaced[entry.receipt.delivery_id] = int(count[0])
    return replaced


def left_over(known: Manifest, source: str, replaced: Mapping[str, int]) -> int:
    """The records that stay current of deliveries of which the new one replaces a part.

    A new edition of a table that lacks rows of the old one leaves them standing, and both are added up.
    """
    gone = _gone(known, source)
    return sum(
        entry.receipt.records - gone.get(entry.receipt.delivery_id, 0) - replaced[entry.receipt.delivery_id]
        for entry in known.of(source)
        if entry.receipt.delivery_id in replaced
    )


def live(known: Manifest, source: str) -> list[Entry]:
    """The deliveries of a source of which something is still current."""
    gone = _gone(known, source)
    return [
        entry for entry in known.of(source)
        if entry.receipt.records > gone.get(entry.receipt.delivery_id, 0)
    ]  # fmt: skip


def _gone(known: Manifest, source: str) -> dict[str, int]:
    gone: dict[str, int] = {}
    for entry in known.of(source):
        for delivery, count in entry.replaced.items():
            gone[delivery] = gone.get(delivery, 0) + count
    return gone


def current_sql(store: Path, known: Manifest, source: str, entries: list[Entry], scan: Scan = duck.scan) -> str:
    """SQL, in DuckDB's dialect, of the current records of these deliveries, as the manifest knows them.

    `scan` says how an engine reads files; another engine than DuckDB also has the statement translated.
    """
    from durna.sources import contract as contracts

    wanted = {entry.receipt.delivery_id for entry in entries}
    statement = f"SELECT * FROM {scan([_present(store, entry) for entry in entries])}"
    conditions = list(_replaced_periods(contracts.load(source), known, source, wanted))
    if conditions:
        statement += " WHERE " + " AND ".join(conditions)
    gone = [
        store / entry.folder / SUPERSEDED
        for entry in known.of(source)
        if wanted & set(entry.replaced) and (store / entry.folder / SUPERSEDED).exists()
    ]
    if gone:
        statement = f"SELECT * FROM ({statement}) ANTI JOIN {scan(gone)} USING (delivery_id, row_no, event_no)"
    return statement


def _present(store: Path, entry: Entry) -> Path:
    file = store / entry.folder / RECORDS
    if not file.exists():
        raise UserError(
            message="store-lacks",
            what=entry.receipt.file,
            found=f"The store lacks the records of delivery {entry.receipt.delivery_id} ({entry.receipt.file}).",
            expected="Every delivery that the manifest names.",
            do="Restore the store from a backup. Nothing was changed.",
        )
    return file


def _replaced_periods(contract: Contract, known: Manifest, source: str, wanted: set[str]) -> list[str]:
    if contract.natural_key:
        return []
    return [
        f"NOT (delivery_id = {sql.text(older)} AND {_within(contract, parse(entry.receipt.covers))})"
        for entry in known.of(source)
        for older in entry.replaced
        if older in wanted and entry.receipt.covers
    ]


def _replaced(contract: Contract, covers: Period, older: Period) -> str:
    """Of a delivery about a part of the period nothing stays, not even the rows whose date was in doubt."""
    return "true" if covers.contains(older) else _within(contract, covers)


def _within(contract: Contract, covers: Period) -> str:
    date = f"CAST({sql.name(contract.date_column)} AS DATE)"
    return f"({date} BETWEEN DATE '{covers.start}' AND DATE '{covers.end}')"


def _holds(con: duckdb.DuckDBPyConnection, store: Path, entry: Entry, contract: Contract, keys) -> bool:  # type: ignore[no-untyped-def]
    folder = store / entry.folder
    if not keyindex.index_file(folder).exists():
        keyindex.build(con, folder / RECORDS, contract.key_columns, complete_key(contract))
    return keyindex.holds_any(folder, keys)


def complete_key(contract: Contract) -> str:
    """SQL: the row has a whole key. In a table source a missing dimension is part of the key: it means the total."""
    if contract.is_table:
        return "true"
    return " AND ".join(f"{sql.name(column)} IS NOT NULL" for column in contract.key_columns)


def _keyed(contract: Contract) -> str:
    if contract.is_table:
        return ""
    return "".join(f" AND new.{sql.name(column)} IS NOT NULL" for column in contract.key_columns)
