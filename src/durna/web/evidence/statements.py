"""Statements of the other rooms that evidence stands behind. The library knows them by their keys alone.

A key is `room/kind/number`, as `governance/answer/12`. Each room registers what it calls its statements and where they
are, in the `ready` of its app.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

Found = Mapping[str, tuple[str, str]]
_KEY = re.compile(r"[a-z_]+/[a-z_]+/[\w.-]{1,60}")
_ROOMS: dict[str, tuple[Callable[[list[str]], Found], Callable[[Any, str], bool] | None]] = {}


def register(
    prefix: str, function: Callable[[list[str]], Found], may_cite: Callable[[Any, str], bool] | None = None
) -> None:
    """`prefix`: how the room's keys begin, `governance/`. `function`: the title and the address of each key it knows.

    `may_cite`: whether a user may change what stands behind a statement, asked again at each change; a room that gives
    none is believed what it said when it showed the page.
    """
    _ROOMS[prefix] = (function, may_cite)


def described(keys: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Title and address of each statement; one that its room no longer knows has its key for a title and no address."""
    wanted = list(dict.fromkeys(keys))
    found: dict[str, tuple[str, str]] = {key: (key, "") for key in wanted}
    for prefix, (function, _) in _ROOMS.items():
        mine = [key for key in wanted if key.startswith(prefix)]
        if mine:
            found.update(function(mine))
    return found


def still_may_cite(user: Any, key: str) -> bool:
    asked = [may_cite for prefix, (_, may_cite) in _ROOMS.items() if may_cite and key.startswith(prefix)]
    return all(may_cite(user, key) for may_cite in asked)


def is_key(text: str) -> bool:
    return _KEY.fullmatch(text) is not None
