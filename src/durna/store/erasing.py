"""Erasing records for a legal reason: the one act that rewrites a file. It leaves a tombstone with its reason.

The rows are written again without those erased, into a folder of their own; the manifest then names that folder and the
tombstone in one step, and the old folder goes. A kill before that step changes nothing; after it, the next writer
finishes. The receipt stays as it was: it says what intake did. Signed editions stay: they hold aggregates.

What is erased of one person is erased from the records. The vault holds the identity sealed, by delivery: intake and
the site cannot open it, so that it ends with the delivery, or with the key of the vault.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from durna.engine import duck, sql
from durna.errors import UserError
from durna.sources import contract as contracts
from durna.store import manifest, replacing
from durna.store.incoming import incoming
from durna.store.kept import FOLDER as KEPT
from durna.store.manifest import Entry, Manifest
from durna.store.tombstones import DELIVERY, PERSON, Tombstone
from durna.workspace import Workspace

_PSEUDONYM = re.compile(r"[0-9a-f]{32}")


def erase_delivery(workspace: Workspace, delivery_id: str, reason: str, by: str) -> list[Tombstone]:
    """Erase every record of a delivery, its rejected rows and its identities.

    Raises UserError where there is none of that id, or no reason.
    """

    def choose(known: Manifest) -> Iterator[tuple[Entry, str]]:
        entry = known.get(delivery_id)
        if entry is None:
            raise _no_delivery(delivery_id)
        yield entry, "true"

    return _erase(workspace, DELIVERY, choose, reason, by)


def erase_person(workspace: Workspace, pseudonym: str, reason: str, by: str) -> list[Tombstone]:
    """Erase the records of one person, told by the pseudonym, from every delivery. None where there are none.

    Raises UserError for what is no pseudonym, and where there is no reason.
    """
    if not _PSEUDONYM.fullmatch(pseudonym):
        raise UserError(
            message="no-pseudonym",
            found="This is not a pseudonym.",
            expected="32 digits and letters from a to f, as the column `person` of the records holds them.",
            do="Copy it from there. Never write a name or the number of a document here.",
        )

    def choose(known: Manifest) -> Iterator[tuple[Entry, str]]:
        for entry in known.entries:
            if contracts.load(entry.receipt.source).person:
                yield entry, f"person = {sql.text(pseudonym)}"

    return _erase(workspace, PERSON, choose, reason, by)


def tombstones(workspace: Workspace) -> tuple[Tombstone, ...]:
    """In the order in which they were set."""
    return manifest.read(workspace.store).tombstones


def _erase(
    workspace: Workspace, kind: str, choose: Callable[[Manifest], Iterator[tuple[Entry, str]]], reason: str, by: str
) -> list[Tombstone]:  # fmt: skip
    if not reason.strip():
        raise UserError(
            message="no-reason",
            found="Nobody has said why this shall be erased.",
            expected="The legal reason, in a sentence that everybody may read.",
            do="Write it. Nothing was changed.",
        )
    store = workspace.store
    at = datetime.now(UTC).isoformat(timespec="seconds")
    with incoming(workspace) as prepared:
        known = prepared.manifest
        made: list[Tombstone] = []
        for entry, condition in choose(known):
            count = _rewritten(workspace, store, entry, condition, prepared.folder)
            if not count and kind == PERSON:
                continue
            number = len(known.tombstones) + len(made) + 1
            folder = f"{entry.folder.partition('~')[0]}~{number}"
            shutil.rmtree(store / folder, ignore_errors=True)
            (prepared.folder / "rewritten").rename(store / folder)
            made.append(Tombstone(
                number, kind, entry.receipt.source, entry.receipt.delivery_id, count, reason.strip(), at, by,
                entry.folder, folder,
            ))  # fmt: skip
        if made:
            _commit(workspace, known, made)
    return made


def _rewritten(workspace: Workspace, store: Path, entry: Entry, condition: str, work: Path) -> int:
    """Write the folder of a delivery again without the rows of the condition; how many those were."""
    old, fresh = store / entry.folder, work / "rewritten"
    shutil.rmtree(fresh, ignore_errors=True)
    records = sql.text(str(old / replacing.RECORDS))
    con = duck.connect(memory=workspace.memory, threads=workspace.threads, scratch=work, timezone=workspace.timezone)
    try:
        with duck.understood():
            found = con.execute(f"SELECT count(*) FROM read_parquet({records}) WHERE {condition}").fetchone()
            count = int(found[0]) if found else 0
            if count or condition == "true":
                fresh.mkdir(mode=0o700)
                kept = f"SELECT * FROM read_parquet({records}) WHERE NOT coalesce({condition}, false)"
                target = sql.text(str(fresh / replacing.RECORDS))
                con.execute(f"COPY ({kept}) TO {target} (FORMAT parquet, COMPRESSION zstd)")
    finally:
        con.close()
    if fresh.is_dir():
        # The index of keys is made anew when it is needed: it may not remember those erased.
        superseded = old / replacing.SUPERSEDED
        if superseded.exists():
            shutil.copyfile(superseded, fresh / replacing.SUPERSEDED)
        for file in fresh.iterdir():
            _sync(file)
    return count


def _commit(workspace: Workspace, known: Manifest, made: list[Tombstone]) -> None:
    store = workspace.store
    moved = {stone.delivery_id: stone.folder for stone in made}
    entries = tuple(
        replace(entry, folder=moved.get(entry.receipt.delivery_id, entry.folder)) for entry in known.entries
    )
    after = replace(known, entries=entries, tombstones=(*known.tombstones, *made))
    for stone in made:
        manifest.sync_folder((store / stone.folder).parent)
    manifest.write(store, after)
    # What lay there before goes when the store is closed, as what a kill leaves does.
    shutil.rmtree(store / KEPT, ignore_errors=True)


def _no_delivery(delivery_id: str) -> UserError:
    return UserError(
        message="no-delivery",
        what=delivery_id,
        found=f"There is no delivery '{delivery_id}'.",
        expected="The id of a delivery that was taken in.",
        do="List them with `durna receipts`.",
    )


def _sync(file: Path) -> None:
    handle = os.open(file, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
