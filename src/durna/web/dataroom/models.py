"""What the site itself keeps of the data room; deliveries, receipts and editions are the workspace's."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db import models

from durna.web.versioned import Versioned

UPLOADS = "uploads"


class Upload(models.Model):
    """A file that was handed in and waits for intake. It may tell of persons: after intake the file is deleted.

    `corrects`: the delivery whose rejected rows it brings back. `mapping` is empty for the one named as the source.
    """

    source = models.CharField(max_length=100)
    name = models.CharField(max_length=200)
    file = models.CharField(max_length=300)
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    mapping = models.CharField(max_length=200, blank=True)
    cut_off = models.DateField(null=True, blank=True)
    covers = models.CharField(max_length=40, blank=True)
    supplements = models.BooleanField(default=False)
    corrects = models.CharField(max_length=200, blank=True)
    by = models.CharField(max_length=254)
    made_at = models.DateTimeField(auto_now_add=True)
    is_gone = models.BooleanField(default=False)

    class Meta:
        ordering = ("-made_at",)

    def __str__(self) -> str:
        return f"{self.name} for {self.source}"

    @property
    def path(self) -> Path:
        return Path(settings.FOLDER) / UPLOADS / self.file


class Job(models.Model):
    """Work that outlives a request. `told` is what it was asked for, `outcome` what came of it, both plain JSON.

    `error`: the three parts of a refusal (found, expected, do), said in `error_language`.
    """

    WAITING, RUNNING, DONE, REFUSED, DIED = "waiting", "running", "done", "refused", "died"

    kind = models.CharField(max_length=30)
    about = models.CharField(max_length=200)
    by = models.CharField(max_length=254)
    language = models.CharField(max_length=10, default="en")
    state = models.CharField(max_length=10, default=WAITING)
    share = models.FloatField(null=True)  # percent done, where the work can tell
    told = models.JSONField(default=dict)
    outcome = models.JSONField(default=dict)
    error = models.JSONField(default=dict)
    upload = models.ForeignKey(Upload, models.SET_NULL, null=True, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-pk",)
        indexes = (models.Index(fields=("state",)),)

    def __str__(self) -> str:
        return f"{self.kind} {self.about}: {self.state}"

    @property
    def has_ended(self) -> bool:
        return self.state not in (self.WAITING, self.RUNNING)


class Correction(models.Model):
    """Rejected rows of one delivery that came back corrected as another."""

    first = models.CharField(max_length=200)
    second = models.CharField(max_length=200)
    by = models.CharField(max_length=254)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("first", "second"), name="one_correction"),)

    def __str__(self) -> str:
        return f"{self.second} corrects {self.first}"


class Contact(Versioned):
    """Whom to ask in an institution that owes a delivery. What it owes stands in `expected_deliveries.yaml`."""

    institution = models.CharField(max_length=100, unique=True)
    person = models.CharField(max_length=300)

    class Meta:
        ordering = ("institution",)

    def __str__(self) -> str:
        return f"{self.institution}: {self.person}"


class Retention(Versioned):
    """How long the records of a source are kept, in months after the end of the period that a delivery covers."""

    source = models.CharField(max_length=100, unique=True)
    months = models.PositiveIntegerField()
    basis = models.CharField(max_length=500)

    class Meta:
        ordering = ("source",)

    def __str__(self) -> str:
        return f"{self.source}: {self.months} months"
