"""All checks over a set of figures, in an order that does not change from run to run."""

from __future__ import annotations

from collections.abc import Iterable

from durna.checks import (
    carried_forward,
    disputed,
    explanations,
    history,
    mirror,
    overlap,
    own,
    parts,
    percentages,
    periods,
    recounts,
    residents,
    units,
)
from durna.checks import records as record_checks
from durna.checks.catalogue import SEVERITIES
from durna.checks.declared import Declared
from durna.checks.explanations import Explanations
from durna.checks.findings import Finding
from durna.indicators.breaks import Break
from durna.indicators.definition import catalogue
from durna.indicators.figures import Figures
from durna.indicators.notes import Notes
from durna.indicators.preference import Rules
from durna.residence.derived import Derived, view
from durna.residence.observed import Records


def check(
    figures: Figures, breaks: Iterable[Break] = (), rules: Rules | None = None, declared: Declared | None = None,
    records: Records | Derived | None = None,
) -> list[Finding]:  # fmt: skip
    """What the checks of figures found: the severe first, then in the order of the figures' indicators.

    With the records behind the figures, published totals are also held against a new count of them.
    """
    breaks, said = tuple(breaks), declared or Declared()
    found = [
        *parts.check(figures),
        *percentages.check(figures),
        *periods.check(figures, breaks),
        *carried_forward.check(figures),
        *disputed.check(figures),
        *units.check(figures),
        *overlap.check(figures),
        *mirror.check(figures, rules, said.mirrors),
        *residents.check(figures),
        *own.check(figures),
        *history.check(figures, breaks),
        *(recounts.check(view(records), figures, said) if records is not None else ()),
    ]
    order = {name: place for place, name in enumerate(figures.indicators)}
    return sorted(
        said.applied(found), key=lambda one: (SEVERITIES.index(one.severity), order.get(one.indicator, len(order)))
    )


def everything(
    figures: Figures, known: Notes, records: Records, declared: Declared, explained: Explanations,
    of_texts: Iterable[Finding] = (),
) -> list[Finding]:  # fmt: skip
    """The findings on figures, records and authored texts, and explanations whose finding is gone; the severe first."""
    of_figures = check(figures, known.breaks, known.rules, declared, records)
    of_records = declared.applied(record_checks.check(records))
    found = [*of_figures, *of_records, *declared.applied(of_texts)]
    gone = declared.applied(explanations.without_finding(found, explained))
    return sorted([*found, *gone], key=lambda one: SEVERITIES.index(one.severity))


def related(indicator: str) -> tuple[str, ...]:
    """The indicators that some check holds against this one, itself included, in the order of the catalogue.

    The findings on a figure can be made from these alone, without computing a whole Profile.
    """
    groups = [
        *units.PERSONS_OF_EVENTS, *units.PERSONS_OF_CASES, *overlap.OVERLAPPING, *overlap.PERMITS_BY_ANOTHER_NAME,
        *percentages.BALANCES, residents.RELATED,
        *((mirrored.national, mirrored.mirror) for mirrored in mirror.MIRRORS),
        *((one.id, one.numerator, one.denominator) for one in catalogue().values() if one.kind in ("rate", "ratio")),
        *percentages.SHARE_OF.items(),
    ]  # fmt: skip
    together = {indicator}.union(*(group for group in groups if indicator in group))
    known = [name for name in catalogue() if name in together]
    return tuple(known) or (indicator,)
