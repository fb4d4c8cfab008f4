"""Where the next page begins, as a text that means nothing to whoever sends it back."""

from __future__ import annotations

import base64
import binascii
import hashlib

from durna.editions.folder import Edition
from durna.web.explorer import index
from durna.web.refusals import refusal


def write(edition: Edition, place: int) -> str:
    return base64.urlsafe_b64encode(f"{_edition(edition)}.{place}".encode()).decode().rstrip("=")


def read(edition: Edition, cursor: str) -> int:
    """The place after which it goes on. Raises UserError for a cursor of another edition, or of none."""
    if not cursor:
        return -1
    try:
        of, _, place = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii").partition(".")
    except (binascii.Error, ValueError):
        of, place = "", ""
    if of != _edition(edition) or not place.isdecimal() or len(place) > 12:
        raise refusal("api-cursor")
    return int(place)


def _edition(edition: Edition) -> str:
    """Its figures as they are now: a cursor does not outlive them."""
    return hashlib.sha256(index.file_of(edition).name.encode()).hexdigest()[:12]
