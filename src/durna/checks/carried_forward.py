"""Stocks that repeat one value over many dates."""

from __future__ import annotations

from collections.abc import Iterator

from durna.checks import texts
from durna.checks.findings import Finding
from durna.indicators.carried_forward import runs
from durna.indicators.figures import Figures


def check(figures: Figures) -> Iterator[Finding]:
    for run in runs(figures):
        first, last = run[0], run[-1]
        text = texts.say(
            "carried_forward", title=texts.about(first), publisher=texts.publisher(first), value=first.value,
            count=len({figure.period for figure in run}), first=first.period, last=last.period,
        )  # fmt: skip
        yield Finding(
            "carried_forward", first.indicator, text, tuple(one.figure_id for one in run), about=first.figure_id
        )
