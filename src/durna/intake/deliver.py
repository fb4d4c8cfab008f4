"""Intake: a delivery in. Read, map, check, pseudonymise, seal identities, replace, receipt, store; all or nothing."""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Mapping as Dict
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, timedelta
from getpass import getuser
from pathlib import Path

import duckdb

import durna
from durna.engine import duck, sql
from durna.errors import KeyProblem, UserError
from durna.intake import counting, quarantine, querying, statement
from durna.intake.counting import Counts
from durna.intake.plan import Plan, columns_wanted
from durna.intake.reading import Table, open_table
from durna.intake.statement import REJECTED
from durna.intake.values import Columns
from durna.periods import Period, parse
from durna.persons import keys, pseudonyms, vault
from durna.sources import contract as contracts
from durna.sources import mapping as mappings
from durna.sources.contract import Contract
from durna.sources.mapping import Mapping
from durna.store import keyindex, replacing
from durna.store.incoming import Incoming, incoming
from durna.store.manifest import Entry
from durna.store.receipts import Receipt
from durna.workspace import Workspace

_COPY = "(FORMAT parquet, COMPRESSION zstd)"


@dataclass(frozen=True)
class Delivery:
    """What the person at the command line says of a file."""

    file: Path
    cut_off: date | None = None
    covers: Period | None = None
    supplements: bool = False  # replaces nothing: rows that were missing or have been corrected
    connection: str | None = None  # for a query: the database it goes to


def deliver(
    workspace: Workspace,
    source: str,
    delivery: Delivery,
    mapping_name: str | None = None,
    watch: duck.Watcher | None = None,
) -> Receipt:
    """Take one file in. The same file with the same mapping changes nothing and returns its receipt again.

    Raises UserError for whatever is wrong with file, mapping, key, store or disk; nothing is then changed.
    """
    started = time.monotonic()
    contract = contracts.to_deliver(source)
    mapping = find_mapping(workspace, source, mapping_name)
    key = _key(workspace, contract, mapping)
    with incoming(workspace) as prepared:
        _same_key(prepared, key)
        file = delivery.file
        if querying.is_query(file):
            file = querying.fetch(workspace, file, delivery.connection, prepared.file("query.csv"))
        content = _sha256(file)
        identity = _identity(content, mapping, delivery)
        delivery_id = f"{source}-{identity[:16]}"
        known = prepared.manifest.get(delivery_id)
        if known is not None:
            return replace(known.receipt, repeated=True)
        con = duck.connect(
            memory=workspace.memory, threads=workspace.threads, scratch=prepared.folder, timezone=workspace.timezone
        )
        try:
            intake = _Intake(con, prepared, contract, mapping, delivery, delivery_id)
            with duck.understood():
                return intake.run(file, content, key, started, watch)
        finally:
            con.close()


def find_mapping(workspace: Workspace, source: str, name: str | None) -> Mapping:
    """The mapping NAME of the workspace, or the one named as the source. Raises UserError where there is none."""
    path = workspace.mappings / f"{name or source}.yaml"
    if not path.exists():
        present = ", ".join(sorted(file.stem for file in workspace.mappings.glob("*.yaml"))) or "none"
        raise UserError(
            message="no-mapping",
            what=name or source,
            found=f"The workspace has no mapping '{name or source}'.",
            expected=f"A file mappings/{name or source}.yaml. Present: {present}.",
            do=f"Let `durna map FILE {source}` propose one, or name another with --mapping.",
        )
    mapping = mappings.load(path)
    if mapping.source != source:
        raise UserError(
            message="mapping-of-another",
            what=mapping.name,
            source=mapping.source,
            found=f"Mapping '{mapping.name}' is for source '{mapping.source}'.",
            expected=f"A mapping for '{source}'.",
            do=f"Deliver with `durna intake {mapping.source} ...`, or name another mapping.",
        )
    return mapping


