"""Answers: true values by place, a place being a calendar period and a group of a breakdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from durna.periods import Period

Dimensions = tuple[tuple[str, str], ...]
TOTAL: Dimensions = ()


class Place(NamedTuple):
    """`bucket` is the calendar period asked for; `dimensions` is empty for the total."""

    bucket: Period
    dimensions: Dimensions = TOTAL


class Answer(NamedTuple):
    """`period` is what the value covers; `settled_on` the day of the last record that bears on it."""

    value: float
    period: Period
    settled_on: date | None = None
    is_stock: bool = False


Answers = dict[Place, Answer]


def text(dimensions: Dimensions) -> str:
    return ",".join(f"{name}={code}" for name, code in sorted(dimensions))


def latest(days: Iterable[date | None]) -> date | None:
    return max((day for day in days if day is not None), default=None)


def rows(indicator: str, unit: str, counting_unit: str, answers: Answers, scale: float = 1) -> Iterator[dict[str, Any]]:
    """Rows of the truth table. A record made within the period of a value leaves nothing to settle after it."""
    for place, answer in answers.items():
        is_late = answer.settled_on is not None and answer.settled_on > answer.period.end
        yield {
            "indicator": indicator,
            "period_start": answer.period.start,
            "period_end": answer.period.end,
            "dimensions": text(place.dimensions),
            "unit": unit,
            "counting_unit": counting_unit,
            "value": answer.value / scale,
            "settled_on": answer.settled_on if is_late else None,
        }
