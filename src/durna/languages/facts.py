"""What a language is like, apart from its words: direction, signs, letters and their order, forms after a number."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, cached_property
from typing import Any

DIRECTIONS = ("ltr", "rtl")


@dataclass(frozen=True)
class Facts:
    """As `language.yaml` gives them. `alphabet` lists letters, small, parted by blanks; digraphs are letters too.

    `capitals`: small letters whose large form is not the one of Unicode. `plural_forms`: which of the forms of a name
    stands beside a number of each CLDR category, `heading_form` which one stands where there is no number.
    `thousands` and `between`: between groups of digits, and between the ends of a period, in the sentences of checks
    (pages have the house format). `months_in`: the months as they stand after the word for "in", where that differs
    from their names. `stay_with_next`: short words that no line ends with. `hyphenation`: whether renderers have
    patterns for it; else lines end ragged. `after_by`: names of breakdowns as they stand after the word for "by", where
    that differs from them. `tag`: the language with its script and country (BCP 47), as dictionaries of
    spelling are named.
    """

    code: str
    decimal: str
    alphabet: str
    quotes: Sequence[str]
    direction: str = "ltr"
    capitals: Mapping[str, str] = field(default_factory=dict)
    minus: str = "\N{MINUS SIGN}"
    between: str = "–"
    thousands: str = "\N{NO-BREAK SPACE}"
    list_separator: str = ", "
    plural_forms: Mapping[str, int] = field(default_factory=dict)
    heading_form: int = 0
    months_in: Sequence[str] = ()
    after_by: Mapping[str, str] = field(default_factory=dict)
    stay_with_next: Sequence[str] = ()
    hyphenation: bool = True
    profile_title: str = ""
    tag: str = ""

    def __post_init__(self) -> None:
        if self.direction not in DIRECTIONS or len(self.quotes) != 2:
            raise ValueError(f"language.yaml of {self.code}: direction is ltr or rtl, quotes are two marks")

    @property
    def spelling(self) -> str:
        return self.tag or self.code

    @property
    def is_rtl(self) -> bool:
        return self.direction == "rtl"

    def upper(self, letter: str) -> str:
        return self.capitals.get(letter, letter.upper())

    def lower(self, text: str) -> str:
        small = {large: letter for letter, large in self.capitals.items()}
        return "".join(small.get(letter, letter.lower()) for letter in text)

    def counted(self, forms: Sequence[str], value: float | None, decimals: int) -> str:
        place = self.heading_form if value is None else self.plural_forms.get(category(self.code, value, decimals), 0)
        return forms[min(place, len(forms) - 1)]

    def sort_key(self, text: str) -> tuple[Any, ...]:
        """A key that puts texts in the order of the alphabet: case and marks that make no letter count last."""
        folded = unicodedata.normalize("NFC", self.lower(text))
        return (tuple(rank for piece in self._letters.findall(folded) for rank in self._ranks(piece)), folded, text)

    def _ranks(self, piece: str) -> list[tuple[int, int]]:
        if piece in self._places:
            return [(2, self._places[piece])]
        plain = [each for each in unicodedata.normalize("NFD", piece) if not unicodedata.combining(each)]
        return [self._rank(each) for each in plain if each.isalnum() or each.isspace()]

    def _rank(self, letter: str) -> tuple[int, int]:
        if letter in self._places:
            return (2, self._places[letter])
        return (0, 0) if letter.isspace() else (1, ord(letter)) if letter.isdigit() else (3, ord(letter))

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {letter: place for place, letter in enumerate(self.alphabet.split())}

    @cached_property
    def _letters(self) -> re.Pattern[str]:
        longest = sorted(self._places, key=len, reverse=True)
        return re.compile("|".join([*map(re.escape, longest), "."]), re.DOTALL)


def category(code: str, value: float, decimals: int = 0) -> str:
    """The plural category of a number as it is shown (CLDR); `other` for a language that CLDR does not know."""
    shown = abs(Decimal(repr(float(value)))).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    rule = _rule(code)
    return str(rule(shown)) if rule else "other"


@cache
def _rule(code: str) -> Any:
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(code, sep="-").plural_form
    except (UnknownLocaleError, ValueError):
        return None
