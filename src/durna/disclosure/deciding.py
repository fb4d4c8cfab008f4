"""What may be said of each cell, by a policy, after all that was said before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from durna.disclosure import told
from durna.disclosure.attacker import Verdict
from durna.disclosure.methods import Outcome, applied
from durna.disclosure.policy import Policy
from durna.disclosure.proof import as_published, prove, small
from durna.disclosure.suppression import suppress
from durna.disclosure.tables import LinkedTables
from durna.disclosure.told import Told

# How often cells are drawn, where an attack succeeds.
DRAWS = 8
# Added to a key for the next draw: keys that were alike stay alike, and no two draws repeat each other.
_GOLDEN = (5**0.5 - 1) / 2


def safe(tables: LinkedTables, policy: Policy, earlier: Sequence[Told] = ()) -> Outcome:
    """What the attacker has found no way into: where there is one, the cells around it are drawn anew, and in the end
    all of them.

    Raises UserError, naming the tables that give a cell away, where after several draws there always is a way, or where
    nobody could tell in time.
    """
    drawn = tables
    for draw in range(1, DRAWS + 1):
        outcome = decided(drawn, policy, earlier)
        verdict = prove(tables, outcome, policy, earlier)
        # Suppression draws nothing, and what takes too long does so again.
        if verdict.is_safe or verdict.unsettled or not policy.draws:
            break
        drawn = _anew(drawn, verdict, everywhere=2 * draw > DRAWS)
    verdict.require_safe()
    return outcome


def _anew(tables: LinkedTables, verdict: Verdict, *, everywhere: bool) -> LinkedTables:
    """The exposed cells, and those that share a sum with them, have the next key."""
    exposed = np.zeros(len(tables.ids))
    exposed[[one.place for one in verdict.exposed if one.place < len(exposed)]] = 1
    sharing = abs(tables.equations).T @ (abs(tables.equations) @ exposed)
    is_next = (exposed + sharing > 0) | everywhere
    return replace(tables, keys=np.where(is_next, (tables.keys + _GOLDEN) % 1, tables.keys))


def decided(tables: LinkedTables, policy: Policy, earlier: Sequence[Told] = ()) -> Outcome:
    """`earlier`: signed editions, newest first. Suppression hides what they hid; the other methods say again what was
    said of cells that have not changed. Raises UserError, naming a table, where the policy cannot be met."""
    if policy.method == "suppression":
        return Outcome(tables.values, suppress(tables, policy, [as_published(one) for one in earlier]))
    if not policy.is_protecting:
        return Outcome(tables.values, np.zeros(len(tables.ids), dtype=bool))
    return applied(tables, policy, told.held(tables, policy, small(tables, policy), earlier))
