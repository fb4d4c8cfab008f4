"""Words in a column become codes of a list, or stay unknown and counted."""

from __future__ import annotations

import pytest

from durna.intake.proposing.code_values import read_codes, recognise
from durna.sources.contract import Field


def field(codes: str) -> Field:
    return Field(name=codes, type="code", title={"en": codes}, codes=codes)


@pytest.mark.parametrize("word", ["F", "female", "Qadın", "жен", "Женский", "FEMALES"])
def test_words_for_women(word: str) -> None:
    assert recognise("sex", word) == "female"


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Certification", "granted"),
        ("Certification Expired", "granted"),
        ("Partial Certification", "partly_granted"),
        ("Denied, Temporary", "refused"),
        ("WITHDRAWN", "withdrawn"),
        ("Verilib", "granted"),
        ("İmtina edilib", "refused"),
        ("Отказано", "refused"),
    ],
)
def test_words_for_decisions(word: str, code: str) -> None:
    assert recognise("decision", word) == code


@pytest.mark.parametrize("word", ["Not approved", "Withdrawn after certification", "REINST", ""])
def test_a_denied_or_twofold_word_is_left_to_a_person(word: str) -> None:
    assert recognise("decision", word) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [("15-19 years", "15-19"), ("05-09", "5-9"), ("75 years and over", "75+"), ("85+", "85+"), ("00-05", None)],
)
def test_age_groups_are_read_by_their_bounds(text: str, code: str | None) -> None:
    assert recognise("age_group", text) == code


def test_codes_of_the_list_need_no_entry() -> None:
    reading = read_codes(field("country"), {"AZE": 3, "Türkiyə": 2, "Atlantis": 1})
    assert (reading.itself, reading.mapped, reading.unknown) == ({"AZE"}, {"Türkiyə": "TUR"}, ("Atlantis",))


def test_three_digits_are_un_codes_only_where_nearly_all_are() -> None:
    # 031 and 792 are the UN's numbers of Azerbaijan and Türkiye; 111 and 135 belong to no country.
    assert read_codes(field("country"), {"031": 1, "792": 1}).mapped == {"031": "AZE", "792": "TUR"}
    assert read_codes(field("country"), {"031": 1, "111": 1, "135": 1}).mapped == {}


@pytest.mark.parametrize(
    ("letters", "meant"),
    [
        ("KQ", {"K": "male", "Q": "female"}),  # kişi, qadın
        ("EK", {"E": "male", "K": "female"}),  # erkek, kadın
        ("HM", {"H": "male", "M": "female"}),  # hombre, mujer
        ("HF", {"H": "male", "F": "female"}),  # homme, femme
        ("MFX", {"M": "male", "F": "female", "X": "other"}),
        ("МЖ", {"М": "male", "Ж": "female"}),
        ("MEK", {"E": "male", "K": "female"}),
        ("K", {}),  # a man or a woman
        ("M", {}),
    ],
)
def test_a_letter_for_a_sex_is_read_beside_the_other(letters: str, meant: dict[str, str]) -> None:
    assert read_codes(field("sex"), dict.fromkeys(letters, 5)).mapped == meant


def test_the_letters_of_sdmx_for_the_status_of_an_observation() -> None:
    reading = read_codes(field("figure_status"), dict.fromkeys("AEPMQ", 1))
    assert reading.mapped == {
        "A": "final", "E": "estimated", "P": "provisional", "M": "not_available", "Q": "suppressed",
    }  # fmt: skip
