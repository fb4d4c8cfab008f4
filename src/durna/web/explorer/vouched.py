"""What vouches for a signed edition, as readers find it: its signature, its key, the notices on what it says wrongly.

Notices are checked whenever they are shown. Hashing every file of an edition may take seconds, so it is done when
somebody asks for it, one edition at a time, and its answer holds for some minutes.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from durna.editions import keys, notices, verifying
from durna.editions.folder import Edition
from durna.editions.notices import Notice
from durna.editions.verifying import Verified
from durna.errors import UserError
from durna.web.served import workspace

# The files that speak of the others: with them anybody can verify without asking this site.
MANIFEST, SIGNATURE, KEYS = "manifest.json", "signature.json", keys.PUBLIC
_HOLDS = 600  # seconds
_ONE_AT_A_TIME = Lock()
_KNOWN: dict[Path, Answer] = {}


@dataclass(frozen=True)
class Corrected:
    """The notices on an edition; `problem` where they are not as they were issued: then none can be believed."""

    notices: tuple[Notice, ...] = ()
    problem: UserError | None = None

    def on(self, figure_id: str) -> tuple[Notice, ...]:
        """Those that speak of a figure, by name or because they speak of the whole edition."""
        return tuple(one for one in self.notices if not one.figures or figure_id in one.figures)


@dataclass(frozen=True)
class Answer:
    """Either what was verified or why it was not; `at` is the moment, `until` the end of its time on our own clock."""

    at: datetime
    until: float
    verified: Verified | None = None
    problem: UserError | None = None


def trusted() -> tuple[Ed25519PublicKey, ...]:
    """The keys that this workspace vouches for; where it names none, a signature is checked by the key it carries."""
    return keys.trusted(workspace())


def corrected(edition: Edition) -> Corrected:
    if not edition.is_signed or not edition.notices.is_dir():
        return Corrected()
    try:
        return Corrected(notices.verified(edition, trusted()))
    except UserError as error:
        return Corrected(problem=error)


def counted(editions: Iterable[Edition]) -> list[tuple[Edition, int]]:
    """Each edition with the number of its notices; one that cannot be believed counts too."""
    return [(one, len(found.notices) + bool(found.problem)) for one in editions for found in (corrected(one),)]


def verified(edition: Edition) -> Answer:
    """Whether every file is as it was signed, by the key that this workspace knows."""
    with _ONE_AT_A_TIME:
        known = _KNOWN.get(edition.folder)
        if known is None or known.until < time.monotonic():
            known = _KNOWN[edition.folder] = _verify(edition)
        return known


def _verify(edition: Edition) -> Answer:
    at = datetime.now(UTC)
    try:
        done = verifying.verify(edition, trusted(), is_at_home=True)
    except UserError as error:
        return Answer(at, time.monotonic() + _HOLDS, problem=error)
    return Answer(at, time.monotonic() + _HOLDS, verified=done)


def file(edition: Edition, name: str) -> Path | None:
    """A file of those that are handed out for verifying: manifest, signature, public keys, a notice by its own name."""
    named = {MANIFEST: edition.manifest, SIGNATURE: edition.signature, KEYS: workspace().root / keys.PUBLIC}
    named |= {each.name: each for each in sorted(edition.notices.glob("*.json"))}
    found = named.get(name)
    return found if found is not None and found.is_file() else None
