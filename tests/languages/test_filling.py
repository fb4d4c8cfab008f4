"""Sentences stored with findings and figures: one in every language, numbers as that language writes them."""

import pytest

from durna import languages
from durna.languages.filling import filled, number
from durna.periods import parse

BLANK = "\N{NO-BREAK SPACE}"


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


def test_values_take_the_form_of_each_language() -> None:
    sentence = {"en": "{unit}: {period}, {parts}", "az": "{unit}: {period}, {parts}"}
    said = filled(sentence, unit={"en": "days", "az": "gün"}, period=parse("2021-01..2021-10"), parts=[1.5, 2])
    assert said == {"en": "days: 2021-01 to 2021-10, 1.5, 2", "az": "gün: 2021-01 – 2021-10, 1,5, 2"}


def test_a_sentence_of_the_program_comes_in_every_language() -> None:
    assert set(filled({"en": "Entries of foreigners and stateless persons"})) == set(languages.codes()) - {"az"}
