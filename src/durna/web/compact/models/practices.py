"""Good practices, with the fields of the repository of the UN Network on Migration (seen on two of its pages)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from durna.web.compact.models.kept import Kept, codes, texts


class Practice(Kept):
    """Without an end it goes on."""

    kind: ClassVar[str] = "practice"

    title = texts()
    primary = codes()
    secondary = codes()
    principles = codes()
    sdgs = codes()
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    type = models.CharField(max_length=30)
    scope = models.CharField(max_length=20)
    region = texts()
    subregion = texts()
    country = texts()
    summary = texts()
    implementer = texts()
    implementer_details = texts()
    partners = texts()
    benefit = texts()
    lessons = texts()
    recommendations = texts()
    innovation = texts()
    resources = texts()
    submitted_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"practice {self.pk}"

    @property
    def objectives(self) -> list[int]:
        return [*self.primary, *self.secondary]
