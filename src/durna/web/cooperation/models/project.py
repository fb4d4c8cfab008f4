"""A project, who takes part in it, where and what it is about."""

from __future__ import annotations

from typing import Any

from django.db import models

from durna.web.cooperation.models.texts import in_reader, said
from durna.web.versioned import Versioned

PRECISIONS = ("day", "month", "year")
STOPS = ("cancelled", "suspended")
# Roles of the standard: code -> how we call it.
ROLES = {"1": "funding", "2": "accountable", "3": "extending", "4": "implementing"}
LINKS = ("objective", "action", "mgi", "sdg", "plan", "training")


def precision() -> Any:
    return models.CharField(max_length=5, default="day")


class Organisation(models.Model):
    """`ref`: its identifier in the standard; `type`: a code of the list OrganisationType.

    `is_reporter`: in whose name this site publishes.
    """

    names = said()
    acronym = models.CharField(max_length=40, blank=True)
    ref = models.CharField(max_length=100, blank=True, db_index=True)
    type = models.CharField(max_length=3, blank=True)
    is_reporter = models.BooleanField(default=False)

    class Meta:
        ordering = ("acronym", "pk")

    def __str__(self) -> str:
        return self.acronym or in_reader(self.names) or str(self.ref)


class Project(Versioned):
    """`code`: our own number. `identifier`: in the standard. `other_codes`: under which others know it.

    A day is kept with its precision: of one known to the month, its first day (a start) or last day (an end) is kept.
    `parent`: the project it is part of. `counted_level`: read at the top of a family only; the level (1 is the top)
    whose money counts, so that no sum counts it twice. `told_also`: the same money, told by another, which counts.
    `reporter`: who told it, where that is not the site's own organisation: its status is then what it said.
    `not_published`: what its sources do not tell (`money`, `dates`). `defaults`: codes of the standard that hold for
    all its money. `kept`: what a file of the standard had beside what we know.
    """

    code = models.CharField(max_length=60, unique=True)
    identifier = models.CharField(max_length=120, blank=True, db_index=True)
    other_codes = models.JSONField(default=list, blank=True)
    titles = said()
    descriptions = said()
    currency = models.CharField(max_length=3, blank=True)
    language = models.CharField(max_length=8, default="en")
    starts_planned = models.DateField(null=True, blank=True)
    starts_planned_precision = precision()
    starts_actual = models.DateField(null=True, blank=True)
    starts_actual_precision = precision()
    ends_planned = models.DateField(null=True, blank=True)
    ends_planned_precision = precision()
    ends_actual = models.DateField(null=True, blank=True)
    ends_actual_precision = precision()
    reporter = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    stopped = models.CharField(max_length=10, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    counted_level = models.PositiveSmallIntegerField(default=1)
    told_also = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="told_by")
    responsible = models.ForeignKey("accounts.User", models.PROTECT, null=True, blank=True, related_name="+")
    is_public = models.BooleanField(default=False)
    is_example = models.BooleanField(default=False)
    source = models.CharField(max_length=500, blank=True)
    not_published = models.JSONField(default=list, blank=True)
    defaults = models.JSONField(default=dict, blank=True)
    kept = models.JSONField(default=dict, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = (
            models.functions.Coalesce("starts_actual", "starts_planned").desc(nulls_last=True), "code",
        )  # fmt: skip
        indexes = (models.Index(fields=("starts_planned",)), models.Index(fields=("ends_planned",)))
        constraints = (
            models.CheckConstraint(condition=~models.Q(parent=models.F("id")), name="project_not_its_own_parent"),
            models.CheckConstraint(condition=models.Q(counted_level__gte=1), name="project_counted_level"),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return in_reader(self.titles) or str(self.code)

    @property
    def description(self) -> str:
        return in_reader(self.descriptions)

    @property
    def key(self) -> str:
        """As a statement that evidence is cited for, and how the audit speaks of it."""
        return f"cooperation/project/{self.pk}"

    @property
    def starts(self) -> Any:
        return self.starts_actual or self.starts_planned

    @property
    def ends(self) -> Any:
        return self.ends_actual or self.ends_planned


class Partner(models.Model):
    """`share`: of a funder, in percent of the whole."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="parts")
    role = models.CharField(max_length=2, choices=list(ROLES.items()))
    share = models.DecimalField(max_digits=6, decimal_places=3, null=True, blank=True)
    kept = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ("role", "pk")

    def __str__(self) -> str:
        return str(self.organisation)


class Place(models.Model):
    """A country (`code` of two letters) or region that profits, with its share, or a place with its point.

    `code` is empty for a point. `vocabulary`: of a region, that of the standard.
    """

    project = models.ForeignKey(Project, models.CASCADE, related_name="places")
    code = models.CharField(max_length=20, blank=True)
    vocabulary = models.CharField(max_length=4, blank=True)
    share = models.DecimalField(max_digits=6, decimal_places=3, null=True, blank=True)
    names = said()
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    kept = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=("code",)),)

    def __str__(self) -> str:
        return self.code or in_reader(self.names)


class Sector(models.Model):
    """`vocabulary`: 1 is the five-digit list of the DAC."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="sectors")
    vocabulary = models.CharField(max_length=4, default="1")
    code = models.CharField(max_length=40)
    share = models.DecimalField(max_digits=6, decimal_places=3, null=True, blank=True)
    kept = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ("vocabulary", "pk")
        indexes = (models.Index(fields=("code",)),)

    def __str__(self) -> str:
        return str(self.code)


class Link(models.Model):
    """What of the frameworks a project serves. `code`: 23 (an objective), 23a (an action), a question, 10.7, ..."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="links")
    kind = models.CharField(max_length=10, choices=[(name, name) for name in LINKS])
    code = models.CharField(max_length=60)
    note = said()

    class Meta:
        ordering = ("kind", "code", "pk")
        constraints = (models.UniqueConstraint(fields=("project", "kind", "code"), name="project_linked_once"),)
        indexes = (models.Index(fields=("kind", "code")),)

    def __str__(self) -> str:
        return f"{self.kind} {self.code}"
