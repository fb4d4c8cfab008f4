"""Protect figures: everything computed from records is computed again, from protected counts.

Ratios, shares, means, differences and sums follow from protected numerators and denominators, so what a publication
says in two places is the same. Figures that publishers have stated are public already and stay as they are.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from durna.disclosure.cells import Noted, Replaced
from durna.disclosure.deciding import safe
from durna.disclosure.methods import FEWEST_OF_MEDIAN, Outcome
from durna.disclosure.policy import By, Policy
from durna.disclosure.publication import with_leaves
from durna.disclosure.suppression.secondary import NOW
from durna.disclosure.tables import LinkedTables
from durna.disclosure.told import Told, values_of
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
    their total before (distinct persons), that cut across another table of the same cells, or that do not add any more.
    `largest_change`: of a count.
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
    """`figures` with protected values; `further`: those of the further tables of the policy, and `additive`: addresses
    of these that may be added over time. `applied`: by address, what was done; `told`: the cells before and after, and
    `shown`: the names of those that a figure says."""

    figures: Figures
    further: Figures
    additive: frozenset[str]
    applied: dict[str, str]
    report: Report
    told: Told
    shown: frozenset[str]


def protect(
    figures: Figures, policy: Policy, records: Records | Derived, request: Request | None = None,
    earlier: Sequence[Told] = (),
) -> Protected:  # fmt: skip
    """The figures as `policy` lets them be published beside those of `earlier` editions, newest first.

    `request` is the one that the figures were computed for: it is computed again. Unless told: by year and by each
    breakdown, over the days that the computed figures speak of. A figure that cannot be computed again is withheld.
    Raises UserError, naming a table, where the policy cannot be met.
    """
    known = view(records)
    asked = request or Request(period=_period(figures), by=(EVERY_BREAKDOWN,))
    asked = replace(asked, also=with_leaves(policy.crossed))
    noted = Noted(counts_only=policy.method == "cell-key")
    counted = _computed(figures, known, asked, noted, figures.indicators)
    stated = figures.by_id()
    further = [one for name, one in counted.items() if _by(one) in asked.also and name not in stated]
    tables, left_out = noted.linked([*figures, *further])
    outcome = safe(tables, policy, earlier)
    values: dict[Hashable, float | None] = values_of(tables, outcome)
    values |= {name: None for name, rows in noted.medians.items() if rows < FEWEST_OF_MEDIAN}
    # What no cell stands behind, published already, is not computed a second time.
    of_cells = {figure.indicator for figure in (*figures, *further) if figure.figure_id in noted.of_figure}
    found = _computed(figures, known, asked, Replaced(noted, values, policy.base), of_cells)
    told = {figure.figure_id: _told(figure, found, noted, policy) for figure in figures}
    told = {name: (one, kind) for name, (one, kind) in told.items() if kind == UNALTERED or _may_stand(one, policy)}
    # Leaves that nobody asks for are not shown.
    crossed = [_told(figure, found, noted, policy)[0] for figure in further if _by(figure) in policy.crossed]
    beside = [one for one in crossed if _may_stand(one, policy)]
    done = Figures([figure for figure, _ in told.values()], figures.failed)
    said = {PROTECTED: policy.said, WITHHELD: f"withheld: {policy.said}", UNALTERED: "none: published by its source"}
    shown = {str(noted.of_figure[one.figure_id]) for one in (*done, *beside) if _says_a_cell(one, noted, values)}
    what = {name: kind for name, (_, kind) in told.items()}
    return Protected(
        figures=done, further=Figures(beside),
        additive=frozenset(name for name, cell in noted.of_figure.items() if cell in noted.additive),
        applied={name: said[kind] for name, kind in what.items()},
        report=_report(tables, outcome, policy, what, left_out),
        told=Told(NOW, policy, tables, outcome), shown=frozenset(shown),
    )  # fmt: skip


def _by(figure: Figure) -> By:
    return tuple(name for name, _ in figure.dimensions)


def _report(
    tables: LinkedTables, outcome: Outcome, policy: Policy, what: dict[str, str], left_out: tuple[str, ...]
) -> Report:
    counts = ~tables.is_magnitude & ~outcome.hidden
    moved = abs(outcome.values - tables.values)[counts]
    is_additive = policy.method == "additive-rounding"
    adds = tables.adds(outcome.values)
    no_more = [table for table, does in zip(tables.tables, adds, strict=True) if is_additive and not does]
    return Report(
        policy=policy.said, protected=_count(what, PROTECTED), withheld=_count(what, WITHHELD),
        unaltered=_count(what, UNALTERED), additive=int(adds.sum()) if is_additive else 0,
        not_additive=tuple(dict.fromkeys([*left_out, *no_more])), largest_change=float(moved.max(initial=0.0)),
    )  # fmt: skip


def _may_stand(figure: Figure, policy: Policy) -> bool:
    """A group has a row where somebody was in it: one that says nought, or nothing, would tell that somebody was."""
    return not (policy.draws and figure.dimensions and not figure.value)


def _says_a_cell(figure: Figure, noted: Noted, values: Mapping[Hashable, float | None]) -> bool:
    """That a cell is hidden is said too."""
    cell = noted.of_figure.get(figure.figure_id)
    return cell in noted.cells and (figure.value is not None or values[cell] is None)


def _count(what: dict[str, str], kind: str) -> int:
    return sum(one == kind for one in what.values())


def _period(figures: Iterable[Figure]) -> Period | None:
    spoken = [figure.period for figure in figures if _is_from_records(figure)]
    return Period(min(one.start for one in spoken), max(one.end for one in spoken)) if spoken else None


def _computed(
    figures: Figures, records: Derived, request: Request, protection: Protection, wanted: Collection[str]
) -> dict[str, Figure]:
    found: dict[str, Figure] = {}
    for name in figures.indicators:
        if name in wanted and name in catalogue() and name not in figures.failed:
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
