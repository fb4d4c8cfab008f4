"""The records that each derived source follows from, and no others: by their state is known what is kept of it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Protocol, runtime_checkable

import ibis.expr.types as ir

from durna.periods import Period
from durna.residence.observed import CITIZENSHIPS, CROSSINGS, DEATHS, REGISTER, Records
from durna.residence.stays import TITLES
from durna.store.kept import Kept
from durna.store.receipts import Receipt
from durna.workspace import Residence

LIVES = (CROSSINGS, REGISTER)
_COURSES = (*LIVES, DEATHS, CITIZENSHIPS)
# What each derived source follows from: a delivery of anything else leaves it as it is.
FOLLOWS_FROM = {
    "residence_crossing": LIVES,
    "residence_migration": LIVES,
    "residence_spell": _COURSES,
    "residence_change": _COURSES,
    "residence_stay": (*LIVES, *TITLES),
}


@runtime_checkable
class Keeping(Protocol):
    """Records that keep what was found in them; durna.store.records.Records does."""

    def remembered(self, sources: Collection[str]) -> tuple[Kept | None, Any]:
        """Where answers are kept, and a JSON value that is another one whenever these sources say something else."""
        ...


class Behind:
    """A view of records in which the other sources do not exist, so that nothing can be made of them unnoticed."""

    def __init__(self, records: Records, known: Collection[str]) -> None:
        self._records, self._known = records, known

    @property
    def country(self) -> str:
        return self._records.country

    @property
    def residence(self) -> Residence:
        return self._records.residence

    def sources(self) -> tuple[str, ...]:
        return tuple(source for source in self._records.sources() if source in self._known)

    def receipts(self, source: str | None = None) -> tuple[Receipt, ...]:
        return tuple(each for each in self._records.receipts(source) if source or each.source in self._known)

    def coverage(self, source: str) -> tuple[Period, ...]:
        return self._records.coverage(self._named(source))

    def table(self, source: str) -> ir.Table:
        return self._records.table(self._named(source))

    def _named(self, source: str) -> str:
        if source not in self._known:
            raise ValueError(f"this does not follow from {source}: name it among its sources first")
        return source
