"""The manifest of an edition and the signature over it.

The manifest names every file of the edition with its hash, and the program that made it; the signature is Ed25519 over
the bytes of the manifest, the moment and the name of the signer.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from durna.editions import canonical, freeze, keys
from durna.editions.folder import Edition

FORMAT = 1
_PURPOSE = "durna edition"


@dataclass(frozen=True)
class Signature:
    """`manifest` is the hash of the manifest that was signed; `key` the public key in PEM."""

    edition: str
    manifest: str
    signed_at: str
    signed_by: str
    key: str
    signature: str

    @property
    def content(self) -> bytes:
        """What the signature is over."""
        return canonical.line(
            {"purpose": _PURPOSE, "edition": self.edition, "manifest": self.manifest, "signed_at": self.signed_at,
             "signed_by": self.signed_by}
        )  # fmt: skip


def manifest(edition: Edition) -> bytes:
    """The manifest of the edition as it lies there."""
    pinned = freeze.read(edition)
    return canonical.encode(
        {
            "format": FORMAT,
            "edition": edition.name,
            "program": {"version": pinned.program.version, "code": pinned.program.code},
            "files": signed_files(edition),
        }
    )


def signed_files(edition: Edition) -> dict[str, str]:
    """Every file of an edition with its hash, but for the two that speak of the others.

    Those of internal files are salted: readers have the manifest, and could otherwise try what was counted, since all
    else in a small file is known to them.
    """
    outside = (edition.manifest, edition.signature)
    salt = edition.salt.read_bytes() if edition.salt.is_file() else b""
    found: dict[str, str] = {}
    for file in canonical.files(edition.folder):
        if file not in outside:
            is_salted = bool(salt) and file.is_relative_to(edition.internal) and file != edition.salt
            digest = canonical.sha256_salted(file, salt) if is_salted else canonical.sha256(file)
            found[file.relative_to(edition.folder).as_posix()] = digest
    return found


def sign(edition: Edition, content: bytes, key: Ed25519PrivateKey, signer: str) -> Signature:
    """Sign the bytes of a manifest."""
    unsigned = Signature(
        edition=edition.name,
        manifest=canonical.sha256_of(content),
        signed_at=datetime.now(UTC).isoformat(timespec="seconds"),
        signed_by=signer,
        key=keys.pem(key.public_key()).decode("ascii"),
        signature="",
    )
    made = base64.b64encode(key.sign(unsigned.content)).decode("ascii")
    return Signature(**{**unsigned.__dict__, "signature": made})


def encode(signature: Signature) -> bytes:
    return canonical.encode({"format": FORMAT, "algorithm": "Ed25519", **signature.__dict__})


def read(edition: Edition) -> Signature:
    """Raises UserError where the file is damaged."""
    raw = canonical.read(edition.signature)
    try:
        return _signature(raw)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise canonical.damaged(edition.name, edition.signature.name) from None


def is_by(signature: Signature, key: Ed25519PublicKey) -> bool:
    return keys.is_signed_by(key, decoded(signature.signature), signature.content)


def decoded(text: str) -> bytes:
    """The bytes of a signature; none where the text is not the one way to write them."""
    try:
        content = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""
    return content if base64.b64encode(content).decode("ascii") == text else b""


def _signature(raw: Mapping[str, Any]) -> Signature:
    if raw["format"] != FORMAT or raw["algorithm"] != "Ed25519":
        raise ValueError(raw["format"])
    said = {name: raw[name] for name in Signature.__dataclass_fields__}
    if not all(isinstance(value, str) for value in said.values()):
        raise TypeError("a signature consists of texts")
    datetime.fromisoformat(said["signed_at"])
    return Signature(**said)
