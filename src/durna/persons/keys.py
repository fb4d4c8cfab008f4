"""Keys: where they are, whether they are right, how to make them. Secrets never enter the workspace."""

from __future__ import annotations

import hmac
import os
import secrets
from pathlib import Path

from durna.errors import KeyProblem
from durna.workspace import Workspace

PSEUDONYM_KEY = "DURNA_PSEUDONYM_KEY"
KEY_BYTES = 32


def pseudonym_key(workspace: Workspace) -> bytes:
    """The key of the pseudonyms, from the environment or the file named in durna.toml.

    Raises KeyProblem where there is none or it is not 32 bytes or more in hexadecimal.
    """
    given = os.environ.get(PSEUDONYM_KEY)
    if given is not None:
        return _from_hex(given, f"The variable {PSEUDONYM_KEY}")
    file = workspace.pseudonym_key_file
    if file is None:
        raise KeyProblem(
            message="no-key",
            found="There is no pseudonym key.",
            expected=f"A key in the variable {PSEUDONYM_KEY} or in a file named in durna.toml, outside the workspace.",
            do="Make one with `durna keys make FOLDER`, keep a copy in escrow, and set the variable or the file.",
        )
    return _from_hex(_read(file), f"The key file {file.name}")


def fingerprint(key: bytes) -> str:
    """Tells one key from another without telling anything about it."""
    return hmac.digest(key, b"durna pseudonym key", "sha256").hex()[:16]


def make_key_file(file: Path) -> Path:
    """Write a new secret key that only its owner may read. Raises KeyProblem rather than replace one."""
    return write_secret(file, secrets.token_hex(KEY_BYTES))


def write_secret(file: Path, content: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as stream:
            stream.write(content + "\n")
    except FileExistsError:
        raise KeyProblem(
            found=f"The key file {file.name} exists already.",
            expected="A place without a key: replacing one would orphan every pseudonym made with it.",
            do="Choose another folder, or follow docs/how-to/keys.md to rotate the key.",
        ) from None
    return file


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        raise KeyProblem(
            message="bad-key",
            what=file.name,
            found=f"The key file {file.name} cannot be read.",
            expected="A file with one line of hexadecimal digits.",
            do="Restore it from escrow, or correct its path and rights.",
        ) from None


def _from_hex(given: str, where: str) -> bytes:
    try:
        key = bytes.fromhex(given.strip())
    except ValueError:
        key = b""
    if len(key) < KEY_BYTES:
        raise KeyProblem(
            message="bad-key",
            what=where,
            found=f"{where} holds no usable key.",
            expected=f"At least {KEY_BYTES * 2} hexadecimal digits.",
            do="Restore the key from escrow, or make one with `durna keys make FOLDER`.",
        )
    return key
