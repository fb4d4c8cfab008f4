"""What the name of a column says, in words that do not depend on language, case, accents or abbreviation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

_NEXT_WORD = re.compile("(?<=[a-zа-яёəöüğşçı])(?=[A-ZА-ЯЁƏÖÜĞŞÇİ])")  # arrivalDate
_LETTERS = str.maketrans({"ə": "e", "ı": "i", "ø": "o", "ł": "l", "đ": "d", "ё": "е"})
_STOP = {
    "of", "the", "a", "an", "and", "or", "in", "on", "at", "by", "for", "per", "is", "its", "was", "which", "that",
    "ve", "ya", "uzre", "olan", "и", "в", "на", "из", "или",
}  # fmt: skip
_GENERIC, _FOREIGN, _UNKNOWN, _TELLING = 0.35, 2.0, 0.8, 1.0
_CONTRADICTED = 0.75
_MOMENTS = {"date", "time", "datetime"}
_SHORT_PIECES = {"dt", "no", "yr", "nr", "id"}
_MOST_PIECES = 4


def fold(text: str) -> str:
    """Lower case without accents, words parted by single blanks, their order kept."""
    parted = _NEXT_WORD.sub(" ", text.replace("№", " no "))
    plain = unicodedata.normalize("NFKD", parted.casefold()).translate(_LETTERS)
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(re.findall(r"[^\W\d_]+|\d+", letters))


@cache
def meaning(text: str) -> frozenset[str]:
    """The words behind a name: `Gəlmə tarixi`, `arrdate` and `Date of arrival` all mean date and arrival."""
    found: list[str] = []
    for word in fold(text).split():
        found += [word] if word in _known() else _parted(word)
    telling = [word for word in found if word not in _STOP and not word.isdigit() and len(word) > 1]
    return frozenset(_known().get(word, word) for word in telling)


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """0..1: twice the weight of the common words by the weight of both (Dice's coefficient)."""
    if not one or not other:
        return 0.0
    alike = 2 * _weight(one & other) / (_weight(one) + _weight(other))
    return alike * _CONTRADICTED if _contradict(one, other) else alike


def _contradict(one: frozenset[str], other: frozenset[str]) -> bool:
    """A case number is no case type, a birth date no birth year: both say what they are, and differently."""
    generic = set(synonyms()["generic"]) - {"value"}
    said, wanted = one & generic, other & generic
    moments = bool(said & _MOMENTS and wanted & _MOMENTS)
    return bool(said and wanted) and not said & wanted and not moments


@cache
def synonyms() -> Mapping[str, Any]:
    return read("synonyms.yaml")


@cache
def read(name: str) -> Mapping[str, Any]:
    import yaml

    text = (files("durna.intake.proposing") / name).read_text(encoding="utf-8")
    # The plain loader: a word list must not turn `no` and `on` into false and true.
    loaded: Mapping[str, Any] = yaml.load(text, yaml.BaseLoader)
    return loaded


def is_telling(word: str) -> bool:
    return word not in synonyms()["generic"]


def _weight(words: Iterable[str]) -> float:
    return sum(_weight_of(word) for word in words)


def _weight_of(word: str) -> float:
    if word in synonyms()["generic"]:
        return _GENERIC
    if word in synonyms()["foreign"]:
        return _FOREIGN
    return _TELLING if word in synonyms()["words"] else _UNKNOWN


@cache
def _known() -> Mapping[str, str]:
    """Every spelling of one word, folded -> the word it stands for."""
    entries = {**synonyms()["words"], **synonyms()["foreign"]}
    return {fold(spelling): word for word, spellings in entries.items() for spelling in (word, *spellings)}


def _parted(word: str) -> list[str]:
    """A name run together, taken apart into the fewest known words; the word itself where that leaves a rest."""
    best: list[list[str] | None] = [[], *([None] * len(word))]
    for end in range(1, len(word) + 1):
        for start in range(end):
            before, piece = best[start], word[start:end]
            if before is None or piece not in _known() or (len(piece) < 3 and piece not in _SHORT_PIECES):
                continue
            here = best[end]
            if here is None or len(before) + 1 < len(here):
                best[end] = [*before, piece]
    parts = best[-1]
    return parts if parts and len(parts) <= _MOST_PIECES else [word]
