"""What was answered: the next answer is protected against it, and the same question gets the same numbers again."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Answer(models.Model):
    """`known`: a hash of question, records and policy. `cells`: what was counted and what was told of each cell, as
    lines of JSON; it stays inside. `figures`: what was told, as lines of JSON."""

    source = models.CharField(max_length=64)
    fields = models.JSONField()
    year = models.PositiveIntegerField()
    known = models.CharField(max_length=64, unique=True)
    protection = models.JSONField()
    cells = models.TextField()
    figures = models.TextField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-pk",)
        indexes = (models.Index(fields=("source",)),)

    def __str__(self) -> str:
        return f"{self.source} {self.year}"
