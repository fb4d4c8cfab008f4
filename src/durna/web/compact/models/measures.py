"""Measures of the State, what of the Compact they serve, the plan they stand in, and their yearly reports."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.utils import timezone

from durna.web.accounts.models import Institution
from durna.web.compact import scales
from durna.web.compact.models.kept import Kept, codes, texts
from durna.web.versioned import Versioned


class Plan(Kept):
    """A national plan: measures of some years, reported year by year."""

    kind: ClassVar[str] = "plan"

    title = texts()
    text = texts()
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("-first_year", "pk")

    def __str__(self) -> str:
        return f"plan {self.first_year}-{self.last_year}"

    @property
    def years(self) -> range:
        return range(self.first_year, self.last_year + 1)


class Measure(Kept):
    """`indicators`: ids of the catalogue. `links`: statements of other rooms, `cooperation/project/4`."""

    kind: ClassVar[str] = "measure"

    title = texts()
    text = texts()
    legal_basis = texts()
    lead = models.ForeignKey(Institution, models.PROTECT, null=True, blank=True, related_name="leads")
    supporting = models.ManyToManyField(Institution, blank=True, related_name="supports")
    plan = models.ForeignKey(Plan, models.PROTECT, null=True, blank=True, related_name="measures")
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    budget = models.DecimalField(max_digits=16, decimal_places=2, null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    status = models.CharField(max_length=30, default=scales.PLANNED)
    status_on = models.DateField(null=True, blank=True)
    principles = codes()
    indicators = codes()
    links = codes()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"measure {self.pk}"

    @property
    def is_overdue(self) -> bool:
        return is_overdue(self.ends, self.status, timezone.localdate())


class Serves(models.Model):
    """A measure serves an objective: as a whole, or by one of its actions (`5a`)."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="serves")
    objective = models.PositiveSmallIntegerField()
    action = models.CharField(max_length=4, blank=True)

    class Meta:
        ordering = ("objective", "action")
        constraints = (
            models.UniqueConstraint(fields=("measure", "objective", "action"), name="compact_serves_once"),
        )  # fmt: skip
        indexes = (models.Index(fields=("objective",)),)

    def __str__(self) -> str:
        return self.action or str(self.objective)


class Report(Versioned):
    """What a year brought for a measure. `spent` in the currency of the measure."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="reports")
    year = models.PositiveSmallIntegerField()
    text = texts()
    status = models.CharField(max_length=30)
    spent = models.DecimalField(max_digits=16, decimal_places=2, null=True, blank=True)
    by = models.CharField(max_length=254)
    at = models.DateTimeField()

    class Meta:
        ordering = ("-year",)
        constraints = (models.UniqueConstraint(fields=("measure", "year"), name="compact_report_once"),)

    def __str__(self) -> str:
        return f"report {self.year} of measure {self.measure_id}"


def is_overdue(ends: date | None, status: str, today: date) -> bool:
    """Its last day is past and it is not in place."""
    return ends is not None and ends < today and status not in scales.SETTLED
