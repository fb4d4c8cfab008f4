"""A progress bar on standard error, for people only: nothing is drawn where nobody looks."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click


@contextmanager
def bar(label: str) -> Iterator[Callable[[float], None] | None]:
    """Yields what to call with the percentage done; None where standard error is not a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=100, label=label, file=sys.stderr) as progress:
        yield lambda percent: progress.update(max(0, int(percent) - progress.pos))
        progress.update(100 - progress.pos)
