"""Estimates of totals as figures ask for them, kept between runs: to make them takes longer than all the counting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from durna.residence.derived import Derived

if TYPE_CHECKING:
    from durna.residence.provisional.of_records import Groups
    from durna.residence.provisional.totals import Method, Total

SOURCE = "residence_migration"
# The first and the last month, and the group (breakdown and value); none: everybody.
Asked = tuple[int, int, tuple[str, str] | None]


@dataclass(frozen=True)
class Told:
    """`method`: None where nothing is estimated, for the reason that the total gives."""

    total: Total
    method: Method | None


def told(flow: str, asked: Sequence[Asked], groups: Groups, said: str, records: Derived) -> dict[Asked, Told]:
    """`said`: what the groups are, in words that change whenever they do."""
    wanted = list(dict.fromkeys(asked))
    if not wanted:
        return {}
    kept, state = records.remembered((SOURCE,))
    question = ["estimates", flow, said, state, wanted]
    answer = kept.get(question) if kept else None
    if answer is None:
        totals = records.totals(groups)
        found = {one: Told(totals.of(flow, *one), totals.method) for one in wanted}
        if kept:
            kept.put(question, [asdict(each) for each in found.values()])
        return found
    return dict(zip(wanted, map(_told, answer), strict=True))


def _told(answer: Any) -> Told:
    from durna.residence.provisional.totals import Method, Total

    total = {**answer["total"], "closed": tuple(answer["total"]["closed"])}
    return Told(Total(**total), Method(**answer["method"]) if answer["method"] else None)
