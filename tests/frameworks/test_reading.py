"""Framework files: what the shipped ones hold, and where a broken one is broken."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import yaml

from durna.frameworks import gcm, mgi
from durna.frameworks.reading import decoded, read_compact, read_questions
from durna.frameworks.ten_seven_two import ITEMS
from durna.frameworks.wrong import WrongFramework

LANGUAGES = ("en", "az", "ru")


def a_framework() -> dict[str, Any]:
    """The smallest one: two questions in two sub-domains."""
    return {
        "framework": "mgi", "version": "1", "title": {"en": "A set"}, "source": "here", "licence": "ours",
        "note": {"en": "small"}, "count": 2,
        "scales": {"yn": {"title": {"en": "Yes or no"}, "values": {
            "yes": {"title": {"en": "Yes"}, "needs_source": True, "sdg_10_7_2": 1},
            "no": {"title": {"en": "No"}, "sdg_10_7_2": 0},
        }}},
        "domains": [{"code": "1", "title": {"en": "One"}, "sub_domains": [
            {"code": "1.1", "title": {"en": "First"}, "provenance": "official"},
            {"code": "1.2", "title": {"en": "Second"}, "provenance": "official"},
        ]}],
        "questions": [
            {"code": "Q1", "sub_domain": "1.1", "scale": "yn", "text": {"en": "Is it?"}, "provenance": "official"},
            {"code": "Q2", "sub_domain": "1.2", "scale": "yn", "text": {"en": "Is it not?"}, "provenance": "official"},
        ],
    }  # fmt: skip


def read(raw: dict[str, Any]) -> object:
    return read_questions(yaml.safe_dump(raw, allow_unicode=True), "a.yaml")


def test_the_working_set_has_135_questions_and_says_of_each_where_it_comes_from() -> None:
    found = mgi()
    assert len(found.questions) == 135
    assert [len(found.of_domain(domain)) for domain in found.domains] == [30, 28, 14, 22, 14, 27]
    published = [question for question in found.questions if question.provenance == "published"]
    assert len(published) == 38
    assert all(question.reconstruction_basis for question in found.questions if question not in published)
    assert "not the official" in found.note["en"]


def test_each_item_of_10_7_2_stands_there_once_and_keeps_its_own_domain() -> None:
    asked = {question.sdg_10_7_2: question for question in mgi().questions if question.sdg_10_7_2}
    assert sorted(asked) == sorted(ITEMS)
    # Coordination is 3a there and stands in domain 2 here, readmission is 3d and stands in domain 6.
    assert [mgi().domain_of(asked[item]).code for item in ("3a", "3d")] == ["2", "6"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_the_working_set_is_there_in_three_languages(language: str) -> None:
    found = mgi()
    texts = [question.text for question in found.questions]
    texts += [each.title for domain in found.domains for each in (domain, *domain.sub_domains)]
    texts += [value.title for scale in found.scales.values() for value in scale.values.values()]
    assert all(text.get(language) for text in texts)
    assert len({text[language] for text in texts[:135]}) == 135
    assert {found.status(question, language) for question in found.questions} == {"working"}


def test_the_compact_has_23_objectives_187_actions_and_10_principles() -> None:
    found = gcm()
    assert [objective.number for objective in found.objectives] == list(range(1, 24))
    assert len(found.actions) == 187
    assert len(found.principles) == 10


def test_objective_20_is_remittances_with_9_actions() -> None:
    """A file that goes round repeats objective 2 there: with it there would be 190 actions."""
    objective = gcm().by_number[20]
    assert "remittances" in objective.title["en"]
    assert "".join(action.letter for action in objective.actions) == "abcdefghi"


def repeated(raw: dict[str, Any]) -> None:
    raw["questions"][1]["code"] = "Q1"


def lost(raw: dict[str, Any]) -> None:
    raw["questions"].pop()


def emptied(raw: dict[str, Any]) -> None:
    raw["questions"][1]["sub_domain"] = "1.1"


def strayed(raw: dict[str, Any]) -> None:
    raw["questions"][1]["sub_domain"] = "9.9"


def unscaled(raw: dict[str, Any]) -> None:
    raw["questions"][1]["scale"] = "stars"


def misspelt(raw: dict[str, Any]) -> None:
    raw["questions"][1]["provenence"] = "official"


def wordless(raw: dict[str, Any]) -> None:
    raw["questions"][1]["text"] = {"en": " "}


def read_as_true(raw: dict[str, Any]) -> None:
    raw["scales"]["yn"]["values"] = {True: {"title": {"en": "Yes"}}}


def overlong(raw: dict[str, Any]) -> None:
    raw["questions"][1]["code"] = "Q" * 41


def blank(raw: dict[str, Any]) -> None:
    raw["questions"][1]["code"] = "Q2 "


def a_number(raw: dict[str, Any]) -> None:
    raw["questions"][1]["code"] = 1.1


def aimless(raw: dict[str, Any]) -> None:
    raw["questions"][1]["objectives"] = [24]


def keyless(raw: dict[str, Any]) -> None:
    del raw["questions"][1]["scale"]


def badly_said(raw: dict[str, Any]) -> None:
    raw["questions"][1]["provenance"] = "rumour"


def unweighed(raw: dict[str, Any]) -> None:
    raw["questions"][0]["published_as"] = {"instrument": "SDG 10.7.2", "code": "1a"}
    for value in raw["scales"]["yn"]["values"].values():
        value.pop("sdg_10_7_2")


@pytest.mark.parametrize(
    ("spoil", "found"),
    [
        (repeated, r"a\.yaml, questions, Q1: This code stands there twice"),
        (lost, r"a\.yaml, count: A part of the file is lost: it announces 2, and there are 1"),
        (emptied, r"a\.yaml, sub_domains, 1\.2: No question belongs to it"),
        (strayed, r"a\.yaml, questions, Q2: There is no sub-domain '9\.9'"),
        (unscaled, r"a\.yaml, questions, Q2: There is no scale 'stars'"),
        (misspelt, r"a\.yaml, questions, Q2: There is no key 'provenence'"),
        (wordless, r"a\.yaml, questions, Q2, text: A text is given in no"),
        (read_as_true, r"a\.yaml, scales, yn: A value reads as true or false"),
        (overlong, r"a\.yaml, questions, Q{40}, code: This cannot be a code"),
        (blank, r"a\.yaml, questions, Q2 , code: This cannot be a code"),
        (a_number, r"a\.yaml, questions, 1\.1, code: This reads as a number"),
        (aimless, r"a\.yaml, questions, Q2, objectives, 1: "),
        (keyless, r"a\.yaml, questions, Q2: The key 'scale' is missing"),
        (badly_said, r"a\.yaml, questions, Q2, provenance: This word cannot stand there"),
        (unweighed, r"a\.yaml, questions, Q1: It is item 1a"),
    ],
)  # fmt: skip
def test_a_broken_file_says_where(spoil: Callable[[dict[str, Any]], None], found: str) -> None:
    raw = a_framework()
    spoil(raw)
    with pytest.raises(WrongFramework, match=found) as told:
        read(raw)
    assert told.value.expected
    assert told.value.do


@pytest.mark.parametrize(
    ("text", "found"), [("a: b: c", r"a\.yaml:1: This is not YAML"), ("[]", r"a\.yaml: It is no framework file")]
)
def test_a_file_that_is_none_says_so(text: str, found: str) -> None:
    with pytest.raises(WrongFramework, match=found):
        read_questions(text, "a.yaml")


def test_a_key_that_stands_twice_is_told_with_its_line() -> None:
    """The library would keep the second and lose the first unseen."""
    with pytest.raises(WrongFramework, match=r"a\.yaml:3: The key 'version' stands there twice"):
        read_questions("framework: mgi\nversion: 1\nversion: 2\n", "a.yaml")


@pytest.mark.parametrize(
    "sent",
    [
        "title: Çərçivə\n".encode(), "title: Çərçivə\r\n".encode(), "title: Çərçivə\r".encode(),
        "title: Çərçivə\n".encode("utf-8-sig"), "title: Çərçivə\n".encode("utf-16"),
    ],
)  # fmt: skip
def test_a_file_is_the_same_text_whichever_system_it_comes_from(sent: bytes) -> None:
    assert decoded(sent, "a.yaml") == "title: Çərçivə\n"


@pytest.mark.parametrize("encoding", ["cp1251", "cp1254", "koi8-r"])
def test_a_file_in_the_letters_of_one_country_says_what_to_do(encoding: str) -> None:
    word = "Çərçivə".replace("ə", "e") if encoding == "cp1254" else "Набор"
    with pytest.raises(WrongFramework, match="no text in UTF-8") as told:
        decoded(word.encode(encoding), "a.yaml")
    assert "Save it as UTF-8" in told.value.do


def test_where_a_file_says_its_source_in_one_text_it_is_taken_for_english() -> None:
    found = read_questions(yaml.safe_dump(a_framework()), "a.yaml")
    assert (found.source, found.licence) == ({"en": "here"}, {"en": "ours"})


@pytest.mark.parametrize("found", [mgi(), gcm()])
def test_provenance_and_licence_are_told_in_three_languages(found: Any) -> None:
    for told in (found.source, found.licence):
        assert set(told) == set(LANGUAGES)
        assert len(set(told.values())) == 3


def test_a_version_that_yaml_takes_for_a_day_or_a_number_is_read_as_text() -> None:
    assert read({**a_framework(), "version": 2.0}).version == "2.0"  # type: ignore[attr-defined]


def test_a_lost_action_of_the_compact_is_missed() -> None:
    raw = gcm().model_dump(mode="json")
    raw["objectives"][19]["actions"].pop()
    with pytest.raises(WrongFramework, match=r"objectives, 20, action_count: .* it announces 9, and there are 8"):
        read_compact(yaml.safe_dump(raw), "g.yaml")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_the_compact_is_there_in_three_languages(language: str) -> None:
    found = gcm()
    texts = [action.text for action in found.actions.values()]
    texts += [text for objective in found.objectives for text in (objective.title, objective.short_title)]
    texts += [text for principle in found.principles for text in (principle.title, principle.text)]
    assert all(text.get(language) for text in texts)
    assert len({text[language] for text in texts[:187]}) == 187


def test_every_candidate_for_an_indicator_is_named_in_every_language() -> None:
    assert [(each.code, tuple(each.title)) for each in gcm().indicators if set(each.title) != set(LANGUAGES)] == []
