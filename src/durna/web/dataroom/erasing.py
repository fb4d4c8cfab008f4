"""Retention and erasure: how long a source is kept, what is past its time, and erasing as a job."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from durna.periods import parse
from durna.store import erasing
from durna.store.receipts import Receipt
from durna.store.tombstones import DELIVERY, Tombstone
from durna.web.audit import chain
from durna.web.dataroom import jobs
from durna.web.dataroom.models import Job, Retention
from durna.web.served import workspace


@dataclass(frozen=True)
class Overdue:
    """A delivery that is past the time for which its source is kept."""

    receipt: Receipt
    until: date
    basis: str


@jobs.kind("erase")
def erase(job: Job, watch: Callable[[float], None]) -> dict[str, Any]:
    """By the id of a delivery, or by a pseudonym, which is forgotten as soon as it was used."""
    told = dict(job.told)
    pseudonym = told.pop("pseudonym", None)
    if pseudonym is None:
        made = erasing.erase_delivery(workspace(), told["delivery"], told["reason"], job.by)
    else:
        job.told = told
        job.save(update_fields=["told"])
        made = erasing.erase_person(workspace(), pseudonym, told["reason"], job.by)
    records = sum(stone.records for stone in made)
    with transaction.atomic():
        chain.record(job.by, "records-erased", job.about, records=records, tombstones=[one.number for one in made])
    return {"records": records, "tombstones": [one.number for one in made]}


@transaction.atomic
def ask_for_person(by: str, pseudonym: str, reason: str) -> Job:
    """The pseudonym stands in no entry of the audit."""
    job = jobs.begin(by, "erase", "", reason=reason)
    job.told = {**job.told, "pseudonym": pseudonym}
    job.save(update_fields=["told"])
    return job


@transaction.atomic
def keep_for(by: str, source: str, months: int, basis: str, seen: int) -> None:
    """How long the records of a source are kept, and by which law.

    `seen`: the version of its rule on the page, 0 where there was none. Raises ChangedMeanwhile.
    """
    rule, is_new = Retention.objects.get_or_create(source=source, defaults={"months": months, "basis": basis})
    if not is_new:
        rule.months, rule.basis = months, basis
        rule.save_over(seen)
    chain.record(by, "retention-set", source, months=months, basis=basis)


def overdue(
    receipts: Iterable[Receipt], rules: Iterable[Retention], stones: Iterable[Tombstone], on: date
) -> list[Overdue]:
    """Deliveries whose whole period is past its time and that were not erased yet, the oldest first."""
    known = {rule.source: rule for rule in rules}
    gone = {stone.delivery_id for stone in stones if stone.kind == DELIVERY}
    found = []
    for receipt in receipts:
        rule = known.get(receipt.source)
        if rule is None or receipt.covers is None or receipt.delivery_id in gone:
            continue
        until = _later(parse(receipt.covers).end, rule.months)
        if until < on:
            found.append(Overdue(receipt, until, rule.basis))
    return sorted(found, key=lambda one: one.until)


def _later(day: date, months: int) -> date:
    """The same day some months later, or the last one that such a month has."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError(day)
