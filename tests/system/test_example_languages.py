"""The example of Azerbaijan says everything in its three languages."""

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from durna.publish import own_names
from durna.workspace import open_workspace

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "azerbaijan"
NOTES = ("breaks.yaml", "preference.yaml")
# A text in English beside one in Azerbaijani, and remarks of a delivery in English alone.
PAIRS, REMARKS = ("title", "note"), ("counts", "derived")


def rows() -> Iterator[Mapping[str, str]]:
    for file in sorted((EXAMPLE / "deliveries").rglob("*.csv")):
        with file.open(encoding="utf-8-sig") as stream:
            yield from csv.DictReader(stream)


def by_language(content: Any) -> Iterator[Mapping[str, str]]:
    if isinstance(content, dict) and isinstance(content.get("en"), str):
        yield content
    elif isinstance(content, dict):
        for value in content.values():
            yield from by_language(value)
    elif isinstance(content, list):
        for value in content:
            yield from by_language(value)


def said() -> list[Mapping[str, str]]:
    found = [
        {code: row[f"{name}_{code}"] for code in ("en", "az")}
        for row in rows()
        for name in PAIRS
        if f"{name}_en" in row
    ]
    found += [{"en": row[name]} for row in rows() for name in REMARKS if name in row]
    for name in NOTES:
        found += by_language(yaml.safe_load((EXAMPLE / name).read_text(encoding="utf-8")))
    return [texts for texts in found if texts["en"]]


@pytest.mark.parametrize("language", ["az", "ru"])
def test_every_text_of_the_example_is_said_in_the_language(language: str) -> None:
    phrases = own_names.read(EXAMPLE).phrases[language]
    missing = {
        texts["en"] for texts in said() if not texts.get(language) and not own_names.find(phrases, texts, language)
    }
    assert missing == set()


def test_the_example_is_published_in_three_languages() -> None:
    workspace = open_workspace(EXAMPLE)
    assert set(workspace.languages) == {"az", "en", "ru"}
    assert set(workspace.profile_title) == set(workspace.title) == {"az", "en", "ru"}
