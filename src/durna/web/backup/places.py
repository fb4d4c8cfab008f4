"""What belongs to a place, and where each part of it lies. Nothing here writes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from durna.persons import vault
from durna.store.kept import FOLDER as KEPT
from durna.web.database import FILE as DATABASE
from durna.web.secret import FILE as SECRET
from durna.workspace import Workspace

WORKSPACE, VAULT, SITE, KEYS = "workspace", "vault", "site", "keys"
# Of the site's own folder: what is secret, and what is made or handed in again when it is missing.
_SECRETS = (SECRET, "certificate_key")
_MADE_AGAIN = ("explorer", "limits", "previews")


@dataclass(frozen=True)
class Found:
    """A file or an empty folder: `name` in the archive, with / between its parts; the path on this machine."""

    name: str
    path: Path
    is_folder: bool = False
    is_key: bool = False


@dataclass(frozen=True)
class Places:
    """Where the parts of a place lie. `keys`: the files of the keys of durna.toml, by the names of their settings."""

    root: Path
    vault: Path
    site: Path
    keys: dict[str, Path]


def of(workspace: Workspace) -> Places:
    """Raises nothing: a part that is not there is left out by `files`."""
    named = {
        "pseudonym_key_file": workspace.pseudonym_key_file,
        "vault_key_file": workspace.vault_key_file or vault.private_key_file(workspace),
        "signing_key_file": workspace.signing_key_file,
    }
    site = Path(os.environ.get("DURNA_SITE_FOLDER") or workspace.root / "web").resolve()
    return Places(workspace.root, workspace.vault.resolve(), site, {name: path for name, path in named.items() if path})


def files(places: Places) -> Iterator[Found]:
    """Every file, and every folder, in the order of their names. Links are not followed: see `links`."""
    apart = {places.site, places.vault, *places.keys.values()}
    yield from _below(WORKSPACE, places.root, places, leave=apart)
    yield from _below(VAULT, places.vault, places, leave=apart - {places.vault})
    yield from _below(SITE, places.site, places, leave=_of_the_database(places.site) | _kept_for_speed(places.site))
    for name, path in places.keys.items():
        if path.is_file():
            yield Found(f"{KEYS}/{name}", path, is_key=True)


def links(places: Places) -> list[Path]:
    """Symbolic links, which a backup does not follow: to be told, since what they lead to is not in it."""
    roots = {places.root, places.vault, places.site}
    return sorted(path for root in roots if root.is_dir() for path in root.rglob("*") if path.is_symlink())


def _below(name: str, root: Path, places: Places, leave: set[Path]) -> Iterator[Found]:
    if not root.is_dir():
        return
    yield Found(name, root, is_folder=True)
    for path in sorted(root.iterdir()):
        if path.is_symlink() or path in leave or _is_passing(path):
            continue
        if path.is_dir():
            yield from _below(f"{name}/{path.name}", path, places, leave)
        elif path.is_file():
            yield Found(f"{name}/{path.name}", path, is_key=path.parent == places.site and path.name in _SECRETS)


def _is_passing(path: Path) -> bool:
    """What a program that is at work, or was killed, leaves: locks, spilt tables, uploads on their way. Also what is
    kept beside the records: it holds for those very files, and would be made again all the same."""
    return path.name.startswith((".spill-", ".new-")) or path.name in (".lock", KEPT) or path.suffix == ".lock"


def _of_the_database(site: Path) -> set[Path]:
    return {site / f"{DATABASE}{more}" for more in ("", "-wal", "-shm", "-journal")}


def _kept_for_speed(site: Path) -> set[Path]:
    return {site / name for name in _MADE_AGAIN}
