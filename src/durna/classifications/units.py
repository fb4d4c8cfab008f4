"""Units: every spelling of a unit, what it is a multiple of, and what it counts.

`thousand persons` is persons times 1,000; `persons (rounded)` is persons with a flag. Two units may be compared when
their base is the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from durna import languages, yaml_text
from durna.errors import UserError


@dataclass(frozen=True)
class Unit:
    id: str
    scale: float
    base: str
    counting_unit: str | None
    names: Mapping[str, str]
    flags: tuple[str, ...] = ()

    def name(self, language: str, value: float | None = None, decimals: int = 0) -> str:
        """The name to print: beside a value (shown with so many decimals) in the form that the number asks for."""
        return languages.counted(languages.text(self.names, language) or self.id, language, value, decimals)

    def in_base(self, value: float) -> float:
        return value * self.scale


@cache
def load() -> Mapping[str, Unit]:

    raw = yaml_text.load((files("durna.classifications") / "units.yaml").read_text(encoding="utf-8"))
    return parse(raw)


def parse(raw: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Unit]:
    return {
        id: Unit(
            id=id,
            scale=spec["scale"],
            base=spec["base"],
            counting_unit=spec.get("counting_unit"),
            names=spec["name"],
            flags=tuple(spec.get("flags") or ()),
        )
        for id, spec in raw.items()
    }


def unit(spelling: str) -> Unit:
    """The unit behind a spelling; raises UserError where the list does not know it."""
    known = load().get(spelling)
    if known is None:
        raise UserError(
            found=f"The unit '{spelling}' is not known.",
            expected="A spelling of classifications/units.yaml, such as 'persons' or 'thousand persons'.",
            do="Correct the spelling in the delivery or its mapping, or add the unit to the list.",
        )
    return known


@cache
def bases() -> frozenset[str]:
    return frozenset(unit.base for unit in load().values())


def counts_things(unit: Unit) -> bool:
    """Whether it is a number of persons, events or acts, and not of money or a share."""
    return unit.base == "count" or unit.counting_unit not in (None, "money")


def comparable(one: str | None, other: str | None) -> bool:
    """Whether amounts in two bases may stand in one ratio or sum: not dollars and manats, nor what nobody knows.

    Persons per thousand persons, or money per person, may; a base that is not said is that of the indicator.
    """
    if one is None or other is None:
        return True
    return one == other or ({one, other} <= bases() and not {one, other} <= _money())


@cache
def _money() -> frozenset[str]:
    return frozenset(unit.base for unit in load().values() if unit.counting_unit == "money")
