"""Parts and wholes: do the figures of a breakdown add to the total that the same publisher gives?

Of what is only partly settled the settled part is compared: estimates are rounded one by one, and not all have one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from durna.checks import texts
from durna.checks.findings import Finding
from durna.checks.lookup import Place, by_place, is_stated
from durna.indicators.chapters import declared as measures
from durna.indicators.definition import catalogue
from durna.indicators.figures import Figure, Figures
from durna.indicators.measures import Distinct, Persons, StockAt
from durna.indicators.published import half_step

# Indicators whose parts are shares of one whole. Other percentages (a refusal rate by citizenship) add to nothing.
SHARES = ("share_of_entries", "monthly_distribution_entries")
# Values that make a breakdown complete: what is not named is in one of them.
_REST = ("other", "unknown", "not_stated")
_COMPLETE = {"sex": {"male", "female"}, "month": {str(month) for month in range(1, 13)}}

Wholes = Mapping[Place, Sequence[Figure]]


@dataclass(frozen=True)
class Breakdown:
    """The figures of one breakdown from one release, and what the remaining dimensions are."""

    dimension: str
    parts: tuple[Figure, ...]

    @property
    def is_complete(self) -> bool:
        values = {part.dimension(self.dimension) for part in self.parts}
        return bool(values.intersection(_REST)) or values >= _COMPLETE.get(self.dimension, {None})

    @property
    def about(self) -> tuple[tuple[str, str], ...]:
        """The cell of the whole: the parts' dimensions without this one."""
        return tuple(cell for cell in self.parts[0].dimensions if cell[0] != self.dimension)


def check(figures: Figures) -> Iterator[Finding]:
    for indicator in figures.indicators:
        known = catalogue().get(indicator)
        if known is None:
            continue
        wholes = by_place(figures.of(indicator))
        for breakdown in _breakdowns(figures.of(indicator)):
            if breakdown.dimension in known.not_additive:
                continue
            if indicator in SHARES:
                yield from _shares(breakdown)
            elif known.kind in ("flow", "stock", "amount"):
                yield from _against_whole(breakdown, wholes)


def _breakdowns(figures: Sequence[Figure]) -> Iterator[Breakdown]:
    groups: dict[Any, dict[str, Figure]] = defaultdict(dict)
    for figure in figures:
        for name, value in figure.dimensions:
            rest = tuple(cell for cell in figure.dimensions if cell[0] != name)
            release = (figure.publisher, figure.reference, figure.vintage, figure.counting_unit, figure.unit)
            groups[name, figure.period, figure.period_kind, figure.geography, rest, release][value] = figure
    for (name, *_), parts in groups.items():
        if len(parts) > 1:
            yield Breakdown(name, tuple(parts.values()))


def _against_whole(breakdown: Breakdown, wholes: Wholes) -> Iterator[Finding]:
    whole = _whole(breakdown, wholes)
    values = [part.counted for part in breakdown.parts]
    if whole is None or whole.counted is None:
        return
    total = sum(value for value in values if value is not None)
    difference = total - whole.counted
    allowed = half_step(whole) + sum(half_step(part) for part in breakdown.parts) + 1e-9 * abs(total)
    if _may_be_in_several(breakdown.parts[0]):
        # Each part holds only what the whole holds too: one that is larger by itself is a contradiction still.
        above = [part for part in breakdown.parts if (part.counted or 0.0) > whole.counted + allowed]
        yield from (_above(Breakdown(breakdown.dimension, (part,)), whole, part.counted or 0.0) for part in above)
    elif difference > allowed:
        yield _above(breakdown, whole, total)
    # Another counting unit below is no contradiction: a case covers several persons.
    alike = whole.counting_unit == breakdown.parts[0].counting_unit
    if -difference > allowed and alike and breakdown.is_complete and None not in values:
        yield _finding("parts_below_whole", "", breakdown, whole, total)


def _may_be_in_several(figure: Figure) -> bool:
    """Whether what is counted from records is distinct persons, files or families.

    One who had a birthday between two entries is in two age groups and once in the total.
    """
    leaves = (leaf for measure in measures(figure.indicator) for leaf in measure.leaves())
    distinct = any(isinstance(leaf, Persons | Distinct) or (isinstance(leaf, StockAt) and leaf.key) for leaf in leaves)
    return distinct and not is_stated(figure)


def _above(breakdown: Breakdown, whole: Figure, total: float) -> Finding:
    counted = breakdown.parts[0].counting_unit
    if counted == whole.counting_unit:
        return _finding("parts_above_whole", "", breakdown, whole, total)
    named = {
        "parts_unit": texts.counting_unit(counted, total),
        "whole_unit": texts.counting_unit(whole.counting_unit, whole.counted),
    }
    return _finding("parts_above_whole", "warning", breakdown, whole, total, named)


def _finding(
    check: str, severity: str, breakdown: Breakdown, whole: Figure, total: float, named: Mapping[str, Any] | None = None
) -> Finding:
    text = texts.say(
        f"{check}_other_unit" if named else check,
        title=texts.about(whole), period=whole.period, dimension=texts.dimension(breakdown.dimension),
        parts=total, whole=whole.counted, difference=abs(total - (whole.counted or 0)), **(named or {}),
    )  # fmt: skip
    ids = (whole.figure_id, *(part.figure_id for part in breakdown.parts))
    # Whichever parts there are: a part that is added later does not make it another finding.
    about = " ".join((whole.figure_id, breakdown.dimension, breakdown.parts[0].reference))
    return Finding(check, whole.indicator, text, ids, severity, about=about)


def _whole(breakdown: Breakdown, wholes: Wholes) -> Figure | None:
    """The total of the same publisher; of the same release and unit where it has one."""
    part = breakdown.parts[0]
    found = [
        figure
        for figure in wholes.get((part.period, part.geography, breakdown.about), ())
        if (figure.period_kind, figure.publisher) == (part.period_kind, part.publisher)
    ]
    found.sort(key=lambda one: (one.counting_unit != part.counting_unit, one.reference != part.reference))
    return found[0] if found else None


def _shares(breakdown: Breakdown) -> Iterator[Finding]:
    values = [part.value for part in breakdown.parts if part.value is not None]
    total = sum(values)
    allowed = sum(half_step(part) for part in breakdown.parts) + 1e-9
    if total > 100 + allowed or (breakdown.is_complete and total < 100 - allowed):
        part = breakdown.parts[0]
        text = texts.say(
            "shares_not_whole", title=texts.title(part.indicator), period=part.period,
            dimension=texts.dimension(breakdown.dimension), parts=total,
        )  # fmt: skip
        yield Finding("shares_not_whole", part.indicator, text, tuple(p.figure_id for p in breakdown.parts))
