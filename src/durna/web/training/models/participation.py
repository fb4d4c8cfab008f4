"""Who was nominated to a training, by whom, what was decided, and who was there."""

from __future__ import annotations

import secrets

from django.db import models

from durna.web.training.models.persons import Person
from durna.web.training.models.trainings import Session, Training
from durna.web.versioned import Versioned

STATES = ("nominated", "selected", "reserve", "refused", "withdrawn")
WAYS = ("screen", "door", "csv", "sheet")
_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def code() -> str:
    """What somebody types at the door: from the letter of invitation, without letters that look like others."""
    return "".join(secrets.choice(_LETTERS) for _ in range(8))


class NominationLink(models.Model):
    """A link by which an institution nominates without an account. Only the hash of its token is kept."""

    training = models.ForeignKey(Training, models.PROTECT, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    country = models.CharField(max_length=3)
    institution = models.CharField(max_length=200)
    places = models.PositiveSmallIntegerField()
    ends_on = models.DateField()
    made_by = models.CharField(max_length=254)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"link {self.pk} of {self.training_id}"


class NominationFile(models.Model):
    """A list as it came: its rows are all kept, those that could not be taken with the reasons.

    Without a training it is a register of past participations, whose rows name the training.
    """

    training = models.ForeignKey(Training, models.PROTECT, null=True, blank=True, related_name="files")
    link = models.ForeignKey(NominationLink, models.PROTECT, null=True, blank=True)
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField(auto_now_add=True)
    by = models.CharField(max_length=254)

    class Meta:
        ordering = ("-pk",)
        constraints = (models.UniqueConstraint(fields=("training", "sha256"), name="training_list_once"),)

    def __str__(self) -> str:
        return str(self.name)


class Participation(Versioned):
    """Somebody on the list of a training. Sex, country and institution as they were then.

    `attendance`: percent of the planned hours; `days`: days on which the person was there; both counted from the marks
    or taken over from a list. `pre_test`, `post_test`: percent. `completed`: decided when the training is closed.
    `withdrawal_hash`: of the code by which an own application is withdrawn.
    """

    training = models.ForeignKey(Training, models.PROTECT, related_name="participations")
    person = models.ForeignKey(Person, models.PROTECT, related_name="participations")
    role = models.CharField(max_length=12, default="participant")
    state = models.CharField(max_length=10, default="nominated")
    sex = models.CharField(max_length=10, default="unknown")
    country = models.CharField(max_length=3, blank=True)
    institution = models.CharField(max_length=200, blank=True)
    position = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=2, blank=True)
    motivation = models.TextField(blank=True)
    needs_visa = models.BooleanField(default=False)
    passport = models.CharField(max_length=40, blank=True)
    supervisor = models.CharField(max_length=254, blank=True)
    link = models.ForeignKey(NominationLink, models.PROTECT, null=True, blank=True)
    rank = models.PositiveSmallIntegerField(null=True, blank=True)
    code = models.CharField(max_length=8, default=code)
    withdrawal_hash = models.CharField(max_length=64, blank=True)
    attendance = models.DecimalField(max_digits=5, decimal_places=1, null=True, blank=True)
    days = models.DecimalField(max_digits=5, decimal_places=1, null=True, blank=True)
    pre_test = models.DecimalField(max_digits=5, decimal_places=1, null=True, blank=True)
    post_test = models.DecimalField(max_digits=5, decimal_places=1, null=True, blank=True)
    finished_online = models.BooleanField(null=True, blank=True)
    completed = models.BooleanField(null=True, blank=True)

    class Meta:
        ordering = ("training", "person__family_name", "person__given_name", "pk")
        constraints = (models.UniqueConstraint(fields=("training", "person"), name="training_person_once"),)
        indexes = (
            models.Index(fields=("training", "state")),
            models.Index(
                fields=("withdrawal_hash",), condition=~models.Q(withdrawal_hash=""), name="training_withdrawal"
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.person_id} at {self.training_id}"


class NominationRow(models.Model):
    """A row of a list that could not be taken yet: what stood in it, and what is wrong, so that it can be mended.

    `state`: waiting, taken (after mending) or aside. `problems`: `[[column, message, values], ...]`.
    """

    file = models.ForeignKey(NominationFile, models.PROTECT, related_name="rows")
    place = models.CharField(max_length=120)
    values = models.JSONField()
    problems = models.JSONField(default=list)
    state = models.CharField(max_length=10, default="waiting")
    participation = models.ForeignKey(Participation, models.PROTECT, null=True, blank=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.file_id}, {self.place}"


class Attendance(models.Model):
    """Somebody was there: at which session, how it is known, who said so."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="marks")
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="marks")
    way = models.CharField(max_length=10)
    by = models.CharField(max_length=254)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("session", "participation"), name="training_mark_once"),)

    def __str__(self) -> str:
        return f"{self.participation_id} at session {self.session_id}"


class ScannedSheet(models.Model):
    """The signed sheet of a session, kept as what its typed marks rest on. `stored`: the key of the kept file."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="sheets")
    stored = models.PositiveBigIntegerField()
    name = models.CharField(max_length=200)
    by = models.CharField(max_length=254)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return str(self.name)
