"""From a version to the one after the next: what became of each question over both steps."""

from __future__ import annotations

from typing import Any

from durna.frameworks.chain import over
from durna.frameworks.questions import Framework
from tests.frameworks.test_crosswalk import NEW, OLD, STEPS, a_framework, kinds

MIDDLE = a_framework("2", NEW, STEPS)  # A, B2 (from B), C1 and C2 (from C), DE (from D and E), G; F was dropped


def third(questions: dict[str, str], steps: list[Any] | None) -> Framework:
    return a_framework("3", questions, steps, start="2")


def test_what_stayed_at_every_step_is_compared_and_nothing_else() -> None:
    """A and B2 stay; C1 alone is kept of what was split; DE is split again; G stays; H is new."""
    last = third(
        {"A": "a?", "B3": "b, at last?", "C1": "c one?", "D9": "d?", "E9": "e?", "G": "g?", "H": "h?"},
        [
            {"kind": "reworded", "old": ["B2"], "new": ["B3"]}, {"kind": "dropped", "old": ["C2"]},
            {"kind": "split", "old": ["DE"], "new": ["D9", "E9"]}, {"kind": "new", "new": ["H"]},
        ],
    )  # fmt: skip
    found = over([OLD, MIDDLE, last])
    assert (found.old_version, found.new_version) == ("1", "3")
    assert found.comparable() == {"A": "A", "B3": "B"}
    assert kinds(found) == {
        "A": "same", "B3": "reworded", "C1": "new", "C": "dropped", "D9": "new", "E9": "new", "D": "dropped",
        "E": "dropped", "F": "dropped", "G": "new", "H": "new",
    }  # fmt: skip


def test_a_split_stays_a_split_and_two_mergings_are_one() -> None:
    last = third(
        {"A": "a?", "B2": "b, then?", "C1": "c one?", "C2": "c two?", "DEG": "any of them?"},
        [{"kind": "merged", "old": ["DE", "G"], "new": ["DEG"]}],
    )  # fmt: skip
    found = {step.new: (step.kind, set(step.old)) for step in over([OLD, MIDDLE, last]).steps if step.new}
    assert found["C1", "C2"] == ("split", {"C"})
    assert found["DEG",] == ("merged", {"D", "E"})


def test_every_question_of_both_ends_stands_there_once() -> None:
    last = third({"A": "a?", "X": "x?"}, [
        {"kind": "merged", "old": ["B2", "C1"], "new": ["X"]}, {"kind": "dropped", "old": ["C2"]},
        {"kind": "dropped", "old": ["DE"]}, {"kind": "dropped", "old": ["G"]},
    ])  # fmt: skip
    found = over([OLD, MIDDLE, last])
    assert sorted(code for step in found.steps for code in step.old) == sorted(OLD.by_code)
    assert sorted(code for step in found.steps for code in step.new) == sorted(last.by_code)
    assert {step.kind for step in found.steps if "X" in step.new} == {"merged"}
