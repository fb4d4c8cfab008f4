"""The outline of a review, read from its file: parts, and in one of them a part for each objective."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from durna.frameworks.texts import say as said
from durna.web.compact import objectives

NAME = "voluntary_review"
_OF_OBJECTIVE = "objective-"


@dataclass(frozen=True)
class Part:
    """`shows`: what the records add to the passages: consultations | objectives | candidates | pledges | practices."""

    id: str
    title: Mapping[str, str]
    hint: Mapping[str, str]
    shows: tuple[str, ...] = ()
    objective: int = 0

    def titled(self, code: str) -> str:
        return objectives.label(self.objective, code) if self.objective else said(self.title, code)

    def hinted(self, code: str) -> str:
        return said(self.hint, code)


@cache
def parts(name: str) -> tuple[Part, ...]:
    import yaml

    raw = yaml.safe_load((files(__package__) / "data" / f"{name}.yaml").read_text(encoding="utf-8"))
    return tuple(_part(each) for each in raw["parts"])


def every(name: str) -> Iterator[Part]:
    """The parts, and after the one that goes by objectives a part for each of them."""
    for part in parts(name):
        yield part
        if "objectives" in part.shows:
            yield from (of_objective(number, part) for number in objectives.numbers())


def find(name: str, id: str) -> Part | None:
    return next((part for part in every(name) if part.id == id), None)


def of_objective(number: int, parent: Part) -> Part:
    return Part(f"{_OF_OBJECTIVE}{number}", {}, parent.hint, (), number)


def _part(raw: Mapping[str, Any]) -> Part:
    return Part(raw["id"], raw["title"], raw["hint"], tuple(raw.get("shows", ())))
