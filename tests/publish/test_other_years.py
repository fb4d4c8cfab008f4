"""Years that begin on another day than 1 January: a series of their own, beside calendar years and never among them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

import pytest

from durna.indicators.figures import Figure
from durna.periods import Period, parse
from durna.publish import geography, multiples, points, sentences, series, tables
from durna.publish.breakdowns import breakdown_tables
from durna.publish.context import Context
from durna.publish.document import Table, plain
from durna.publish.language import Language
from durna.publish.series import View
from durna.publish.texts import languages
from tests.publish.conftest import PROFILE, figure, indicator

NESTED = re.compile(r"\([^)]*\(")
BY = "citizenship"
PEOPLE = ("RUS", "GEO", "TUR", "IRN", "UKR", "UZB", "KAZ", "CHN", "IND")


def to_june(year: int, value: float | None, **said: object) -> Figure:
    return figure("entries", Period(date(year, 7, 1), date(year + 1, 6, 30)), value, period_kind="fiscal_year", **said)


def view(figures: Iterable[Figure]) -> View:
    return series.view(indicator("entries"), figures, PROFILE, "AZE")


def by(code: str) -> dict[str, object]:
    return {"dimensions": ((BY, code),)}


def labels(table: Table) -> list[str]:
    return [column.label for column in table.columns[1:]]


@pytest.fixture
def both() -> View:
    """Four calendar years and three years to June, each with its total and nine countries: the longer series leads."""
    calendar = [figure("entries", str(year), 100.0 * year, **each) for year in (2016, 2017, 2018, 2019)
                for each in ({}, *map(by, PEOPLE))]  # fmt: skip
    june = [to_june(year, 10.0 * year + place, **each) for year in (2016, 2017, 2018)
            for place, each in enumerate(({}, *map(by, PEOPLE)))]  # fmt: skip
    return view([*calendar, *june])


def test_they_stand_in_one_table_with_a_column_a_year(english: Context) -> None:
    [table] = tables.year_tables(english, view([to_june(year, 1.0) for year in (2015, 2016, 2018)]))
    assert labels(table) == ["2015/16", "2016/17", "2017/18", "2018/19"]
    assert [cell.text for cell in table.rows[0].cells] == ["1", "1", "…", "1"]
    assert table.caption == "Example entries, 2015/16 – 2018/19"
    assert table.subtitle == "Unit: entries; each year from 1 July to 30 June"


def test_calendar_years_have_a_table_of_their_own(english: Context, both: View) -> None:
    calendar, june = tables.year_tables(english, both)
    assert [len(table.rows) for table in (calendar, june)] == [1, 1]
    assert labels(june) == ["2016/17", "2017/18", "2018/19"]
    assert labels(calendar) == [*map(str, range(2013, 2021)), "Jan–Oct 2021"]


def test_years_that_begin_in_different_months_are_different_series(english: Context) -> None:
    april = [figure("entries", f"{year}-04-06..{year + 1}-04-05", 2.0) for year in (2015, 2016, 2017)]
    made = tables.year_tables(english, view([*april, *(to_june(year, 1.0) for year in (2015, 2016, 2017))]))
    assert {table.subtitle.partition("; ")[2] for table in made} == {
        "each year from 6 April to 5 April", "each year from 1 July to 30 June",
    }  # fmt: skip
    assert len({table.id for table in made}) == 2


def test_a_breakdown_has_one_table_a_calendar(english: Context, both: View) -> None:
    calendar, june = breakdown_tables(english, both)
    assert labels(calendar) == ["2016", "2017", "2018", "2019"]
    assert labels(june) == ["2016/17", "2017/18", "2018/19"]
    assert june.caption == "Example entries, by citizenship, 2016/17 – 2018/19"
    # The total of the years to June, not that of a calendar year that begins in the same one.
    assert [cell.value for cell in june.rows[0].cells] == [20160.0, 20170.0, 20180.0]
    assert june.rows[0].role == "total"


def test_the_part_of_a_calendar_year_never_goes_beside_them(english: Context) -> None:
    part = figure("entries", "2021-01..2021-10", 5.0)
    june, calendar = sorted(
        view([part, *(to_june(year, 1.0) for year in (2015, 2016, 2017))]).lines, key=lambda line: -line.points
    )
    assert june.part is None
    assert calendar.part == part


def test_no_chart_mixes_two_calendars(english: Context, both: View) -> None:
    lines = both.breakdowns[BY,]
    ranked = points.ranked_chart(english, both, (BY,), lines)
    mapped = geography.map_of(english, both, (BY,), lines)
    panels = multiples.panels_of(english, both, (BY,), lines)
    assert ranked is not None
    assert mapped is not None
    assert panels is not None
    assert len(ranked.points) == len({point.label for point in ranked.points}) == len(PEOPLE)
    assert {point.value for point in (*ranked.points, *mapped.points)} == {201900.0}
    assert {point.label for point in panels.points} == {"2016", "2017", "2018", "2019"}


def test_charts_of_years_to_june_alone_name_them(english: Context) -> None:
    alone = view([to_june(year, 10.0 * year + place, **by(code)) for year in (2015, 2016, 2017, 2018)
                  for place, code in enumerate(PEOPLE)])  # fmt: skip
    lines = alone.breakdowns[BY,]
    ranked, panels = (
        points.ranked_chart(english, alone, (BY,), lines),
        multiples.panels_of(english, alone, (BY,), lines),
    )
    assert ranked is not None
    assert panels is not None
    assert "2018/19 (July–June)" in ranked.caption
    assert "2017/18" in ranked.legend["before"]
    assert [point.label for point in panels.points[:4]] == ["2015/16", "2016/17", "2017/18", "2018/19"]


def test_two_of_them_are_compared_as_years_are() -> None:
    change = sentences.compare(to_june(2015, 100.0), to_june(2016, 150.0))
    said = sentences.statement(Language("en"), indicator("entries"), sentences.Changes(latest=change))
    assert said is not None
    text = "".join(run.text for run in said.runs)
    assert "50.0" in text
    assert "2015/16 (July–June)" in text
    assert "2016/17 (July–June)" in text


SAID = {
    "en": ("2019/20 (July–June)", "in 2019/20 (July–June)"),
    "az": ("2019/20-ci il (iyul–iyun)", "2019/20-ci ildə (iyul–iyun)"),
    "ru": ("2019/20 год (июль–июнь)", "в 2019/20 году (июль–июнь)"),
}


@pytest.mark.parametrize("code", sorted(SAID))
def test_each_language_says_such_a_year_with_its_months(code: str) -> None:
    language, year = Language(code), parse("2019-07..2020-06")
    assert tuple(language.period(year, "fiscal_year", case) for case in ("name", "in")) == SAID[code]


@pytest.mark.parametrize("code", languages())
def test_the_head_of_a_column_is_the_same_in_every_language(code: str) -> None:
    assert Language(code).short_period(parse("2019-07..2020-06")) == "2019/20"


def test_a_period_that_is_no_year_is_still_said_and_not_tabulated() -> None:
    shown = view([figure("entries", "2015-07..2017-06", 1.0), figure("entries", "2018-07..2019-05", 1.0)])
    assert shown.lines == []
    assert [str(each.period) for each in shown.spans] == ["2015-07..2017-06", "2018-07..2019-05"]


@pytest.mark.parametrize("code", languages())
@pytest.mark.parametrize("values", [(10.0, 12.0), (12.0, 10.0), (10.0, 30.0), (10.0, 100.0), (10.0, 10.0), (-1.0, 5.0)])
def test_no_sentence_about_them_has_brackets_within_brackets(code: str, values: tuple[float, float]) -> None:
    change = sentences.compare(*(to_june(2015 + place, value) for place, value in enumerate(values)))
    said = sentences.statement(Language(code), indicator("entries"), sentences.Changes(change))
    assert said is not None
    assert not NESTED.search(plain(said.runs)), plain(said.runs)