class _Intake:
    def __init__(
        self,
        con: duckdb.DuckDBPyConnection,
        prepared: Incoming,
        contract: Contract,
        mapping: Mapping,
        delivery: Delivery,
        delivery_id: str,
    ) -> None:
        self.con, self.prepared, self.contract, self.mapping = con, prepared, contract, mapping
        self.delivery, self.delivery_id = delivery, delivery_id
        self.recorded_at = _next_moment(prepared).isoformat(timespec="microseconds")

    def run(self, file: Path, content: str, key: bytes | None, started: float, watch: duck.Watcher | None) -> Receipt:
        table = open_table(file, self.mapping.file, self.prepared.file("scratch"), self.con)
        plan = self._plan(table)
        if key is not None:
            pseudonyms.hand_over(self.con, key)
        staged = self.prepared.file("staged.parquet")
        self._stage(plan, staged, watch)
        counts = self._settle(plan, table, staged)
        replaced = self._replace(counts)
        held = self._quarantine(plan, table, staged, counts)
        if key is not None and plan.identifying:
            self._seal(plan, counts)
        receipt = self._receipt(plan, table, counts, content, replaced, held, started)
        self._commit(receipt, replaced, keys.fingerprint(key) if key else "")
        return receipt

    def _stage(self, plan: Plan, staged: Path, watch: duck.Watcher | None) -> None:
        records = statement.records(self.con, plan)
        try:
            with duck.joins_as_written(self.con):
                duck.run(self.con, f"COPY ({records}) TO {sql.text(str(staged))} {_COPY}", watch)
        except (duckdb.IOException, duckdb.OutOfMemoryException, duckdb.BinderException, duckdb.ParserException):
            raise
        except duckdb.Error:
            raise UserError(
                message="damaged",
                what=self.delivery.file.name,
                found=f"The file '{self.delivery.file.name}' could not be read to its end: a part of it is damaged.",
                expected="A whole file.",
                do="Ask for the file again, or copy it again and compare the sizes.",
            ) from None

    def _plan(self, table: Table) -> Plan:
        described = self.con.execute(f"DESCRIBE SELECT * FROM {table.scan}").fetchall()
        types = {str(row[0]): str(row[1]) for row in described}
        types.pop("row_no", None)
        columns = Columns(types, self.mapping.file.missing, columns_wanted(self.mapping))
        return Plan(
            contract=self.contract,
            mapping=self.mapping,
            scan=table.scan,
            columns=columns,
            delivery_id=self.delivery_id,
            recorded_at=self.recorded_at,
            cut_off=self.delivery.cut_off,
            covers=self._stated_cover(),
        )

    def _settle(self, plan: Plan, table: Table, staged: Path) -> Counts:
        """Part the staged records into those kept and those rejected, and count both."""
        con, records = self.con, self.prepared.file(replacing.RECORDS)
        rows = counting.source_rows(con, staged, plan)
        reasons = counting.reasons(con, staged, self.mapping)
        lost = counting.lost_cells(con, staged, self.mapping)
        if not reasons and not lost:
            staged.rename(records)
        else:
            duck.run(con, f"COPY ({self._usable(staged)}) TO {sql.text(str(records))} {_COPY}")
        repeated = self._index(records)
        if repeated and self.contract.forbids_repeats:
            self._reject_repeats(staged, records)
            reasons = counting.reasons(con, staged, self.mapping)
        for _, reason in table.malformed:
            reasons[reason] = reasons.get(reason, 0) + 1
        flags = {**counting.flags(con, records), **lost}
        if repeated and not self.contract.forbids_repeats:
            flags["key_repeated"] = repeated
        return Counts(
            rows_in=rows + len(table.malformed), rejected=sum(reasons.values()),
            records=counting.record_count(con, records), reasons=dict(sorted(reasons.items())), flags=flags,
            unknown_codes=counting.unknown_codes(con, records, plan),
            covers=plan.covers or counting.covers(con, records, plan),
        )  # fmt: skip

    def _usable(self, staged: Path) -> str:
        """Without the rows that cannot be used; of a row with a cell for each year, without those cells only."""
        file = f"read_parquet({sql.text(str(staged))})"
        is_rejected = f"starts_with(flags, {sql.text(REJECTED)})"
        if self.mapping.unpivot:
            return f"SELECT * FROM {file} WHERE NOT coalesce({is_rejected}, false)"
        return f"SELECT * FROM {file} ANTI JOIN (SELECT row_no FROM {file} WHERE {is_rejected}) USING (row_no)"

    def _index(self, records: Path) -> int:
        if not self.contract.natural_key:
            return 0
        complete = replacing.complete_key(self.contract)
        return keyindex.build(self.con, records, self.contract.key_columns, complete)

    def _reject_repeats(self, staged: Path, records: Path) -> None:
        """The contract forbids a key to stand twice in a delivery: the first row with it stands, the others do not."""
        marked = self.prepared.file("marked.parquet")
        by_key = ", ".join(sql.name(column) for column in self.contract.key_columns)
        complete = replacing.complete_key(self.contract)
        later = (
            f"SELECT DISTINCT row_no FROM (FROM read_parquet({sql.text(str(records))}) WHERE {complete} "
            f"QUALIFY row_number() OVER (PARTITION BY {by_key} ORDER BY row_no, event_no) > 1)"
        )
        everything = staged if staged.exists() else records
        statement = (
            f"SELECT * REPLACE (CASE WHEN row_no IN ({later}) THEN {sql.text(REJECTED + 'key_repeated')} "
            f"ELSE flags END AS flags) FROM read_parquet({sql.text(str(everything))})"
        )
        duck.run(self.con, f"COPY ({statement}) TO {sql.text(str(marked))} {_COPY}")
        marked.replace(staged)
        duck.run(self.con, f"COPY ({self._usable(staged)}) TO {sql.text(str(records))} {_COPY}")
        self._index(records)

    def _stated_cover(self) -> Period | None:
        if self.delivery.covers is not None:
            return self.delivery.covers
        return None if self.mapping.covers is None else parse(self.mapping.covers)

    def _replace(self, counts: Counts) -> dict[str, int]:
        store, known = self.prepared.workspace.store, self.prepared.manifest
        if self.contract.natural_key:
            return replacing.by_key(self.con, store, known, self.contract, self.prepared.folder)
        if self.delivery.supplements or counts.covers is None:
            return {}
        return replacing.by_period(self.con, store, known, self.contract, self.mapping.stream, counts.covers)

    def _left_over(self, replaced: dict[str, int]) -> int:
        if not self.contract.is_table or self.delivery.supplements:
            return 0
        return replacing.left_over(self.prepared.manifest, self.contract.source, replaced)

    def _quarantine(self, plan: Plan, table: Table, staged: Path, counts: Counts) -> str | None:
        if not counts.rejected and not staged.exists():
            return None
        source = staged if staged.exists() else self.prepared.file(replacing.RECORDS)
        file = self.prepared.outside(self.prepared.workspace.quarantine, f"{self.delivery_id}.csv")
        quarantine.write(self.con, plan, source, table.malformed, file)
        staged.unlink(missing_ok=True)
        return f"quarantine/{self.delivery_id}.csv"

    def _seal(self, plan: Plan, counts: Counts) -> None:
        """Put the identities of the accepted rows into the vault."""
        workspace = self.prepared.workspace
        public = vault.public_key(workspace)
        accepted = statement.identifiers(plan)
        if counts.rejected:
            kept = sql.text(str(self.prepared.file(replacing.RECORDS)))
            accepted = f"SELECT * FROM ({accepted}) SEMI JOIN read_parquet({kept}) USING (row_no)"
        batches = self.con.execute(accepted).to_arrow_reader(100_000)
        file = self.prepared.outside(workspace.vault, f"{self.delivery_id}.sealed")
        vault.seal(iter(batches), file, public, self.delivery_id)

    def _receipt(
        self, plan: Plan, table: Table, counts: Counts, content: str, replaced: dict[str, int], held: str | None,
        started: float,
    ) -> Receipt:  # fmt: skip
        return Receipt(
            source=self.contract.source, delivery_id=self.delivery_id, file=self.delivery.file.name, sha256=content,
            cut_off=self.delivery.cut_off.isoformat() if self.delivery.cut_off else None,
            rows_in=counts.rows_in, accepted=counts.accepted, rejected=counts.rejected,
            superseded=sum(replaced.values()), records=counts.records, reasons=counts.reasons, flags=counts.flags,
            unknown_codes=counts.unknown_codes, seconds=round(time.monotonic() - started, 3),
            mapping=self.mapping.name, mapping_sha256=_mapping_sha256(self.mapping), stream=self.mapping.stream,
            covers=str(counts.covers) if counts.covers else None, recorded_at=self.recorded_at + "+00:00",
            recorded_by=_user(), read_as=_plain(table.found), quarantine=held, program=durna.__version__,
            partial=self.mapping.partial, columns_not_read=plan.columns_not_read,
            left_over=self._left_over(replaced),
        )  # fmt: skip

    def _commit(self, receipt: Receipt, replaced: dict[str, int], fingerprint: str) -> None:
        number = len(self.prepared.manifest.entries) + 1
        folder = f"records/{receipt.source}/{number:06d}-{receipt.delivery_id.rpartition('-')[2]}"
        keep = {replacing.RECORDS, replacing.SUPERSEDED, keyindex.index_file(self.prepared.folder).name}
        for file in self.prepared.folder.iterdir():
            if file.is_file() and file.name not in keep:
                file.unlink()
        self.con.close()
        _remove_folders(self.prepared.folder)
        self.prepared.commit(Entry(receipt, folder, self.delivery.supplements, replaced), fingerprint)


