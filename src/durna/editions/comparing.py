"""Two editions held against each other: what changed in what readers were shown, by how much, and why.

Figures are matched by what they are about (indicator, period, place, breakdown, counting unit), not by who published
them: a newer release that takes the place of an older one is a revision. The summary follows the OECD's handbook on
revisions analysis: mean revision, mean absolute revision, and the latter relative to the later figures.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from durna.classifications import units
from durna.editions.causes import Between, Cause
from durna.editions.known import Cell, Known
from durna.indicators.definition import catalogue
from durna.indicators.figures import Figure

KINDS = ("revised", "bounds", "status", "new", "dropped")


@dataclass(frozen=True)
class Revision:
    """`kind`: revised (another value), bounds (another interval), status (or flags), new, dropped."""

    kind: str
    old: Figure | None
    new: Figure | None
    causes: tuple[Cause, ...]

    @property
    def figure(self) -> Figure:
        """The newer one, or the one that is no more."""
        found = self.new or self.old
        assert found is not None
        return found

    @property
    def absolute(self) -> float | None:
        """In the base of the unit (persons, not thousand persons)."""
        return difference(self.old, self.new)

    @property
    def percent(self) -> float | None:
        """Of the older value; None where that is nought."""
        change, before = self.absolute, amount(self.old)
        return None if change is None or not before else 100 * change / abs(before)


@dataclass(frozen=True)
class Summary:
    """The revisions of one indicator; means are over the figures that both editions have a value of, in base units."""

    indicator: str
    unit: str
    both: int
    revised: int
    new: int
    dropped: int
    status: int
    mean: float | None
    mean_absolute: float | None
    relative: float | None  # mean absolute revision in percent of the mean absolute later figure
    largest: float | None


@dataclass(frozen=True)
class Comparison:
    old: str
    new: str
    revisions: tuple[Revision, ...]
    summaries: tuple[Summary, ...]
    unchanged: int

    def of(self, kind: str) -> tuple[Revision, ...]:
        return tuple(each for each in self.revisions if each.kind == kind)


def compare(old: Known, new: Known) -> Comparison:
    """Every cell whose shown figure differs, in the order of the catalogue and of time."""
    order = {name: place for place, name in enumerate(catalogue())}
    cells = sorted({*old.shown, *new.shown}, key=lambda cell: _place(cell, order))
    between = Between(old, new)
    found = [one for cell in cells if (one := _revision(cell, between)) is not None]
    return Comparison(
        old=old.freeze.edition, new=new.freeze.edition, revisions=tuple(found),
        summaries=tuple(_summaries(found, old.shown, new.shown)), unchanged=len(cells) - len(found),
    )  # fmt: skip


def amount(figure: Figure | None) -> float | None:
    """The value in the base of its unit, so that thousands and units can be compared."""
    if figure is None or figure.value is None:
        return None
    known = units.load().get(figure.unit)
    return known.in_base(figure.value) if known else figure.value


def base_of(figure: Figure) -> str:
    known = units.load().get(figure.unit)
    return known.base if known else figure.unit


def difference(old: Figure | None, new: Figure | None) -> float | None:
    """New minus old; None where one has no value, or where they are not in one unit."""
    before, after = amount(old), amount(new)
    if old is None or new is None or before is None or after is None or base_of(old) != base_of(new):
        return None
    return after - before


def kind_of(before: Figure | None, after: Figure | None) -> str | None:
    """How one figure differs from another of the same thing; None where they say the same."""
    if before is None or before.status == "not_available":
        return "new" if after is not None and after.status != "not_available" else None
    if after is None or after.status == "not_available":
        return "dropped"
    if (before.value is None) != (after.value is None):
        # Suppressed, or no longer so.
        return "status"
    if amount(before) != amount(after) or base_of(before) != base_of(after):
        return "revised"
    if (before.lower, before.upper) != (after.lower, after.upper):
        return "bounds"
    return "status" if (before.status, set(before.flags)) != (after.status, set(after.flags)) else None


def _revision(cell: Cell, between: Between) -> Revision | None:
    before, after = between.old.shown.get(cell), between.new.shown.get(cell)
    kind = kind_of(before, after)
    return None if kind is None else Revision(kind, before, after, between.causes(cell))


def _summaries(
    revisions: Iterable[Revision], old: Mapping[Cell, Figure], new: Mapping[Cell, Figure]
) -> Iterator[Summary]:
    changed: dict[tuple[str, str], list[Revision]] = defaultdict(list)
    for each in revisions:
        changed[(each.figure.indicator, base_of(each.figure))].append(each)
    pairs: dict[tuple[str, str], list[tuple[Figure, Figure]]] = defaultdict(list)
    for cell, after in new.items():
        before = old.get(cell)
        if before is not None and difference(before, after) is not None:
            pairs[(after.indicator, base_of(after))].append((before, after))
    for (indicator, unit), mine in changed.items():
        yield _summary(indicator, unit, mine, pairs[(indicator, unit)])


def _summary(
    indicator: str, unit: str, revisions: Sequence[Revision], pairs: Sequence[tuple[Figure, Figure]]
) -> Summary:
    changes = [difference(before, after) or 0.0 for before, after in pairs]
    sizes = [abs(change) for change in changes]
    level = sum(abs(amount(after) or 0.0) for _, after in pairs)
    count = {kind: sum(each.kind == kind for each in revisions) for kind in KINDS}
    return Summary(
        indicator=indicator, unit=unit, both=len(pairs), revised=count["revised"], new=count["new"],
        dropped=count["dropped"], status=count["status"] + count["bounds"],
        mean=sum(changes) / len(pairs) if pairs else None,
        mean_absolute=sum(sizes) / len(pairs) if pairs else None,
        relative=100 * sum(sizes) / level if level else None,
        largest=max(sizes, default=None),
    )  # fmt: skip


def _place(cell: Cell, order: Mapping[str, int]) -> tuple[Any, ...]:
    """Totals before breakdowns, in the order of the catalogue and of time."""
    indicator, period, geography, dimensions, counting_unit = cell
    return (order.get(indicator, len(order)), indicator, len(dimensions), dimensions, period, geography, counting_unit)
