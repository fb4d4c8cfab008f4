"""The records that residence follows from, and no others: what is kept of it is known by the state of these."""

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

SOURCES = (CROSSINGS, DEATHS, CITIZENSHIPS, REGISTER, *TITLES)


@runtime_checkable
class Keeping(Protocol):
    """Records that keep what was found in them; durna.store.records.Records does."""

    def remembered(self, sources: Collection[str]) -> tuple[Kept | None, Any]:
        """Where answers are kept, and a JSON value that is another one whenever these sources say something else."""
        ...


class Behind:
    """A view of records in which the other sources do not exist, so that nothing can be made of them unnoticed."""

    def __init__(self, records: Records) -> None:
        self._records = records

    @property
    def country(self) -> str:
        return self._records.country

    @property
    def residence(self) -> Residence:
        return self._records.residence

    def sources(self) -> tuple[str, ...]:
        return tuple(source for source in self._records.sources() if source in SOURCES)

    def receipts(self, source: str | None = None) -> tuple[Receipt, ...]:
        return tuple(each for each in self._records.receipts(source) if source or each.source in SOURCES)

    def coverage(self, source: str) -> tuple[Period, ...]:
        return self._records.coverage(_known(source))

    def table(self, source: str) -> ir.Table:
        return self._records.table(_known(source))


def _known(source: str) -> str:
    if source not in SOURCES:
        raise ValueError(f"residence does not follow from {source}: name it among its sources first")
    return source
