"""Suppression as a policy asks for it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from durna.disclosure.attacker.editions import Edition
from durna.disclosure.policy import Policy
from durna.disclosure.suppression.primary import Sensitive, dominated, mostly_one, small
from durna.disclosure.suppression.secondary import hide
from durna.disclosure.tables import LinkedTables, Truths


def suppress(tables: LinkedTables, policy: Policy, earlier: Sequence[Edition] = ()) -> Truths:
    """bool[n]: cells to hide, proved by the attacker who has the `earlier` editions too. Raises UserError, naming a
    table, where that cannot be."""
    return hide(tables, sensitive_by(tables, policy), earlier=earlier).hidden


def sensitive_by(tables: LinkedTables, policy: Policy) -> Sensitive:
    """Small counts, and amounts that one or a few contributors make."""
    return small(tables.values, policy.threshold, ~tables.is_magnitude) | dominated_by(tables, policy)


def dominated_by(tables: LinkedTables, policy: Policy) -> Sensitive:
    """Amounts that one or a few contributors make.

    Only the largest contribution is known. The others are taken to be as large as they can be, so that a rule hides a
    cell too many rather than one too few.
    """
    amounts = np.where(tables.is_magnitude, tables.values, np.nan)
    second = np.minimum(tables.largest, amounts - tables.largest)
    of_few = np.minimum(policy.dominant * tables.largest, amounts)
    return dominated(amounts, tables.largest, second, policy.p_percent) | mostly_one(amounts, of_few, policy.share)
