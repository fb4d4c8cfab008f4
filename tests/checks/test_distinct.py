"""Distinct persons counted from records may be in several groups; no group holds more than the whole."""

from __future__ import annotations

import pytest

from durna.checks import parts, periods
from durna.checks.findings import Finding
from durna.indicators.figures import Evidence, Figure, Figures
from durna.indicators.published import SOURCE
from durna.periods import parse


def persons(value: float, period: str = "2019", source: str = "sbs_border_crossing", **group: str) -> Figure:
    return Figure(
        "border_persons_entered", parse(period), "AZE", "persons", "person", value, "sbs",
        dimensions=tuple(group.items()), evidence=(Evidence(source, "d1", int(value)),),
    )  # fmt: skip


def found(*figures: Figure) -> list[Finding]:
    return list(parts.check(Figures(figures)))


YOUNG, OLD = {"age_group": "25-29"}, {"age_group": "30-34"}


def test_one_who_had_a_birthday_is_in_two_age_groups_and_once_in_the_total() -> None:
    # 60 + 50 = 110 of 100 persons: ten were 29 at one entry and 30 at another.
    assert found(persons(100), persons(60, **YOUNG), persons(50, **OLD)) == []


def test_a_group_larger_than_the_whole_is_a_contradiction() -> None:
    (finding,) = found(persons(100), persons(101, **YOUNG), persons(50, **OLD))
    assert (finding.check, finding.severity) == ("parts_above_whole", "severe")
    assert "add to 101, which is 1 more than the total 100" in finding.text["en"]


def test_what_an_institution_added_up_itself_has_to_add_up() -> None:
    stated = [persons(value, source=SOURCE, **group) for value, group in ((100, {}), (60, YOUNG), (50, OLD))]
    assert [finding.check for finding in found(*stated)] == ["parts_above_whole"]


@pytest.mark.parametrize(("source", "checks"), [(SOURCE, ["same_value_other_period"]), ("sbs_border_crossing", [])])
def test_only_a_statement_can_have_been_sent_again(source: str, checks: list[str]) -> None:
    figures = Figures([persons(314, "2018", source), persons(314, "2019", source)])
    assert [finding.check for finding in periods.check(figures)] == checks
