"""The one house format of numbers and dates; Excel and Vega formats derive from it.

Thousands are parted by a narrow no-break space from 1 000 up, and digits are Western in every language; the decimal
sign is a fact of the language. Neither Vega nor Excel nor CLDR agrees with the others on Azerbaijani, so none of them
is asked.
"""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from durna.languages import facts

NARROW = "\u202f"
MINUS = "\u2212"
RANGE = "\u2013"
MISSING = "\u2026"
SUPPRESSED = "[c]"


def decimal_sign(language: str) -> str:
    return facts(language).decimal


def number(value: float, language: str, decimals: int = 0) -> str:
    """`3 170 321`, `12.3` (en), `12,3` (az, ru), `−5`. Halves are rounded away from zero, as people do."""
    rounded = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    text = f"{abs(rounded):,f}".replace(",", NARROW).replace(".", decimal_sign(language))
    return (facts(language).minus if rounded < 0 else "") + text


def exact(value: float, language: str) -> str:
    """Every digit that was kept, in the house format."""
    shown = Decimal(repr(float(value))).normalize()
    exponent = shown.as_tuple().exponent
    return number(value, language, max(0, -exponent) if isinstance(exponent, int) else 0)


def day(when: date, language: str) -> str:
    """`31 October 2021`, `31 oktyabr 2021`."""
    return f"{when.day} {month(when.month, language)} {when.year}"


def month(number_: int, language: str) -> str:
    """The name of a month as it stands beside a day."""
    return _months(language, "format", "wide")[number_]


def month_alone(number_: int, language: str) -> str:
    return _months(language, "stand-alone", "wide")[number_]


def month_short(number_: int, language: str) -> str:
    return _months(language, "stand-alone", "abbreviated")[number_].rstrip(".")


def month_short_in_date(number_: int, language: str) -> str:
    return _months(language, "format", "abbreviated")[number_].rstrip(".")


def month_in(number_: int, language: str) -> str:
    """As it stands after the word for "in": `январе`."""
    months = facts(language).months_in
    return months[number_ - 1] if months else month_alone(number_, language)


@cache
def _months(language: str, context: str, width: str) -> dict[int, str]:
    from babel import localedata

    # From a copy: Babel merges the stand-alone names of one language into data that all of them share.
    months = deepcopy(localedata.load(language.replace("-", "_"))["months"])
    return dict(localedata.LocaleDataDict({"months": months})["months"][context][width])


def capital(text: str, language: str) -> str:
    """The first letter large, as the language writes it."""
    return facts(language).upper(text[:1]) + text[1:]


def uncapital(text: str, language: str) -> str:
    """The first letter small, for a name inside a sentence; an abbreviation stays as it is."""
    if text[1:2].isupper():
        return text
    return facts(language).lower(text[:1]) + text[1:]


def excel(decimals: int, value: float | None = None) -> str:
    """The same number in a workbook. The decimal sign is the reader's own: Excel lets no file decide it."""
    tail = "." + "0" * decimals if decimals else ""
    gap = f'"{NARROW}"'
    millions, thousands = f"#{gap}###{gap}##0{tail}", f"#{gap}##0{tail}"
    if value is not None and value < 0:
        size = abs(value)
        shape = millions if size >= 999_999.5 else thousands if size >= 999.5 else f"0{tail}"
        return f"{shape};{MINUS}{shape}"
    if value is not None and value >= 999_999_999.5:
        return f"#{gap}###{gap}###{gap}##0{tail}"
    return f"[>=999999.5]{millions};[>=999.5]{thousands};0{tail}"


def vega(language: str) -> dict[str, object]:
    """The number locale that a chart is given, for axes; labels on marks are formatted here."""
    return {
        "decimal": decimal_sign(language), "thousands": NARROW, "grouping": [3], "currency": ["", ""],
        "minus": facts(language).minus, "percent": f"{NARROW}%",
    }  # fmt: skip
