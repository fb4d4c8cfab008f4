"""Whole numbers that somebody sent: in an address, a form or a file anybody can write anything."""

from __future__ import annotations

import re

# As many digits as every database can hold; a longer number is that of nothing.
_WHOLE = re.compile(r"[0-9]{1,18}")


def whole(text: str | None) -> int | None:
    """None for what is no whole number, as `²` is not, of which Python says that it is a digit."""
    return int(text) if text and _WHOLE.fullmatch(text) else None


def wholes(texts: list[str]) -> list[int]:
    """Those of them that are one."""
    return [number for text in texts if (number := whole(text)) is not None]
