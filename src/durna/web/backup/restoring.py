"""Restore a backup: verified as a whole, laid out beside its place, and only then put there.

What stands in the place stays as it is until then; with `over` it is moved aside under a name that says when.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from durna.errors import UserError
from durna.web.backup import archive, places
from durna.web.backup.archive import Manifest
from durna.workspace import SETTINGS, open_workspace


@dataclass(frozen=True)
class Target:
    """Where a part of the archive will stand, and where it is laid out before, on the same disk."""

    name: str
    final: Path
    laid: Path


@dataclass
class Laid:
    """A backup that was verified and laid out, and stands in nobody's way yet."""

    manifest: Manifest
    targets: list[Target]
    database: Path
    elsewhere: list[Path]

    @property
    def outer(self) -> list[Target]:
        """Those that do not lie in another one, with which they are moved."""
        return [
            one for one in self.targets if not any(one.final.is_relative_to(o.final) for o in self.targets if o != one)
        ]


@contextmanager
def lay_out(file: Path, root: Path, site: Path | None) -> Iterator[Laid]:
    """`site`: the site's folder, where it is not in the workspace. What is laid out goes when the block ends.

    Raises UserError for a file that is no backup, or not whole.
    """
    root.parent.mkdir(parents=True, exist_ok=True)
    made: list[Path] = []
    try:
        with _opened(file) as packed:
            manifest = archive.verified(packed, root.parent)
            laid = _arrange(manifest, _peek(packed, manifest, root, made), root, site, made)
            _unpack(packed, laid)
        yield laid
    finally:
        for folder in made:
            _remove(folder)


def refuse_taken(laid: Laid) -> None:
    """Raises UserError where anything stands in a place already."""
    for target in laid.outer:
        if _is_taken(target):
            raise UserError(
                found=f"'{target.final}' is not empty.",
                expected="An empty place: what stands there is not written over.",
                do="Name another folder with --workspace, or say --over: what is there is then moved aside.",
            )


def put_in_place(laid: Laid, now: datetime | None = None) -> list[Path]:
    """Move everything to where it belongs; returns where what stood there is now."""
    moment = (now or datetime.now(UTC)).strftime("%Y%m%d-%H%M%S")
    aside = []
    for target in laid.outer:
        if _is_taken(target):
            aside.append(target.final.rename(target.final.with_name(f"{target.final.name}.before-{moment}")))
    for target in laid.outer:
        target.final.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if target.final.is_dir():
            target.final.rmdir()
        target.laid.replace(target.final)
    return aside


@contextmanager
def _opened(file: Path) -> Iterator[zipfile.ZipFile]:
    try:
        packed = zipfile.ZipFile(file)
    except (OSError, zipfile.BadZipFile):
        raise UserError(
            found=f"'{file}' cannot be read, or is no backup.",
            expected="A file made by `durna backup`.",
            do="Correct the path, or take another copy of it.",
        ) from None
    with packed:
        yield packed


def _peek(packed: zipfile.ZipFile, manifest: Manifest, root: Path, made: list[Path]) -> places.Places:
    """Where durna.toml of the backup wants its parts to be, seen from the new place."""
    name = f"{places.WORKSPACE}/{SETTINGS}"
    if name not in manifest.members:
        raise archive.damaged("it holds no workspace")
    folder = Path(tempfile.mkdtemp(dir=root.parent, prefix=f".{root.name}.restoring-"))
    made.append(folder)
    # Of the same name and depth as the real one will be: other folders are named by it.
    stand_in = folder / root.name
    stand_in.mkdir()
    (stand_in / SETTINGS).write_bytes(packed.read(name))
    found = places.of(open_workspace(stand_in))

    def moved(path: Path) -> Path:
        real = folder.resolve()
        return root.parent / path.relative_to(real) if path.is_relative_to(real) else path

    (stand_in / SETTINGS).unlink()
    stand_in.rmdir()
    return places.Places(root, moved(found.vault), root / "web", {key: moved(path) for key, path in found.keys.items()})


def _arrange(
    manifest: Manifest, wanted: places.Places, root: Path, site: Path | None, made: list[Path]
) -> Laid:  # fmt: skip
    folder = made[0]
    held = {PurePosixPath(name).parts[0] for name in (*manifest.members, *manifest.folders)}
    targets = [Target(places.WORKSPACE, root, folder / places.WORKSPACE)]
    elsewhere: list[Path] = []

    def add(name: str, final: Path, otherwise: Path) -> None:
        """A place outside of the workspace's own surroundings is not written to because a file says so."""
        if not final.is_relative_to(root.parent):
            elsewhere.append(final)
            final = otherwise
        if final.is_relative_to(root):
            targets.append(Target(name, final, folder / places.WORKSPACE / final.relative_to(root)))
        else:
            targets.append(Target(name, final, folder / name))

    if places.VAULT in held:
        add(places.VAULT, wanted.vault, root.parent / f"{root.name}-vault")
    if places.SITE in held or manifest.applied is not None:
        if site is None:
            add(places.SITE, root / "web", root / "web")
        else:
            beside = Path(tempfile.mkdtemp(dir=_made(site.parent), prefix=f".{site.name}.restoring-"))
            made.append(beside)
            targets.append(Target(places.SITE, site, beside / places.SITE))
    for name, final in wanted.keys.items():
        if f"{places.KEYS}/{name}" in manifest.members:
            add(f"{places.KEYS}/{name}", final, root.parent / f"{root.name}-keys" / final.name)
    return Laid(manifest, targets, folder / archive.DATABASE, elsewhere)


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _unpack(packed: zipfile.ZipFile, laid: Laid) -> None:
    for name in laid.manifest.folders:
        _where(laid, name).mkdir(mode=0o700, parents=True, exist_ok=True)
    for name, member in laid.manifest.members.items():
        path = _where(laid, name)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with packed.open(name) as content, os.fdopen(handle, "wb") as target:
            for piece in archive.checked(content, name, member):
                target.write(piece)
            target.flush()
            os.fsync(target.fileno())
        path.chmod(member.mode)
    # A folder that nobody may write to comes last, after what lies in it.
    for name, mode in sorted(laid.manifest.folders.items(), reverse=True):
        _where(laid, name).chmod(mode)


def _where(laid: Laid, name: str) -> Path:
    parts = PurePosixPath(name).parts
    if parts[0] == archive.DATABASE:
        return laid.database.joinpath(*parts[1:])
    if parts[0] == places.KEYS:
        return next((each.laid for each in laid.targets if each.name == name), laid.database / "keys" / parts[1])
    return next(each.laid for each in laid.targets if each.name == parts[0]).joinpath(*parts[1:])


def _is_taken(target: Target) -> bool:
    """A key that is there already and is the same one is in nobody's way."""
    if target.final.is_dir():
        return any(target.final.iterdir())
    if target.final.is_file() and target.name.startswith(f"{places.KEYS}/") and target.laid.is_file():
        return target.final.read_bytes() != target.laid.read_bytes()
    return target.final.exists() or target.final.is_symlink()


def _remove(folder: Path) -> None:
    """Also what nobody may write to, as the folders of editions."""
    for path in folder.rglob("*"):
        if path.is_dir() and not path.is_symlink():
            path.chmod(0o700)
    shutil.rmtree(folder, ignore_errors=True)