def _next_moment(prepared: Incoming) -> datetime:
    """Now, but never before what is known already: a clock set back must not change the order of deliveries."""
    now = datetime.now(UTC)
    entries = prepared.manifest.entries
    last = entries[-1].known_since.astimezone(UTC) if entries else now
    later = now if not entries or now > last else last + timedelta(microseconds=1)
    return later.replace(tzinfo=None)


def _user() -> str:
    """In a container a user often has a number and no name."""
    try:
        return getuser()
    except (KeyError, OSError):
        return f"user {os.getuid()}" if hasattr(os, "getuid") else "unknown"


def _key(workspace: Workspace, contract: Contract, mapping: Mapping) -> bytes | None:
    """The pseudonym key, wanted before anything is read where the mapping names identifiers."""
    return keys.pseudonym_key(workspace) if set(contract.identifiers) & set(mapping.fields) else None


def _same_key(prepared: Incoming, key: bytes | None) -> None:
    first = prepared.manifest.pseudonym_key
    if key is not None and first and keys.fingerprint(key) != first:
        raise KeyProblem(
            message="other-key",
            found="The pseudonym key is not the one with which this store was begun.",
            expected="The same key for every delivery: another one would make two persons of everybody.",
            do="Set the right key, or rotate it as docs/how-to/keys.md says.",
        )


