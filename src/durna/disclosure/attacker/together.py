"""A new edition beside those signed before it: for what it has to answer, and for what it has not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from durna.disclosure.attacker.attack import attack
from durna.disclosure.attacker.editions import Edition, Joined, join
from durna.disclosure.attacker.problem import Truths


def together(now: Edition, earlier: Sequence[Edition], seconds: float) -> Joined:
    """`earlier`: newest first. The protected cells of all of them are attacked: a later edition must not give away what
    an earlier one kept.

    What the earlier ones have given away by themselves, of cells that are no more, is no fault of this one, and nothing
    can be done for it: it is not asked for.
    """
    joined = join([now, *earlier])
    is_past = joined.required.cells >= len(now.ids)
    if not is_past.any():
        return joined
    names, truth, cells = joined.problem.cells, joined.truth, joined.required.cells
    past = {(names[cell], truth[cell]) for cell in cells[is_past]}
    lost = _lost(earlier, past, seconds)
    kept = np.array([(names[cell], truth[cell]) not in lost for cell in cells], dtype=bool)
    return replace(joined, required=joined.required.chosen(kept | ~is_past))


def _lost(earlier: Sequence[Edition], cells: set[tuple[object, float]], seconds: float) -> set[tuple[object, float]]:
    """Those of the cells, by name and true value, that the earlier editions give away."""
    before = join(earlier)
    names, truth = before.problem.cells, before.truth
    asked: Truths = np.array([(names[cell], truth[cell]) in cells for cell in before.required.cells], dtype=bool)
    exposed = attack(before.problem, before.required.chosen(asked), truth, seconds).exposed
    return {(names[one.place], truth[one.place]) for one in exposed}
