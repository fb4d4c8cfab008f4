"""Which country a word in a file means: for the first draft of a mapping, which a person then checks.

Names are compared without accents, case, punctuation, small words and word order, so that `Korea, Republic of` meets
`Republic of Korea`. A name that could mean two countries means none; one that could also mean a former country or a
region means the country, for that is what stands in a column of citizenships.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from durna import languages, yaml_text
from durna.classifications import countries

_SMALL_WORDS = {"the", "of", "and", "ve", "и"}
# Beside the languages of the documents those in which other publishers name countries.
_OF_SENDERS = ("tr", "fr", "es", "de", "ka", "uk", "fa")
_LETTERS = str.maketrans({"ə": "e", "ı": "i", "ø": "o", "ł": "l", "đ": "d", "ё": "е"})


def from_name(text: str) -> str | None:
    """The code of a country named in a language of the documents; None where the name is unknown or ambiguous."""
    return _index().get(fold(text))


def recognise(text: str) -> str | None:
    """The code behind a cell that may hold a name, two or three letters, or a UN number."""
    word = text.strip()
    if word.upper() in countries.load():
        return word.upper()
    if word.isdigit():
        return countries.from_m49(word)
    return from_name(word) or (countries.from_iso2(word) if len(word) == 2 else None)


def fold(text: str) -> str:
    """What stays of a name when spelling does not count. The dotted capital of Azerbaijani folds to a plain i."""
    plain = unicodedata.normalize("NFKD", text.replace("&", " and ").casefold()).translate(_LETTERS)
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    words = re.findall(r"\w+", letters.replace("’", "").replace("'", ""))
    return " ".join(sorted(word for word in words if word not in _SMALL_WORDS))


@cache
def _index() -> Mapping[str, str]:
    meant: dict[str, set[str]] = defaultdict(set)
    for iso3, spelling in _spellings():
        meant[fold(spelling)].add(iso3)
    chosen = {folded: _likeliest(found) for folded, found in meant.items() if folded}
    return {folded: next(iter(found)) for folded, found in chosen.items() if len(found) == 1}


def _likeliest(found: set[str]) -> set[str]:
    for kind in ("country", "former", "special", "aggregate"):
        of_kind = {iso3 for iso3 in found if countries.load()[iso3].kind == kind}
        if of_kind:
            return of_kind
    return found


def _spellings() -> Iterator[tuple[str, str]]:
    for iso3, country in countries.load().items():
        for language in languages.codes():
            yield iso3, countries.name(iso3, language)
        for language in (*languages.codes(), *_OF_SENDERS):
            cldr = countries.cldr_name(country, language)
            if cldr:
                yield iso3, cldr
    for iso3, spellings in _aliases().items():
        for spelling in spellings:
            yield iso3, str(spelling)


def _aliases() -> Mapping[str, list[str]]:

    text = (files("durna.classifications") / "country_aliases.yaml").read_text(encoding="utf-8")
    loaded: Mapping[str, list[str]] = yaml_text.load(text)
    return loaded
