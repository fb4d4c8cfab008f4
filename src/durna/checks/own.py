"""What a workspace defines itself and could not be computed: the Profile is made without it, and says so."""

from __future__ import annotations

from collections.abc import Iterator

from durna.checks.findings import Finding
from durna.checks.texts import say
from durna.indicators.figures import Figures


def check(figures: Figures) -> Iterator[Finding]:
    for name, error in figures.failed.items():
        text = say("own_indicator_failed", name=name, said=error.found)
        yield Finding("own_indicator_failed", name, text, about=name, owner="authority", count=1)
