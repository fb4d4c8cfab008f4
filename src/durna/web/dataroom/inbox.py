"""The inbox: files laid into WORKSPACE/inbox/SOURCE/ are taken in by themselves.

A file is taken when it has not grown between two looks. It goes to `done/`, or to `refused/` with the message beside it
as FILE.txt; a file that begins with a dot or ends in .part is still being copied.
"""

from __future__ import annotations

from pathlib import Path

from django.db import transaction

from durna.errors import UserError
from durna.intake.deliver import Delivery, deliver
from durna.sources import contract as contracts
from durna.store.writer import Busy
from durna.web.audit import chain
from durna.web.served import workspace
from durna.workspace import Workspace

FOLDER, DONE, REFUSED = "inbox", "done", "refused"
_BY = "inbox"
_seen: dict[Path, tuple[int, int]] = {}


def look() -> None:
    """Take in what lies there whole. Nothing happens where the workspace has no such folder."""
    land = workspace()
    root = land.root / FOLDER
    if not root.is_dir():
        return
    for source in sorted(root.iterdir()):
        if source.is_dir() and source.name in contracts.sources():
            for file in sorted(source.iterdir()):
                if _is_whole(file):
                    _take(land, source.name, file)


def _is_whole(file: Path) -> bool:
    if not file.is_file() or file.is_symlink() or file.name.startswith(".") or file.suffix in (".part", ".sql"):
        return False
    stat = file.stat()
    before, now = _seen.get(file), (stat.st_size, stat.st_mtime_ns)
    _seen[file] = now
    return before == now


def _take(land: Workspace, source: str, file: Path) -> None:
    try:
        receipt = deliver(land, source, Delivery(file))
    except Busy:
        return  # it stays, and is taken at the next look
    except UserError as error:
        moved = _move(file, REFUSED)
        moved.with_name(moved.name + ".txt").write_text(f"{error}\n", encoding="utf-8")
        with transaction.atomic():
            chain.record(_BY, "inbox-refused", source, file=file.name, found=error.found)
    else:
        _move(file, DONE)
        with transaction.atomic():
            chain.record(_BY, "inbox-taken", receipt.delivery_id, file=file.name, sha256=receipt.sha256)
    _seen.pop(file, None)


def _move(file: Path, where: str) -> Path:
    """To a folder beside it, under a name that is free there."""
    folder = file.parent / where
    folder.mkdir(mode=0o700, exist_ok=True)
    target, number = folder / file.name, 1
    while target.exists():
        number += 1
        target = folder / f"{file.stem} ({number}){file.suffix}"
    return file.replace(target)
