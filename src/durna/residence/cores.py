"""Work side by side on the cores that this process may use."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Item = TypeVar("Item")


def usable_cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 1)


def one_ahead(items: Iterable[Item]) -> Iterator[Item]:
    """The same items, each made while the one before it is used."""
    source, nothing = iter(items), object()
    with ThreadPoolExecutor(1) as maker:
        coming = maker.submit(next, source, nothing)
        while (item := coming.result()) is not nothing:
            coming = maker.submit(next, source, nothing)
            yield item  # type: ignore[misc]
