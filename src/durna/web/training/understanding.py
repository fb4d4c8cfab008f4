"""From the texts of a row to a nominee: what each column may hold, and what is told where it holds something else."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from functools import cache, lru_cache
from typing import Any

from durna import languages
from durna.classifications import countries, country_search
from durna.web.training.lists import Line, Problem

_FEMALE = {"f", "female", "w", "woman", "qadın", "qadin", "q", "ж", "жен", "женский", "женщина"}
_MALE = {"m", "male", "man", "kişi", "kisi", "k", "м", "муж", "мужской", "мужчина"}
_YES = {"1", "yes", "y", "true", "x", "+", "bəli", "hə", "да", "д"}
_NO = {"", "0", "no", "n", "false", "-", "xeyr", "yox", "нет", "н"}
_LANGUAGES = {
    "az": "az", "azərbaycan": "az", "azərbaycanca": "az", "azerbaijani": "az", "азербайджанский": "az", "en": "en",
    "english": "en", "ingilis": "en", "ingiliscə": "en", "английский": "en", "ru": "ru", "russian": "ru",
    "rus": "ru", "rusca": "ru", "русский": "ru",
}  # fmt: skip
_EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;.]+")
_LONGEST = {
    "family_name": 100, "given_name": 100, "patronymic": 100, "institution": 200, "position": 200, "passport": 40,
    "supervisor": 254, "email": 254,
}  # fmt: skip
_REQUIRED = ("family_name", "given_name", "country", "institution")


class _Not(Exception):
    def __init__(self, message: str, **values: Any) -> None:
        super().__init__(message)
        self.message, self.values = message, values


def understand(line: Line, given: Mapping[str, str] | None = None) -> tuple[dict[str, Any], list[Problem]]:
    """The fields of a nominee, and what is wrong with the row. `given`: what the link says, where the row is silent."""
    texts = {**line.values, **{name: text for name, text in (given or {}).items() if not line.values.get(name)}}
    found: dict[str, Any] = {}
    problems: list[Problem] = list(line.problems)
    told = {column for column, _, _ in problems}
    for column, text in texts.items():
        try:
            found[column] = _READ.get(column, _plain)(text.strip(), column)
        except _Not as wrong:
            problems.append((column, wrong.message, wrong.values))
    for column in _REQUIRED:
        if not texts.get(column, "").strip() and column not in told:
            problems.append((column, "training-problem-empty", {}))
    return {name: value for name, value in found.items() if value is not None}, problems


def _plain(text: str, column: str) -> str:
    longest = _LONGEST.get(column, 200)
    if len(text) > longest:
        raise _Not("training-problem-long", limit=longest)
    return text


def _name(text: str, column: str) -> str:
    if re.search(r"\d|[@=<>{}\[\]]", text):
        raise _Not("training-problem-name")
    return _plain(" ".join(text.split()), column)


def _sex(text: str, column: str) -> str:
    said = text.casefold().strip(". ")
    if not said:
        return "unknown"
    if said in _FEMALE:
        return "female"
    if said in _MALE:
        return "male"
    raise _Not("training-problem-sex", text=text[:30])


def _country(text: str, column: str) -> str | None:
    if not text:
        return None
    found = _recognised(text)
    if found is None:
        near = _nearest(text)
        if near:
            raise _Not("training-problem-country-near", text=text[:40], near=near)
        raise _Not("training-problem-country", text=text[:40])
    return found


@lru_cache(maxsize=2000)
def _recognised(text: str) -> str | None:
    found = country_search.recognise(text)
    return found if found is not None and countries.load()[found].kind == "country" else None


def _nearest(text: str) -> str:
    folded = get_close_matches(country_search.fold(text), _folded(), n=1, cutoff=0.75)
    return _folded()[folded[0]] if folded else ""


@cache
def _folded() -> Mapping[str, str]:
    names = (countries.name(code, language) for code in countries.codes("country") for language in languages.codes())
    return {country_search.fold(name): name for name in names}


def _email(text: str, column: str) -> str:
    if text and not _EMAIL.fullmatch(text):
        raise _Not("training-problem-email")
    return _plain(text.casefold(), column)


def _year(text: str, column: str) -> int | None:
    if not text:
        return None
    # Of a day of birth the year is kept: nothing here needs more.
    found = re.fullmatch(r"(\d{4})(?:-\d\d-\d\d)?|\d\d[./]\d\d[./](\d{4})", text)
    year = found and (found[1] or found[2])
    if not year or not re.fullmatch(r"19[2-9]\d|20[01]\d", year):
        raise _Not("training-problem-year")
    return int(year)


def _language(text: str, column: str) -> str:
    said = text.casefold().removesuffix(" dili").removesuffix(" язык").strip()
    if said and said not in _LANGUAGES:
        raise _Not("training-problem-language", text=text[:30])
    return _LANGUAGES.get(said, "")


def _yes(text: str, column: str) -> bool:
    said = text.casefold()
    if said not in _YES | _NO:
        raise _Not("training-problem-yes", text=text[:30])
    return said in _YES


def _yes_or_nothing(text: str, column: str) -> bool | None:
    return _yes(text, column) if text else None


def _percent(text: str, column: str) -> Decimal | None:
    if not text:
        return None
    try:
        value = Decimal(text.rstrip("% ").replace(",", "."))
    except InvalidOperation:
        raise _Not("training-problem-percent") from None
    if not 0 <= value <= 100:
        raise _Not("training-problem-percent")
    return round(value, 1)


def _days(text: str, column: str) -> Decimal | None:
    if not text:
        return None
    try:
        value = Decimal(text.replace(",", "."))
    except InvalidOperation:
        raise _Not("training-problem-days") from None
    if not 0 <= value <= 366:
        raise _Not("training-problem-days")
    return round(value, 1)


_READ: Mapping[str, Callable[[str, str], Any]] = {
    "family_name": _name, "given_name": _name, "patronymic": _name, "sex": _sex, "country": _country,
    "email": _email, "birth_year": _year, "language": _language, "needs_visa": _yes, "supervisor": _email,
    "attendance": _percent, "pre_test": _percent, "post_test": _percent, "days": _days,
    "completed": _yes_or_nothing,
}  # fmt: skip
