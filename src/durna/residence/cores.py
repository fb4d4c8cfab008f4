"""Work side by side on the cores that this process may use."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")
Made = TypeVar("Made")


def usable_cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 1)


def side_by_side(work: Callable[[Item], Made], items: Iterable[Item], threads: int) -> Iterator[Made]:
    """What `work` makes of each item, in their order: so many are in hand at a time, and no more are ever finished
    before they are used."""
    source = iter(items)
    with ThreadPoolExecutor(threads) as workers:
        coming = deque(workers.submit(work, item) for item in islice(source, threads))
        while coming:
            made = coming.popleft().result()
            coming.extend(workers.submit(work, item) for item in islice(source, 1))
            yield made


def one_ahead(items: Iterable[Item]) -> Iterator[Item]:
    """The same items, each made while the one before it is used."""
    source, nothing = iter(items), object()
    with ThreadPoolExecutor(1) as maker:
        coming = maker.submit(next, source, nothing)
        while (item := coming.result()) is not nothing:
            coming = maker.submit(next, source, nothing)
            yield item  # type: ignore[misc]
