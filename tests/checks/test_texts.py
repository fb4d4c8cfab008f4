"""Findings speak every language, with numbers as that language writes them."""

from __future__ import annotations

from importlib.resources import files
from string import Formatter

import pytest
import yaml

from durna.checks.texts import LANGUAGES, number, say
from durna.periods import parse
from durna.sources.contract import COUNTING_UNITS

TEXTS = yaml.safe_load((files("durna.checks") / "texts.yaml").read_text(encoding="utf-8"))
SENTENCES = {key: text for key, text in TEXTS.items() if key != "counting_units"}
BLANK = "\N{NO-BREAK SPACE}"


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


@pytest.mark.parametrize("key", sorted(SENTENCES))
def test_a_sentence_stands_in_every_language_with_the_same_facts(key: str) -> None:
    assert set(SENTENCES[key]) == set(LANGUAGES)
    # Remarks of a delivery stand in their own language only.
    assert placeholders(SENTENCES[key]["en"]) - {"counts"} == placeholders(SENTENCES[key]["az"])


@pytest.mark.parametrize("unit", COUNTING_UNITS)
def test_every_counting_unit_has_a_name(unit: str) -> None:
    assert set(TEXTS["counting_units"][unit]) == set(LANGUAGES)


@pytest.mark.parametrize(
    ("value", "english", "azerbaijani"),
    [
        (24125, "24,125", f"24{BLANK}125"),
        (-8.94, "-8.9", "-8,9"),
        (1403.087, "1,403.1", f"1{BLANK}403,1"),
        (0, "0", "0"),
    ],
)
def test_numbers_follow_the_language(value: float, english: str, azerbaijani: str) -> None:
    assert (number(value, "en"), number(value, "az")) == (english, azerbaijani)


def test_periods_follow_the_language() -> None:
    said = say(
        "shares_not_whole", title={"en": "T", "az": "B"}, period=parse("2021-01..2021-10"), dimension="d", parts=1
    )
    assert "2021-01 to 2021-10" in said["en"]
    assert "2021-01 – 2021-10" in said["az"]
