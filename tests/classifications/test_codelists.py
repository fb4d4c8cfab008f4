from datetime import date
from pathlib import Path

import pytest

from durna.classifications import codelists
from durna.classifications.codelists import parse
from durna.errors import UserError

GROUNDS = parse(
    {
        "list": "ground",
        "title": {"en": "Ground", "az": "Əsas"},
        "codes": {
            "study": {"en": "Study", "az": "Təhsil"},
            "old_rule": {"en": "Old rule", "valid_to": date(2018, 7, 13)},
            "new_rule": {"en": "New rule", "valid_from": date(2018, 7, 14)},
        },
    },
    "ground",
)


def test_a_code_without_dates_is_valid_on_any_day() -> None:
    assert GROUNDS.is_valid("study", date(1990, 1, 1))
    assert GROUNDS.is_valid("study")


@pytest.mark.parametrize(
    ("code", "day", "expected"),
    [
        ("old_rule", date(2018, 7, 13), True),
        ("old_rule", date(2018, 7, 14), False),
        ("new_rule", date(2018, 7, 13), False),
        ("new_rule", date(2018, 7, 14), True),
    ],
)
def test_validity_includes_its_first_and_its_last_day(code: str, day: date, expected: bool) -> None:
    assert GROUNDS.is_valid(code, day) is expected


def test_an_unknown_code_is_never_valid() -> None:
    assert not GROUNDS.is_valid("?Study")


def test_names_fall_back_to_english_and_unknown_codes_to_themselves() -> None:
    assert GROUNDS.name("study", "az") == "Təhsil"
    assert GROUNDS.name("new_rule", "az") == "New rule"
    assert GROUNDS.name("?Other", "az") == "?Other"


def test_a_list_that_does_not_exist_is_a_users_error() -> None:
    with pytest.raises(UserError, match="no code list 'colour'"):
        codelists.load("colour")


def test_a_workspace_list_takes_the_place_of_the_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "study_level.yaml").write_text(
        "list: study_level\ntitle: {en: Level}\ncodes:\n  one: {en: One}\n", encoding="utf-8"
    )

    assert set(codelists.load("study_level", tmp_path).codes) == {"one"}
    assert "master" in codelists.load("study_level")


def test_an_unquoted_no_is_refused_instead_of_read_as_false(tmp_path: Path) -> None:
    (tmp_path / "answer.yaml").write_text(
        "list: answer\ntitle: {en: Answer}\ncodes:\n  no: {en: No}\n", encoding="utf-8"
    )

    with pytest.raises(UserError, match="cannot be read"):
        codelists.load("answer", tmp_path)


@pytest.mark.parametrize("name", codelists.names())
def test_every_shipped_list_has_english_and_azerbaijani_names(name: str) -> None:
    shipped = codelists.load(name)

    assert shipped.id == name
    for texts in (shipped.titles, *(code.names for code in shipped.codes.values())):
        assert texts.get("en")
        assert texts.get("az")


def test_the_global_compact_has_23_objectives() -> None:
    assert list(codelists.load("gcm_objective").codes) == [str(number) for number in range(1, 24)]


def test_countries_and_institutions_are_lists_like_any_other() -> None:
    assert codelists.load("country").name("AZE", "az") == "Azərbaycan"
    assert "unhcr" in codelists.load("institution")
