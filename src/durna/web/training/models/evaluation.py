"""What people thought of a training, and what became of it after months."""

from __future__ import annotations

import uuid

from django.db import models

from durna.web.training.models.participation import Participation
from durna.web.training.models.trainings import Training

ASPECTS = ("content", "trainers", "organisation", "usefulness")
MONTHS = (3, 6)


class Reaction(models.Model):
    """An anonymous answer. Its key is drawn by chance and it has no time: no order tells who gave it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    training = models.ForeignKey(Training, models.PROTECT, related_name="reactions")
    answers = models.JSONField()
    comment = models.TextField(blank=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"a reaction to {self.training_id}"


class Answered(models.Model):
    """That somebody has answered, never what: so that a link works once."""

    participation = models.OneToOneField(Participation, models.PROTECT)

    def __str__(self) -> str:
        return f"{self.participation_id} has answered"


class FollowUp(models.Model):
    """A question after some months, to the trainee or to the supervisor; the answer carries the name, and says so."""

    participation = models.ForeignKey(Participation, models.PROTECT, related_name="follow_ups")
    months = models.PositiveSmallIntegerField()
    asks = models.CharField(max_length=10)  # trainee | supervisor
    due_on = models.DateField()
    answered_at = models.DateTimeField(null=True, blank=True)
    applies = models.CharField(max_length=10, blank=True)  # yes | partly | no
    example = models.TextField(blank=True)

    class Meta:
        ordering = ("due_on", "pk")
        constraints = (
            models.UniqueConstraint(fields=("participation", "months", "asks"), name="training_follow_up_once"),
        )
        indexes = (models.Index(fields=("answered_at", "due_on")),)

    def __str__(self) -> str:
        return f"{self.participation_id} after {self.months} months: {self.asks}"
