"""Sentences of checks, and notes at figures, as the pages write: numbers in the house format, periods in words.

A finding is known again by its sentence, so that the sentence itself keeps the plain signs in which it was stored:
`3,495` and `2018-07 to 2019-06` in English. A reader of the Profile finds `3 495` and `2018/19`, as everywhere else.
"""

from __future__ import annotations

import re
from functools import cache

from durna.errors import UserError
from durna.periods import Period, parse
from durna.publish import formats
from durna.publish.language import Language

_DAY = r"\d{4}-\d{2}(?:-\d{2})?"
_MINUS = re.compile(r"(?<![\w-])-(?=\d)")


def in_house_format(language: Language, text: str) -> str:
    numbers, periods = _numbers(language.facts.thousands), _periods(language.facts.between)
    text = numbers.sub(lambda found: found[0].replace(language.facts.thousands, formats.NARROW), text)
    text = periods.sub(lambda found: _said(language, found), text)
    return _MINUS.sub(language.facts.minus, text)


@cache
def _numbers(thousands: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\d.,])\d{{1,3}}(?:{re.escape(thousands)}\d{{3}})+(?!\d)")


@cache
def _periods(between: str) -> re.Pattern[str]:
    """One day or month, or two with the language's word between; a name of a file with such a part is none."""
    return re.compile(
        rf"(?<![\w./-])(?P<start>{_DAY})(?:(?: {re.escape(between)} |\.\.)(?P<end>{_DAY}))?(?![\w/-]|\.\w)"
    )


def _said(language: Language, found: re.Match[str]) -> str:
    period = _period(found["start"], found["end"])
    if period is None:
        return found[0]
    is_long = period.start.year != period.end.year and not period.is_twelve_months
    return language.period(period) if is_long else language.short_period(period)


def _period(start: str, end: str | None) -> Period | None:
    try:
        return parse(f"{start}..{end}" if end else start)
    except UserError:  # such digits are no date
        return None
