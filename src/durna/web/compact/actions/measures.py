"""Measures, the national plan, and the yearly reports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from durna.web.accounts.models import Institution, User
from durna.web.audit import chain
from durna.web.compact import objectives
from durna.web.compact.actions.keeping import keep
from durna.web.compact.models import Measure, Plan, Report, Serves
from durna.web.refusals import refusal


@transaction.atomic
def save_measure(
    *, by: User, measure: Measure, fields: Mapping[str, Any], serves: Iterable[str], supporting: Iterable[Institution],
    seen: int = 0,
) -> Measure:  # fmt: skip
    """`serves`: objectives and actions, `5` or `5a`. Raises UserError where it would end before it begins."""
    if fields.get("starts") and fields.get("ends") and fields["ends"] < fields["starts"]:
        raise refusal("compact-ends-before-start")
    status = measure.status
    changed = keep(measure, fields, seen)
    if measure.status != status or measure.status_on is None:
        Measure.objects.filter(pk=measure.pk).update(status_on=timezone.localdate())
    wanted = objectives.read(serves)
    if {(one.objective, one.action) for one in measure.serves.all()} != set(wanted):
        measure.serves.all().delete()
        Serves.objects.bulk_create(Serves(measure=measure, objective=one, action=code) for one, code in wanted)
        changed["serves"] = {"after": [code or str(one) for one, code in wanted]}
    measure.supporting.set(supporting)
    chain.record(by.email, "compact-measure-saved", measure.statement, changed=changed)
    return measure


@transaction.atomic
def report(*, by: User, measure: Measure, year: int, fields: Mapping[str, Any], seen: int = 0) -> Report:
    """What a year brought. The newest report also says how the measure stands now.

    Raises UserError for a year outside the plan of the measure.
    """
    if measure.plan and year not in measure.plan.years:
        raise refusal("compact-year-outside", year=str(year), first=str(measure.plan.first_year),
                      last=str(measure.plan.last_year))  # fmt: skip
    found = Report.objects.filter(measure=measure, year=year).first() or Report(measure=measure, year=year)
    try:
        with transaction.atomic():
            changed = keep(found, {**fields, "by": by.email, "at": timezone.now()}, seen)
    except IntegrityError:  # somebody else told of this year a moment before
        raise refusal("compact-told-meanwhile", year=str(year)) from None
    changed.pop("at")
    if not measure.reports.filter(year__gt=year).exists() and measure.status != found.status:
        keep(measure, {"status": found.status, "status_on": timezone.localdate()}, measure.version)
    chain.record(by.email, "compact-measure-reported", measure.statement, year=year, changed=changed)
    return found


@transaction.atomic
def save_plan(*, by: User, plan: Plan, fields: Mapping[str, Any], seen: int = 0) -> Plan:
    """Raises UserError where the plan would end before it begins."""
    if fields["last_year"] < fields["first_year"]:
        raise refusal("compact-ends-before-start")
    changed = keep(plan, fields, seen)
    chain.record(by.email, "compact-plan-saved", plan.statement, changed=changed)
    return plan
