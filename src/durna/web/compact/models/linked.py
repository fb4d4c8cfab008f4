"""A statement of an assessment that somebody accepted for an objective of the Compact."""

from __future__ import annotations

from django.db import models

from durna.web.compact.models.kept import texts
from durna.web.versioned import Versioned


class Linked(Versioned):
    """`answer`: the statement it comes from. `seen`: the fingerprint of that answer when it was accepted.

    While the answer still has this fingerprint the text may stand; else somebody has to look at it again.
    """

    objective = models.PositiveSmallIntegerField()
    answer = models.CharField(max_length=80)
    text = texts()
    seen = models.CharField(max_length=64)
    by = models.CharField(max_length=254)
    at = models.DateTimeField()

    class Meta:
        ordering = ("objective", "pk")
        constraints = (models.UniqueConstraint(fields=("objective", "answer"), name="compact_linked_once"),)

    def __str__(self) -> str:
        return f"{self.answer} for objective {self.objective}"

    @property
    def statement(self) -> str:
        return f"compact/linked/{self.pk}"
