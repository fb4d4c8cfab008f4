"""The last step of every protection: the attacker tries what is about to be published, and all published before."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from durna.disclosure import amounts
from durna.disclosure.attacker import Known, Requirement, Verdict, attack
from durna.disclosure.attacker.editions import Edition
from durna.disclosure.attacker.published import exact, perturbed, rounded, suppressed
from durna.disclosure.attacker.together import together
from durna.disclosure.cubes import cubes_of
from durna.disclosure.methods import Outcome
from durna.disclosure.policy import Policy
from durna.disclosure.suppression import dominated_by, sensitive_by
from durna.disclosure.suppression.secondary import NOW
from durna.disclosure.tables import Floats, LinkedTables, Truths
from durna.disclosure.told import Told


def prove(
    tables: LinkedTables, outcome: Outcome, policy: Policy, earlier: Sequence[Told] = (), seconds: float = 60.0
) -> Verdict:
    """Attack protected figures. `require_safe` of the verdict raises UserError naming the tables that gave a cell away.

    `earlier`: editions signed before, newest first; their protected cells are attacked too.
    """
    now = as_published(Told(NOW, policy, tables, outcome))
    joined = together(now, [as_published(one) for one in earlier], seconds)
    return attack(joined.problem, joined.required, joined.truth, seconds)


def as_published(told: Told) -> Edition:
    """What a reader who knows the policy can say of each cell."""
    tables = told.tables
    known = _known(tables, told.outcome, told.policy)
    required_then = required(tables, told.policy)
    return Edition(told.edition, tables.ids, tables.values, known, tables.equations, tables.tables, required_then)


def required(tables: LinkedTables, policy: Policy) -> Requirement:
    """Small counts need an interval as wide as the policy says; suppression demands more of what it hides."""
    if policy.method == "suppression":
        return sensitive_by(tables, policy).requirement(tables.values)
    cells = np.flatnonzero(small(tables, policy))
    wide = np.full(len(cells), policy.protects)
    return Requirement(cells, wide, wide) | _of_amounts(tables, policy)


def small(tables: LinkedTables, policy: Policy) -> Truths:
    """bool[n]: counts from 1 to below the threshold."""
    return ~tables.is_magnitude & (tables.values > 0) & (tables.values < policy.threshold) & policy.is_protecting


def _of_amounts(tables: LinkedTables, policy: Policy) -> Requirement:
    """An amount that one or a few contributors make: as uncertain as the share of the largest that it was moved by."""
    if not policy.is_protecting:
        return Requirement.nothing()
    cells = dominated_by(tables, policy).cells
    width = policy.noise_percent / 100 * tables.largest[cells]
    return Requirement(cells, tables.values[cells], width)


def _known(tables: LinkedTables, outcome: Outcome, policy: Policy) -> Known:
    if policy.method == "suppression":
        return suppressed(tables.values, outcome.hidden, tables.is_magnitude)
    if policy.method == "none":
        return exact(tables.values)
    if policy.method == "cell-key":
        known = perturbed(outcome.values, policy.largest_noise)
    else:
        known = _rounded(outcome, policy.base)
    lower, upper = _moved(outcome.values, policy.noise_percent / 100)
    silent, is_amount = _says_nothing(tables, policy), tables.is_magnitude
    return Known(
        np.where(silent, -np.inf, np.where(is_amount, lower, known.lower)),
        np.where(silent, np.inf, np.where(is_amount, upper, known.upper)),
        known.integral & ~silent & ~is_amount,
    )


def _rounded(outcome: Outcome, base: int) -> Known:
    """Where large figures may lie further away, a nought still was below the base, and nothing else was none."""
    known = rounded(outcome.values, round(outcome.reach))
    nought = outcome.values == 0
    return Known(
        np.where(nought, 0, np.maximum(known.lower, 1)), np.where(nought, base - 1, known.upper), known.integral
    )


def _moved(values: Floats, share: float) -> tuple[Floats, Floats]:
    """The ends of an amount whose largest contribution, at most itself, moved it by at most a known share."""
    most = amounts.FURTHEST * share
    ends = np.stack([values / (1 + most), values / (1 - most) if most < 1 else np.full(len(values), np.inf)])
    return ends.min(axis=0), ends.max(axis=0)


def _says_nothing(tables: LinkedTables, policy: Policy) -> Truths:
    """Balances have no sign that is known; and what lies between the leaves and the common total of a cube is sums of
    rounded leaves, which say nothing that the leaves do not."""
    silent = (tables.values < 0) | (tables.is_magnitude & (tables.values <= 0))
    if policy.method == "additive-rounding":
        for cube in cubes_of(tables, ~tables.has_amounts)[0]:
            silent[np.setdiff1d(cube.inside, cube.leaves)] = True
    return silent
