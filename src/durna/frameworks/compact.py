"""The Global Compact for Migration: objectives with their actions, guiding principles, candidates for indicators.

Action texts are paraphrases of our own; the adopted resolution (A/RES/73/195) is the authority.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, cached_property
from importlib.resources import files

from pydantic import Field

from durna.frameworks.texts import Part, Status, Text, Told

WORKING_SET = "gcm.yaml"


class Action(Part):
    code: str  # `1a`: the number of the objective and the letter of the resolution
    letter: str
    text: Text


class Objective(Part):
    number: int
    title: Text
    short_title: Text
    paragraph: int
    round_table: int
    sdg_targets: tuple[str, ...] = ()
    mgi_domains: tuple[int, ...] = ()
    data: tuple[str, ...] = ()
    action_count: int | None = None
    actions: tuple[Action, ...] = Field(min_length=1)


class Principle(Part):
    code: str
    title: Text
    text: Text


class Candidate(Part):
    """An SDG-based candidate for an indicator: not the list of the United Nations, which could not be read."""

    code: str
    title: Text
    custodian: str = ""
    objectives: tuple[int, ...] = ()
    basis: str
    note: str = ""


class Compact(Part):
    framework: str
    version: str
    title: Text
    source: Told
    licence: Told
    note: Text
    translation: Mapping[str, Status] = Field(default_factory=dict)
    count: int | None = None
    count_actions: int | None = None
    principles: tuple[Principle, ...]
    objectives: tuple[Objective, ...] = Field(min_length=1)
    indicators_note: Text
    indicators: tuple[Candidate, ...] = ()

    @cached_property
    def by_number(self) -> Mapping[int, Objective]:
        return {objective.number: objective for objective in self.objectives}

    @cached_property
    def actions(self) -> Mapping[str, Action]:
        """By code, in the order of the resolution."""
        return {action.code: action for objective in self.objectives for action in objective.actions}


@cache
def gcm() -> Compact:
    """The framework of the Global Compact that comes with the program."""
    from durna.frameworks.reading import read_compact

    return read_compact((files(__package__) / "data" / WORKING_SET).read_text(encoding="utf-8"), WORKING_SET)