def _identity(content: str, mapping: Mapping, delivery: Delivery) -> str:
    said = [content, _mapping_sha256(mapping), delivery.cut_off, delivery.covers, delivery.supplements]
    return hashlib.sha256("|".join(str(part or "") for part in said).encode()).hexdigest()


def _mapping_sha256(mapping: Mapping) -> str:
    return hashlib.sha256(json.dumps(asdict(mapping), sort_keys=True, default=str).encode()).hexdigest()


def _sha256(file: Path) -> str:
    """Of the file as delivered. Raises UserError where it cannot be read."""
    try:
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise UserError(
            message="unreadable-file",
            what=file.name,
            found=f"The file '{file.name}' cannot be read ({error.strerror}).",
            expected="A file that exists and that this user may read.",
            do="Check the path and the rights.",
        ) from None


def _plain(found: Dict[str, object]) -> dict[str, object]:
    """As it reads back from JSON."""
    return {key: list(value) if isinstance(value, tuple) else value for key, value in found.items()}


def _remove_folders(folder: Path) -> None:
    import shutil

    for item in folder.iterdir():
        if item.is_dir():
            shutil.rmtree(item, ignore_errors=True)


def deliver_all(
    workspace: Workspace, source: str, deliveries: Sequence[Delivery], mapping: str | None, watch: duck.Watcher | None
) -> list[Receipt]:
    """Take several files in, one after the other; each is its own delivery."""
    return [deliver(workspace, source, delivery, mapping, watch) for delivery in deliveries]
