"""Migrations that are not all settled: estimated with a 95 % interval, or said to be provisional and why.

No figure below about 20 migrations is stated before it is settled: its interval would say more than it.
Method: docs/decisions/0012 and 0014. What is settled and what is open stays beside every estimate.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

import ibis.expr.types as ir

from durna.indicators.breakdowns import column, of_records
from durna.indicators.definition import catalogue
from durna.indicators.figures import Estimation
from durna.indicators.measures import Measure, RowMeasure
from durna.indicators.tallies import Dimensions, Tally
from durna.periods import Period
from durna.residence.derived import Derived
from durna.residence.observed import Observed
from durna.residence.provisional.intervals import FEWEST
from durna.residence.provisional.months import month_number
from durna.residence.provisional.totals import Total, Totals
from durna.sources.contract import load

FEW_MIGRATIONS = "few_migrations"
SOURCE = "residence_migration"
INDICATORS = ("immigration_residence_12m", "emigration_residence_12m", "net_migration_residence_12m")
NO_BREAKDOWN, NO_MONTHS = "no_breakdown", "no_months"
_ESTIMATED = {
    "en": "Estimated from earlier crossings of the same age; the interval of 95 % covers the model and later revision.",
    "az": (
        "Eyni müddət keçmiş əvvəlki keçmələr əsasında qiymətləndirilib; 95 %-lik interval modeli və sonrakı "
        "dəqiqləşdirməni əhatə edir."
    ),
}
_FEW = {
    "en": "Not stated: fewer than about 20 migrations are estimated, and not all of them are settled.",
    "az": "Verilmir: təxminən 20-dən az miqrasiya qiymətləndirilir və hamısının nəticəsi hələ məlum deyil.",
}
_FEW_SETTLED = {
    "en": "Not stated: fewer than about 20 migrations are settled so far.",
    "az": "Verilmir: indiyədək təxminən 20-dən az miqrasiyanın nəticəsi məlumdur.",
}
_WHY_NOT: Mapping[str, Mapping[str, str]] = {
    "closed": {
        "en": "No estimate: the border was closed in {months}, and no model trained before knows what people do then.",
        "az": (
            "Qiymətləndirmə yoxdur: {months} sərhəd bağlı olub, bundan əvvəl öyrədilmiş heç bir model insanların belə "
            "vaxtda nə etdiyini bilmir."
        ),
    },
    "too_short": {
        "en": "No estimate: too few earlier ones of such a figure have come out to tell how far off they are.",
        "az": "Qiymətləndirmə yoxdur: belə göstəricinin əvvəlki qiymətləndirmələrindən yoxlanılanı hələ çox azdır.",
    },
    "switched_off": {
        "en": "Not estimated: durna.toml says so (residence.estimates).",
        "az": "Qiymətləndirilməyib: durna.toml faylında belə göstərilib (residence.estimates).",
    },
    "never_known": {
        "en": "No estimate: what is open are crossings of persons whose records have a gap; they are never settled.",
        "az": (
            "Qiymətləndirmə yoxdur: nəticəsi məlum olmayan keçmələr qeydlərində boşluq olan şəxslərə aiddir və heç "
            "vaxt məlum olmayacaq."
        ),
    },
    NO_BREAKDOWN: {
        "en": "No estimate by this breakdown: it has not been held against what came out.",
        "az": "Bu bölgü üzrə qiymətləndirmə yoxdur: o, sonradan məlum olan nəticələrlə tutuşdurulmayıb.",
    },
    NO_MONTHS: {
        "en": "No estimate: the period is not one of whole months up to the last day observed.",
        "az": "Qiymətləndirmə yoxdur: dövr müşahidənin son gününədək tam aylardan ibarət deyil.",
    },
}  # fmt: skip


def estimated(tallies: Sequence[Tally], flow: str, measure: Measure, records: Derived) -> list[Tally]:
    """`flow`: immigration, emigration or net. Tallies of which nothing is open stay as they are."""
    return [_estimated(tally, flow, measure, records) if _is_open(tally) else tally for tally in tallies]


def _is_open(tally: Tally) -> bool:
    return tally.settled is not None and tally.settled.open > 0


def _estimated(tally: Tally, flow: str, measure: Measure, records: Derived) -> Tally:
    months = months_of(tally.period, records.observed)
    if months is None:
        return _not_estimated(tally, NO_MONTHS)
    if not is_estimated_by(measure, tally.dimensions):
        return _not_estimated(tally, NO_BREAKDOWN)
    totals = records.totals(groups_by(measure))
    return _said(tally, totals.of(flow, *months, tally.dimensions[0] if tally.dimensions else None), totals)


def months_of(period: Period, observed: Observed) -> tuple[int, int] | None:
    """The first and the last month; None where they are not whole months, up to the last day observed."""
    after = period.end + timedelta(days=1)
    if period.start.day != 1 or (after.day != 1 and period.end != observed.until):
        return None
    return month_number(f"{period.start:%Y-%m}"), month_number(f"{period.end:%Y-%m}")


def is_estimated_by(measure: Measure, dimensions: Dimensions) -> bool:
    return len(dimensions) < 2 and all(name in _breakdowns(measure) for name, _ in dimensions)


def groups_by(measure: Measure) -> Callable[[ir.Table], Mapping[str, ir.Value]]:
    """The group of each crossing of a table in each breakdown that is estimated."""
    named = _named(measure)
    return lambda table: {
        name: column(table, name, named, table["crossed_on"], False) for name in _breakdowns(measure)
    }  # fmt: skip


def _breakdowns(measure: Measure) -> list[str]:
    """What the catalogue breaks these indicators down by, as far as a crossing tells it."""
    wanted = {name for one in INDICATORS for name in catalogue()[one].breakdowns}
    return sorted(wanted.intersection(of_records(load(SOURCE), _named(measure))))


def _named(measure: Measure) -> dict[str, str]:
    rows = [leaf for leaf in measure.leaves() if isinstance(leaf, RowMeasure)]
    return {name: held for leaf in rows for name, held in leaf.named.items()}


def _said(tally: Tally, total: Total, totals: Totals) -> Tally:
    if total.why_not:
        return _not_estimated(tally, total.why_not, total.is_small, total.closed)
    if total.is_small:
        return _withheld(tally, _FEW)
    assert totals.method is not None
    estimation = Estimation(**vars(totals.method), cut_offs=total.cuts)
    return replace(
        _noted(tally, _ESTIMATED), status="estimated", value=float(total.value), lower=float(total.lower),
        upper=float(total.upper), estimation=estimation,
    )  # fmt: skip


def _not_estimated(tally: Tally, why: str, is_small: bool | None = None, closed: Sequence[str] = ()) -> Tally:
    """Provisional, with what is settled and where it can end."""
    if is_small is None:
        # Of a balance nobody counted the sides here: the settled rows of both together must be enough.
        still_open = tally.settled.open if tally.settled else 0
        is_small = sum(evidence.rows for evidence in tally.evidence) - still_open < FEWEST
    told = _noted(tally, _WHY_NOT[why], _months(closed))
    return _withheld(told, _FEW_SETTLED) if is_small else told


def _withheld(tally: Tally, text: Mapping[str, str]) -> Tally:
    """Where it can end is told all the same."""
    return replace(_noted(tally, text), status="not_available", value=None).flagged(FEW_MIGRATIONS)


def _noted(tally: Tally, text: Mapping[str, str], months: str = "") -> Tally:
    said = {code: f"{before} {text[code].format(months=months)}" for code, before in tally.note.items()}
    return replace(tally, note=said)


def _months(closed: Sequence[str]) -> str:
    """As 2020-04..2021-10: closures are named by their first and last month."""
    return closed[0] if len(closed) == 1 else f"{closed[0]}..{closed[-1]}" if closed else ""
