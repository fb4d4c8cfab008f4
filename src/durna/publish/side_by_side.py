"""Formats written two at a time: the layout of a PDF, the longest of them, leaves the interpreter to the others."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context

from durna.publish.notices import Notice

_FIRST = "pdf"
# More would only wait for the interpreter in turns.
_AT_A_TIME = 2


def side_by_side(writers: Mapping[str, Callable[[], Sequence[Notice]]]) -> list[Notice]:
    """What each has to say, by the order of their names as given. Raises what one of them raised, when all have ended.

    `writers`: by the name of the format.
    """
    with ThreadPoolExecutor(_AT_A_TIME) as workers:
        # Each in a copy of this context: what the workspace adds to the catalogue is known in all of them.
        begun = {
            name: workers.submit(copy_context().run, writers[name])
            for name in sorted(writers, key=lambda name: name != _FIRST)
        }
    return [notice for name in writers for notice in begun[name].result()]
