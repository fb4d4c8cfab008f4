"""Which indicators a workspace adds to the catalogue: set where a workspace is opened, read wherever the catalogue is.

A context variable, so that the forty places which look an indicator up need not hand a workspace to one another, and
two workspaces that are open one after the other never see each other's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING

from durna.errors import UserError

if TYPE_CHECKING:
    from durna.indicators.definition import Indicator
    from durna.indicators.measures import Written


@dataclass(frozen=True, eq=False)
class Own:
    """`wrong`: the files that define nothing, by their name in the workspace, and what is the matter with them."""

    indicators: Mapping[str, Indicator] = field(default_factory=dict)
    measures: Mapping[str, Written] = field(default_factory=dict)
    wrong: Mapping[str, UserError] = field(default_factory=dict)

    @property
    def meant(self) -> tuple[str, ...]:
        """The indicators that the wrong files would have defined."""
        return tuple(PurePath(file).stem for file in self.wrong)


NONE = Own()
_now: ContextVar[Own] = ContextVar("own_indicators", default=NONE)


def now() -> Own:
    return _now.get()


@contextmanager
def known(own: Own) -> Iterator[Own]:
    token = _now.set(own)
    try:
        yield own
    finally:
        _now.reset(token)
