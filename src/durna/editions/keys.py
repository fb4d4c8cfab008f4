"""Signing keys: Ed25519. The secret half lies outside the workspace, the public ones in `signing.pub` of the workspace.

`signing.pub` may hold several keys, one after the other: those of earlier years go on vouching for their editions.
"""

from __future__ import annotations

import re
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from durna.editions import canonical
from durna.errors import KeyProblem
from durna.persons.keys import write_secret
from durna.workspace import Workspace

SECRET, PUBLIC = "signing.key", "signing.pub"
_BLOCK = re.compile(rb"-----BEGIN PUBLIC KEY-----.*?-----END PUBLIC KEY-----\n?", re.DOTALL)


def make(workspace: Workspace, folder: Path) -> Path:
    """Make a pair: the secret half goes to `folder`, the public one is added to the workspace."""
    private = Ed25519PrivateKey.generate()
    encoding, form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    text = private.private_bytes(encoding, form, serialization.NoEncryption()).decode("ascii")
    file = write_secret(folder / SECRET, text.rstrip("\n"))
    known = workspace.root / PUBLIC
    earlier = known.read_bytes() if known.exists() else b""
    fresh = known.with_suffix(".pub.new")
    fresh.write_bytes(earlier + pem(private.public_key()))
    fresh.replace(known)
    return file


def secret(file: Path | None) -> Ed25519PrivateKey:
    """The key that signs. Raises KeyProblem where there is none or the file holds something else."""
    if file is None:
        raise KeyProblem(
            message="no-signing-key",
            found="There is no signing key.",
            expected="A key file named with --key, or as signing_key_file under [keys] in durna.toml.",
            do="Make one with `durna keys signing FOLDER`, outside the workspace.",
        )
    try:
        key = serialization.load_pem_private_key(file.read_bytes(), None)
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyProblem(
            message="bad-key",
            what=file.name,
            found=f"The key file {file.name} cannot be read, or holds no signing key.",
            expected="A file made by `durna keys signing FOLDER`: Ed25519, PKCS 8, PEM.",
            do="Correct its path and rights, or restore it from where its copy is kept.",
        )
    return key


def trusted(workspace: Workspace) -> tuple[Ed25519PublicKey, ...]:
    """The public keys of the workspace; none where it has no `signing.pub`."""
    file = workspace.root / PUBLIC
    return publics(file) if file.exists() else ()


def publics(file: Path) -> tuple[Ed25519PublicKey, ...]:
    """The public keys in a file. Raises KeyProblem where there is none."""
    try:
        blocks = _BLOCK.findall(file.read_bytes())
        found = [serialization.load_pem_public_key(block) for block in blocks]
    except (OSError, ValueError, UnsupportedAlgorithm):
        found = []
    keys = tuple(key for key in found if isinstance(key, Ed25519PublicKey))
    if not keys or len(keys) != len(found):
        raise KeyProblem(
            message="bad-key",
            what=file.name,
            found=f"The file {file.name} holds no public signing key.",
            expected=f"One or more Ed25519 public keys in PEM, as {PUBLIC} of the workspace.",
            do="Correct the path, or restore the file from a backup.",
        )
    return keys


def pem(key: Ed25519PublicKey) -> bytes:
    return key.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)


def named(text: str) -> Ed25519PublicKey | None:
    """The public key that a signature names; None unless the text is the key as `pem` writes it."""
    try:
        key = serialization.load_pem_public_key(text.encode())
    except (ValueError, UnsupportedAlgorithm):
        return None
    return key if isinstance(key, Ed25519PublicKey) and pem(key) == text.encode() else None


def fingerprint(key: Ed25519PublicKey) -> str:
    """The hash of the key, to be read out over a telephone: eight groups of four."""
    digits = canonical.sha256_of(key.public_bytes_raw())[:32]
    return "-".join(digits[place : place + 4] for place in range(0, 32, 4))


def is_signed_by(key: Ed25519PublicKey, signature: bytes, content: bytes) -> bool:
    try:
        key.verify(signature, content)
    except InvalidSignature:
        return False
    return True
