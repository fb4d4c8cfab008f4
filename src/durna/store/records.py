"""The records of a workspace as they were known at a moment: what indicators, checks and pages read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Sequence
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from durna.engine.settings import DUCKDB, Settings
from durna.engine.tables import Tables, tables
from durna.periods import Period, parse
from durna.sources import contract as contracts
from durna.sources.contract import Contract
from durna.store import manifest, replacing
from durna.store.kept import Kept
from durna.store.manifest import Entry, Manifest
from durna.store.receipts import Receipt
from durna.workspace import Residence, Workspace

if TYPE_CHECKING:
    import ibis

_TYPES = {
    "text": "string", "code": "string", "integer": "int64", "number": "float64",
    "date": "date", "datetime": "timestamp", "boolean": "boolean", "period": "date",
}  # fmt: skip


class Records:
    """A view of the store, fixed to a moment. Later deliveries do not exist for it."""

    def __init__(self, workspace: Workspace, as_of: datetime | None = None) -> None:
        self.workspace = workspace
        self.as_of = as_of
        self._manifest: Manifest = manifest.read(workspace.store).as_known(as_of)

    @property
    def country(self) -> str:
        return self.workspace.country

    @property
    def residence(self) -> Residence:
        return self.workspace.residence

    def sources(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(entry.receipt.source for entry in self._manifest.entries))

    def receipts(self, source: str | None = None) -> tuple[Receipt, ...]:
        entries = self._manifest.entries if source is None else self._manifest.of(source)
        return tuple(entry.receipt for entry in entries)

    def coverage(self, source: str) -> tuple[Period, ...]:
        """The periods that the current deliveries of a source cover, overlapping and adjoining ones merged."""
        covers = sorted(parse(e.receipt.covers) for e in replacing.live(self._manifest, source) if e.receipt.covers)
        return tuple(_merged(covers))

    @property
    def engine(self) -> str:
        """The engine that computes, and its version: what a passport says."""
        return self._tables.name

    @property
    def backend(self) -> ibis.backends.BaseBackend:
        return self._tables.backend

    def table(self, source: str) -> ibis.Table:
        """The current records: every stored column of the contract, typed, and flags, delivery_id, row_no, event_no."""
        if source not in self._known:
            self._known[source] = self._read(source)
        return self._known[source]

    def remembered(self, sources: Collection[str]) -> tuple[Kept | None, Any]:
        """Where answers are kept, and the state of the sources: every delivery known, its receipt and its files.

        Nothing is kept for editions, whose settings stand apart from their store: what is signed or verified is
        computed. Nor on a cluster, whose versions and settings are not ours to know.
        """
        if self.workspace.store != self.workspace.root / "store" or self.workspace.engine != DUCKDB:
            return None, None
        try:
            states = [[source, self._state(source)] for source in sorted(sources)]
        except OSError:
            return None, None
        return self._kept, [self.workspace.timezone, states]

    @cached_property
    def _kept(self) -> Kept:
        return Kept(self.workspace.store)

    def _state(self, source: str) -> str:
        if source not in self._states:
            found = [_state_of(self.workspace.store, entry) for entry in self._manifest.of(source)]
            self._states[source] = hashlib.sha256(json.dumps(found, sort_keys=True).encode()).hexdigest()
        return self._states[source]

    @cached_property
    def _states(self) -> dict[str, str]:
        return {}

    @cached_property
    def _tables(self) -> Tables:
        return tables(Settings.of(self.workspace))

    @cached_property
    def _known(self) -> dict[str, ibis.Table]:
        """Each table is described once: to read the schemas of its files costs Spark a second."""
        return {}

    def _read(self, source: str) -> ibis.Table:
        contract = contracts.load(source)
        entries = replacing.live(self._manifest, source)
        if not entries:
            return self._empty(contract)
        store, scan = self.workspace.store, self._tables.scan
        current = self._tables.sql(replacing.current_sql(store, self._manifest, source, entries, scan))
        return current.select(self._columns(current, contract))

    def _columns(self, current: ibis.Table, contract: Contract) -> list[ibis.Value]:
        """A delivery of an earlier version of the contract may lack a column: it reads as null."""
        import ibis

        present = current.schema()
        return [
            current[column] if column in present else ibis.null(kind).name(column)
            for column, kind in _schema(contract).items()
        ]

    def _empty(self, contract: Contract) -> ibis.Table:
        import ibis

        columns = [ibis.null(kind).name(column) for column, kind in _schema(contract).items()]
        one = self._tables.sql("SELECT 1 AS one")
        return one.select(columns).limit(0)


def _state_of(store: Path, entry: Entry) -> Any:
    """Files never change once they are taken in. That they were exchanged by hand shows in their size or their time."""
    names = (replacing.RECORDS, *((replacing.SUPERSEDED,) if entry.replaced else ()))
    folder = store / entry.folder
    stats = [(folder / name).stat() for name in names if name == replacing.RECORDS or (folder / name).exists()]
    files = [[each.st_size, each.st_mtime_ns] for each in stats]
    return [entry.receipt.as_json(), entry.folder, entry.supplements, entry.replaced, files]


def _schema(contract: Contract) -> dict[str, str]:
    columns = {"person": "string"} if contract.person else {}
    for field in contract.fields.values():
        if not field.identifies_person:
            columns.update(dict.fromkeys(field.columns, _TYPES[field.type]))
    return {**columns, "flags": "string", "delivery_id": "string", "row_no": "int64", "event_no": "int64"}


def _merged(covers: Sequence[Period]) -> list[Period]:
    merged: list[Period] = []
    for period in covers:
        if merged and (period.start - merged[-1].end).days <= 1:
            merged[-1] = Period(merged[-1].start, max(merged[-1].end, period.end))
        else:
            merged.append(period)
    return merged
