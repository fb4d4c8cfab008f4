"""The material of an edition as it may be published: protected figures, and nothing beside them that tells the others.

Tables, charts, sentences and files follow from the figures. Findings and passports also speak of rows and of other
figures; of what is protected they go without.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import replace
from datetime import datetime
from typing import Any

from durna.disclosure import policy
from durna.disclosure.protect import Protected, protect
from durna.indicators import notes
from durna.indicators.breakdowns import EVERY_BREAKDOWN
from durna.indicators.calculate import Request
from durna.indicators.own import reading
from durna.indicators.passports import passports
from durna.indicators.preference import prefer
from durna.periods import Period
from durna.publish.gather import gather
from durna.publish.material import Material
from durna.residence.derived import Derived, view
from durna.store.receipts import Receipt
from durna.store.records import Records
from durna.workspace import Workspace

# How it is said of a figure that nothing was done to it.
_NOTHING = "none:"
# What an entry of evidence says of the number of rows behind a figure.
_COUNTS = ("rows_in", "accepted", "rejected", "rows_counted", "row_no")


@reading.knowing
def gathered(
    settings: Workspace, when: datetime | None = None, period: Period | None = None
) -> tuple[Material, Material]:
    """The material as it is, and as it may be published. Both follow from one view of the records, so that nothing is
    counted twice. Raises as `gather` and `protected` do."""
    seen = view(Records(settings, when))
    material = gather(settings, when, period, seen)
    return material, protected(material, settings, when, seen)


def protected(material: Material, settings: Workspace, when: datetime | None, seen: Derived | None = None) -> Material:
    """By the policy of the settings. Raises UserError, naming a table, where the policy cannot be met."""
    chosen = policy.load(settings)
    if not chosen.is_protecting:
        return material
    records = Records(settings, when)
    request = Request(period=material.period, by=(EVERY_BREAKDOWN,), freeze=when.isoformat() if when else "")
    found = protect(material.figures, chosen, seen or records, request)
    altered = {name for name, what in found.applied.items() if not what.startswith(_NOTHING)}
    changed = _with(material, settings, records, found, altered)
    receipts = [_rounded(receipt, chosen.base) for receipt in material.receipts]
    return replace(changed, protection=chosen.method, receipts=receipts)


def _with(material: Material, settings: Workspace, records: Records, found: Protected, altered: Set[str]) -> Material:
    told = notes.read(settings)
    # A finding on protected figures states what they were before.
    findings = [one for one in material.findings if not one.source and not altered & set(one.figures)]
    made = passports(found.figures, records, references=told.references, breaks=told.breaks, findings=findings)
    return replace(
        material, figures=found.figures, findings=findings, watermark=False,
        reconciliations=prefer(found.figures, told.rules)[1],
        passports={
            name: _passport(passport, found.applied[name], name in altered) for name, passport in made.items()
        },
    )  # fmt: skip


def _rounded(receipt: Receipt, base: int) -> Receipt:
    """A small delivery, and a rare code or reason, may be about one person."""

    def rounded(counts: Mapping[str, int]) -> dict[str, int]:
        found = {name: base * round(count / base) for name, count in counts.items()}
        return {name: count for name, count in found.items() if count}

    accepted, reasons = base * round(receipt.accepted / base), rounded(receipt.reasons)
    rejected = sum(reasons.values())
    codes = {field: rounded(found) for field, found in receipt.unknown_codes.items()}
    return replace(
        receipt, accepted=accepted, rejected=rejected, rows_in=accepted + rejected, reasons=reasons,
        flags=rounded(receipt.flags), superseded=base * round(receipt.superseded / base),
        records=base * round(receipt.records / base),
        unknown_codes={field: found for field, found in codes.items() if found},
    )  # fmt: skip


def _passport(passport: Mapping[str, Any], applied: str, is_altered: bool) -> dict[str, Any]:
    if not is_altered:
        return {**passport, "protection": applied}
    evidence = [{key: value for key, value in each.items() if key not in _COUNTS} for each in passport["evidence"]]
    return {**passport, "protection": applied, "evidence": evidence, "settled": None}
