"""Findings speak every language."""

from __future__ import annotations

from importlib.resources import files

import pytest
import yaml

from durna.checks.texts import LANGUAGES, counting_unit, say
from durna.periods import parse
from durna.sources.contract import COUNTING_UNITS

TEXTS = yaml.safe_load((files("durna.checks") / "texts.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("unit", COUNTING_UNITS)
def test_every_counting_unit_has_a_name(unit: str) -> None:
    named = counting_unit(unit)
    assert set(named) == set(LANGUAGES)
    # The forms beside numbers are not for a sentence without one.
    assert not any("|" in said for said in named.values())


def test_periods_follow_the_language() -> None:
    said = say(
        "shares_not_whole", title={"en": "T", "az": "B"}, period=parse("2021-01..2021-10"), dimension="d", parts=1
    )
    assert set(said) == set(LANGUAGES)
    assert "2021-01 to 2021-10" in said["en"]
    assert "2021-01 – 2021-10" in said["az"]
