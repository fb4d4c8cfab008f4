"""Why a figure is not what it was: worked out from what the two editions pin, never told by hand.

A delivery counts as a cause where the figure rests on it and the older edition did not know it, or where it replaced
rows on which the figure rested. Every cause that applies is named; a change without any is said to be unexplained.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from durna.editions.freeze import Delivery
from durna.editions.known import Cell, Known
from durna.indicators.breaks import Break
from durna.indicators.figures import Figure

# In the order in which they are named.
KINDS = (
    "correction", "delivery", "definition", "break", "rule", "preference", "period", "protection", "program", "unknown",
)  # fmt: skip


@dataclass(frozen=True)
class Cause:
    """`kind` is one of KINDS; `details` name the delivery, the break or the version."""

    kind: str
    details: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Between:
    """What lies between two editions, worked out once for all figures."""

    old: Known
    new: Known

    @cached_property
    def deliveries(self) -> tuple[Delivery, ...]:
        """Those that only the newer one knows."""
        before = {each.delivery_id for each in self.old.freeze.deliveries}
        return tuple(each for each in self.new.freeze.deliveries if each.delivery_id not in before)

    @cached_property
    def lost(self) -> tuple[Delivery, ...]:
        """Those that only the older one knows: it may be compared the other way round."""
        return Between(self.new, self.old).deliveries

    @cached_property
    def breaks(self) -> tuple[Break, ...]:
        """Breaks that were written down, or written anew."""
        before = self.old.notes.breaks
        return tuple(one for one in self.new.notes.breaks if one not in before)

    @cached_property
    def definitions(self) -> frozenset[str]:
        """The indicators whose definition is another."""
        before, after = self.old.freeze.definitions, self.new.freeze.definitions
        return frozenset(name for name in {**before, **after} if before.get(name) != after.get(name))

    @cached_property
    def has_another_rule(self) -> bool:
        return self.old.workspace.residence != self.new.workspace.residence

    def causes(self, cell: Cell) -> tuple[Cause, ...]:
        """The causes for which what is shown of a cell changed; never empty."""
        before, after = self.old.behind.get(cell), self.new.behind.get(cell)
        if before is not None and after is not None and _same(before, after):
            return (Cause("protection"),)
        found = [*self._deliveries(before, after), *self._notes(cell, before, after)]
        if (before is None or after is None) and self.old.freeze.period != self.new.freeze.period and not found:
            found.append(Cause("period", {"period": self.new.freeze.period}))
        if not found:
            found.append(self._otherwise())
        return tuple(sorted(found, key=lambda cause: KINDS.index(cause.kind)))

    def _deliveries(self, before: Figure | None, after: Figure | None) -> Iterator[Cause]:
        rested, rests = _rows(before), _rows(after)
        moved = {delivery for delivery, rows in rested.items() if rests.get(delivery) != rows}
        if before is not None and self._stands(before):
            # It is still what it was: another publication is shown in its place.
            moved = set()
        for delivery in self.deliveries:
            if not moved.isdisjoint(delivery.replaced):
                yield _delivery("correction", delivery)
            elif delivery.delivery_id in rests:
                yield _delivery("delivery", delivery)
        yield from (_delivery("delivery", each) for each in self.lost if each.delivery_id in moved)

    def _stands(self, before: Figure) -> bool:
        found = self.new.by_address.get(before.figure_id)
        return found is not None and not found.preferred and _same(before, found)

    def _notes(self, cell: Cell, before: Figure | None, after: Figure | None) -> Iterator[Cause]:
        indicator, period = cell[0], cell[1]
        if indicator in self.definitions:
            yield Cause("definition")
        for one in self.breaks:
            if indicator in one.affected and one.date <= period.end:
                yield Cause("break", {"id": one.id, "date": one.date.isoformat()})
        if self.has_another_rule and any(figure and figure.settled for figure in (before, after)):
            yield Cause("rule", {"rule": self.new.workspace.residence.rule})
        changed_hands = before is not None and after is not None and before.figure_id != after.figure_id
        if changed_hands and self.old.notes.rules.of(indicator) != self.new.notes.rules.of(indicator):
            yield Cause("preference")

    def _otherwise(self) -> Cause:
        before, after = self.old.freeze.program, self.new.freeze.program
        if before.code != after.code:
            return Cause("program", {"old": before.version, "new": after.version})
        return Cause("unknown")


def _same(before: Figure, after: Figure) -> bool:
    """Whether the figure that was computed is the same: then only what was done to protect it differs."""
    parts = ("value", "lower", "upper", "status", "flags", "unit")
    return all(getattr(before, part) == getattr(after, part) for part in parts)


def _rows(figure: Figure | None) -> dict[str, int]:
    found: dict[str, int] = {}
    for item in figure.evidence if figure else ():
        found[item.delivery_id] = found.get(item.delivery_id, 0) + item.rows
    return found


def _delivery(kind: str, delivery: Delivery) -> Cause:
    details = {
        "delivery": delivery.delivery_id, "source": delivery.source, "file": delivery.file,
        "recorded": delivery.recorded_at[:10],
    }  # fmt: skip
    return Cause(kind, details)
