"""All checks over a set of figures, in an order that does not change from run to run."""

from __future__ import annotations

from collections.abc import Iterable

from durna.checks import carried_forward, disputed, mirror, overlap, parts, percentages, periods, residents, units
from durna.checks.findings import Finding
from durna.indicators.breaks import Break
from durna.indicators.definition import catalogue
from durna.indicators.figures import Figures
from durna.indicators.preference import Rules

SEVERITIES = ("severe", "warning", "note")


def check(figures: Figures, breaks: Iterable[Break] = (), rules: Rules | None = None) -> list[Finding]:
    """What the checks found: the severe first, then in the order of the figures' indicators."""
    found = [
        *parts.check(figures),
        *percentages.check(figures),
        *periods.check(figures, breaks),
        *carried_forward.check(figures),
        *disputed.check(figures),
        *units.check(figures),
        *overlap.check(figures),
        *mirror.check(figures, rules),
        *residents.check(figures),
    ]
    order = {name: place for place, name in enumerate(figures.indicators)}
    return sorted(found, key=lambda one: (SEVERITIES.index(one.severity), order.get(one.indicator, len(order))))


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
