"""A break puts its footnote on every figure it lies in, and between figures on either side of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from durna.errors import UserError
from durna.indicators.breaks import Break, between, footnotes, load, with_flag
from durna.indicators.figures import Figure, Figures
from durna.periods import parse
from tests.indicators.example import EXAMPLE, one

THRESHOLD = Break("threshold", date(2018, 7, 14), {"en": "15 days", "az": "15 gün"}, ("stay_registrations",))


def registrations(period: str, indicator: str = "stay_registrations") -> Figure:
    return Figure(indicator, parse(period), "AZE", "registrations", "event", 1.0, "sms")


@pytest.mark.parametrize(
    ("period", "touched"),
    [("2018", True), ("2018-07", True), ("2017", False), ("2018-07-14", True), ("2018-01..2018-06", False)],
)
def test_a_break_touches_the_figures_whose_period_holds_its_day(period: str, touched: bool) -> None:
    assert bool(footnotes(registrations(period), [THRESHOLD])) is touched


def test_a_break_touches_only_the_indicators_it_affects() -> None:
    assert footnotes(registrations("2018", "work_permits_issued"), [THRESHOLD]) == ()


def test_a_touched_figure_is_flagged() -> None:
    assert "break" in with_flag(registrations("2018"), [THRESHOLD]).flags
    assert "break" not in with_flag(registrations("2019"), [THRESHOLD]).flags


@pytest.mark.parametrize(
    ("old", "new", "apart"),
    [
        ("2017", "2019", True),
        ("2019", "2017", True),
        ("2018", "2019", True),  # half of 2018 is of the old kind
        ("2016", "2017", False),
        ("2019", "2020", False),
        ("2018-07-14", "2019", False),  # the first day of the new rule: both are of the new kind
    ],
)
def test_a_break_stands_between_figures_of_both_sides(old: str, new: str, apart: bool) -> None:
    assert bool(between(registrations(new), registrations(old), [THRESHOLD])) is apart


def test_registrations_of_2018_carry_the_change_of_14_july_2018(example_figures: Figures) -> None:
    figure = one(example_figures, "stay_registrations", "2018")
    assert "break" in figure.flags
    (found,) = footnotes(figure, load(EXAMPLE / "breaks.yaml"))
    assert found.date == date(2018, 7, 14)


def test_breaks_of_the_example_have_texts_in_both_languages_and_affect_known_indicators() -> None:
    from durna.indicators.definition import catalogue

    breaks = load(EXAMPLE / "breaks.yaml")
    assert breaks == tuple(sorted(breaks, key=lambda found: (found.date, found.id)))
    for found in breaks:
        assert set(found.text) >= {"en", "az"}
        assert set(found.affected) <= set(catalogue())


def test_a_workspace_without_breaks_has_none(tmp_path: Path) -> None:
    assert load(tmp_path / "breaks.yaml") == ()


GOOD = "- {id: a, date: 2018-07-14, text: {en: A}, affected: [births]}\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("- {id: a, date: summer 2018, text: {en: A}, affected: [births]}\n", "Entry 1 (a) lacks date"),
        ("- {date: 2018-07-14}\n", "Entry 1 (no id) lacks id, text, affected"),
        (GOOD + GOOD, "The id 'a' stands twice"),
        ("a: 1\n", "It is not a list"),
    ],
)
def test_a_faulty_break_is_explained(tmp_path: Path, text: str, found: str) -> None:
    (tmp_path / "breaks.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(UserError) as error:
        load(tmp_path / "breaks.yaml")
    assert found in error.value.found
