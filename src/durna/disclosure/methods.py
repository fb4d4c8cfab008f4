"""From true cells to what may be said of them, by the method of a policy."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from durna.disclosure import amounts, cellkey, rounding
from durna.disclosure.policy import Policy
from durna.disclosure.tables import Floats, LinkedTables, Truths

# Of fewer rows a median is nearly the value of somebody.
FEWEST_OF_MEDIAN = 10


@dataclass(frozen=True)
class Outcome:
    """`values`: float[n], protected; `hidden`: bool[n], cells of which nothing is said."""

    values: Floats
    hidden: Truths


def applied(tables: LinkedTables, policy: Policy) -> Outcome:
    """Raises UserError, naming the table, where the policy cannot be met."""
    nothing = np.zeros(len(tables.ids), dtype=bool)
    if policy.method == "none":
        return Outcome(tables.values, nothing)
    if policy.method == "suppression":
        from durna.disclosure.suppression import suppress

        return Outcome(tables.values, suppress(tables, policy))
    return Outcome(
        np.where(tables.is_magnitude, amounts.moved(tables, policy.noise_percent), _counts(tables, policy)), nothing
    )


def _counts(tables: LinkedTables, policy: Policy) -> Floats:
    if policy.method == "additive-rounding":
        return rounding.additive(tables, policy.base)
    if policy.method == "random-rounding":
        return rounding.independent(tables.values, tables.keys, policy.base)
    table = cellkey.perturbation(policy.largest_noise, policy.variance, policy.no_counts_to)
    # Amounts pass here too, and are not used; no count is below zero (balances are made of counts).
    return table.applied(np.maximum(np.round(np.where(tables.is_magnitude, 0, tables.values)), 0), tables.keys)
