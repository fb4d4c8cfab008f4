"""From true cells to what may be said of them, by the method of a policy."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from durna.disclosure import amounts, cellkey, rounding
from durna.disclosure.policy import Policy
from durna.disclosure.rounding import Held, Rounded
from durna.disclosure.tables import Floats, LinkedTables, Truths

# Of fewer rows a median is nearly the value of somebody.
FEWEST_OF_MEDIAN = 10


@dataclass(frozen=True)
class Outcome:
    """`values`: float[n], protected; `hidden`: bool[n], cells of which nothing is said. Every count lies less than
    `reach` from its value."""

    values: Floats
    hidden: Truths
    reach: float = 1.0


def applied(tables: LinkedTables, policy: Policy, held: Held | None = None) -> Outcome:
    """Draws, for cells of which nothing is `held` from before. Suppression draws nothing (see `deciding`).

    Raises UserError, naming the table, where the policy cannot be met.
    """
    nothing = np.zeros(len(tables.ids), dtype=bool)
    before = held or Held.nothing(len(tables.ids))
    counts = _counts(tables, policy, before)
    moved = amounts.moved(tables, policy.noise_percent, before.values)
    return Outcome(np.where(tables.is_magnitude, moved, counts.values), nothing, counts.reach)


def _counts(tables: LinkedTables, policy: Policy, held: Held) -> Rounded:
    if policy.method == "additive-rounding":
        return rounding.additive(tables, policy.base, held)
    drawn = _drawn(tables, policy)
    return Rounded(np.where(np.isnan(held.values), drawn, held.values), policy.reach)


def _drawn(tables: LinkedTables, policy: Policy) -> Floats:
    if policy.method == "random-rounding":
        return rounding.independent(tables.values, tables.keys, policy.base)
    table = cellkey.perturbation(policy.largest_noise, policy.variance, policy.no_counts_to)
    # Amounts pass here too, and are not used; no count is below zero (balances are made of counts).
    return table.applied(np.maximum(np.round(np.where(tables.is_magnitude, 0, tables.values)), 0), tables.keys)
