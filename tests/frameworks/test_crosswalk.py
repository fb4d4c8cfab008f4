"""From one version to the next: what became of each question, and which may be compared."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from durna.frameworks.crosswalk import Walk, walk
from durna.frameworks.questions import Framework
from durna.frameworks.reading import read_questions
from durna.frameworks.wrong import WrongFramework


def a_framework(version: str, questions: dict[str, str], steps: list[Any] | None = None, start: str = "1") -> Framework:
    """`questions`: code -> text, with ` |stars` at its end where it is answered on another scale."""
    raw: dict[str, Any] = {
        "framework": "mgi", "version": version, "title": {"en": "A set"}, "source": "", "licence": "",
        "note": {"en": "small"},
        "scales": {name: {"title": {"en": name}, "values": {each: {"title": {"en": each}} for each in values}}
                   for name, values in (("yn", ("yes", "no")), ("stars", ("one", "two")))},
        "domains": [{"code": "1", "title": {"en": "One"}, "sub_domains": [
            {"code": "1.1", "title": {"en": "First"}, "provenance": "official"},
        ]}],
        "questions": [
            {"code": code, "sub_domain": "1.1", "scale": "stars" if text.endswith("|stars") else "yn",
             "text": {"en": text}, "provenance": "official"}
            for code, text in questions.items()
        ],
    }  # fmt: skip
    if steps is not None:
        raw["crosswalk"] = {"from_version": start, "steps": steps}
    return read_questions(yaml.safe_dump(raw), "new.yaml")


OLD = a_framework("1", {"A": "a?", "B": "b?", "C": "c?", "D": "d?", "E": "e?", "F": "f?"})
STEPS = [
    {"kind": "reworded", "old": ["B"], "new": ["B2"]},
    {"kind": "split", "old": ["C"], "new": ["C1", "C2"]},
    {"kind": "merged", "old": ["D", "E"], "new": ["DE"]},
    {"kind": "dropped", "old": ["F"]},
    {"kind": "new", "new": ["G"]},
]
NEW = {"A": "a?", "B2": "b, then?", "C1": "c one?", "C2": "c two?", "DE": "d or e?", "G": "g?"}


def kinds(found: Walk) -> dict[str, str]:
    return {code: step.kind for step in found.steps for code in (step.new or step.old)}


def test_each_question_has_one_fate() -> None:
    found = walk(OLD, a_framework("2", NEW, STEPS))
    assert kinds(found) == {
        "A": "same", "B2": "reworded", "C1": "split", "C2": "split", "DE": "merged", "G": "new", "F": "dropped",
    }  # fmt: skip


def test_only_same_and_reworded_questions_are_compared() -> None:
    assert walk(OLD, a_framework("2", NEW, STEPS)).comparable() == {"A": "A", "B2": "B"}


def test_questions_are_counted_by_their_fate() -> None:
    assert walk(OLD, a_framework("2", NEW, STEPS)).counts() == {
        "same": 1, "reworded": 1, "split": 2, "merged": 1, "new": 1, "dropped": 1,
    }  # fmt: skip


def test_without_a_crosswalk_a_question_with_another_text_is_no_longer_the_same() -> None:
    found = walk(OLD, a_framework("2", {"A": "a?", "B": "b, then?"}))
    assert found.comparable() == {"A": "A"}
    assert {(step.kind, step.old, step.new) for step in found.steps if "B" in (*step.old, *step.new)} == {
        ("new", (), ("B",)), ("dropped", ("B",), ()),
    }  # fmt: skip


def test_the_same_version_is_the_same_question_by_question() -> None:
    assert walk(OLD, OLD).counts()["same"] == 6


@pytest.mark.parametrize(
    ("steps", "found"),
    [
        ([*STEPS[:-1], {"kind": "new", "new": ["H"]}], r"steps, 5 \(new\): There is no question 'H' in version '2'"),
        ([*STEPS, {"kind": "dropped", "old": ["Z"]}], r"steps, 6 \(dropped\): There is no question 'Z' in version '1'"),
        (STEPS[:-2], r"crosswalk: It says nothing of question (F|G) and 1 more"),
        ([*STEPS, {"kind": "dropped", "old": ["B"]}], r"The old question B is told twice"),
        ([{**STEPS[0], "new": ["B2", "C1"]}, *STEPS[1:]], r"steps, 1 \(reworded\): It names 1 old and 2 new codes"),
    ],
)  # fmt: skip
def test_a_broken_crosswalk_says_where(steps: list[Any], found: str) -> None:
    with pytest.raises(WrongFramework, match=found):
        walk(OLD, a_framework("2", NEW, steps), "new.yaml")


def test_another_scale_makes_another_question() -> None:
    new = {**NEW, "B2": "b, then? |stars"}
    with pytest.raises(WrongFramework, match="another scale"):
        walk(OLD, a_framework("2", new, STEPS), "new.yaml")


def test_a_crosswalk_from_a_version_that_is_not_in_use_is_refused() -> None:
    with pytest.raises(WrongFramework, match="It leads from version '0'"):
        walk(OLD, a_framework("2", NEW, STEPS, start="0"), "new.yaml")
