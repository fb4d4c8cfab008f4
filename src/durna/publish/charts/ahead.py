"""Drawings made before they are asked for, by processes beside this one, each once for all formats of a publication.

To draw is half of the work of a publication, and the library draws one chart at a time. Decision 47 says more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar, copy_context
from itertools import count
from threading import local
from typing import Any, TypeVar

from durna.publish.charts import library
from durna.publish.charts.apart import Apart
from durna.publish.charts.library import Drawer
from durna.publish.document import Chart
from durna.residence.cores import usable_cores

Made = TypeVar("Made")
Make = Callable[[Chart, str], Made]

# Each takes 150 MB.
_MOST_PROCESSES = 3
# So many are drawn here before a process could draw the first.
FEW = 24

_now: ContextVar[Ahead | None] = ContextVar("ahead", default=None)
_of_thread = local()


class Ahead:
    """What is asked for, in the order in which it is asked, by a few threads that each have a process."""

    def __init__(self) -> None:
        self._wanting = count()
        self._drawers: list[Apart] = []
        self._asked: dict[tuple[object, str, str], tuple[Chart, Future[Any]]] = {}
        self._threads = ThreadPoolExecutor(min(usable_cores(), _MOST_PROCESSES), initializer=self._begin)

    def ask(self, make: Make[Any], chart: Chart, language: str) -> None:
        # In a copy of this context: what is kept between runs is known in it.
        coming = self._threads.submit(copy_context().run, make, chart, language)
        self._asked[make, chart.id, language] = chart, coming

    def coming(self, make: Make[Made], chart: Chart, language: str) -> Future[Made] | None:
        asked, found = self._asked.get((make, chart.id, language), (None, None))
        return found if asked == chart else None

    def forget(self, make: Make[Any], chart: Chart, language: str) -> None:
        self._asked.pop((make, chart.id, language), None)

    def close(self) -> None:
        self._threads.shutdown(cancel_futures=True)
        for drawer in self._drawers:
            drawer.close()

    def _begin(self) -> None:
        _of_thread.drawer = Apart(lambda: next(self._wanting) >= FEW)
        self._drawers.append(_of_thread.drawer)


@contextmanager
def drawing() -> Iterator[Ahead | None]:
    """Until it ends, what is asked of it is made ahead; None inside another, which has been asked already."""
    if _now.get() is not None:
        yield None
        return
    ahead = Ahead()
    token = _now.set(ahead)
    try:
        yield ahead
    finally:
        _now.reset(token)
        ahead.close()


def made(make: Make[Made], chart: Chart, language: str, *, is_last: bool = False) -> Made:
    """What was made ahead, or is made now. `is_last`: nobody will ask for it again."""
    ahead = _now.get()
    coming = ahead and ahead.coming(make, chart, language)
    if not ahead or not coming:
        return make(chart, language)
    if is_last:
        ahead.forget(make, chart, language)
    return coming.result()


def drawer() -> Drawer:
    """Who draws for this thread: the library here, unless it is a thread that draws ahead."""
    found: Drawer = getattr(_of_thread, "drawer", library)
    return found
