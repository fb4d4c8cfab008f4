"""Figures that a delivery itself marks as disputed: the remark is shown, not resolved."""

from __future__ import annotations

from collections.abc import Iterator

from durna.checks import texts
from durna.checks.findings import Finding
from durna.indicators.figures import Figures


def check(figures: Figures) -> Iterator[Finding]:
    for figure in figures:
        if "disputed" in figure.flags and figure.value is not None:
            note = {language: figure.note.get(language, "") for language in texts.LANGUAGES}
            text = texts.say("disputed", title=texts.about(figure), period=figure.period, value=figure.value, note=note)
            yield Finding("disputed", figure.indicator, text, (figure.figure_id,))
