"""The cells behind the figures of an edition, kept when it is frozen: the next one is protected against them.

internal/cells.jsonl has every cell as it was counted, what was published of it, and the sums between cells;
data/cells.jsonl, for readers, the published values of the cells that a figure says, and the policy.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from durna.disclosure import policy, told
from durna.disclosure.told import Told
from durna.editions import canonical
from durna.editions.folder import Edition
from durna.errors import UserError
from durna.workspace import SETTINGS

FILE = "cells.jsonl"


def encode(cells: Told, published: Iterable[str] | None = None) -> bytes:
    """Of the `published` names alone where they are told, without what was counted."""
    return b"".join(map(canonical.line, told.lines(cells, published)))


def keep(edition: Edition, cells: Told, published: Iterable[str]) -> None:
    (edition.internal / FILE).write_bytes(encode(cells))
    (edition.data / FILE).write_bytes(encode(cells, published))


def earlier(editions: Iterable[Edition]) -> tuple[Told, ...]:
    """What signed editions, in the order in which they were signed, told of their cells: newest first.

    One that was made without protection has kept none: it carries the mark of what stays inside.
    """
    protected = [edition for edition in editions if policy.read(edition.inputs / SETTINGS).is_protecting]
    return tuple(read(edition) for edition in reversed(protected))


def read(edition: Edition) -> Told:
    """Raises UserError where the file is missing or damaged."""
    file = edition.internal / FILE
    try:
        with file.open("rb") as stream:
            return told.read(edition.name, map(json.loads, stream))
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError, UserError):
        raise canonical.damaged(edition.name, f"internal/{FILE}") from None
