"""The Network of Experts: who is in it, for which modules, who was asked to teach, and who taught."""

from __future__ import annotations

from django.db import models

from durna.web.training.models.catalogue import Module
from durna.web.training.models.persons import Person
from durna.web.training.models.trainings import Session, Training

EXPERT_STATES = ("proposed", "accepted", "declined", "left")
WAYS_IN = ("state", "self", "completion")


class Expert(models.Model):
    """`way`: proposed by a State or partner, by themselves, or for having completed a training of trainers."""

    person = models.OneToOneField(Person, models.PROTECT, related_name="expert")
    state = models.CharField(max_length=10, default="proposed")
    way = models.CharField(max_length=12)
    proposed_by = models.CharField(max_length=254)
    proposed_at = models.DateTimeField(auto_now_add=True)
    modules = models.ManyToManyField(Module, related_name="experts", blank=True)
    languages = models.JSONField(default=list, blank=True)
    decided_by = models.CharField(max_length=254, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("person__family_name", "person__given_name", "pk")
        indexes = (models.Index(fields=("state",)),)

    def __str__(self) -> str:
        return f"expert {self.pk}"


class Invitation(models.Model):
    expert = models.ForeignKey(Expert, models.PROTECT, related_name="invitations")
    training = models.ForeignKey(Training, models.PROTECT, related_name="invitations")
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.CharField(max_length=254)
    answer = models.CharField(max_length=10, blank=True)  # accepted | declined
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-pk",)
        constraints = (models.UniqueConstraint(fields=("expert", "training"), name="training_invited_once"),)

    def __str__(self) -> str:
        return f"{self.expert_id} asked for {self.training_id}"


class Teaching(models.Model):
    """An expert who teaches a session."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="teachings")
    expert = models.ForeignKey(Expert, models.PROTECT, related_name="teachings")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("session", "expert"), name="training_teaching_once"),)

    def __str__(self) -> str:
        return f"{self.expert_id} teaches {self.session_id}"
