"""One entry of the audit. Texts are copies, and nothing points to another table: history never blocks nor loses."""

from __future__ import annotations

from typing import Any

from django.db import models


class Event(models.Model):
    """`kind` is change or look; `seal` the SHA-256 over the entry and the seal of the one before it."""

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    kind = models.CharField(max_length=10)
    actor = models.CharField(max_length=254)
    action = models.CharField(max_length=60)
    about = models.CharField(max_length=300, blank=True)
    details = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    seal = models.CharField(max_length=64)

    class Meta:
        ordering = ("-number",)
        indexes = (models.Index(fields=("actor",)), models.Index(fields=("action",)))

    def __str__(self) -> str:
        return f"{self.number} {self.action} {self.about}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Only an entry that is new is written; the database refuses anything else too."""
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)
