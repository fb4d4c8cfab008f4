"""People without accounts, as each list named them, and which of them are one person."""

from __future__ import annotations

from django.db import models

SEXES = ("female", "male", "unknown")


class Person(models.Model):
    """Somebody as one nomination named them. `same_as`: the record that stands for the person, nothing for that itself.

    Nothing moves when two are found to be one: only `same_as` is set, so that it can be undone.
    `name_key` and `block_key` are in `folding.py`.
    """

    family_name = models.CharField(max_length=100)
    given_name = models.CharField(max_length=100)
    patronymic = models.CharField(max_length=100, blank=True)
    sex = models.CharField(max_length=10, default="unknown")
    country = models.CharField(max_length=3, blank=True)
    institution = models.CharField(max_length=200, blank=True)
    email = models.CharField(max_length=254, blank=True)
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)
    name_key = models.CharField(max_length=200)
    block_key = models.CharField(max_length=60)
    same_as = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="others")

    class Meta:
        ordering = ("family_name", "given_name", "pk")
        indexes = (
            models.Index(fields=("block_key",)), models.Index(fields=("email",)),
            models.Index(fields=("family_name", "given_name")),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def root_id(self) -> int:
        return self.same_as_id or self.pk

    @property
    def key(self) -> str:
        return f"training/person/{self.root_id}"


class Match(models.Model):
    """Two records that may be one person. `state`: proposed, same, different or undone.

    `reasons`: names of what agrees; `moved`: which records came under the first, for the undo.
    """

    first = models.ForeignKey(Person, models.PROTECT, related_name="+")
    second = models.ForeignKey(Person, models.PROTECT, related_name="+")
    score = models.PositiveSmallIntegerField()
    reasons = models.JSONField(default=list)
    state = models.CharField(max_length=10, default="proposed")
    moved = models.JSONField(default=list)
    decided_by = models.CharField(max_length=254, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-score", "pk")
        constraints = (models.UniqueConstraint(fields=("first", "second"), name="training_match_once"),)
        indexes = (models.Index(fields=("state", "-score")), models.Index(fields=("decided_at",)))

    def __str__(self) -> str:
        return f"{self.first_id} = {self.second_id}? {self.state}"
