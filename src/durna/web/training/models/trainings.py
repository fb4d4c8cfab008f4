"""One giving of a programme: its days, its sessions, and what it costs."""

from __future__ import annotations

from django.db import models

from durna.web.training.models.catalogue import Curriculum, Module, Programme
from durna.web.versioned import Versioned

MODES = ("in_person", "online", "hybrid", "self_paced")
LANGUAGES = ("az", "en", "ru")


class Training(Versioned):
    """A delivery of a programme; the word is kept for what institutions deliver to Durna.

    `date_precision`: day, month or year, nothing where no date is known. The fields `published_...` hold what a source
    tells of an activity whose participants are not known here; a number that was not published is empty, never 0.
    `project`: the key of the project that pays, as `cooperation/project/4`.
    """

    number = models.CharField(max_length=40, unique=True)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="trainings")
    curriculum = models.ForeignKey(Curriculum, models.PROTECT, null=True, blank=True)
    title = models.JSONField()
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    date_precision = models.CharField(max_length=5, default="day", blank=True)
    mode = models.CharField(max_length=20, blank=True)
    languages = models.JSONField(default=list, blank=True)
    place = models.CharField(max_length=200, blank=True)
    capacity = models.PositiveSmallIntegerField(null=True, blank=True)
    criteria = models.JSONField(default=dict, blank=True)
    nominations_until = models.DateField(null=True, blank=True)
    takes_applications = models.BooleanField(default=False)
    project = models.CharField(max_length=100, blank=True)
    is_example = models.BooleanField(default=False)
    source = models.URLField(max_length=500, blank=True)
    published_countries = models.JSONField(default=list, blank=True)
    published_number_of_countries = models.PositiveSmallIntegerField(null=True, blank=True)
    published_participants = models.PositiveIntegerField(null=True, blank=True)
    published_trainers = models.PositiveSmallIntegerField(null=True, blank=True)
    selected_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    # The hour of its last hand-over to the figures.
    handed_over_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = (models.F("starts_on").desc(nulls_last=True), "number")
        indexes = (
            models.Index(fields=("starts_on",)), models.Index(fields=("project",)),
            models.Index(fields=("closed_at",)),
        )  # fmt: skip

    def __str__(self) -> str:
        return str(self.number)

    @property
    def key(self) -> str:
        """Its key as a statement that evidence is cited for."""
        return f"training/delivery/{self.pk}"

    @property
    def is_told_only(self) -> bool:
        """Whether all that is known of it is what a source has published."""
        return bool(self.source)


class Session(models.Model):
    training = models.ForeignKey(Training, models.PROTECT, related_name="sessions")
    starts_at = models.DateTimeField()
    hours = models.DecimalField(max_digits=4, decimal_places=1)
    title = models.JSONField(default=dict, blank=True)
    module = models.ForeignKey(Module, models.PROTECT, null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("starts_at", "pk")

    def __str__(self) -> str:
        return f"{self.training_id} {self.starts_at:%Y-%m-%d %H:%M}"


class CostLine(models.Model):
    """`project`: who pays this line, where it is not the project of the training."""

    training = models.ForeignKey(Training, models.PROTECT, related_name="costs")
    what = models.CharField(max_length=200)
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    currency = models.CharField(max_length=3)
    project = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.training_id} {self.amount} {self.currency}"
