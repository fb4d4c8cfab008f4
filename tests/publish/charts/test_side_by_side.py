"""Ranked bars with the year before, small multiples, and flows between countries."""

from __future__ import annotations

from dataclasses import replace

import pytest

from durna.indicators.figures import Figure, Figures
from durna.publish import charts, flows, multiples, points, series
from durna.publish.charts import bars, panels
from durna.publish.context import Context
from durna.publish.document import Chart
from durna.publish.language import Language
from tests.publish.conftest import PROFILE, figure, indicator

BY = (("TUR", 50.0), ("GEO", 90.0), ("RUS", 80.0))


def ranked(context: Context, figures: list[Figure]) -> Chart:
    view = series.view(indicator("entries"), figures, PROFILE, "AZE")
    chart = points.ranked_chart(context, view, ("citizenship",), view.breakdowns["citizenship",])
    assert chart is not None
    return chart


def of(year: str, by: tuple[tuple[str, float | None], ...], **said: object) -> list[Figure]:
    return [figure("entries", year, value, dimensions=(("citizenship", code),), **said) for code, value in by]


def test_a_ranked_bar_has_a_stroke_where_it_stood_the_year_before(english: Context) -> None:
    chart = ranked(english, [*of("2019", BY), *of("2018", (("TUR", 70.0), ("GEO", 60.0), ("RUS", None)))])
    assert [(point.value, point.before) for point in chart.points] == [(90, 60), (80, None), (50, 70)]
    assert "2018" in chart.legend["before"]
    rows = bars.ranked(chart)["data"]["values"]
    assert [row["end"] for row in rows] == [90.0, 80.0, 50.0], "the number stands by its bar"


def test_across_a_break_there_is_no_stroke(english: Context) -> None:
    """The example's border was closed on 1 March 2020."""
    chart = ranked(english, [*of("2020", BY), *of("2019", BY)])
    assert {point.before for point in chart.points} == {None}
    assert chart.legend == {}


def test_each_of_the_largest_has_a_panel_and_a_missing_year_is_a_gap(english: Context) -> None:
    figures = [each for year in ("2013", "2014", "2015", "2017", "2018") for each in of(year, BY)]
    figures += of("2018", (("IRN", 3.0),)) + of("2017", (("IRN", 3.0),)) + of("2014", (("IRN", 2.0),))
    view = series.view(indicator("entries"), figures, PROFILE, "AZE")
    chart = multiples.panels_of(english, view, ("citizenship",), view.breakdowns["citizenship",])
    assert chart is not None
    names = list(dict.fromkeys(point.panel for point in chart.points))
    assert len(names) == 3, "three years of Iran are too few"
    assert [point.value for point in chart.points if point.panel == names[0]] == [90, 90, 90, None, 90, 90]
    drawn = panels.panels(chart)
    assert len({str(each["layer"][0]["encoding"]["y"]["scale"]) for each in drawn["concat"]}) == 1, "one scale"
    assert charts.svg(chart, "en").count("2013") >= len(names)


@pytest.mark.parametrize("members", [1, 2])
def test_fewer_than_three_make_no_panels(english: Context, members: int) -> None:
    figures = [each for year in ("2013", "2014", "2015", "2016") for each in of(year, BY[:members])]
    view = series.view(indicator("entries"), figures, PROFILE, "AZE")
    assert multiples.panels_of(english, view, ("citizenship",), view.breakdowns["citizenship",]) is None


WAY = ("remittances_received", "remittances_paid")


def both_ways(context: Context, came: Figures, unit: str = "million USD") -> list[Chart]:
    known = {
        name: indicator(name, kind="amount", unit="million USD", counting_unit="money", breakdowns=("partner_country",))
        for name in WAY
    }
    went = [flow(WAY[1], "2019", code, value, unit) for code, value in (("TUR", 1.0), ("GEO", 2.0), ("RUS", 300.0))]
    material = replace(context.material, indicators=known, figures=Figures([*came, *went]))
    return list(flows.flows_of(Context(material, Language("en")), known[WAY[1]]))


def flow(name: str, year: str, code: str, value: float, unit: str = "million USD") -> Figure:
    return figure(name, year, value, unit=unit, counting_unit="money", dimensions=(("partner_country", code),))


def came(*values: tuple[str, float]) -> Figures:
    return Figures([flow(WAY[0], "2019", code, value) for code, value in values])


def test_both_directions_of_a_country_stand_side_by_side_the_largest_sum_first(english: Context) -> None:
    (chart,) = both_ways(english, came(("TUR", 9.0), ("GEO", 5.0), ("RUS", 40.0), ("IRN", 99.0)))
    assert [(point.role, point.value) for point in chart.points] == [
        ("first", 40), ("second", 300), ("first", 9), ("second", 1), ("first", 5), ("second", 2),
    ]  # fmt: skip
    assert chart.legend == {"first": "Example remittances_received", "second": "Example remittances_paid"}
    assert charts.svg(chart, "en")


def test_two_countries_or_two_units_make_no_picture_of_flows(english: Context) -> None:
    assert both_ways(english, came(("TUR", 9.0), ("GEO", 5.0))) == []
    assert both_ways(english, came(("TUR", 9.0), ("GEO", 5.0), ("RUS", 40.0)), unit="million AZN") == []
