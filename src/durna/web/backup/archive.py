"""The file of a backup: a ZIP whose `manifest.json` names every other member with its size, its hash and its rights.

Reading takes nothing on trust: names that lead elsewhere, members that nobody told of, other content, and more of it
than the disk holds are refused before anything is written.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, Any

from durna.errors import UserError
from durna.web.backup import places

FORMAT = 1
MANIFEST = "manifest.json"
DATABASE = "database"
_PARTS = (places.WORKSPACE, places.VAULT, places.SITE, places.KEYS, DATABASE)
_LARGEST_MANIFEST = 256 << 20  # bytes
_PIECE = 1 << 20
# Compressed already: once more costs time and wins nothing.
_PACKED = {".parquet", ".xlsx", ".docx", ".pdf", ".png", ".jpg", ".zip", ".gz", ".woff2"}
_NOT_IN_NAMES = re.compile(r"[\\:\0]|^/|^$")


@dataclass(frozen=True)
class Member:
    """`mode`: the rights of the file, as in 0o640."""

    size: int
    sha256: str
    mode: int


@dataclass
class Manifest:
    """`applied`: the migrations of the database; None where the place had no site. `folders`: names with rights."""

    program: str
    made_at: str
    with_keys: bool
    applied: list[tuple[str, str]] | None = None
    folders: dict[str, int] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)

    def as_json(self) -> bytes:
        said: dict[str, Any] = {
            "format": FORMAT, "program": self.program, "made_at": self.made_at, "with_keys": self.with_keys,
            "applied": self.applied, "folders": self.folders,
            "members": {name: [one.size, one.sha256, one.mode] for name, one in self.members.items()},
        }  # fmt: skip
        return json.dumps(said, ensure_ascii=False, indent=1).encode()


def add(archive: zipfile.ZipFile, manifest: Manifest, name: str, pieces: Iterable[bytes], mode: int) -> None:
    """Put a member in, and its hash into the manifest, as it passes."""
    packing = zipfile.ZIP_STORED if PurePosixPath(name).suffix.lower() in _PACKED else zipfile.ZIP_DEFLATED
    described = zipfile.ZipInfo(name)
    described.compress_type, described.external_attr = packing, 0o600 << 16
    digest, size = hashlib.sha256(), 0
    with archive.open(described, "w", force_zip64=True) as target:
        for piece in pieces:
            digest.update(piece)
            size += len(piece)
            target.write(piece)
    manifest.members[name] = Member(size, digest.hexdigest(), mode)


def pieces(stream: IO[bytes]) -> Iterator[bytes]:
    while piece := stream.read(_PIECE):
        yield piece


def verified(archive: zipfile.ZipFile, room: Path) -> Manifest:
    """The manifest, after every member was held against it. `room`: a folder on the disk it would be put on.

    Raises UserError for whatever is not as the manifest says.
    """
    manifest = _read(archive)
    for name in (*manifest.members, *manifest.folders):
        _refuse_strange(name)
    told, found = {*manifest.members, MANIFEST}, archive.namelist()
    if len(found) != len(set(found)) or told != set(found):
        raise damaged("it holds more, or less, than it says")
    needed = sum(member.size for member in manifest.members.values())
    if needed > shutil.disk_usage(room).free:
        raise UserError(
            found=f"The disk has no room for the {needed >> 20:,} MB of this backup.",
            expected="Room for all of it, beside what is there.",
            do="Make room, or restore to another disk.",
        )
    for name, member in manifest.members.items():
        with archive.open(name) as stream:
            for _ in checked(stream, name, member):
                pass
    return manifest


def checked(stream: IO[bytes], name: str, member: Member) -> Iterator[bytes]:
    """The pieces of a member; raises UserError as soon as they are not what was hashed."""
    digest, size = hashlib.sha256(), 0
    try:
        for piece in pieces(stream):
            digest.update(piece)
            size += len(piece)
            if size > member.size:
                break
            yield piece
    except (zipfile.BadZipFile, EOFError, OSError, ValueError):
        raise damaged(f"'{name}' cannot be read") from None
    if size != member.size or digest.hexdigest() != member.sha256:
        raise damaged(f"'{name}' is not what was put in")


def damaged(what: str) -> UserError:
    return UserError(
        found=f"The backup is damaged: {what}. Nothing was written.",
        expected="A file as `durna backup` made it.",
        do="Take another copy of it, or an earlier backup.",
    )


def _read(archive: zipfile.ZipFile) -> Manifest:
    try:
        if archive.getinfo(MANIFEST).file_size > _LARGEST_MANIFEST:
            raise ValueError
        said = json.loads(archive.read(MANIFEST))
        if said["format"] != FORMAT:
            raise UserError(
                found=f"The backup has form {said['format']}, which this version does not know.",
                expected=f"Form {FORMAT}.",
                do="Restore it with the version that made it.",
            )
        return _understood(said)
    except (KeyError, ValueError, TypeError, zipfile.BadZipFile):
        raise damaged("its manifest cannot be read") from None


def _understood(said: dict[str, Any]) -> Manifest:
    return Manifest(
        program=str(said["program"]), made_at=str(said["made_at"]), with_keys=bool(said["with_keys"]),
        applied=None if said["applied"] is None else [(str(app), str(name)) for app, name in said["applied"]],
        folders={str(name): int(mode) for name, mode in said["folders"].items()},
        members={str(name): Member(int(one[0]), str(one[1]), int(one[2])) for name, one in said["members"].items()},
    )  # fmt: skip


def _refuse_strange(name: str) -> None:
    parts = name.split("/")
    if _NOT_IN_NAMES.search(name) or parts[0] not in _PARTS or any(part in ("", ".", "..") for part in parts):
        raise damaged("it holds a name that leads out of its folder")
