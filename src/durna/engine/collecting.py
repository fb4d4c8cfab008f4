"""Python's collector, left alone while very many things are made that all stay.

It looks through everything that is alive each time that has grown by a quarter. Of a hundred thousand figures, none of
which can go, it took a third of the time.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Around a piece of work, or on a function. Whoever began it ends it: others may stand inside."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
