"""Reviews of the implementation, their passages by the parts of an outline, and the consultations held for them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from durna.web.compact.models.kept import Kept, codes, texts
from durna.web.versioned import Versioned


class Review(Kept):
    """`outline`: the name of its outline file. `frozen`: the document in each language as it was submitted."""

    kind: ClassVar[str] = "review"

    title = texts()
    type = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    outline = models.CharField(max_length=40)
    submitted_at = models.DateTimeField(null=True, blank=True)
    frozen = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ("-year", "pk")

    def __str__(self) -> str:
        return f"review {self.pk}"

    @property
    def is_submitted(self) -> bool:
        return self.submitted_at is not None


class Passage(Versioned):
    """A paragraph in a part of the outline (`method`, `objective-5`). `supports`: statements it rests on."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="passages")
    part = models.CharField(max_length=40)
    place = models.PositiveSmallIntegerField(default=0)
    text = texts()
    supports = codes()

    class Meta:
        ordering = ("part", "place", "pk")

    def __str__(self) -> str:
        return f"passage {self.pk} of review {self.review_id}"

    @property
    def statement(self) -> str:
        return f"compact/passage/{self.pk}"


class Consultation(Kept):
    kind: ClassVar[str] = "consultation"

    review = models.ForeignKey(Review, models.SET_NULL, null=True, blank=True, related_name="consultations")
    on = models.DateField()
    stage = models.CharField(max_length=20)
    title = texts()
    audience = texts()
    topics = texts()
    outcome = texts()
    objectives = codes()

    class Meta:
        ordering = ("on", "pk")

    def __str__(self) -> str:
        return f"consultation {self.pk}"
