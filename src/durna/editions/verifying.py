"""Verify a signed edition: with the folder and a public key alone, without the program's store.

Says precisely which file is not what was signed. The parts that are not for readers, `internal/` (unprotected) and
`inputs/` (settings and notes of the office), may be absent as a whole.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from durna.editions import canonical, freeze, keys, register, signed, signing
from durna.editions.folder import NOT_FOR_READERS, Edition
from durna.editions.signing import Signature
from durna.errors import KeyProblem, UserError
from durna.workspace import Workspace

_SHOWN = 10


@dataclass(frozen=True)
class Verified:
    """`is_trusted`: the key is one of those handed in; otherwise its fingerprint has to be compared by a person.

    `withheld` are the parts that are not here.
    """

    edition: str
    signed_at: str
    signed_by: str
    fingerprint: str
    is_trusted: bool
    files: int
    withheld: tuple[str, ...]


def verify(edition: Edition, trusted: Sequence[Ed25519PublicKey], *, is_at_home: bool = False) -> Verified:
    """Raises KeyProblem for another key, and UserError that names what was tampered with.

    `is_at_home`: the folder stands in its workspace, where its name is part of what it says.
    """
    if not edition.is_signed:
        raise UserError(
            message="unsigned",
            what=edition.name,
            found=f"Edition '{edition.name}' is not signed.",
            expected="A folder with signature.json and manifest.json.",
            do="Sign it with `durna edition sign NAME`; if it was signed, its signature was taken away.",
        )
    signature = signing.read(edition)
    if edition.signature.read_bytes() != signing.encode(signature):
        raise _broken(signature.edition)
    key = _key(signature, trusted)
    files = _files(_manifest(edition, signature), edition)
    withheld = tuple(name for name in NOT_FOR_READERS if not (edition.folder / name).is_dir())
    problems = _problems(edition, files, withheld)
    if is_at_home and signature.edition != edition.name:
        problems.insert(0, f"the folder holds edition '{signature.edition}'")
    if problems:
        more = f", and {len(problems) - _SHOWN} more" if len(problems) > _SHOWN else ""
        raise UserError(
            message="not-as-signed",
            what=edition.name,
            files=f"{', '.join(problems[:_SHOWN])}{more}",
            found=f"Edition '{edition.name}' is not what was signed: {', '.join(problems[:_SHOWN])}{more}.",
            expected=f"The {len(files)} files of its manifest, unchanged.",
            do="Do not publish it. Restore the edition from a backup and verify it again.",
        )
    return Verified(
        signature.edition, signature.signed_at, signature.signed_by, keys.fingerprint(key), bool(trusted), len(files),
        withheld,
    )  # fmt: skip


def refuse_tampered(workspace: Workspace) -> None:
    """Raises as `verify` does for any signed edition: the next one is protected and compared against what it says."""
    trusted, found = keys.trusted(workspace), signed.manifests(workspace)
    entries = register.refuse_gone(workspace)
    for edition in signed.editions(workspace):
        verify(edition, trusted, is_at_home=True)
        _refuse_incomplete(edition, found)
        _refuse_cut(edition, entries)


def _refuse_incomplete(edition: Edition, found: Mapping[str, str]) -> None:
    """What readers were told stays told: an edition whose folder or signature is gone still has to be protected."""
    for name, digest in freeze.read(edition).earlier.items():
        if found.get(name) != digest:
            raise UserError(
                message="earlier-gone",
                what=name,
                edition=edition.name,
                found=f"Edition '{name}', signed before '{edition.name}', is gone, or is not what it was then.",
                expected="Every edition that was ever signed: what it told its readers is protected with the next one.",
                do=f"Restore edition '{name}' from a backup.",
            )


def _refuse_cut(edition: Edition, entries: Sequence[register.Entry]) -> None:
    head = freeze.read(edition).register
    if head and head not in (entry.digest for entry in entries):
        raise UserError(
            message="register-cut",
            what=edition.name,
            found=f"The register of editions lacks entries that it had when edition '{edition.name}' was frozen.",
            expected="Every entry that was ever made.",
            do="Restore editions/register.jsonl from a backup, or take the copy that was published.",
        )


def _key(signature: Signature, trusted: Sequence[Ed25519PublicKey]) -> Ed25519PublicKey:
    """The key that the signature names and was made with: one that is trusted, or any where none was handed in."""
    own = keys.named(signature.key)
    if own is None or not signing.is_by(signature, own):
        raise _broken(signature.edition)
    if trusted and own not in trusted:
        raise KeyProblem(
            message="signed-by-another",
            what=signature.edition,
            key=keys.fingerprint(own),
            found=f"Edition '{signature.edition}' was signed with another key, {keys.fingerprint(own)}.",
            expected=f"A signature with {' or '.join(map(keys.fingerprint, trusted))}.",
            do="Ask the authority which key is theirs. If the key was changed, add the new one to signing.pub.",
        )
    return own


def _broken(edition: str) -> UserError:
    return UserError(
        message="signature-broken",
        what=edition,
        found=f"The signature of edition '{edition}' does not hold: signature.json was tampered with.",
        expected="A signature over the manifest, the moment and the signer.",
        do="Do not publish it. Restore the edition from a backup and verify it again.",
    )


def _manifest(edition: Edition, signature: Signature) -> bytes:
    try:
        content = edition.manifest.read_bytes()
    except OSError:
        raise canonical.damaged(edition.name, edition.manifest.name) from None
    if canonical.sha256_of(content) != signature.manifest:
        raise UserError(
            message="signature-broken",
            what=edition.name,
            found=f"The manifest of edition '{edition.name}' is not the one that was signed: it was tampered with.",
            expected=f"manifest.json with the hash {signature.manifest[:16]}...",
            do="Do not publish it. Restore the edition from a backup and verify it again.",
        )
    return content


def _files(content: bytes, edition: Edition) -> Mapping[str, str]:
    try:
        return {str(name): str(digest) for name, digest in json.loads(content)["files"].items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        raise canonical.damaged(edition.name, edition.manifest.name) from None


def _problems(edition: Edition, files: Mapping[str, str], withheld: Sequence[str]) -> list[str]:
    found = signing.signed_files(edition)
    expected = {name: digest for name, digest in files.items() if name.partition("/")[0] not in withheld}
    changed = [f"{name} was changed" for name in expected if found.get(name, expected[name]) != expected[name]]
    gone = [f"{name} is missing" for name in expected if name not in found]
    added = [f"{name} was added" for name in found if name not in files]
    added += [f"folder {name} was added" for name in _empty(edition, found)]
    return [*changed, *gone, *added, *_strange(edition)]


def _empty(edition: Edition, found: Mapping[str, str]) -> list[str]:
    """Folders without a file below them: no hash speaks of them."""
    filled = {parent.as_posix() for name in found for parent in PurePosixPath(name).parents}
    folders = (
        path.relative_to(edition.folder).as_posix() for path in sorted(edition.folder.rglob("*")) if path.is_dir()
    )
    return [name for name in folders if name not in filled and not (edition.folder / name).is_symlink()]


def _strange(edition: Edition) -> list[str]:
    """What holds nothing itself: a link leads to what was not signed, and may lead elsewhere tomorrow."""
    inside = [path for path in sorted(edition.folder.rglob("*")) if path.is_symlink() or not _is_plain(path)]
    return [f"{path.relative_to(edition.folder).as_posix()} is no file of its own" for path in inside]


def _is_plain(path: Path) -> bool:
    return path.is_file() or path.is_dir()
