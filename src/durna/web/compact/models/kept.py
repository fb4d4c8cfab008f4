"""What the things of this room have in common."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from durna.web.versioned import Versioned


def texts() -> Any:
    return models.JSONField(default=dict, blank=True)


def codes() -> Any:
    return models.JSONField(default=list, blank=True)


class Kept(Versioned):
    """`kind`: how its statements are named, `compact/<kind>/<key>`.

    `is_public`: stands on the public pages. `is_example`: invented, and marked wherever it stands.
    `source`: the public page it was taken from, where it was not written here.
    """

    kind: ClassVar[str] = ""

    is_public = models.BooleanField(default=False)
    is_example = models.BooleanField(default=False)
    source = models.URLField(max_length=500, blank=True)

    class Meta:
        abstract = True

    @property
    def statement(self) -> str:
        return f"compact/{self.kind}/{self.pk}"
