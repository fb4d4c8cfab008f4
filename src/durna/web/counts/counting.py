"""Count and protect: an indicator made for one question, computed and protected by the rooms that make the editions."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

from durna.disclosure import policy as policies
from durna.disclosure import told
from durna.disclosure.cells import Noted
from durna.disclosure.deciding import safe
from durna.disclosure.methods import Outcome
from durna.disclosure.names import cell_name
from durna.disclosure.policy import Policy
from durna.disclosure.publication import published
from durna.disclosure.tables import LinkedTables
from durna.disclosure.told import Told
from durna.editions import canonical, cells, signed
from durna.errors import UserError
from durna.indicators.breakdowns import EVERY_BREAKDOWN
from durna.indicators.calculate import Request, compute
from durna.indicators.definition import Indicator, chapters
from durna.indicators.figures import Figure
from durna.indicators.measures import Count
from durna.indicators.own import known as own
from durna.indicators.tallies import Tally
from durna.periods import Period
from durna.residence.derived import view
from durna.sources import contract
from durna.store.records import Records
from durna.web.refusals import refusal
from durna.workspace import Workspace

MOST_CELLS = 2000


@dataclass(frozen=True)
class Counted:
    """`figures` as they may be told; `told`: the cells, also as they were counted, to protect what follows."""

    figures: tuple[Figure, ...]
    told: Told


@dataclass(frozen=True)
class Question:
    source: str
    fields: tuple[str, ...]
    year: int

    @property
    def period(self) -> Period:
        return Period(date(self.year, 1, 1), date(self.year, 12, 31))

    @property
    def crossed(self) -> tuple[tuple[str, ...], ...]:
        """The tables by several of the fields."""
        names = sorted(self.fields)
        return tuple(some for size in range(2, len(names) + 1) for some in combinations(names, size))


def policy_of(workspace: Workspace) -> Policy:
    """Raises UserError where the workspace protects nothing."""
    found = policies.load(workspace)
    if not found.is_protecting:
        raise refusal("counts-unprotected")
    return found


def count(workspace: Workspace, question: Question, answered: Sequence[Told]) -> Counted:
    """`answered`: what was told of the source before, newest first.

    Raises UserError where there is nothing to count, too much to tell, or no way to tell it that gives nobody away.
    """
    chosen = policy_of(workspace)
    noted = Noted(counts_only=chosen.method == "cell-key")
    with _one_indicator(question) as indicator:
        request = Request(question.period, by=(EVERY_BREAKDOWN,), also=question.crossed, protection=noted)
        figures = compute(indicator, view(Records(workspace)), request)
    if not any(one.value for one in figures):
        raise refusal("counts-nothing", source=question.source, year=question.year)
    _refuse_many(figures)
    # Every sum there is: in a thin table one cell may be all that two totals are made of.
    sums = [one for table in published(figures, noted.of_figure) for one in table.sums if one.total not in one.parts]
    tables = LinkedTables.of(noted.cells.values(), sums)
    earlier = [*answered, *_of_editions(workspace, question)]
    try:
        outcome = _repeated(tables, safe(tables, chosen, earlier), chosen, earlier)
    except UserError as error:
        raise refusal("counts-not-safe") from error
    values = told.values_of(tables, outcome)
    told_figures = tuple(_told(one, values.get(noted.of_figure[one.figure_id])) for one in figures)
    return Counted(told_figures, Told("now", chosen, tables, outcome))


def _repeated(tables: LinkedTables, outcome: Outcome, policy: Policy, earlier: Sequence[Told]) -> Outcome:
    """What was told first of a count that has not changed is told again, also of large ones, which a table that adds
    would tell otherwise: that says nothing new, and one count has one value wherever it stands."""
    values, hidden, reach = outcome.values.copy(), outcome.hidden.copy(), outcome.reach
    place = {str(name): number for number, name in enumerate(tables.ids)}
    for one in earlier:  # the newest first: the first that was told has the last word
        if one.policy.model_dump(exclude={"tables"}) != policy.model_dump(exclude={"tables"}):
            continue
        for number, name in enumerate(one.tables.ids):
            here = place.get(str(name))
            if here is not None and one.tables.values[number] == tables.values[here]:
                values[here], hidden[here] = one.outcome.values[number], one.outcome.hidden[number]
                reach = max(reach, one.outcome.reach)
    return Outcome(values, hidden, reach)


def _told(figure: Figure, value: float | None) -> Figure:
    """Nothing of what was counted is left beside the value."""
    status = "suppressed" if value is None else "final"
    return replace(figure, value=value, status=status, lower=None, upper=None, flags=(), evidence=())


@contextmanager
def _one_indicator(question: Question) -> Iterator[Indicator]:
    """In the catalogue while it is counted, and at no other time."""
    found = contract.load(question.source)
    made = Indicator(
        id=f"records_{question.source}", title=found.title, definition={}, chapter=_chapter(), kind="flow",
        unit="count", counting_unit=found.counting_unit, breakdowns=tuple(question.fields),
        sources=(question.source,), periodicity="annual", part_year="cumulate",
    )  # fmt: skip
    with own.known(own.Own({made.id: made}, {made.id: _measure(question)})):
        yield made


def _chapter() -> str:
    """Any that there is: it orders the catalogue."""
    return chapters()[0].id


def _measure(question: Question) -> Count:
    return Count(question.source, on=contract.load(question.source).date_column)


def _refuse_many(figures: Sequence[Figure]) -> None:
    if len(figures) > MOST_CELLS:
        raise refusal("counts-too-large", cells=len(figures), most=MOST_CELLS)


def _of_editions(workspace: Workspace, question: Question) -> list[Told]:
    """Signed editions that told some of the same cells; what others told has no bearing on these."""
    same = cell_name(_measure(question), Tally(question.period, question.period, 0.0)).split(" ")[0]
    found = cells.earlier(signed.editions(workspace))
    return [one for one in found if any(str(name).split(" ")[0] == same for name in one.tables.ids)]


def written(cells_: Told) -> str:
    return b"".join(canonical.line(one) for one in told.lines(cells_)).decode()


def read(name: str, lines: str) -> Told:
    return told.read(name, map(json.loads, lines.splitlines()))
