"""Every indicator of the catalogue: in both languages, from known sources, in known units, counting one thing."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from durna.classifications import codelists, units
from durna.indicators import definition
from durna.indicators.definition import Indicator
from durna.sources import contract as contracts

COUNTING_UNITS = {
    "event", "person", "permit", "decision", "case", "spell", "registration", "document", "family", "contract", "money",
    "item",
}  # fmt: skip

# How the reference spells what is counted where it uses another word: the unit, and what else is counted.
SPELLINGS: dict[str, tuple[str, tuple[str, ...]]] = {
    "person (event)": ("event", ()),
    "application": ("case", ()),
    "quota line": ("item", ()),
    "project": ("item", ()),
    "record": ("item", ()),
    "indicator": ("item", ()),
    "enrolment": ("registration", ()),
    "permit / registration": ("registration", ("permit",)),
    "case / person": ("case", ("person",)),
}
PERIODICITIES = {"monthly", "quarterly", "yearly", "academic_year", "irregular"}


@pytest.fixture(scope="module")
def reference(shared_reference: Path) -> dict[str, dict[str, Any]]:
    raw = yaml.safe_load((shared_reference / "profile_indicators.yaml").read_text(encoding="utf-8"))
    return {entry["id"]: entry for entry in raw["indicators"]}


@pytest.fixture(params=definition.catalogue())
def indicator(request: pytest.FixtureRequest) -> Indicator:
    return definition.catalogue()[request.param]


def test_every_indicator_of_the_reference_is_there(reference: dict[str, Any]) -> None:
    assert len(reference) == 135
    assert sorted(set(reference) - set(definition.catalogue())) == []


def test_what_was_added_is_little_and_has_names_of_its_own(reference: dict[str, Any]) -> None:
    added = set(definition.catalogue()) - set(reference)

    assert len(definition.catalogue()) == 135 + len(added)
    assert len(added) < 40


def test_title_and_definition_are_in_both_languages(indicator: Indicator) -> None:
    for texts in (indicator.title, indicator.definition, indicator.caveat, *indicator.caveat_in.values()):
        assert not texts or (texts.get("en") and texts.get("az"))
    assert indicator.title
    assert indicator.definition
    assert indicator.title["az"] != indicator.title["en"]
    assert indicator.definition["az"] != indicator.definition["en"]


def test_a_definition_is_a_sentence(indicator: Indicator) -> None:
    for language in ("en", "az"):
        text = indicator.definition[language].strip()
        assert text[0].isupper() or text[0].isdigit(), text
        assert text.endswith("."), text


def test_no_two_indicators_have_the_same_title() -> None:
    for language in ("en", "az"):
        titles = [indicator.title[language] for indicator in definition.catalogue().values()]
        assert sorted({title for title in titles if titles.count(title) > 1}) == []


def test_the_chapter_exists(indicator: Indicator) -> None:
    assert indicator.chapter in {chapter.id for chapter in definition.chapters()}


def test_every_source_has_a_contract_and_none_stands_twice(indicator: Indicator) -> None:
    assert indicator.sources
    assert len(indicator.sources) == len(set(indicator.sources))
    assert sorted(set(indicator.sources) - set(contracts.sources())) == []


def test_the_unit_is_known(indicator: Indicator) -> None:
    assert indicator.unit in units.load()


def test_one_thing_is_counted_of_the_closed_list(indicator: Indicator) -> None:
    named = {indicator.counting_unit, *indicator.also} | ({indicator.denominator_unit} - {None})

    assert named <= COUNTING_UNITS
    assert indicator.counting_unit not in indicator.also


def test_the_unit_does_not_count_something_else(indicator: Indicator) -> None:
    """Events and decisions may be expressed in the persons whom they concern; nothing else may be mixed."""
    counted = units.unit(indicator.unit).counting_unit

    assert counted in (None, "person", indicator.counting_unit, *indicator.also)


def test_no_spelling_of_two_units_is_left(reference: dict[str, Any]) -> None:
    catalogue = definition.catalogue()
    wrong = {}
    for name, entry in reference.items():
        spelled = entry["counting_unit"]
        if name == "entries_per_person":
            expected: tuple[str, tuple[str, ...]] = ("event", ())
        else:
            expected = SPELLINGS.get(spelled, (spelled, ()))
        found = (catalogue[name].counting_unit, catalogue[name].also)
        if found != expected:
            wrong[name] = (spelled, found)
    assert wrong == {}


def test_entries_per_person_divides_events_by_persons() -> None:
    ratio = definition.indicator("entries_per_person")

    assert (ratio.counting_unit, ratio.denominator_unit) == ("event", "person")


def test_kind_part_year_rule_and_periodicity_are_of_the_closed_lists(indicator: Indicator) -> None:
    assert indicator.kind in definition.KINDS
    assert indicator.part_year in definition.PART_YEAR_RULES
    assert indicator.periodicity in PERIODICITIES


ALLOWED = {
    "stock": {"reference_date", "academic_year", "mean_of_part", "provisional_12m", "state_period", "recompute"},
    "duration": {"state_period", "same_period", "cohort"},
    "rate": {
        "same_period",
        "cohort",
        "mean_of_part",
        "elapsed_share",
        "provisional_12m",
        "academic_year",
        "undefined",
        "reference_date",
    },
}


def test_the_part_year_rule_fits_the_kind(indicator: Indicator) -> None:
    """A stock is not cumulated; a rate is never a sum of the rates of its months."""
    assert indicator.part_year in ALLOWED.get(indicator.kind, set(definition.PART_YEAR_RULES))


def test_the_kind_is_that_of_the_reference(reference: dict[str, Any]) -> None:
    catalogue = definition.catalogue()

    assert [name for name, entry in reference.items() if catalogue[name].kind != entry["kind"]] == []


def test_sources_and_breakdowns_of_the_reference_are_kept(reference: dict[str, Any]) -> None:
    catalogue = definition.catalogue()

    assert [
        name for name, entry in reference.items() if not set(entry["sources"]) <= set(catalogue[name].sources)
    ] == []
    fewer = [
        name for name, entry in reference.items()
        if len(catalogue[name].breakdowns) < len(entry.get("disaggregations") or [])
    ]  # fmt: skip
    assert fewer == []


def test_what_is_not_additive_is_one_of_the_breakdowns(indicator: Indicator) -> None:
    assert set(indicator.not_additive) <= set(indicator.breakdowns)


def test_a_rate_says_what_it_divides(indicator: Indicator) -> None:
    if indicator.kind in ("rate", "ratio"):
        assert indicator.numerator
        assert indicator.denominator


def test_counting_units_are_a_code_list_too() -> None:
    assert set(codelists.load("counting_unit").codes) == COUNTING_UNITS


def test_what_holds_for_one_country_is_told_in_its_documents_alone() -> None:
    said = {country: definition.told_in(country)["border_entries_foreigners"].caveat for country in ("AZE", "HKG")}
    assert said["HKG"]["en"] == "It counts crossings, not people."
    assert said["AZE"]["en"].startswith("It counts crossings, not people. Published as “foreigners who visited”.")
    assert said["AZE"]["ru"].startswith("Учитываются пересечения границы, а не люди. Публикуется как")


def test_no_country_stands_in_what_is_told_of_every_country() -> None:
    named = re.compile(r"Azerbaijan|Azərbaycan|\b20\d\d\b")
    general = [
        (name, text)
        for name, each in definition.shipped().items()
        for texts in (each.title, each.definition, each.caveat)
        for text in texts.values()
    ]
    assert [(name, text) for name, text in general if named.search(text)] == []
