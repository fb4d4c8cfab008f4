"""Certificates: made by the batch, numbered for ever, signed. Nothing of them is changed but a revocation added."""

from __future__ import annotations

from django.db import models

from durna.web.training.models.catalogue import Curriculum
from durna.web.training.models.participation import Participation
from durna.web.training.models.trainings import Training


class Numbering(models.Model):
    """The last number given in a year: only ever goes up."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"


class SigningKey(models.Model):
    """The public half of a key (a JWK), kept for ever so that what it signed can be verified; the secret is a file."""

    name = models.CharField(max_length=60, unique=True)
    jwk = models.JSONField()
    since = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return str(self.name)


class Batch(models.Model):
    training = models.ForeignKey(Training, models.PROTECT, related_name="batches")
    curriculum = models.ForeignKey(Curriculum, models.PROTECT, null=True, blank=True)
    curriculum_label = models.CharField(max_length=60, blank=True)
    hours = models.DecimalField(max_digits=5, decimal_places=1)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=254)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"batch {self.pk} of {self.training_id}"


class Certificate(models.Model):
    """`name` and `title` as they were printed; `credential`: the Open Badge as a signed token (compact JWS).

    `seal`: the short signed statement that the square on the paper holds.
    """

    number = models.CharField(max_length=40, unique=True)
    batch = models.ForeignKey(Batch, models.PROTECT, related_name="certificates")
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="certificates")
    name = models.CharField(max_length=250)
    title = models.JSONField()
    issued_on = models.DateField()
    credential = models.TextField()
    seal = models.TextField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.CharField(max_length=254, blank=True)
    revoked_because = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("number",)
        constraints = (
            # One that holds for each participation; a revoked one may be replaced.
            models.UniqueConstraint(
                fields=("participation",), condition=models.Q(revoked_at=None), name="training_one_certificate"
            ),
        )
        indexes = (
            models.Index(
                fields=("revoked_at",), condition=models.Q(revoked_at__isnull=False), name="training_revoked"
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return str(self.number)
