"""Which further cells to hide, so that nobody computes the sensitive ones from totals; proved by the attacker.

Neither of the usual shortcuts is taken. Two hidden cells in every row and column protect nothing when the attacker
solves for all of them, and elimination over real numbers forgets that published zeros and signs are known.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from durna.disclosure.attacker.attack import attack, cleared
from durna.disclosure.attacker.problem import Problem, Truths
from durna.disclosure.attacker.programs import Clock, TimeIsUp
from durna.disclosure.attacker.published import suppressed
from durna.disclosure.attacker.reduce import components
from durna.disclosure.attacker.verdict import Verdict
from durna.disclosure.suppression.flow import Tables, cheapest_flow
from durna.disclosure.suppression.primary import Sensitive
from durna.disclosure.tables import LinkedTables
from durna.errors import UserError

# Cells of one component for which an answer comes in a minute or two.
LARGEST_COMPONENT = 12_000
# Sensitive cells are carried in this many parts: what one part hides often serves the next for nothing.
_PARTS = 4
# Cells above which hidden ones are not tried one by one whether they are needed.
_CLEAN_UP = 500


class CannotProtect(UserError):
    """The policy cannot be met by hiding cells."""


@dataclass(frozen=True)
class Suppression:
    """`primary`, `secondary`: bool[n], hidden for themselves, and hidden for others. `verdict`: the proof."""

    primary: Truths
    secondary: Truths
    verdict: Verdict

    @property
    def hidden(self) -> Truths:
        return self.primary | self.secondary


def hide(linked: LinkedTables, sensitive: Sensitive, seconds: float = 120.0) -> Suppression:
    """Hide the sensitive cells, and others until the attacker finds none of them; a proof or an error."""
    refuse_large(linked)
    clock = Clock.of(seconds)
    primary = np.zeros(len(linked.values), dtype=bool)
    primary[sensitive.cells] = True
    try:
        hidden = _cover(linked, sensitive, clock)
        if len(linked.values) <= _CLEAN_UP:
            hidden = _clean(linked, sensitive, primary, hidden, clock)
        requirement = sensitive.requirement(linked.values)
        verdict = attack(_published(linked, hidden), requirement, linked.values, clock.left())
    except TimeIsUp:
        raise _too_slow(linked) from None
    verdict.require_safe()
    return Suppression(primary, hidden & ~primary, verdict)


def refuse_large(linked: LinkedTables) -> None:
    """More linked cells than a proof can be found for in reasonable time."""
    open_cells = np.flatnonzero(linked.values > 0)
    component = components(linked.equations[:, open_cells])
    largest = int(np.bincount(component).max()) if len(component) else 0
    if largest > LARGEST_COMPONENT:
        raise CannotProtect(
            found=f"{largest:,} cells are linked by common totals, among them those of {linked.tables[0]}.",
            expected=f"At most {LARGEST_COMPONENT:,} linked cells where cells are suppressed.",
            do="Split the tables (fewer breakdowns at once, or regions apart), or choose rounding in the policy.",
        )


def _cover(linked: LinkedTables, sensitive: Sensitive, clock: Clock) -> Truths:
    """Hide what flows move, part by part; what they carried all the way stays safe, because hiding more only helps."""
    values = linked.values
    tables = Tables(linked.equations, values, np.where(linked.is_magnitude, 0.0, 1.0))
    costs = np.log1p(values) + 1.0
    hidden = np.zeros(len(values), dtype=bool)
    hidden[sensitive.cells] = True
    order = np.random.default_rng(0).permutation(len(sensitive.cells))
    waiting = [part for part in np.array_split(order, _PARTS) if len(part)]
    while waiting:
        part = waiting.pop(0)
        cells = sensitive.cells[part]
        flow = cheapest_flow(tables, hidden, costs, cells, sensitive.upper[part] - values[cells], clock)
        hidden |= flow.moved
        left = part[~flow.reached]
        if len(left) == len(part):
            if len(part) == 1:
                raise _impossible(linked, int(cells[0]))
            waiting += [left[: len(left) // 2], left[len(left) // 2 :]]
        elif len(left):
            waiting.append(left)
    return hidden


def _published(linked: LinkedTables, hidden: Truths) -> Problem:
    known = suppressed(linked.values, hidden, linked.is_magnitude)
    return Problem(known, linked.equations, linked.ids, linked.tables)


def _clean(linked: LinkedTables, sensitive: Sensitive, primary: Truths, hidden: Truths, clock: Clock) -> Truths:
    """Show hidden cells again that nobody needs, the largest first."""
    requirement = sensitive.requirement(linked.values)
    others = np.flatnonzero(hidden & ~primary)
    for cell in others[np.argsort(-linked.values[others], kind="stable")]:
        without = hidden.copy()
        without[cell] = False
        if cleared(_published(linked, without), requirement, linked.values, clock.left()).all():
            hidden = without
    return hidden


def _impossible(linked: LinkedTables, cell: int) -> CannotProtect:
    rows = linked.equations[:, [cell]].nonzero()[0]
    named = sorted({linked.tables[row] for row in rows})
    return CannotProtect(
        found=f"No hiding of other cells protects {linked.ids[cell]} in {', '.join(named)}: nothing else can take "
        "up a difference.",
        expected="For every sensitive cell other cells that could take up the difference.",
        do="Join the category with another one, leave the breakdown out, or choose rounding in the policy.",
    )


def _too_slow(linked: LinkedTables) -> CannotProtect:
    return CannotProtect(
        found=f"No safe choice of hidden cells was found in time for {len(linked.values):,} linked cells.",
        expected="An answer within the seconds that the policy allows.",
        do="Split the tables, allow more seconds, or choose rounding in the policy.",
    )
