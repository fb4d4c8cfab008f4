"""What an edition told of its cells, kept with it: the next one repeats it, and is attacked together with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from durna.disclosure.attacker.problem import TOLERANCE
from durna.disclosure.methods import Outcome
from durna.disclosure.policy import Policy
from durna.disclosure.rounding import Held
from durna.disclosure.tables import Cell, Integers, LinkedTables, Sum, Truths

FORMAT = 1


@dataclass(frozen=True)
class Told:
    """`tables`: the cells as they were counted (their keys are not kept); `outcome`: what was published of them."""

    edition: str
    policy: Policy
    tables: LinkedTables
    outcome: Outcome


def lines(told: Told, published: Iterable[str] | None = None) -> Iterator[dict[str, Any]]:
    """One mapping for the whole, then one for each cell, then one for each sum.

    With the names of `published` cells: what readers may have, these cells and their published values alone.
    """
    tables, outcome = told.tables, told.outcome
    yield {"format": FORMAT, "policy": told.policy.model_dump(), "reach": outcome.reach}
    shown = None if published is None else set(published)
    for place, name in enumerate(tables.ids):
        if shown is not None and name not in shown:
            continue
        value = None if outcome.hidden[place] else float(outcome.values[place])
        if shown is not None:
            yield {"cell": str(name), "value": value}
            continue
        yield {
            "cell": str(name), "value": value, "counted": float(tables.values[place]),
            "is_amount": bool(tables.is_magnitude[place]), "largest": _known(tables.largest[place]),
        }  # fmt: skip
    if shown is None:
        for row, table in enumerate(tables.tables):
            total, parts = tables.parts(row)
            yield {"table": table, "total": total, "parts": parts.tolist()}


def read(edition: str, said: Iterable[Mapping[str, Any]]) -> Told:
    """From the lines of the whole. Raises KeyError, TypeError or ValueError where they are not such lines."""
    first, *others = said
    if first["format"] != FORMAT:
        raise ValueError(first["format"])
    cells = [one for one in others if "cell" in one]
    names = [str(one["cell"]) for one in cells]
    sums = [
        Sum(str(one["table"]), names[one["total"]], tuple(names[part] for part in one["parts"]))
        for one in others
        if "table" in one
    ]
    tables = LinkedTables.of((_cell(one) for one in cells), sums)
    hidden = np.array([one["value"] is None for one in cells], dtype=bool)
    values = np.array([one["counted"] if one["value"] is None else one["value"] for one in cells], dtype=float)
    return Told(edition, Policy.model_validate(first["policy"]), tables, Outcome(values, hidden, float(first["reach"])))


def held(tables: LinkedTables, policy: Policy, small: Truths, earlier: Sequence[Told]) -> Held:
    """What was last said, by the same rule, of each cell that has not changed. `small`: bool[n], protected cells."""
    found = np.full(len(tables.ids), np.nan)
    place = tables.place()
    # The newest comes last and has the last word.
    for told in reversed(earlier):
        same, alike = _same(told, tables, place), _alike(told, tables.is_magnitude, policy)
        usable = (same >= 0) & ~told.outcome.hidden
        usable[usable] = alike[same[usable]]
        found[same[usable]] = told.outcome.values[usable]
    near = tables.is_magnitude | (np.abs(found - tables.values) < policy.reach)
    found[~near] = np.nan
    return Held(found, small & ~np.isnan(found))


def _same(told: Told, tables: LinkedTables, place: Mapping[Any, int]) -> Integers:
    """int: for each cell of the edition its place among the cells of now, -1 where it is gone or has changed."""
    found = np.array([place.get(name, -1) for name in told.tables.ids], dtype=np.int64)
    changed = np.abs(tables.values[found] - told.tables.values) > TOLERANCE
    return np.where(changed, -1, found)


def _alike(told: Told, is_magnitude: Truths, policy: Policy) -> Truths:
    return np.where(is_magnitude, policy.moves_amounts_like(told.policy), policy.draws_like(told.policy))


def _cell(one: Mapping[str, Any]) -> Cell:
    largest = np.nan if one["largest"] is None else float(one["largest"])
    return Cell(str(one["cell"]), float(one["counted"]), np.nan, bool(one["is_amount"]), np.nan, largest)


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def values_of(tables: LinkedTables, outcome: Outcome) -> dict[Any, float | None]:
    """What is published of each cell, None where it is hidden."""
    told = zip(tables.ids, outcome.values.tolist(), outcome.hidden.tolist(), strict=True)
    return {name: None if is_hidden else value for name, value, is_hidden in told}
