"""Pledges of the State, with updates that are only ever added."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from durna.web.accounts.models import Institution
from durna.web.compact import scales
from durna.web.compact.models.kept import Kept, codes, texts


class Pledge(Kept):
    kind: ClassVar[str] = "pledge"

    title = texts()
    text = texts()
    lead = models.ForeignKey(Institution, models.PROTECT, null=True, blank=True, related_name="pledges")
    partners = texts()
    made_on = models.DateField(null=True, blank=True)
    due = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=20, default=scales.OPEN)
    objectives = codes()

    class Meta:
        ordering = ("-made_on", "pk")

    def __str__(self) -> str:
        return f"pledge {self.pk}"


class Update(models.Model):
    pledge = models.ForeignKey(Pledge, models.CASCADE, related_name="updates")
    on = models.DateField()
    text = texts()
    by = models.CharField(max_length=254)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-on", "-pk")

    def __str__(self) -> str:
        return f"update of pledge {self.pledge_id} on {self.on}"
