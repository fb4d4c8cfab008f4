"""SDG 10.7.2 by its published formula; the expected values are arithmetic on thirty items."""

from __future__ import annotations

from fractions import Fraction

import pytest

from durna.frameworks import mgi
from durna.frameworks.ten_seven_two import ITEMS, band, compute, of_answers

YES: dict[str, Fraction | None] = dict.fromkeys(ITEMS, Fraction(1))


def test_all_yes_gives_100_and_fully_meets() -> None:
    found = compute(YES)
    assert (found.rounded, found.band) == ("100.00", "fully_meets")


def test_domain_1_only_with_regular_status_and_the_rest_yes_gives_91_67_and_meets() -> None:
    """(5 x 0.5 + 25) / 30 x 100 = 91.666..."""
    found = compute({**YES, **{item: Fraction(1, 2) for item in ITEMS if item[0] == "1"}})
    assert (found.rounded, found.band) == ("91.67", "meets")
    assert (found.domains["1"], found.domains["2"]) == (50, 100)


@pytest.mark.parametrize(
    ("yes", "value", "expected"),
    [
        (0, "0.00", "requires_further_progress"), (11, "36.67", "requires_further_progress"),
        (12, "40.00", "partially_meets"), (23, "76.67", "partially_meets"), (24, "80.00", "meets"),
        (29, "96.67", "meets"), (30, "100.00", "fully_meets"),
    ],
)  # fmt: skip
def test_exactly_40_and_80_fall_in_the_upper_band(yes: int, value: str, expected: str) -> None:
    found = compute({item: Fraction(int(place < yes)) for place, item in enumerate(ITEMS)})
    assert (found.rounded, found.band) == (value, expected)


def test_the_band_is_taken_from_the_exact_value_and_not_from_the_rounded_one() -> None:
    assert band(Fraction(79999, 1000)) == "partially_meets"


def test_a_missing_item_is_never_taken_for_a_no() -> None:
    found = compute({**YES, "3b": None})
    assert (found.overall, found.rounded, found.band, found.missing) == (None, "", "", ("3b",))
    assert "3" not in found.domains
    assert found.domains["1"] == 100


def test_answers_are_counted_by_the_scale_of_their_question() -> None:
    framework = mgi()
    asked = {question.sdg_10_7_2: question for question in framework.questions if question.sdg_10_7_2}
    answers = {question.code: "yes_some" if question.scale == "access3" else "yes" for question in asked.values()}
    assert of_answers(framework, answers).rounded == "91.67"
    unknown = {**answers, asked["2a"].code: "not_known"}
    assert of_answers(framework, unknown).missing == ("2a",)
