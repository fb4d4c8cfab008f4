"""Which code of a list the words of a column mean."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from durna.classifications import codelists, country_search
from durna.intake.codes import valid_codes
from durna.intake.proposing.words import fold, read
from durna.sources.contract import Field

_NOT = {"not", "no", "non", "un", "without", "except", "yox", "deyil", "olmayan", "не", "без", "кроме"}
_MOST_WORDS = 6
# Letters for a man and a woman: English, Azerbaijani, Turkish, French, Spanish, Russian, German.
_SEXES = (("m", "f"), ("k", "q"), ("e", "k"), ("h", "f"), ("h", "m"), ("м", "ж"), ("m", "w"))
_IN_PAIRS = {letter for pair in _SEXES for letter in pair}
_IN_SEVERAL = {"m", "k", "e", "h"}
_AGES = re.compile(r"(\d{1,3})\s*(?:-|–|—|to)\s*(\d{1,3})")
_OPEN_AGE = re.compile(
    r"(\d{1,3})\s*(?:years|yaş|лет)?\s*(?:\+|and (?:over|above|older)|və yuxarı|и старше|plus)"
    r"|(?:over|≥|>=)\s*(\d{1,3})"
)


@dataclass(frozen=True)
class CodeReading:
    """The values of a column by what is known of them; `itself` are codes of the list, which need no entry."""

    mapped: Mapping[str, str] = field(default_factory=dict)
    itself: frozenset[str] = frozenset()
    unknown: tuple[str, ...] = ()

    @property
    def share(self) -> float:
        """Of the distinct values."""
        known = len(self.mapped) + len(self.itself)
        return known / (known + len(self.unknown)) if known + len(self.unknown) else 0.0


def read_codes(target: Field, values: Mapping[str, int]) -> CodeReading:
    if target.codes is None:
        return CodeReading(unknown=tuple(values))
    if target.codes == "country":
        return _countries(target, values)
    valid = valid_codes(target)
    mapped: dict[str, str] = {}
    unknown: list[str] = []
    meant = _letters_of_sex(values) if target.codes == "sex" else {}
    for text in values:
        if text in valid:
            continue
        code = meant[text] if text in meant else recognise(target.codes, text)
        if code is None:
            unknown.append(text)
        else:
            mapped[text] = code
    return CodeReading(mapped, frozenset(values) & valid, tuple(unknown))


def _letters_of_sex(values: Mapping[str, int]) -> Mapping[str, str | None]:
    """Single letters by the language that uses both: K is a man beside Q (kişi, qadın), a woman beside E (erkek).

    M is a man beside F and a woman beside H (hombre, mujer). A letter alone, or beside one that no language pairs it
    with, is for a person to map.
    """
    letters = {text: fold(text) for text in values if len(text) == 1 and text.isalpha()}
    present = set(letters.values())
    pairs = [pair for pair in _SEXES if set(pair) <= present]
    if len(pairs) != 1:
        return {text: None for text, letter in letters.items() if letter in _IN_SEVERAL}
    man, woman = pairs[0]
    return {text: {man: "male", woman: "female"}.get(letter) for text, letter in letters.items() if letter in _IN_PAIRS}


def recognise(name: str, text: str) -> str | None:
    """The code of a list that a word means; None where the list does not know it, or two codes would do."""
    folded = fold(text)
    exact = _spellings(name).get(folded)
    if exact is not None:
        return exact
    if name == "age_group":
        return _age_group(text)
    words = set(folded.split())
    if not words or len(words) > _MOST_WORDS or len(folded) < 3:
        return None
    return _within(name, words)


def named_in(name: str, texts: Iterable[str]) -> set[str]:
    """The codes that titles speak of, each text taken for itself."""
    found = (_within(name, set(fold(text).split())) for text in texts)
    return {code for code in found if code is not None}


def _within(name: str, words: set[str]) -> str | None:
    """The code whose longest spelling stands within the words, unless the words deny it or another is as long."""
    longest: dict[int, set[str]] = defaultdict(set)
    for spelling, code in _spellings(name).items():
        parts = set(spelling.split())
        denied = (words - parts) & _NOT
        if len(spelling) > 2 and parts <= words and not denied:
            longest[len(parts)].add(code)
    best = longest[max(longest)] if longest else set[str]()
    return next(iter(best)) if len(best) == 1 else None


@cache
def _spellings(name: str) -> Mapping[str, str]:
    """Folded spelling -> code; a spelling of two codes is left out."""
    meant: dict[str, set[str]] = defaultdict(set)
    for code, entry in codelists.load(name).codes.items():
        for spelling in (code, *entry.names.values()):
            meant[fold(spelling)].add(code)
    for code, words in (read("code_words.yaml").get(name) or {}).items():
        for word in words:
            meant[fold(str(word))].add(code)
    return {spelling: next(iter(codes)) for spelling, codes in meant.items() if spelling and len(codes) == 1}


def _age_group(text: str) -> str | None:
    codes = codelists.load("age_group").codes
    band = _AGES.search(text)
    if band:
        code = f"{int(band[1])}-{int(band[2])}"
        return code if code in codes else None
    oldest = _OPEN_AGE.search(text.casefold())
    if oldest:
        code = f"{int(oldest[1] or oldest[2])}+"
        return code if code in codes else None
    return None


def _countries(target: Field, values: Mapping[str, int]) -> CodeReading:
    """Numbers are taken for UN codes only where nearly all of them are: any three digits may be one by chance."""
    valid = valid_codes(target)
    found = {text: country_search.recognise(text) for text in values}
    numbers = [text for text in values if text.isdigit()]
    if numbers and sum(found[text] is not None for text in numbers) < 0.95 * len(numbers):
        found.update(dict.fromkeys(numbers))
    itself = frozenset(text for text in values if text in valid)
    mapped = {text: code for text, code in found.items() if code is not None and text not in itself}
    unknown = tuple(text for text in values if text not in itself and text not in mapped)
    return CodeReading(mapped, itself, unknown)
