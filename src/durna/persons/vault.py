"""The identity vault: direct identifiers, sealed, apart from the statistics (the separation principle).

Intake can only put in: it knows a public key. Only linkage, which holds the private key, can look. A vault file is a
random data key sealed to the public key (X25519, HKDF-SHA256), then frames of compressed Arrow batches, each sealed
with AES-256-GCM under a counter, the last one marked, so that a cut or exchanged frame is noticed.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from durna.errors import KeyProblem, UserError
from durna.persons.keys import write_secret
from durna.workspace import Workspace

if TYPE_CHECKING:
    import pyarrow as pa

_MAGIC = b"DURNAV1\n"
_PUBLIC_KEY = "vault.pub"
_KEY_FILE_BYTES = 65


def public_key(workspace: Workspace) -> X25519PublicKey:
    """The key that seals. A vault without one gets a pair: the private half goes beside the workspace, never in it."""
    file = workspace.vault / _PUBLIC_KEY
    if not file.exists():
        _begin(workspace)
    return X25519PublicKey.from_public_bytes(_hex(file))


def make_keys(workspace: Workspace) -> Path:
    """Make the pair of keys; returns where the private one was put, to be moved to a safe place."""
    private = X25519PrivateKey.generate()
    place = write_secret(private_key_file(workspace), private.private_bytes_raw().hex())
    _publish(workspace, private)
    return place


def _begin(workspace: Workspace) -> None:
    """A kill may have come between the two halves: then the public one is made again from the private one."""
    is_used = any(workspace.vault.glob("*.sealed"))
    secret = private_key_file(workspace)
    if not is_used and secret.exists() and len(secret.read_bytes()) < _KEY_FILE_BYTES:
        secret.unlink()  # cut short by a kill, and never used
    if secret.exists():
        _publish(workspace, private_key(workspace))
    elif is_used:
        raise KeyProblem(
            message="vault",
            found="The vault has deliveries but no public key.",
            expected=f"The file {_PUBLIC_KEY} in the vault, or the private key from which it can be made again.",
            do="Restore it from a backup: a new pair would part the vault in two.",
        )
    else:
        make_keys(workspace)


def _publish(workspace: Workspace, private: X25519PrivateKey) -> None:
    workspace.vault.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = workspace.vault / f"{_PUBLIC_KEY}.new"
    fresh.write_text(private.public_key().public_bytes_raw().hex() + "\n", encoding="ascii")
    fresh.replace(workspace.vault / _PUBLIC_KEY)


def private_key_file(workspace: Workspace) -> Path:
    return workspace.vault_key_file or workspace.root.parent / f"{workspace.root.name}-keys" / "vault.key"


def private_key(workspace: Workspace) -> X25519PrivateKey:
    """The key that opens: for linkage alone."""
    return X25519PrivateKey.from_private_bytes(_hex(private_key_file(workspace)))


def seal(batches: Iterator[pa.RecordBatch], file: Path, key: X25519PublicKey, name: str) -> int:
    """Write the batches to a vault file; `name` (the delivery) is bound to every frame. Returns the rows sealed."""
    import pyarrow as pa

    data_key = os.urandom(32)
    cipher = AESGCM(data_key)
    rows = frame = 0
    with file.open("wb") as out:
        out.write(_MAGIC + _sealed_key(data_key, key, name))
        for batch in batches:
            if batch.num_rows:
                sink = pa.BufferOutputStream()
                with pa.ipc.new_stream(sink, batch.schema, options=pa.ipc.IpcWriteOptions(compression="zstd")) as ipc:
                    ipc.write_batch(batch)
                _write_frame(out, cipher, sink.getvalue().to_pybytes(), frame, name, last=False)
                rows, frame = rows + batch.num_rows, frame + 1
        _write_frame(out, cipher, b"", frame, name, last=True)
        out.flush()
        os.fsync(out.fileno())
    return rows


def unseal(file: Path, key: X25519PrivateKey, name: str) -> Iterator[pa.RecordBatch]:
    """Read a vault file back. Raises KeyProblem for a wrong key, UserError for a file cut or changed."""
    import pyarrow as pa

    with file.open("rb") as stream:
        if stream.read(len(_MAGIC)) != _MAGIC:
            raise _damaged(file)
        try:
            cipher = AESGCM(_open_key(stream.read(32), stream.read(12 + 48), key, name))
        except ValueError:
            raise _damaged(file) from None
        frame, last = 0, False
        while not last:
            header = stream.read(9)
            if len(header) < 9:
                raise _damaged(file)
            last, size = header[0] == 1, int.from_bytes(header[1:], "big")
            if size > file.stat().st_size:
                raise _damaged(file)
            content = stream.read(size)
            try:
                plain = cipher.decrypt(_nonce(frame), content, _label(name, last))
            except InvalidTag:
                raise _damaged(file) from None
            if plain:
                yield from pa.ipc.open_stream(plain)
            frame += 1
        if stream.read(1):
            raise _damaged(file)


def _write_frame(out, cipher: AESGCM, plain: bytes, frame: int, name: str, *, last: bool) -> None:  # type: ignore[no-untyped-def]
    content = cipher.encrypt(_nonce(frame), plain, _label(name, last))
    out.write((b"\1" if last else b"\0") + len(content).to_bytes(8, "big") + content)


def _sealed_key(data_key: bytes, key: X25519PublicKey, name: str) -> bytes:
    ephemeral = X25519PrivateKey.generate()
    try:
        shared = ephemeral.exchange(key)
    except ValueError:
        raise KeyProblem(
            message="vault",
            found="The public key of the vault agrees with no private key.",
            expected="The public key as it was made.",
            do="Restore vault.pub from a backup, or remove it where the private key is at hand.",
        ) from None
    wrap = _wrapping_key(shared, name)
    nonce = os.urandom(12)
    return ephemeral.public_key().public_bytes_raw() + nonce + AESGCM(wrap).encrypt(nonce, data_key, name.encode())


def _open_key(ephemeral: bytes, sealed: bytes, key: X25519PrivateKey, name: str) -> bytes:
    wrap = _wrapping_key(key.exchange(X25519PublicKey.from_public_bytes(ephemeral)), name)
    try:
        return AESGCM(wrap).decrypt(sealed[:12], sealed[12:], name.encode())
    except InvalidTag:
        raise KeyProblem(
            message="vault",
            found="This vault file was not sealed for this private key.",
            expected="The private key made together with the vault's public key.",
            do="Restore the vault key from escrow.",
        ) from None


def _wrapping_key(shared: bytes, name: str) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=b"durna vault " + name.encode()).derive(shared)


def _nonce(frame: int) -> bytes:
    # A counter is safe: the data key is used for one file only.
    return frame.to_bytes(12, "big")


def _label(name: str, last: bool) -> bytes:
    return name.encode() + (b"/last" if last else b"/more")


def _hex(file: Path) -> bytes:
    try:
        raw = bytes.fromhex(file.read_text(encoding="ascii").strip())
    except (OSError, ValueError, UnicodeDecodeError):
        raw = b""
    if len(raw) != 32:
        raise KeyProblem(
            message="bad-key",
            what=file.name,
            found=f"The key file {file.name} is missing or holds no key.",
            expected="A file with 64 hexadecimal digits.",
            do="Restore it from escrow (docs/how-to/keys.md).",
        )
    return raw


def _damaged(file: Path) -> UserError:
    return UserError(
        message="vault",
        found=f"The vault file {file.name} was cut short or changed.",
        expected="A file as intake wrote it.",
        do="Restore it from a backup.",
    )
