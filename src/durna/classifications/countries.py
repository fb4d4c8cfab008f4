"""Countries, former countries, aggregates and the codes of persons without a country.

Codes are ISO 3166-1 alpha-3; aggregates are `M49-` and the UN's number; persons without a country have the codes of
ICAO Doc 9303. Only codes that were withdrawn or defined by a date carry validity: statistical offices write today's
codes for earlier years too, so a country that exists is never out of date. The last day of a former code is the day on
which ISO withdrew it; where ISO names the year only, the end of that year.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from durna import languages, yaml_text
from durna.classifications.codelists import Code, CodeList
from durna.errors import UserError

KINDS = ("country", "former", "aggregate", "special")
WORLD = "WLD"


@dataclass(frozen=True)
class Country:
    iso3: str
    iso2: str
    m49: str
    kind: str
    valid_from: date | None
    valid_to: date | None


@cache
def load() -> Mapping[str, Country]:
    return {row["iso3"]: _country(row) for row in _rows("countries.csv")}


def codes(kind: str | None = None) -> tuple[str, ...]:
    """Every code, or those of one kind: country, former, aggregate, special."""
    return tuple(iso3 for iso3, country in load().items() if kind is None or country.kind == kind)


def is_valid(iso3: str, on: date | None = None) -> bool:
    known = load().get(iso3)
    return known is not None and Code(iso3, {}, known.valid_from, known.valid_to).holds(on)


@cache
def name(iso3: str, language: str, overrides: Path | None = None) -> str:
    """The name to print: the workspace's own file, the house names, CLDR. A code without a name stands for itself."""
    for texts in (_own(overrides).get(iso3, {}), _written().get(iso3, {})):
        named = languages.own(texts, language)
        if named:
            return named
    known = load().get(iso3)
    from_cldr = _in_full(cldr_name(known, language), language) if known else None
    if from_cldr or language == languages.FALLBACK:
        return from_cldr or iso3
    return name(iso3, languages.FALLBACK, overrides)


def is_aggregate(code: str) -> bool:
    """Whether a code stands for several countries; of the UN's numbers that may be one that the list does not have."""
    known = load().get(code)
    return known.kind == "aggregate" if known else code.startswith("M49-")


def members(aggregate: str) -> frozenset[str]:
    """The countries that an aggregate holds; none where nobody keeps the list, nor for the world, which holds all."""
    return _members().get(aggregate, frozenset())


def from_iso2(code: str) -> str | None:
    """The country that has a two-letter code today; a former one only where no country has taken the code since."""
    return _iso2().get(code.strip().upper())


def from_m49(code: str | int) -> str | None:
    """The country or aggregate behind a UN number: M49, or the location code of World Population Prospects."""
    try:
        return _m49().get(int(code))
    except ValueError:
        return None


def from_name(text: str) -> str | None:
    """The code of a country named in a language of the documents; see country_search."""
    from durna.classifications import country_search

    return country_search.from_name(text)


def code_list() -> CodeList:
    """All codes as a code list, with names in the languages of the documents."""
    entries = {
        iso3: Code(iso3, {lang: name(iso3, lang) for lang in languages.codes()}, country.valid_from, country.valid_to)
        for iso3, country in load().items()
    }
    return CodeList("country", {"en": "Country", "az": "Ölkə", "ru": "Страна"}, entries)


def _country(row: Mapping[str, str]) -> Country:
    return Country(
        row["iso3"], row["iso2"], row["m49"], row["kind"], _day(row["valid_from"]), _day(row["valid_to"])
    )  # fmt: skip


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@cache
def _iso2() -> Mapping[str, str]:
    # Later entries win: a code in use today comes after the former countries that once had it.
    ordered = sorted(load().values(), key=lambda country: country.kind != "former")
    return {country.iso2: country.iso3 for country in ordered if country.iso2}


@cache
def _m49() -> Mapping[int, str]:
    ordered = sorted(load().values(), key=lambda country: country.kind != "former")
    numbers = {int(row["code"]): row["iso3"] for row in _rows("location_codes.csv")}
    return numbers | {int(country.m49): country.iso3 for country in ordered if country.m49}


@cache
def _members() -> Mapping[str, frozenset[str]]:
    text = (files("durna.classifications") / "country_members.yaml").read_text(encoding="utf-8")
    return {aggregate: frozenset(str(listed).split()) for aggregate, listed in yaml_text.load(text).items()}


def _rows(file: str) -> Iterator[dict[str, str]]:
    import csv

    with (files("durna.classifications") / file).open(encoding="utf-8") as stream:
        yield from csv.DictReader(stream)


@cache
def _names_file() -> Mapping[str, Any]:

    text = (files("durna.classifications") / "country_names.yaml").read_text(encoding="utf-8")
    loaded: Mapping[str, Any] = yaml_text.load(text)
    return loaded


@cache
def _written() -> Mapping[str, Mapping[str, str]]:
    return {**_names_file()["names"], **_names_file()["overrides"]}


@cache
def _own(path: Path | None) -> Mapping[str, Mapping[str, str]]:
    if path is None or not path.is_file():
        return {}
    import yaml

    try:
        raw = yaml_text.load(path.read_text(encoding="utf-8")) or {}
        return {str(iso3): dict(texts) for iso3, texts in (raw.get("overrides") or {}).items()}
    except (yaml.YAMLError, AttributeError, TypeError, ValueError):
        raise UserError(
            found=f"The country names in {path.name} cannot be read.",
            expected="A YAML file with 'overrides': a code, then a name for each language.",
            do="Write it as `overrides: {XXX: {en: ..., az: ...}}`, or remove the file.",
        ) from None


@cache
def _territories(language: str) -> Mapping[str, str]:
    from babel import Locale, UnknownLocaleError

    try:
        return dict(Locale.parse(language, sep="-").territories)
    except (UnknownLocaleError, ValueError):
        return {}


def cldr_name(country: Country, language: str) -> str | None:
    """The name as CLDR has it, before house names and full words."""
    # CLDR keys a region by its three-digit number. Former countries' two letters may since belong to another one.
    key = {"country": country.iso2, "aggregate": country.m49}.get(country.kind)
    return _territories(language).get(key) if key else None


def _in_full(text: str | None, language: str) -> str | None:
    if text is None:
        return None
    words = _names_file()["abbreviations"].get(language, {})
    full = " ".join(words.get(word, word) for word in text.split(" "))
    return full[:1].upper() + full[1:]
