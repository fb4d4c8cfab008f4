"""Results: what a project is to bring about, how that is seen, and what was seen, cell by cell."""

from __future__ import annotations

from django.db import models

from durna.web.cooperation.models.project import Project
from durna.web.cooperation.models.texts import in_reader, said
from durna.web.versioned import Versioned

# Codes of the lists ResultType and IndicatorMeasure.
TYPES = {"1": "output", "2": "outcome", "3": "impact", "9": "other"}
MEASURES = {"1": "unit", "2": "percentage", "3": "nominal", "4": "ordinal", "5": "qualitative"}
STATES = ("open", "submitted", "returned", "approved")


class Result(models.Model):
    project = models.ForeignKey(Project, models.CASCADE, related_name="results")
    type = models.CharField(max_length=2, default="1", choices=list(TYPES.items()))
    titles = said()
    descriptions = said()
    kept = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ("-type", "pk")

    def __str__(self) -> str:
        return in_reader(self.titles)


class Indicator(models.Model):
    """`dimensions`: how its values are parted: `[{"name": "sex", "values": ["female", "male"]}]`.

    `query`: the name of a function of figures.py whose answer is the value, with `query_of` what it is asked for.
    """

    project = models.ForeignKey(Project, models.CASCADE, related_name="indicators")
    result = models.ForeignKey(Result, models.CASCADE, related_name="indicators")
    titles = said()
    descriptions = said()
    measure = models.CharField(max_length=2, default="1", choices=list(MEASURES.items()))
    is_ascending = models.BooleanField(default=True)
    dimensions = models.JSONField(default=list, blank=True)
    baseline = models.CharField(max_length=60, blank=True)
    baseline_year = models.PositiveSmallIntegerField(null=True, blank=True)
    query = models.CharField(max_length=40, blank=True)
    query_of = models.CharField(max_length=300, blank=True)
    responsible = models.ForeignKey("accounts.User", models.PROTECT, null=True, blank=True, related_name="+")
    kept = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return in_reader(self.titles)


class Period(Versioned):
    """`due_on`: until when its values are owed. An approved period is locked until whoever approves opens it again."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="periods")
    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="periods")
    start = models.DateField()
    end = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, default="open", choices=[(name, name) for name in STATES])
    submitted_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, blank=True, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(max_length=2000, blank=True)
    kept = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ("start", "pk")
        indexes = (models.Index(fields=("state", "due_on")),)
        constraints = (
            models.CheckConstraint(condition=models.Q(end__gte=models.F("start")), name="period_ends_after_it_starts"),
            models.CheckConstraint(
                condition=~models.Q(state="approved") | models.Q(decided_by__isnull=False, decided_at__isnull=False),
                name="period_approved_by_somebody_at_a_time",
            ),
        )

    def __str__(self) -> str:
        return f"{self.start} – {self.end}"

    @property
    def key(self) -> str:
        return f"cooperation/result/{self.pk}"

    @property
    def is_locked(self) -> bool:
        return self.state == "approved"


class Cell(models.Model):
    """One value. `dimensions`: `{"sex": "female"}`; empty for a value that is not parted. `words`: where no number is.

    Totals are computed from cells whenever they are shown, and stand nowhere.
    """

    period = models.ForeignKey(Period, models.CASCADE, related_name="cells")
    is_target = models.BooleanField(default=False)
    dimensions = models.JSONField(default=dict, blank=True)
    place = models.CharField(max_length=300, blank=True)  # the dimensions in one fixed writing, for the rule below
    value = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    words = models.CharField(max_length=300, blank=True)
    comment = said()
    kept = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.words or str(self.value)
