"""Correction notices: what a signed edition was found to say wrongly. Signed themselves; the edition stays as it is.

They lie beside the edition, in `NAME.corrections/`, and are numbered in the order in which they were issued.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from durna.editions import canonical, keys, signing
from durna.editions.folder import Edition
from durna.errors import UserError

FORMAT = 1
_PURPOSE = "durna correction notice"


@dataclass(frozen=True)
class Notice:
    """`manifest` is that of the edition it speaks of; `figures` are the addresses it concerns, none for all of it."""

    edition: str
    manifest: str
    number: int
    reason: str
    figures: tuple[str, ...]
    issued_at: str
    issued_by: str
    key: str
    signature: str = ""

    @property
    def content(self) -> bytes:
        """What the signature is over."""
        said = {name: value for name, value in asdict(self).items() if name not in ("key", "signature")}
        return canonical.line({"purpose": _PURPOSE, **said})


def issue(
    edition: Edition, reason: str, figures: Sequence[str], key: Ed25519PrivateKey, signer: str, number: int
) -> Notice:
    made = Notice(
        edition=edition.name, manifest=canonical.sha256(edition.manifest), number=number, reason=reason,
        figures=tuple(figures), issued_at=datetime.now(UTC).isoformat(timespec="seconds"), issued_by=signer,
        key=keys.pem(key.public_key()).decode("ascii"),
    )  # fmt: skip
    return Notice(**{**made.__dict__, "signature": base64.b64encode(key.sign(made.content)).decode("ascii")})


def encode(notice: Notice) -> bytes:
    return canonical.encode({"format": FORMAT, **asdict(notice)})


def file_of(edition: Edition, number: int) -> Path:
    return edition.notices / f"{number:04}.json"


def read(folder: Path) -> tuple[Notice, ...]:
    """The notices in a folder in their order, none where there is no folder. Raises UserError for a damaged one."""
    return tuple(_read(file) for file in sorted(folder.glob("*.json")))


def verified(edition: Edition, trusted: Sequence[Ed25519PublicKey]) -> tuple[Notice, ...]:
    """The notices on an edition. Raises UserError for one that was tampered with, is lacking or speaks of another."""
    found = read(edition.notices)
    digest = canonical.sha256(edition.manifest)
    for place, notice in enumerate(found, start=1):
        is_right = (notice.number, notice.manifest) == (place, digest)
        if not is_right or not _is_signed(notice, trusted):
            raise UserError(
                message="notice-broken",
                what=edition.name,
                number=notice.number,
                found=f"Correction notice {notice.number} on edition '{edition.name}' was tampered with, or one before "
                "it was taken away.",
                expected="Notices as they were issued, numbered without a gap, on this very edition.",
                do="Restore them from a backup.",
            )
    return found


def _is_signed(notice: Notice, trusted: Sequence[Ed25519PublicKey]) -> bool:
    own = keys.named(notice.key)
    if own is None or (trusted and own not in trusted):
        return False
    return keys.is_signed_by(own, signing.decoded(notice.signature), notice.content)


def _read(file: Path) -> Notice:
    raw = canonical.read(file)
    try:
        return _notice(raw)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise canonical.damaged(file.parent.name, file.name) from None


def _notice(raw: Mapping[str, Any]) -> Notice:
    if raw["format"] != FORMAT:
        raise ValueError(raw["format"])
    said = {name: raw[name] for name in Notice.__dataclass_fields__}
    return Notice(**{**said, "figures": tuple(raw["figures"])})
