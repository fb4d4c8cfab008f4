"""Make a backup: one moment of the records and of the database, in a file that is there whole or not at all."""

from __future__ import annotations

import os
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from django.db import connection, connections, transaction

from durna import __version__
from durna.errors import UserError
from durna.store.writer import only_writer
from durna.web.backup import archive, places, rows
from durna.web.backup.archive import Manifest
from durna.web.database import FILE
from durna.workspace import Workspace

_COPY = "copy"
_WAIT = 600.0  # seconds, for an intake that is at work


@dataclass(frozen=True)
class Made:
    """`keys`: the keys in it, by the names of their members. `links`: what was not followed."""

    files: int
    rows: int
    size: int
    keys: tuple[str, ...]
    links: tuple[Path, ...]
    from_variable: bool


def make(workspace: Workspace, file: Path, *, with_keys: bool = True) -> Made:
    """Raises UserError where the file is there already, cannot be written, or the workspace stays busy."""
    _refuse_existing(workspace, file)
    handle, taken = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")  # for its owner's eyes alone
    part = Path(taken)
    try:
        with os.fdopen(handle, "w+b") as stream:
            made = _write(workspace, stream, with_keys)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
    return made


def _write(workspace: Workspace, stream: IO[bytes], with_keys: bool) -> Made:
    manifest = Manifest(__version__, datetime.now(UTC).isoformat(timespec="seconds"), with_keys)
    found = places.of(workspace)
    keys = []
    with _at_rest(workspace), zipfile.ZipFile(stream, "w", compresslevel=6) as target:
        # The database first: a file that a row names is put there before the row, and so is in the backup too.
        count = _database(target, manifest, found.site)
        for each in places.files(found):
            if each.is_key and not with_keys:
                continue
            mode = each.path.stat().st_mode & 0o777
            if each.is_folder:
                manifest.folders[each.name] = mode
                continue
            with each.path.open("rb") as content:
                archive.add(target, manifest, each.name, archive.pieces(content), mode)
            if each.is_key:
                keys.append(each.name)
        target.writestr(archive.MANIFEST, manifest.as_json(), zipfile.ZIP_DEFLATED)
    size = sum(member.size for member in manifest.members.values())
    return Made(
        len(manifest.members), count, size, tuple(keys), tuple(places.links(found)),
        bool(os.environ.get("DURNA_PSEUDONYM_KEY")),
    )  # fmt: skip


@contextmanager
def _at_rest(workspace: Workspace) -> Iterator[None]:
    """No delivery comes in and no edition is made while their files are copied."""
    busy = UserError(
        found="Another program goes on writing to the workspace.",
        expected="A pause in intake and in the making of editions.",
        do="Wait until it has ended, and start the backup again.",
    )
    with ExitStack() as held:
        for folder in (workspace.store, workspace.root / "editions"):
            if folder.is_dir():
                held.enter_context(only_writer(folder / ".lock", busy=busy, closed=busy, wait=_WAIT))
        yield


def _database(target: zipfile.ZipFile, manifest: Manifest, site: Path) -> int:
    count = 0
    if connection.vendor == "sqlite" and not (site / FILE).exists():
        return 0
    with _one_moment(site) as alias:
        manifest.applied = rows.applied(alias)
        for model in rows.tables(alias, manifest.applied):
            lines = rows.dump(model, alias)
            archive.add(target, manifest, f"{archive.DATABASE}/{model._meta.label_lower}.jsonl", lines, 0o600)
            count += model._base_manager.using(alias).count()
    return count


@contextmanager
def _one_moment(site: Path) -> Iterator[str]:
    """The name of a connection that sees the database as it was when it began, while others go on writing."""
    if connection.vendor == "postgresql":
        with transaction.atomic(durable=True):
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield connection.alias
        return
    with tempfile.TemporaryDirectory(dir=site, prefix=".new-") as folder:
        copy = Path(folder) / FILE
        with closing(sqlite3.connect(site / FILE)) as live, closing(sqlite3.connect(copy)) as still:
            live.backup(still)
        connections.databases[_COPY] = {**connections.databases["default"], "NAME": copy}
        try:
            yield _COPY
        finally:
            connections[_COPY].close()
            del connections[_COPY], connections.databases[_COPY]


def _refuse_existing(workspace: Workspace, file: Path) -> None:
    if file.exists() or not file.parent.is_dir():
        raise UserError(
            found=f"'{file}' is there already." if file.exists() else f"There is no folder '{file.parent}'.",
            expected="A new file in a folder that exists.",
            do="Name another file; to keep several, put the day into its name.",
        )
    if file.resolve().is_relative_to(workspace.root):
        raise UserError(
            found=f"'{file}' lies in the workspace itself.",
            expected="A file outside of it: the next backup would hold this one, and one disk would lose both.",
            do="Name a file in another folder, best on another disk.",
        )
