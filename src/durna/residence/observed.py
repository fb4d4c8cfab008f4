"""How the crossings of a workspace are read: by which rule, from when until when, and what is done about gaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

import ibis.expr.types as ir

from durna.periods import Period
from durna.residence.rule import Rule, as_rule
from durna.store.receipts import Receipt
from durna.workspace import Residence

CROSSINGS = "sbs_border_crossing"
DEATHS, CITIZENSHIPS, REGISTER = "moj_civil_registry", "sms_citizenship", "mia_residence_register"


class Records(Protocol):
    """What is needed of the records of a workspace; durna.store.records.Records has it."""

    @property
    def country(self) -> str: ...
    @property
    def residence(self) -> Residence: ...
    def sources(self) -> tuple[str, ...]: ...
    def receipts(self, source: str | None = None) -> tuple[Receipt, ...]: ...
    def coverage(self, source: str) -> tuple[Period, ...]: ...
    def table(self, source: str) -> ir.Table: ...


@dataclass(frozen=True)
class Observed:
    """`since` and `until` are the first and the last day that the deliveries of crossings speak of."""

    rule: Rule
    gaps: str
    since: date
    until: date
    has_statuses: bool

    @classmethod
    def of(cls, records: Records) -> Observed:
        """The last day is the latest cut-off: the clock of the machine is never read."""
        covered = records.coverage(CROSSINGS)
        settings = records.residence
        return cls(
            as_rule(settings.rule), settings.gaps, min(period.start for period in covered),
            max([*_cut_offs(records.receipts(CROSSINGS)), *(period.end for period in covered)]),
            REGISTER in records.sources(),
        )  # fmt: skip

    @property
    def trusted_from(self) -> date:
        """Before this day the status of many persons is only inferred from their first crossing: no lead-in."""
        return self.since if self.has_statuses else self.since + timedelta(days=self.rule.threshold_days(self.since))

    @property
    def settled_until(self) -> date:
        """The last day of which every crossing is settled, whatever people did later."""
        day = self.until - timedelta(days=self.rule.longest_window_days)
        return day if self.rule.window_end(day) <= self.until else day - timedelta(days=1)


def _cut_offs(receipts: Sequence[Receipt]) -> list[date]:
    return [date.fromisoformat(receipt.cut_off[:10]) for receipt in receipts if receipt.cut_off]
