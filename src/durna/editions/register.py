"""The register: every edition that was signed and every correction notice, in order, each entry signed and chained.

It stands in `editions/register.jsonl`. What lies beside it must be what it names, so that nothing vanishes unseen. Who
takes the last things away together with their entries is found out by a copy that lies elsewhere, and by nothing else.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from durna.editions import canonical, keys, notices, signed, signing, writing
from durna.editions.folder import REGISTER, Edition, place
from durna.errors import UserError
from durna.workspace import Workspace

_PURPOSE = "durna register"
SHOWN = ("number", "edition", "notice", "moment", "sha256")


@dataclass(frozen=True)
class Entry:
    """`notice` is its number, 0 for the edition itself; `sha256` that of its manifest or notice; `previous` the hash of
    the line before."""

    number: int
    edition: str
    notice: int
    sha256: str
    moment: str
    previous: str
    key: str
    signature: str = ""

    @property
    def content(self) -> bytes:
        """What the signature is over."""
        said = {name: value for name, value in asdict(self).items() if name not in ("key", "signature")}
        return canonical.line({"purpose": _PURPOSE, **said})

    @property
    def line(self) -> bytes:
        return canonical.line(asdict(self))

    @property
    def digest(self) -> str:
        return canonical.sha256_of(self.line)

    @property
    def what(self) -> str:
        if self.notice:
            return f"Correction notice {self.notice} on edition '{self.edition}'"
        return f"Edition '{self.edition}'"


def head(entries: Sequence[Entry]) -> str:
    """What stands for all entries: whoever knows it knows whether one was taken out since."""
    return entries[-1].digest if entries else ""


def file(workspace: Workspace) -> Path:
    return place(workspace) / REGISTER


def read(file: Path, trusted: Sequence[Ed25519PublicKey]) -> tuple[Entry, ...]:
    """The entries of a register, none where there is no file. Raises UserError where it is not as it was written."""
    try:
        lines = file.read_bytes().splitlines(keepends=True)
    except FileNotFoundError:
        return ()
    found: list[Entry] = []
    for number, line in enumerate(lines, start=1):
        entry = _entry(line)
        previous = head(found)
        if entry is None or (entry.number, entry.previous) != (number, previous) or not _is_signed(entry, trusted):
            raise _broken(file, number)
        found.append(entry)
    return tuple(found)


def of_copy(file: Path, trusted: Sequence[Ed25519PublicKey]) -> tuple[Entry, ...]:
    """The entries of a register that was kept elsewhere. Raises UserError also where there is none."""
    entries = read(file, trusted)
    if not entries:
        raise _broken(file, 1)
    return entries


def bring_up_to_date(workspace: Workspace, key: Ed25519PrivateKey) -> None:
    """Enter what is signed and not yet in the register. What it names must still be there.

    Also what was signed before there was a register, or just before a kill.
    """
    known = refuse_gone(workspace)
    entered = {(entry.edition, entry.notice) for entry in known}
    fresh = [each for each in _standing(workspace).values() if (each.edition, each.notice) not in entered]
    if fresh:
        entries = _continued(known, sorted(fresh, key=lambda each: (each.moment, each.edition, each.notice)), key)
        writing.put(file(workspace), b"".join(entry.line for entry in entries))


def refuse_gone(workspace: Workspace, against: Sequence[Entry] | None = None) -> tuple[Entry, ...]:
    """The register of the workspace. Raises UserError where something that it names is gone or is another.

    With a copy of it that was kept elsewhere: where something that the copy names is.
    """
    known = read(file(workspace), keys.trusted(workspace))
    standing = _standing(workspace)
    for entry in against if against is not None else known:
        found = standing.get((entry.edition, entry.notice))
        if found is None or found.sha256 != entry.sha256:
            raise _gone(entry)
    return known


def refuse_other(edition: Edition, name: str, entries: Sequence[Entry]) -> None:
    """Hold one edition, as it lies in a folder, and its notices against a register. Raises UserError for what lacks."""
    about = [entry for entry in entries if entry.edition == name]
    standing = _of(edition, name)
    if not any(not entry.notice for entry in about):
        raise UserError(
            message="not-registered",
            what=name,
            found=f"The register does not know edition '{name}'.",
            expected="A register that was written when the edition was signed, or later.",
            do="Ask the authority for its newest register.",
        )
    for entry in about:
        found = standing.get((name, entry.notice))
        if found is None or found.sha256 != entry.sha256:
            raise _gone(entry)


def _standing(workspace: Workspace) -> dict[tuple[str, int], Entry]:
    found: dict[tuple[str, int], Entry] = {}
    for edition in signed.editions(workspace):
        found |= _of(edition, edition.name)
    return found


def _of(edition: Edition, name: str) -> dict[tuple[str, int], Entry]:
    """An edition and its notices as they stand, without their place in the register."""
    entered = partial(Entry, number=0, edition=name, previous="", key="")
    itself = entered(notice=0, sha256=canonical.sha256(edition.manifest), moment=signing.read(edition).signed_at)
    found = [itself]
    for notice in notices.read(edition.notices):
        digest = canonical.sha256_of(notices.encode(notice))
        found.append(entered(notice=notice.number, sha256=digest, moment=notice.issued_at))
    return {(name, each.notice): each for each in found}


def _continued(known: Sequence[Entry], fresh: Sequence[Entry], key: Ed25519PrivateKey) -> list[Entry]:
    entries, own = list(known), keys.pem(key.public_key()).decode("ascii")
    for each in fresh:
        unsigned = replace(each, number=len(entries) + 1, previous=head(entries), key=own)
        made = base64.b64encode(key.sign(unsigned.content)).decode("ascii")
        entries.append(replace(unsigned, signature=made))
    return entries


def _entry(line: bytes) -> Entry | None:
    """None where the line is not the one way to write an entry."""
    try:
        raw: Mapping[str, Any] = json.loads(line)
        entry = Entry(**raw)
    except (ValueError, TypeError):
        return None
    return entry if entry.line == line else None


def _is_signed(entry: Entry, trusted: Sequence[Ed25519PublicKey]) -> bool:
    own = keys.named(entry.key)
    if own is None or (trusted and own not in trusted):
        return False
    return keys.is_signed_by(own, signing.decoded(entry.signature), entry.content)


def _broken(file: Path, number: int) -> UserError:
    return UserError(
        message="register-broken",
        what=file.name,
        number=number,
        found=f"Entry {number} of the register {file.name} is missing, or is not as it was written.",
        expected="Entries in order, each signed with a key of the authority, none changed or taken out.",
        do="Restore the register from a backup, or take the copy that was published.",
    )


def _gone(entry: Entry) -> UserError:
    return UserError(
        message="registered-gone",
        what=entry.edition,
        number=entry.notice,
        found=f"{entry.what}, of {entry.moment[:10]}, stands in the register and is gone, or is another.",
        expected="Everything that was ever signed, beside the register that names it.",
        do=f"Restore edition '{entry.edition}' and its notices from a backup.",
    )
