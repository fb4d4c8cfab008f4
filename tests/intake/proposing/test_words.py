"""What the names of columns mean, in three languages and as offices abbreviate them."""

from __future__ import annotations

import pytest

from durna.intake.proposing.words import fold, likeness, meaning


@pytest.mark.parametrize(
    "name", ["Date of arrival", "ARRIVAL_DATE", "arrdate", "arrivalDate", "Gəlmə tarixi", "дата прибытия"]
)
def test_one_meaning_has_many_spellings(name: str) -> None:
    assert meaning(name) == {"arrival", "date"}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("biryear", {"birth", "year"}),
        ("DOĞUM İLİ", {"birth", "year"}),
        ("Vətəndaşlığı", {"citizenship"}),
        ("гражданство", {"citizenship"}),
        ("Cinsi", {"sex"}),
        ("NBR_WORKERS_REQUESTED", {"number", "worker", "requested"}),
        ("EMPLOYER_POSTAL_CODE", {"employer", "postal", "code"}),
    ],
)
def test_abbreviations_and_languages_are_understood(name: str, words: set[str]) -> None:
    assert meaning(name) == words


def test_an_unknown_word_stands_for_itself() -> None:
    assert meaning("Quorsum") == {"quorsum"}


def test_letters_with_accents_and_dots_fold_to_plain_ones() -> None:
    assert fold("FİN Şəxsi İş №") == "fin sexsi is no"


def test_a_case_type_is_less_like_a_case_number_than_a_case_alone() -> None:
    assert likeness(meaning("case type"), meaning("case number")) < likeness(meaning("case"), meaning("case number"))


def test_the_telephone_of_an_employer_is_no_code_of_the_employer() -> None:
    assert likeness(meaning("EMPLOYER_PHONE"), meaning("employer code")) < 0.6
