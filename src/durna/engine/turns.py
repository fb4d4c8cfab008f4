"""Work side by side in threads: from both ends of a list, and one after the other where all need the same thing."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Hashable, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextvars import copy_context
from typing import TypeVar

Item = TypeVar("Item")
Made = TypeVar("Made")


class Turns:
    """A lock for each thing that is made once: whoever asks for it while it is made waits, and finds it."""

    def __init__(self) -> None:
        self._locks: dict[Hashable, threading.RLock] = {}

    def at(self, thing: Hashable) -> threading.RLock:
        return self._locks.setdefault(thing, threading.RLock())


def from_both_ends(work: Callable[[Item], Made], items: Sequence[Item]) -> list[Made]:
    """What `work` makes of each item, in their order. One thread begins with the first of them, another with the last:
    what stands far apart is seldom waited for by both. Where it fails, the error of the first item that did is raised.
    """
    waiting = deque(range(len(items)))
    found: dict[int, Made] = {}
    failed: dict[int, BaseException] = {}

    def on(take: Callable[[], int]) -> None:
        while waiting and not failed:
            try:
                place = take()
            except IndexError:  # the other thread was faster
                return
            try:
                found[place] = work(items[place])
            except BaseException as error:
                failed[place] = error

    with ThreadPoolExecutor(2) as threads:
        both = [threads.submit(copy_context().run, on, take) for take in (waiting.popleft, waiting.pop)]
        try:
            wait(both)
        finally:
            # Whoever breaks off waits for what is in hand, and for nothing more.
            waiting.clear()
    if failed:
        raise failed[min(failed)]
    return [found[place] for place in range(len(items))]
