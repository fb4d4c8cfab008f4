"""Whatever a data file of the program says to people, it says in every language, with the same placeholders."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
import yaml

from durna import languages
from durna.indicators.definition import catalogue

PACKAGE = Path(str(files("durna")))
# The site speaks these; the publication more.
OF_THE_SITE = ("az", "en", "ru")
TRANSLATED = [code for code in languages.codes() if code != languages.FALLBACK]
# The same in several languages: signs, codes, names of programmes.
SAME = re.compile(r"[\W\d_]*|GDP|IATI")


@cache
def texts() -> tuple[tuple[str, Mapping[str, str]], ...]:
    """Every text that data files give by language, with the file that gives it."""
    found = sorted(file for file in PACKAGE.rglob("*.yaml") if "languages" not in file.parts)
    loaded = [(file, yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader)) for file in found]
    # A template of a workspace shows the form; it is the country's to fill in. A framework carries its own translations
    # and says of each how far it has come: none is asked for.
    return tuple(
        (str(file.relative_to(PACKAGE)), each)
        for file, content in loaded
        if not {"templates", "frameworks"} & set(file.parts)
        for each in by_language(content)
    )


@cache
def terms() -> tuple[str, ...]:
    """What the catalogue says of numerators and denominators in English alone, unless it is another indicator."""
    said = {text for each in catalogue().values() for text in (each.numerator, each.denominator)}
    return tuple(sorted(said - set(catalogue()) - {""}))


def by_language(content: Any) -> Iterator[Mapping[str, str]]:
    if isinstance(content, dict):
        if isinstance(content.get("en"), str):
            yield content
        else:
            for value in content.values():
                yield from by_language(value)
    elif isinstance(content, list):
        for value in content:
            yield from by_language(value)


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_the_data_files_are_found() -> None:
    assert {"checks/texts.yaml", "classifications/units.yaml", "sources/contracts/sms_work_permit.yaml"} <= {
        file for file, _ in texts()
    }


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_text_of_a_data_file_is_said_in_the_language(code: str) -> None:
    missing = [
        f"{file}: {each['en']}"
        for file, each in texts()
        # Countries have most names from CLDR: tests/classifications/test_countries.py.
        if file != "classifications/country_names.yaml"
        and (code in OF_THE_SITE or not file.startswith("web/"))
        and not languages.own(each, code)
        and not SAME.fullmatch(each["en"])
    ]
    missing += [term for term in terms() if term not in languages.phrases(code)]
    assert missing == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_translation_has_the_placeholders_of_the_english(code: str) -> None:
    # Remarks of a delivery stand in their own language, and Azerbaijani has them in the sentence of the note.
    wrong = [
        f"{file}: {languages.own(each, code)}"
        for file, each in texts()
        if "{" in each["en"]
        and (code in OF_THE_SITE or not file.startswith("web/"))
        and placeholders(languages.own(each, code) or "") - {"counts"} != placeholders(each["en"]) - {"counts"}
    ]
    assert wrong == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_no_phrase_is_left_over_from_a_text_that_changed(code: str) -> None:
    said = {each["en"] for _, each in texts()}.union(terms())
    assert sorted(set(languages.phrases(code)) - said) == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_forms_beside_a_number_are_as_many_as_the_language_has(code: str) -> None:
    known = languages.facts(code)
    wanted = {1, max([known.heading_form, *known.plural_forms.values()]) + 1}
    assert {
        phrase: forms for phrase, forms in languages.phrases(code).items() if len(forms.split("|")) not in wanted
    } == {}


def test_every_language_has_both_its_facts_and_its_messages() -> None:
    from durna.publish import texts as messages

    assert sorted(languages.codes()) == sorted(messages.languages())


@pytest.mark.parametrize("code", TRANSLATED)
def test_quotation_marks_are_those_of_the_language(code: str) -> None:
    others = set('“”„«»"') - set(languages.facts(code).quotes)
    said = [languages.own(each, code) or "" for _, each in texts()]
    assert [text for text in said if others.intersection(text)] == []
