"""Tallies: values on their way to figures, each with the bucket and the group it belongs to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from durna.indicators.figures import Estimation, Evidence, Settlement
from durna.periods import Period

AUTHORITY = "authority"
BUILT = "built from cells"
Dimensions = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Tally:
    """`bucket` is the whole calendar period two tallies must share to be compared; `period` what the value covers.

    Without a value: rows are there, and none of them says whether it counts. It becomes no figure, and no nought; but
    one whose status is `not_available` becomes a figure that says so.
    """

    bucket: Period
    period: Period
    value: float | None
    dimensions: Dimensions = ()
    publisher: str = AUTHORITY
    vintage: str = ""
    source: str = ""
    is_stock: bool = False
    from_records: bool = True
    flags: tuple[str, ...] = ()
    status: str = "final"
    unit: str | None = None  # the base that `value` is in; none: that of the indicator
    shown_unit: str | None = None
    counting_unit: str | None = None
    lower: float | None = None
    upper: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    note: Mapping[str, str] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()
    settled: Settlement | None = None
    estimation: Estimation | None = None
    # Which protected cell the value is, or that it is built from such (`BUILT`); none: nothing of it is from records.
    cell: Hashable = None

    @property
    def voice(self) -> tuple[str, str]:
        """Who says it, and when it was said."""
        return (self.publisher, self.vintage)

    def flagged(self, *flags: str) -> Tally:
        return replace(self, flags=joined(self.flags, flags))


def joined(*flags: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(flag for some in flags for flag in some))


def weakest(statuses: Iterable[str]) -> str:
    """What is built from an estimate is an estimate."""
    order = ("estimated", "provisional", "final")
    found = set(statuses)
    return next((status for status in order if status in found), "final")


def added(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Rows of different parts of a sum."""
    found = list(evidence)
    if len(found) == 1:
        return tuple(found)
    rows: Counter[tuple[str, str]] = Counter()
    for each in found:
        rows[each.source, each.delivery_id] += each.rows
    return tuple(Evidence(source, delivery, count) for (source, delivery), count in sorted(rows.items()))


def widest(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Rows of a whole and of a part of it: those of the part are among those of the whole."""
    found: dict[tuple[str, str], Evidence] = {}
    for each in evidence:
        known = found.get((each.source, each.delivery_id))
        if known is None or known.rows < each.rows:
            found[each.source, each.delivery_id] = each
    return tuple(found[key] for key in sorted(found))
