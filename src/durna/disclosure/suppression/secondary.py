"""Which further cells to hide, so that nobody computes the sensitive ones from totals; proved by the attacker.

Neither of the usual shortcuts is taken. Two hidden cells in every row and column protect nothing when the attacker
solves for all of them, and elimination over real numbers forgets that published zeros and signs are known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse

from durna.disclosure.attacker.attack import attack, cleared
from durna.disclosure.attacker.editions import Edition, Joined
from durna.disclosure.attacker.problem import TOLERANCE, Integers, Known, Problem, Truths
from durna.disclosure.attacker.programs import Clock, TimeIsUp
from durna.disclosure.attacker.published import suppressed
from durna.disclosure.attacker.reduce import components
from durna.disclosure.attacker.together import together
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
# Of more tables nobody reads all the names.
_NAMED = 5
NOW = "this edition"


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


@dataclass(frozen=True)
class _Asked:
    """Cells [N]: those of now, then those of earlier editions that have changed since. `kept`: bool[N], hidden before
    and unchanged, or no cell of now at all: hiding costs nothing there."""

    joined: Joined
    primary: Truths
    kept: Truths
    now: int

    @staticmethod
    def of(linked: LinkedTables, sensitive: Sensitive, earlier: Sequence[Edition], seconds: float) -> _Asked:
        everything_hidden = suppressed(linked.values, linked.values > 0, linked.is_magnitude)
        required = sensitive.requirement(linked.values)
        now = Edition(NOW, linked.ids, linked.values, everything_hidden, linked.equations, linked.tables, required)
        joined = together(now, earlier, seconds)
        count = len(joined.truth)
        kept, primary = np.arange(count) >= len(linked.ids), np.zeros(count, dtype=bool)
        for edition, place in zip(earlier, joined.places[1:], strict=True):
            kept[place[np.isposinf(edition.known.upper)]] = True
        primary[sensitive.cells] = True
        return _Asked(joined, primary, kept & (joined.truth > 0), len(linked.ids))

    def published(self, hidden: Truths) -> Problem:
        """What is said of now and of all before, with these cells `hidden` bool[N] now."""
        problem, truth = self.joined.problem, self.joined.truth
        shown = (np.arange(len(truth)) < self.now) & ~hidden
        known = problem.known
        told = Known(np.where(shown, truth, known.lower), np.where(shown, truth, known.upper), known.integral & ~shown)
        return replace(problem, known=told)


def hide(
    linked: LinkedTables, sensitive: Sensitive, seconds: float = 120.0, earlier: Sequence[Edition] = ()
) -> Suppression:
    """Hide the sensitive cells, and others until the attacker finds none of them; a proof or an error.

    `earlier`: editions that the attacker has too, newest first. What they hid and has not changed stays hidden.
    """
    refuse_large(linked)
    clock = Clock.of(seconds)
    try:
        asked = _Asked.of(linked, sensitive, earlier, clock.left())
        _refuse_shown_before(asked)
        hidden = _cover(asked, clock)
        if asked.now <= _CLEAN_UP:
            hidden = _clean(asked, hidden, clock)
        verdict = attack(asked.published(hidden), asked.joined.required, asked.joined.truth, clock.left())
    except TimeIsUp:
        raise _too_slow(linked) from None
    verdict.require_safe()
    primary = asked.primary[: asked.now]
    return Suppression(primary, hidden[: asked.now] & ~primary, verdict)


def refuse_large(linked: LinkedTables) -> None:
    """More linked cells than a proof can be found for in reasonable time."""
    open_cells = np.flatnonzero(linked.values > 0)
    component = components(linked.equations[:, open_cells])
    largest = int(np.bincount(component).max()) if len(component) else 0
    if largest > LARGEST_COMPONENT:
        cells = open_cells[component == np.bincount(component).argmax()]
        what = _tables_of(cells, linked.equations, linked.tables)
        raise CannotProtect(
            message="too-linked",
            what=what,
            found=f"{largest:,} cells are linked by common totals, those of {what}.",
            expected=f"At most {LARGEST_COMPONENT:,} linked cells where cells are suppressed.",
            do="Split the tables (fewer breakdowns at once, or regions apart), or choose rounding in the policy.",
        )


def _refuse_shown_before(asked: _Asked) -> None:
    required, known = asked.joined.required, asked.joined.problem.known
    cells = required.cells[(required.cells < asked.now) & (required.upper > known.upper[required.cells] + TOLERANCE)]
    if len(cells):
        what = _tables_of(cells, asked.joined.problem.equations, asked.joined.problem.tables)
        raise CannotProtect(
            message="told-before",
            what=what,
            found=f"{len(cells):,} cells that have to be hidden were told by an earlier edition, in {what}.",
            expected="No sensitive cell that was published before and has not changed.",
            do="What was shown cannot be taken back: keep the policy of the earlier editions.",
        )


def _tables_of(cells: Integers, equations: sparse.csr_array, tables: Sequence[str]) -> str:
    """The first tables in which cells stand."""
    rows = np.unique(equations[:, cells].nonzero()[0])
    names = list(dict.fromkeys(tables[row] for row in rows))
    return ", ".join([*names[:_NAMED], *(["…"] if len(names) > _NAMED else [])])


def _cover(asked: _Asked, clock: Clock) -> Truths:
    """Hide what flows move, part by part; what they carried all the way stays safe, because hiding more only helps."""
    problem, values, required = asked.joined.problem, asked.joined.truth, asked.joined.required
    tables = Tables(problem.equations, values, problem.known.lower, problem.known.upper)
    costs = np.log1p(np.maximum(values, 0.0)) + 1.0
    hidden = asked.primary | asked.kept
    reachable = np.flatnonzero((required.upper > values[required.cells]) & tables.movable[required.cells])
    order = np.random.default_rng(0).permutation(reachable)
    waiting = [part for part in np.array_split(order, _PARTS) if len(part)]
    while waiting:
        part = waiting.pop(0)
        cells = required.cells[part]
        flow = cheapest_flow(tables, hidden, costs, cells, required.upper[part] - values[cells], clock)
        hidden = hidden | flow.moved
        left = part[~flow.reached]
        if len(left) == len(part):
            if len(part) == 1:
                raise _impossible(problem, int(cells[0]))
            waiting += [left[: len(left) // 2], left[len(left) // 2 :]]
        elif len(left):
            waiting.append(left)
    return hidden


def _clean(asked: _Asked, hidden: Truths, clock: Clock) -> Truths:
    """Show hidden cells again that nobody needs, the largest first."""
    required, truth = asked.joined.required, asked.joined.truth
    others = np.flatnonzero(hidden & ~asked.primary & ~asked.kept)
    for cell in others[np.argsort(-truth[others], kind="stable")]:
        without = hidden.copy()
        without[cell] = False
        if cleared(asked.published(without), required, truth, clock.left()).all():
            hidden = without
    return hidden


def _impossible(problem: Problem, cell: int) -> CannotProtect:
    rows = problem.equations[:, [cell]].nonzero()[0]
    named = sorted({problem.tables[row] for row in rows})
    return CannotProtect(
        message="cannot-hide",
        what=", ".join(named),
        found=f"No hiding of other cells protects {problem.cells[cell]} in {', '.join(named)}: nothing else can take "
        "up a difference.",
        expected="For every sensitive cell other cells that could take up the difference.",
        do="Join the category with another one, leave the breakdown out, or choose rounding in the policy.",
    )


def _too_slow(linked: LinkedTables) -> CannotProtect:
    return CannotProtect(
        message="too-slow",
        found=f"No safe choice of hidden cells was found in time for {len(linked.values):,} linked cells.",
        expected="An answer within the seconds that the policy allows.",
        do="Split the tables, allow more seconds, or choose rounding in the policy.",
    )
