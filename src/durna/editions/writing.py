"""Writing editions: one at a time, and never half of one.

What is being made lies in a hidden folder beside the editions and takes its place by a rename. What a kill leaves there
is swept away by the next writer; what was set aside to make room, and is missing in its place, is put back.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from durna.editions.folder import Edition, place
from durna.errors import Refused, UserError
from durna.store.writer import only_writer
from durna.workspace import Workspace

_COMING, _GOING, _ASIDE = ".new-", ".old-", ".was-"
# Of what was set aside: the folder itself, and the place where it stood.
_WHOLE, _PLACE = "whole", "place"


@contextmanager
def writing(workspace: Workspace) -> Iterator[None]:
    """Hold the editions of a workspace. Raises UserError while somebody else does, or when they cannot be written."""
    root = place(workspace)
    with only_writer(root / ".lock", busy=_busy(), closed=_closed()):
        _sweep(root)
        yield


def _busy() -> UserError:
    return UserError(
        message="busy",
        found="Somebody else is freezing, publishing or signing an edition of this workspace.",
        expected="One at a time.",
        do="Wait until that ends, then look at what was made before going on.",
    )


def _closed() -> UserError:
    return UserError(
        message="no-writing",
        found="The editions cannot be written.",
        expected="A folder `editions` in which this user may write.",
        do="Correct the rights of the workspace.",
    )


@contextmanager
def coming(edition: Edition, target: Path) -> Iterator[Path]:
    """A folder to fill; when all went well it takes the place of `target`, the edition's folder or one in it."""
    root = edition.folder.parent
    work = Path(tempfile.mkdtemp(prefix=_COMING, dir=root))
    try:
        work.chmod(0o755)
        yield work
        if target.exists():
            _set_aside(target, root)
        work.rename(target)
    finally:
        _sweep(root)


def replace(edition: Edition, file: Path, content: bytes) -> None:
    """Write a file of an edition in one step."""
    _put(edition.folder.parent, file, content)


def put(file: Path, content: bytes) -> None:
    """Write a file that stands beside the editions in one step."""
    _put(file.parent, file, content)


def _put(root: Path, file: Path, content: bytes) -> None:
    with tempfile.NamedTemporaryFile(prefix=_COMING, dir=root, delete=False) as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    fresh = Path(stream.name)
    fresh.chmod(0o644)
    fresh.replace(file)


def refuse_signed(edition: Edition, what: str) -> None:
    if edition.is_signed:
        raise Refused(
            message="signed-stays",
            what=edition.name,
            found=f"Edition '{edition.name}' is signed, and {what} would change it.",
            expected="A signed edition stays as it is for ever.",
            do="Make a new edition, or say what is wrong with this one: `durna edition correct NAME --reason ...`.",
        )


def make_read_only(edition: Edition) -> None:
    """A reminder for people; what proves that nothing changed is the signature."""
    for path in (*edition.folder.rglob("*"), edition.folder):
        # What is not protected stays with its owner.
        others = 0o500 if path.is_relative_to(edition.internal) else 0o555
        path.chmod(others if path.is_dir() else others & 0o444)


def remove(edition: Edition) -> None:
    """An edition that is not signed goes, at once under its name."""
    root = edition.folder.parent
    edition.folder.rename(Path(tempfile.mkdtemp(prefix=_GOING, dir=root)) / edition.name)
    _sweep(root)


def _set_aside(target: Path, root: Path) -> None:
    aside = Path(tempfile.mkdtemp(prefix=_ASIDE, dir=root))
    (aside / _PLACE).write_text(target.relative_to(root).as_posix(), encoding="utf-8")
    target.rename(aside / _WHOLE)


def _put_back(aside: Path, root: Path) -> None:
    """Whoever was killed between two renames left the place empty."""
    whole, place = aside / _WHOLE, aside / _PLACE
    if whole.is_dir() and place.is_file():
        target = root / place.read_text(encoding="utf-8")
        if not target.exists():
            whole.rename(target)


def _sweep(root: Path) -> None:
    for left in root.iterdir():
        if left.name.startswith(_ASIDE):
            _put_back(left, root)
        if left.name.startswith((_COMING, _GOING, _ASIDE)):
            if left.is_dir():
                shutil.rmtree(left, ignore_errors=True)
            else:
                left.unlink(missing_ok=True)
