"""The last step of every protection: the attacker tries what is about to be published, and all published before."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from durna.disclosure.attacker import Known, Requirement, Verdict, attack
from durna.disclosure.attacker.editions import Edition, join
from durna.disclosure.attacker.published import exact, perturbed, rounded, suppressed
from durna.disclosure.methods import Outcome
from durna.disclosure.policy import Policy
from durna.disclosure.suppression import sensitive_by
from durna.disclosure.tables import LinkedTables, Truths


def prove(
    tables: LinkedTables, outcome: Outcome, policy: Policy, earlier: Sequence[Edition] = (), seconds: float = 60.0
) -> Verdict:
    """Attack protected figures. `require_safe` of the verdict raises UserError naming the tables that gave a cell away.

    `earlier`: editions signed before, newest first, each as `as_published` told it then.
    """
    problem, truth = join([as_published("this edition", tables, outcome, policy), *earlier])
    return attack(problem, required(tables, policy), truth, seconds)


def as_published(name: str, tables: LinkedTables, outcome: Outcome, policy: Policy) -> Edition:
    """What a reader who knows the policy can say of each cell."""
    return Edition(name, tables.ids, tables.values, _known(tables, outcome, policy), tables.equations, tables.tables)


def required(tables: LinkedTables, policy: Policy) -> Requirement:
    """Small counts need an interval as wide as the policy says; suppression demands more of what it hides."""
    if policy.method == "suppression":
        return sensitive_by(tables, policy).requirement(tables.values)
    small = ~tables.is_magnitude & (tables.values > 0) & (tables.values < policy.threshold) & policy.is_protecting
    cells = np.flatnonzero(small)
    wide = np.full(len(cells), policy.protects)
    return Requirement(cells, wide, wide)


def _known(tables: LinkedTables, outcome: Outcome, policy: Policy) -> Known:
    if policy.method == "suppression":
        return suppressed(tables.values, outcome.hidden, tables.is_magnitude)
    if policy.method == "none":
        return exact(tables.values)
    if policy.method == "cell-key":
        known = perturbed(outcome.values, policy.largest_noise)
    else:
        known = rounded(outcome.values, policy.base)
    return _without(known, _says_nothing(tables, policy))


def _says_nothing(tables: LinkedTables, policy: Policy) -> Truths:
    """Amounts are moved by a share of a contribution that nobody knows, balances have no sign that is known; and the
    totals of a cube are sums of rounded leaves, which say nothing that the leaves do not."""
    silent = tables.is_magnitude | (tables.values < 0)
    is_part = np.bincount(tables.equations.indices[tables.equations.data < 0], minlength=len(tables.ids))
    if policy.method == "additive-rounding" and (is_part > 1).any():
        silent[tables.equations.indices[tables.equations.data > 0]] = True
    return silent


def _without(known: Known, silent: Truths) -> Known:
    lower, upper = np.where(silent, -np.inf, known.lower), np.where(silent, np.inf, known.upper)
    return Known(lower, upper, known.integral & ~silent)
