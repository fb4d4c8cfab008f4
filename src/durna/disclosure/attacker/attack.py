"""The attacker: what one who has everything published, and knows how it was protected, can say of protected cells.

First the pencil (intervals through equations), then figures that clear many cells at once (moves of single leaves,
linear programs that stretch all open cells together), then the exact answer for each cell that is left. Bounds are
linear: outer bounds of what whole numbers allow. Decision: docs/decisions/0016-the-attacker.md.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from durna.disclosure.attacker.moves import leaves_of, walk
from durna.disclosure.attacker.problem import (
    TOLERANCE,
    Floats,
    Integers,
    Known,
    Problem,
    Requirement,
    Truths,
    contradiction,
)
from durna.disclosure.attacker.programs import (
    Clock,
    NoSolution,
    System,
    TimeIsUp,
    lower_down_to,
    raise_up_to,
)
from durna.disclosure.attacker.propagate import Impossible, propagate
from durna.disclosure.attacker.reduce import Open, reduce
from durna.disclosure.attacker.tables import tables_behind
from durna.disclosure.attacker.verdict import Exposed, Verdict

# Walks over the leaves cost milliseconds each; what a dozen of them did not clear needs a program.
PASSES = 12
# A program over all open cells is worth another round while it clears this share of them.
_WORTHWHILE = 0.1
# Below this number of variables components are put together into one program.
_BLOCK = 3000


@dataclass
class _Search:
    """Of protected cells [k]: proved outer bounds, and the values that feasible figures have been seen to take."""

    requirement: Requirement
    lower: Floats
    upper: Floats
    low: Floats
    high: Floats
    unsettled: Truths = field(init=False)

    def __post_init__(self) -> None:
        self.unsettled = np.zeros(len(self.low), dtype=bool)

    def see(self, figures: Floats) -> None:
        self.see_protected(np.arange(len(self.low)), figures[self.requirement.cells])

    def see_protected(self, which: Integers, values: Floats) -> None:
        self.low[which] = np.minimum(self.low[which], values)
        self.high[which] = np.maximum(self.high[which], values)

    def cleared(self) -> Truths:
        return self.requirement.met_by(self.low, self.high)

    def failed(self) -> Truths:
        return ~self.requirement.met_by(self.lower, self.upper)

    def todo(self) -> Truths:
        return ~self.cleared() & ~self.failed() & ~self.unsettled

    def high_targets(self, which: Integers) -> Floats:
        """What a cell must reach to be cleared by its upper side alone."""
        seen = np.where(np.isfinite(self.low[which]), self.low[which], self.lower[which])
        return np.maximum(self.requirement.upper[which], seen + self.requirement.width[which])

    def low_targets(self, which: Integers) -> Floats:
        return self.high[which] - self.requirement.width[which]


def attack(problem: Problem, requirement: Requirement, truth: Floats | None = None, seconds: float = 60.0) -> Verdict:
    """Bound every protected cell.

    `truth`: float[n], the true figures, where whoever asks has them: figures that agree with everything published, to
    start from. They change no bound. What is not settled after `seconds` counts as a failure.
    """
    return _verdict(problem, _searched(problem, requirement, truth, seconds, alone=True))


def cleared(problem: Problem, requirement: Requirement, truth: Floats, seconds: float) -> Truths:
    """bool[k]: protected cells cleared by figures found for many at once; others are open, not exposed."""
    return _searched(problem, requirement, truth, seconds, alone=False).cleared()


def _searched(
    problem: Problem, requirement: Requirement, truth: Floats | None, seconds: float, *, alone: bool
) -> _Search:
    clock = Clock.of(seconds)
    nothing = np.zeros(len(problem.tables))
    try:
        known = propagate(problem.equations, nothing, problem.known)
    except Impossible as crossed:
        raise contradiction(_tables_of(problem, crossed.cell)) from None
    search = _start(known, requirement)
    if truth is not None:
        _require_possible(problem, known, truth)
        search.see(truth)
        _walk(problem, known, truth, search)
    try:
        if search.todo().any():
            _programs(reduce(problem.equations, known), search, clock, alone)
    except NoSolution:
        raise contradiction(problem.tables) from None
    return search


def _start(known: Known, requirement: Requirement) -> _Search:
    lower, upper = known.lower[requirement.cells].copy(), known.upper[requirement.cells].copy()
    fixed = upper - lower <= TOLERANCE
    return _Search(requirement, lower, upper, np.where(fixed, lower, np.inf), np.where(fixed, upper, -np.inf))


def _require_possible(problem: Problem, known: Known, truth: Floats) -> None:
    slack = TOLERANCE * (1 + np.abs(truth))
    outside = (truth < known.lower - slack) | (truth > known.upper + slack)
    if outside.any():
        raise contradiction(_tables_of(problem, int(np.argmax(outside))))
    scale = 1 + abs(problem.equations) @ np.abs(truth)
    broken = np.abs(problem.equations @ truth) > TOLERANCE * scale
    if broken.any():
        raise contradiction([problem.tables[int(np.argmax(broken))]])


def _tables_of(problem: Problem, cell: int) -> list[str]:
    rows = problem.equations[:, [cell]].nonzero()[0]
    return sorted({problem.tables[row] for row in rows}) or [str(problem.cells[cell])]


def _walk(problem: Problem, known: Known, truth: Floats, search: _Search) -> None:
    leaves = leaves_of(problem.equations) if search.todo().any() else None
    if leaves is None:
        return
    wanted = np.zeros(len(truth), dtype=bool)
    todo = search.todo()
    wanted[search.requirement.cells[todo]] = True
    for figures in walk(leaves, np.clip(truth, known.lower, known.upper), known.lower, known.upper, wanted, PASSES):
        search.see(figures)
        left = search.todo()
        # Where totals are exact no leaf moves alone, and more walks would change nothing.
        if not left.any() or left.sum() > 0.99 * todo.sum():
            return
        wanted[:] = False
        wanted[search.requirement.cells[left]] = True


def _programs(opened: Open, search: _Search, clock: Clock, alone: bool) -> None:
    """Blocks of components, one after the other."""
    variable = opened.variable[search.requirement.cells]
    needed = np.unique(opened.component[variable[search.todo()]])
    sizes = np.bincount(opened.component)
    for block in _blocks(needed, sizes):
        inside = np.isin(opened.component, block)
        place = np.cumsum(inside) - 1
        which = np.flatnonzero((variable >= 0) & inside[variable])
        system = _system(opened, inside)
        try:
            variables = place[variable[which]]
            _settle_together(system, variables, which, search, clock)
            if alone:
                _settle_alone(system, opened.component[inside], variables, which, search, clock)
        except TimeIsUp:
            search.unsettled[which] |= search.todo()[which]


def _blocks(needed: Integers, sizes: Integers) -> list[Integers]:
    """Components in groups of about `_BLOCK` variables; a larger one stands alone."""
    ordered = needed[np.argsort(sizes[needed], kind="stable")]
    number = np.cumsum(sizes[ordered]) // _BLOCK
    return [ordered[number == value] for value in np.unique(number)]


def _system(opened: Open, inside: Truths) -> System:
    columns = opened.equations[:, np.flatnonzero(inside)]
    rows = np.flatnonzero(np.diff(columns.tocsr().indptr))
    return System(columns.tocsr()[rows], opened.right[rows], opened.lower[inside], opened.upper[inside])


def _settle_together(system: System, variables: Integers, which: Integers, search: _Search, clock: Clock) -> None:
    """`variables`: int[q] in the system; `which`: int[q], their numbers among the protected cells."""
    for stretch, targets in ((raise_up_to, search.high_targets), (lower_down_to, search.low_targets)):
        while (todo := search.todo()[which]).any():
            point = stretch(system, variables[todo], targets(which[todo]), clock)
            search.see_protected(which, point[variables])
            if (todo & search.cleared()[which]).sum() < _WORTHWHILE * todo.sum():
                break


def _settle_alone(
    system: System, components: Integers, variables: Integers, which: Integers, search: _Search, clock: Clock
) -> None:
    """`components`: int[v]. One cell of each is settled in one program: they never meet, so that the best for all of
    these cells together is the best for each."""
    tried = np.zeros(len(which), dtype=bool)
    while (todo := np.flatnonzero(search.todo()[which] & ~tried)).size:
        _, first = np.unique(components[variables[todo]], return_index=True)
        tried[todo[first]] = True
        _settle_each(system, todo[first], search, clock, (variables, which))


def _settle_each(
    system: System, chosen: Integers, search: _Search, clock: Clock, all_of: tuple[Integers, Integers]
) -> None:
    """The exact answer for each chosen cell; what the points say of others is not wasted."""
    variables, which = all_of
    for stretch, targets, bounds, tighter in (
        (raise_up_to, search.high_targets, search.upper, np.minimum),
        (lower_down_to, search.low_targets, search.lower, np.maximum),
    ):
        cells, target = variables[chosen], targets(which[chosen])
        point = stretch(system, cells, target, clock)
        search.see_protected(which, point[variables])
        open_still = ~search.cleared()[which[chosen]]
        proved = open_still & (np.abs(point[cells] - target) > TOLERANCE)
        ones = which[chosen[proved]]
        bounds[ones] = tighter(bounds[ones], point[cells[proved]])
        chosen = chosen[open_still]
        if not chosen.size:
            return


def _verdict(problem: Problem, search: _Search) -> Verdict:
    cells = search.requirement.cells
    failed = np.flatnonzero(search.failed())
    exposed = tuple(
        Exposed(
            int(cells[one]), str(problem.cells[cells[one]]), float(search.lower[one]), float(search.upper[one]), tables
        )
        for one, tables in zip(failed, tables_behind(problem, cells[failed]), strict=True)
    )
    unsettled = tuple(str(problem.cells[cell]) for cell in cells[search.unsettled & ~search.failed()])
    return Verdict(cells, search.lower, search.upper, search.low, search.high, exposed, unsettled)
