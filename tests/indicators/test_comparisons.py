"""Like with like, or not at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from durna.errors import Refused
from durna.indicators.breaks import Break
from durna.indicators.comparisons import compare, direction, moving_twelve_months, same_months
from durna.indicators.figures import Figure
from durna.periods import parse


def figure(period: str, value: float | None = 100.0, **changes: object) -> Figure:
    made = Figure("border_entries_foreigners", parse(period), "AZE", "entries", "event", value, "sbs")
    return replace(made, **changes)  # type: ignore[arg-type]


def test_a_change_is_absolute_in_percent_and_in_a_word() -> None:
    found = compare(figure("2019", 90.0), figure("2018", 120.0))
    # 90 - 120 = -30; -30 / 120 = -25 %
    assert (found.change, found.percent, found.direction, found.warnings) == (-30, -25.0, "fell", ())


@pytest.mark.parametrize(
    ("new", "old", "word"),
    [
        (10, 10, "unchanged"),
        (11, 10, "rose"),
        (9, 10, "fell"),
        (20, 10, "doubled"),
        (19.5, 10, "doubled"),  # within a twentieth of twice as much
        (18, 10, "rose"),
        (30, 10, "tripled"),
        (5, 10, "halved"),
        (5, 0, "rose"),
        (-5, 5, "fell"),
    ],
)
def test_the_word_for_a_change_is_computed(new: float, old: float, word: str) -> None:
    assert direction(new, old) == word


def test_there_is_no_percentage_of_nought() -> None:
    assert compare(figure("2019", 5.0), figure("2018", 0.0)).percent is None


def test_a_balance_that_turns_positive_rose() -> None:
    # from -40 to 10: +50, which is +125 % of the size of the old figure
    found = compare(figure("2019", 10.0), figure("2018", -40.0))
    assert (found.change, found.percent, found.direction) == (50, 125.0, "rose")


@pytest.mark.parametrize(
    ("new", "old"),
    [
        (figure("2021-01..2021-10"), figure("2020")),
        (figure("2020"), figure("2021-01..2021-10")),
        (figure("2021-01..2021-10"), figure("2020-01..2020-09")),
        (figure("2021-05"), figure("2021-04")),
        (figure("2018"), figure("2017-01-01..2017-12-23", period_kind="year_cut_short")),
        (
            figure("2017-01-01..2017-12-23", period_kind="year_cut_short"),
            figure("2013-01-01..2013-12-27", period_kind="year_cut_short"),
        ),
        (figure("2018"), figure("2017-09..2018-08", period_kind="academic_year")),
        (figure("2018"), figure("2014..2017")),
        (figure("2018"), figure("2017-12-31")),
        (figure("2018"), figure("2017", counting_unit="person")),
        (figure("2018"), figure("2017", indicator="border_exits_foreigners")),
        (figure("2018"), figure("2017", dimensions=(("citizenship", "TUR"),))),
        (figure("2018"), figure("2017", geography="GEO")),
        (figure("2018"), figure("2017", unit="exits")),
        (figure("2018"), figure("2017", None)),
    ],
)
def test_what_is_not_alike_is_refused(new: Figure, old: Figure) -> None:
    with pytest.raises(Refused) as refusal:
        compare(new, old)
    assert refusal.value.expected
    assert refusal.value.do


@pytest.mark.parametrize(
    ("new", "old"),
    [
        (figure("2021-01..2021-10"), figure("2019-01..2019-10")),
        (figure("2021-05"), figure("2020-05")),
        (figure("2020-02"), figure("2019-02")),  # 29 days and 28: both whole months
        (figure("2020-11..2021-10"), figure("2019")),  # twelve months are a full year
        (
            figure("2020-09..2021-08", period_kind="academic_year"),
            figure("2019-09..2020-08", period_kind="academic_year"),
        ),
        (figure("2021-01-01"), figure("2020-01-01")),
        (figure("2018-01-01..2018-10-17"), figure("2017-01-01..2017-10-17")),
    ],
)
def test_what_is_alike_is_compared(new: Figure, old: Figure) -> None:
    assert compare(new, old).change == 0


def test_the_refusal_names_the_months_to_take() -> None:
    with pytest.raises(Refused, match=r"2021-01\.\.2021-10") as refusal:
        compare(figure("2021-01..2021-10"), figure("2020"))
    assert "2020-01..2020-10" in refusal.value.do


def test_a_break_between_the_two_is_a_warning() -> None:
    closed = Break(
        "closed", date(2020, 3, 1), {"en": "Border closed.", "az": "Sərhəd bağlıdır."}, ("border_entries_foreigners",)
    )
    assert compare(figure("2021"), figure("2019"), [closed]).warnings == (closed.text,)
    assert compare(figure("2019"), figure("2018"), [closed]).warnings == ()


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"status": "estimated"}, "not final"),
        ({"flags": ("disputed",)}, "disputed"),
        ({"flags": ("derived",)}, "derived"),
        ({"flags": ("rounded",)}, "rounded"),
        ({"publisher": "ssc"}, "publishers"),
    ],
)
def test_what_weakens_a_comparison_is_said_in_both_languages(changes: dict[str, object], word: str) -> None:
    (warning,) = compare(figure("2019", **changes), figure("2018")).warnings
    assert word in warning["en"]
    assert warning["az"]


def test_stocks_of_different_days_carry_a_warning() -> None:
    (warning,) = compare(figure("2021-10-31"), figure("2020-12-31")).warnings
    assert "different days" in warning["en"]


def test_a_part_year_finds_the_same_months_of_earlier_years() -> None:
    part = figure("2021-01..2021-10")
    others = [
        figure("2019-01..2019-10"), figure("2018-01..2018-10", preferred=False), figure("2020"),
        figure("2020-01..2020-09"), figure("2022-01..2022-10"), figure("2017-01..2017-10"),
        figure("2016-01..2016-10", counting_unit="person"),
    ]  # fmt: skip
    assert [str(found.period) for found in same_months([part, *others], part)] == [
        "2017-01..2017-10",
        "2019-01..2019-10",
    ]


def months(first: str, last: str, **changes: object) -> list[Figure]:
    return [figure(str(month), 10.0, **changes) for month in parse(f"{first}..{last}").split("month")]


def test_twelve_months_up_to_a_day_are_a_full_year() -> None:
    found = moving_twelve_months(months("2020-01", "2021-10"), date(2021, 10, 31))
    # November 2020 to October 2021: 12 x 10
    assert (str(found.period), found.value) == ("2020-11..2021-10", 120)


def test_twelve_months_with_a_hole_are_refused() -> None:
    with pytest.raises(Refused, match="2021-02 is missing"):
        moving_twelve_months(
            [one for one in months("2020-11", "2021-10") if str(one.period) != "2021-02"], date(2021, 10, 31)
        )


def test_persons_are_not_added_over_months() -> None:
    persons = months("2020-11", "2021-10", indicator="border_persons_entered", counting_unit="person")
    with pytest.raises(Refused):
        moving_twelve_months(persons, date(2021, 10, 31))


def test_two_series_are_not_added_as_one() -> None:
    both = months("2020-11", "2021-10") + months("2020-11", "2021-10", dimensions=(("sex", "male"),))
    with pytest.raises(Refused):
        moving_twelve_months(both, date(2021, 10, 31))
