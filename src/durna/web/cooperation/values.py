"""Totals of an indicator's period, computed from its cells whenever they are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

_ADDS = frozenset({"1"})  # only counts of units add up; percentages, ranks and words do not


@dataclass(frozen=True)
class Total:
    """`value` None: nothing to add, or nothing that adds up. `differ`: two ways of parting it that give two sums."""

    value: Decimal | None = None
    differ: tuple[Decimal, ...] = ()


def place_of(dimensions: Mapping[str, str]) -> str:
    """The dimensions in one fixed writing: `age=0-17;sex=female`."""
    return ";".join(f"{name}={value}" for name, value in sorted(dimensions.items()))


def total(cells: Iterable[Any], measure: str) -> Total:
    """Each set of dimensions parts the same whole: their sums must agree, and the whole, where told, with them."""
    sums: dict[tuple[str, ...], Decimal] = {}
    for cell in cells:
        if cell.value is None:
            continue
        names = tuple(sorted(cell.dimensions))
        if names and measure not in _ADDS:
            continue
        sums[names] = sums.get(names, Decimal()) + cell.value
    different = tuple(dict.fromkeys(sums.values()))
    if not different:
        return Total()
    return Total(different[0]) if len(different) == 1 else Total(None, different)


def grid(indicator: Any) -> list[dict[str, str]]:
    """The cells that are to be entered: every combination of the dimensions' values, or one where there are none."""
    found: list[dict[str, str]] = [{}]
    for dimension in indicator.dimensions:
        found = [{**one, dimension["name"]: value} for one in found for value in dimension["values"]]
    return found
