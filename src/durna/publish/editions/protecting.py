"""The material of an edition as it may be published: protected figures, and nothing beside them that tells the others.

Tables, charts, sentences and files follow from the figures. Findings and passports also speak of rows and of other
figures; of what is protected they go without.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from durna.disclosure import policy
from durna.disclosure.policy import Policy
from durna.disclosure.protect import Protected, protect
from durna.editions import cells, signed
from durna.editions.folder import Edition
from durna.engine.collecting import uncollected
from durna.indicators import notes
from durna.indicators.breakdowns import EVERY_BREAKDOWN
from durna.indicators.calculate import Request
from durna.indicators.own import reading
from durna.indicators.passports import passports
from durna.indicators.preference import prefer
from durna.periods import Period
from durna.publish.authored import judging
from durna.publish.authored.quotes import Quotes
from durna.publish.editions.guarding import COUNTS, refuse_telling
from durna.publish.gather import gather
from durna.publish.material import Material
from durna.residence.derived import Derived
from durna.store.receipts import Receipt
from durna.store.records import Records
from durna.workspace import Workspace

# How it is said of a figure that nothing was done to it.
_NOTHING = "none:"


@dataclass(frozen=True)
class Gathered:
    """What a publication is made from: checks look at what was counted, readers at what is published.

    `protected`: what was done, with the cells before and after; None where the policy protects nothing.
    """

    unprotected: Material
    public: Material
    protected: Protected | None


@reading.knowing
@uncollected()
def gathered(
    settings: Workspace, when: datetime | None = None, period: Period | None = None,
    editions: Sequence[Edition] | None = None,
) -> Gathered:  # fmt: skip
    """The material as it is, and as it may be published beside what signed editions have published: those of the
    workspace unless told, in the order of signing.

    All follows from one view of the records, so that nothing is counted twice. Raises as `gather` and `protect` do.
    """
    records = Records(settings, when)
    chosen = policy.load(settings)
    seen = Derived(records, is_to_be_protected=chosen.is_protecting)
    material = gather(settings, when, period, seen)
    if not chosen.is_protecting:
        return Gathered(material, material, None)
    request = Request(period=material.period, by=(EVERY_BREAKDOWN,), freeze=when.isoformat() if when else "")
    earlier = cells.earlier(signed.editions(settings) if editions is None else editions)
    found = protect(material.figures, chosen, seen, request, earlier)
    shown = Quotes(found.figures, material.breaks, material.country)
    findings = judging.with_protected(material.findings, material.authored, shown, material.indicators)
    material = replace(material, findings=findings)
    return Gathered(material, _public(material, settings, records, found, chosen), found)


def _public(material: Material, settings: Workspace, records: Records, found: Protected, chosen: Policy) -> Material:
    altered = {name for name, what in found.applied.items() if not what.startswith(_NOTHING)}
    changed = _with(material, settings, records, found, altered)
    receipts = [_rounded(receipt, chosen.base) for receipt in material.receipts]
    done = replace(changed, protection=chosen.method, receipts=receipts)
    refuse_telling(done, altered)
    return done


def _with(material: Material, settings: Workspace, records: Records, found: Protected, altered: Set[str]) -> Material:
    told = notes.read(settings)
    # A finding on protected figures states what they were before.
    findings = [one for one in material.findings if not one.source and not altered & set(one.figures)]
    inside = Counter(one.severity for one in material.findings) - Counter(one.severity for one in findings)
    made = passports(found.figures, records, references=told.references, breaks=told.breaks, findings=findings)
    return replace(
        material, figures=found.figures, findings=findings, findings_inside=dict(inside), watermark=False,
        explanations=material.explanations.public,
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
    evidence = [{key: value for key, value in each.items() if key not in COUNTS} for each in passport["evidence"]]
    return {**passport, "protection": applied, "evidence": evidence, "settled": None}
