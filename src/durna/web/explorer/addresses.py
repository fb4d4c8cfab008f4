"""Where the pages of the figures of an edition are."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from django.urls import reverse
from django.utils.http import RFC3986_SUBDELIMS

from durna.editions.folder import Edition
from durna.publish.context import slug

_SAFE = RFC3986_SUBDELIMS + "/~:@"  # what Django leaves as it is in an address


@dataclass(frozen=True)
class Addresses:
    """A table asks for hundreds, which differ in their ends alone: `before` is what they begin with."""

    before: str

    @classmethod
    def of_edition(cls, edition: Edition) -> Addresses:
        return cls(reverse("figure", args=[edition.name, "-"]).removesuffix("-"))

    def of(self, figure_id: str) -> str:
        return f"{self.before}{quote(figure_id, safe=_SAFE)}#{slug(figure_id)}"
