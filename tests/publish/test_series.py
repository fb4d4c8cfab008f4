"""Figures find their place: full years together, the part-year apart, everything else out of the series."""

import pytest

from durna.periods import parse
from durna.publish import series
from durna.publish.context import Context
from durna.publish.series import View
from tests.publish.conftest import PROFILE, figure


@pytest.mark.parametrize(
    ("period", "kind", "place"),
    [
        ("2019", "calendar_year", "year"),
        ("2013-12-31", "date", "year"),
        ("2021-01..2021-10", "part_year", "part"),
        ("2021-10-31", "date", "part"),
        ("2017-01-01..2017-12-23", "year_cut_short", "cut"),
        ("2018-09..2019-08", "academic_year", "academic"),
        ("2018-07..2019-06", "fiscal_year", "other"),
        ("2018-04-06..2019-04-05", "fiscal_year", "other"),
        ("2018-07..2019-05", "multi_year", "span"),
        ("2020-11..2021-10", "fiscal_year", "other"),
        ("2020-12..2021-11", "fiscal_year", "outside"),
        ("2018-01..2018-06", "part_year", "months"),
        ("2014..2019", "multi_year", "span"),
        ("2021", "calendar_year", "outside"),
        ("2021-12-31", "date", "outside"),
        ("2012", "calendar_year", "outside"),
    ],
)
def test_places(period: str, kind: str, place: str) -> None:
    assert series.place_of(figure("entries", period, 1.0, period_kind=kind), PROFILE) == place


def test_a_profile_of_full_years_has_no_part_year() -> None:
    assert series.part_of(parse("2013..2020")) is None


def test_the_part_year_is_never_in_the_series(english: Context) -> None:
    line = view(english, "entries").lines[0]
    assert sorted(line.years) == [2013, 2014, 2016, 2017, 2018, 2019, 2020]
    assert line.part is not None
    assert str(line.part.period) == "2021-01..2021-10"
    assert all(each.period.is_year or series.is_cut_short(each) for each in line.years.values())


def test_a_year_cut_short_is_not_comparable(english: Context) -> None:
    line = view(english, "entries").lines[0]
    assert 2017 not in {each.period.start.year for each in line.comparable}


def test_the_full_year_after_the_period_stands_outside(english: Context) -> None:
    assert [str(each.period) for each in view(english, "entries").outside] == ["2021"]


def test_only_preferred_figures_are_shown(english: Context) -> None:
    assert view(english, "entries").lines[0].years[2019].value == 3000000


def test_another_counting_unit_is_a_line_of_its_own(english: Context) -> None:
    lines = view(english, "decisions").lines
    assert [line.counting_unit for line in lines] == ["decision", "person"]


def test_the_same_months_of_several_years_stand_together(english: Context) -> None:
    found = view(english, "entries")
    assert found.lines[0].part is not None
    groups = series.same_months([*found.months, found.lines[0].part])
    assert [[each.period.start.year for each in group] for group in groups] == [[2017], [2019, 2021]]


def test_values_are_shown_in_the_unit_of_the_indicator(english: Context) -> None:
    entries = english.material.indicators["entries"]
    thousand = figure("entries", "2014", 2297.8, unit="thousand entries")
    assert series.shown_value(thousand, entries) == pytest.approx(2297800)
    assert series.shown_unit(thousand, entries) == "entries"


def view(context: Context, indicator: str) -> View:
    return context.view(context.material.indicators[indicator])
