"""Protect figures: everything computed from records is computed again, from protected counts.

Ratios, shares, means, differences and sums follow from protected numerators and denominators, so what a publication
says in two places is the same. Figures that publishers have stated are public already and stay as they are.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace

from durna.disclosure.cells import Noted, Replaced
from durna.disclosure.methods import FEWEST_OF_MEDIAN, applied
from durna.disclosure.policy import Policy
from durna.disclosure.proof import prove
from durna.disclosure.tables import LinkedTables
from durna.indicators.breakdowns import EVERY_BREAKDOWN
from durna.indicators.calculate import Request, compute
from durna.indicators.counting import Protection
from durna.indicators.definition import catalogue
from durna.indicators.figures import Evidence, Figure, Figures
from durna.periods import Period
from durna.residence.derived import Derived, view
from durna.residence.observed import Records
from durna.sources import contract

PROTECTED, WITHHELD, UNALTERED = "protected", "withheld", "unaltered"


@dataclass(frozen=True)
class Report:
    """What protection did to a publication.

    `additive`: tables that add after protection as before; `not_additive`: names of those whose parts did not make
    their total before (distinct persons), or that cut across another table of the same cells. `largest_change`: of a
    count.
    """

    policy: str
    protected: int
    withheld: int
    unaltered: int
    additive: int
    not_additive: tuple[str, ...]
    largest_change: float


@dataclass(frozen=True)
class Protected:
    """`figures` with protected values; `applied`: by address, what was done; `tables`: the cells before, for checks."""

    figures: Figures
    applied: dict[str, str]
    report: Report
    tables: LinkedTables
    values: dict[Hashable, float | None]


def protect(figures: Figures, policy: Policy, records: Records | Derived, request: Request | None = None) -> Protected:
    """The figures as `policy` lets them be published.

    `request` is the one that the figures were computed for: it is computed again. Unless told: by year and by each
    breakdown, over the days that the computed figures speak of. A figure that cannot be computed again is withheld.
    Raises UserError, naming a table, where the policy cannot be met.
    """
    known = view(records)
    asked = request or Request(period=_period(figures), by=(EVERY_BREAKDOWN,))
    noted = Noted(needs_keys=policy.method in ("cell-key", "random-rounding"))
    _computed(figures, known, asked, noted)
    tables, left_out = noted.linked(figures)
    outcome = applied(tables, policy)
    prove(tables, outcome, policy).require_safe()
    values: dict[Hashable, float | None] = {
        name: None if hidden else value
        for name, value, hidden in zip(tables.ids, outcome.values.tolist(), outcome.hidden.tolist(), strict=True)
    }
    values |= {name: None for name, rows in noted.medians.items() if rows < FEWEST_OF_MEDIAN}
    found = _computed(figures, known, asked, Replaced(noted, values, policy.base))
    told = {figure.figure_id: _told(figure, found, noted, policy) for figure in figures}
    done = Figures([figure for figure, _ in told.values()], figures.failed)
    what = {name: kind for name, (_, kind) in told.items()}
    counts = ~tables.is_magnitude & ~outcome.hidden
    moved = abs(outcome.values - tables.values)[counts]
    report = Report(
        policy=policy.said, protected=_count(what, PROTECTED), withheld=_count(what, WITHHELD),
        unaltered=_count(what, UNALTERED), additive=len(tables.tables) if policy.method == "additive-rounding" else 0,
        not_additive=left_out, largest_change=float(moved.max(initial=0.0)),
    )  # fmt: skip
    said = {PROTECTED: policy.said, WITHHELD: f"withheld: {policy.said}", UNALTERED: "none: published by its source"}
    return Protected(done, {name: said[kind] for name, kind in what.items()}, report, tables, values)


def _count(what: dict[str, str], kind: str) -> int:
    return sum(one == kind for one in what.values())


def _period(figures: Iterable[Figure]) -> Period | None:
    spoken = [figure.period for figure in figures if _is_from_records(figure)]
    return Period(min(one.start for one in spoken), max(one.end for one in spoken)) if spoken else None


def _computed(figures: Figures, records: Derived, request: Request, protection: Protection) -> dict[str, Figure]:
    found: dict[str, Figure] = {}
    for name in figures.indicators:
        if name in catalogue() and name not in figures.failed:
            asked = replace(request, protection=protection)
            found |= {figure.figure_id: figure for figure in compute(catalogue()[name], records, asked)}
    return found


def _told(figure: Figure, found: dict[str, Figure], noted: Noted, policy: Policy) -> tuple[Figure, str]:
    if figure.figure_id not in noted.of_figure:
        if not _is_from_records(figure):
            return figure, UNALTERED
        return (_withheld(figure), WITHHELD) if figure.value is not None else (_bare(figure), PROTECTED)
    if figure.value is None:
        return _bare(figure), PROTECTED
    again = found.get(figure.figure_id)
    if again is None or again.value is None:
        return _withheld(figure), WITHHELD
    bare = _bare(figure)
    if again.estimation is not None or noted.of_figure[figure.figure_id] in noted.medians:
        # Estimates come from a model of all histories, not from cells, and medians are of no sum: to the nearest.
        lower, value, upper = (_to(policy.base, end) for end in (again.lower, again.value, again.upper))
        return replace(bare, lower=lower, value=value, upper=upper, settled=again.settled), PROTECTED
    if again.settled is not None:
        bare = replace(bare, lower=again.lower, upper=again.upper, settled=again.settled)
    return replace(bare, value=again.value), PROTECTED


def _to(base: int, value: float | None) -> float | None:
    return None if value is None else float(base * round(value / base))


def _bare(figure: Figure) -> Figure:
    """Without what would tell the counts behind it: parts of a ratio, ends of an interval, numbers of rows."""
    evidence = tuple(Evidence(one.source, one.delivery_id, 0) for one in figure.evidence)
    return replace(figure, lower=None, upper=None, numerator=None, denominator=None, settled=None, evidence=evidence)


def _withheld(figure: Figure) -> Figure:
    return replace(_bare(figure), value=None, status="suppressed", estimation=None)


def _is_from_records(figure: Figure) -> bool:
    """Whether some evidence of it is rows of records, rather than figures that somebody has published."""
    known = contract.sources()
    return any(one.source in known and not contract.load(one.source).is_table for one in figure.evidence)
