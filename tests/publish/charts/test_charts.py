"""Charts: part-years apart and hatched, gaps open, every drawing named for those who do not see it."""

import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from durna.indicators.breaks import Break
from durna.indicators.figures import Figures
from durna.periods import Period
from durna.publish import charts, multiples, points, series
from durna.publish.charts import bars
from durna.publish.context import Context
from durna.publish.document import Chart, Point
from durna.publish.language import Language
from durna.publish.material import Material
from durna.publish.widths import measure
from tests.publish.conftest import PROFILE, figure, indicator


def test_fewer_than_three_years_make_no_chart(english: Context) -> None:
    protected = english.view(english.material.indicators["protected"])
    assert points.chart_of(english, protected, 1) is None


def test_flows_are_bars_and_stocks_are_lines(english: Context) -> None:
    assert drawn_from(english, "entries").kind == "bars"
    assert drawn_from(english, "stock").kind == "line"


def test_a_missing_year_is_a_gap(english: Context) -> None:
    by_label = {point.label: point for point in drawn_from(english, "entries").points}
    assert by_label["2015"].value is None
    assert by_label["2015"].role == "missing"


def test_the_part_year_is_a_mark_of_its_own_at_the_end(english: Context) -> None:
    last = drawn_from(english, "entries").points[-1]
    assert (last.label, last.role) == ("Jan–Oct 2021", "part")


def test_the_part_year_and_years_cut_short_are_joined_to_nothing() -> None:
    chart = Chart("c", 1, "A chart", "What it shows", "line", "persons", (
        Point("2018", 10.0, "10"), Point("2019", 12.0, "12", "cut"), Point("2020", 14.0, "14"),
        Point("31 Oct 2021", 15.0, "15", "part"),
    ))  # fmt: skip
    rows = bars.over_time(chart)["data"]["values"]
    assert [row["joined"] for row in rows] == [10.0, None, 14.0, None]


@pytest.mark.parametrize("indicator", ["entries", "stock"])
def test_a_drawing_has_title_and_description_and_needs_nothing_else(english: Context, indicator: str) -> None:
    chart = drawn_from(english, indicator)
    drawing = charts.svg(chart, "en")
    root = ET.fromstring(drawing)
    names = [child.tag.split("}")[1] for child in root]
    assert names[:2] == ["title", "desc"]
    assert root.get("role") == "img"
    assert "<script" not in drawing
    assert "style=" not in drawing
    assert "href" not in drawing.replace("xmlns:xlink", "")


def test_the_part_year_is_hatched(english: Context) -> None:
    chart = drawn_from(english, "entries")
    drawing = charts.svg(chart, "en")
    assert f'fill="url(#hatch-{chart.id})"' in drawing
    assert f'<pattern id="hatch-{chart.id}"' in drawing


def drawn_from(context: Context, indicator: str) -> Chart:
    found = points.chart_of(context, context.view(context.material.indicators[indicator]), 1)
    assert found is not None
    return found


def test_a_ranking_is_of_the_latest_year_in_which_groups_have_a_value(english: Context) -> None:
    """A year whose groups are withheld until they are settled ranks nothing."""
    values = {("TUR", 2019): 30.0, ("GEO", 2019): 50.0, ("RUS", 2019): 40.0, ("TUR", 2020): 25.0}
    figures = [
        figure("entries", str(year), values.get((code, year)), dimensions=(("citizenship", code),))
        for code in ("TUR", "GEO", "RUS") for year in (2019, 2020)
    ]  # fmt: skip
    found = series.view(indicator("entries"), figures, PROFILE, "AZE")

    chart = points.ranked_chart(english, found, ("citizenship",), found.breakdowns["citizenship",])

    assert chart is not None
    assert "2019" in chart.caption
    assert sorted(point.value or 0 for point in chart.points) == [30, 40, 50]


def test_the_same_chart_is_drawn_once_for_all_formats(english: Context) -> None:
    chart = drawn_from(english, "entries")
    first, before = charts.svg(chart, "en"), charts.drawings_made()
    elsewhere = replace(chart, number=chart.number + 7, description="Said otherwise")
    assert "Said otherwise" in charts.svg(elsewhere, "en")
    assert charts.svg(chart, "en") == first
    assert charts.drawings_made() == before


def test_another_value_or_language_is_another_drawing(english: Context) -> None:
    chart = drawn_from(english, "entries")
    other = replace(chart, points=(replace(chart.points[0], text="other text"), *chart.points[1:]))
    assert "other text" in charts.svg(other, "en")
    assert "other text" not in charts.svg(chart, "en")
    assert 'lang="az"' in charts.svg(chart, "az")


@pytest.mark.parametrize(("years", "is_turned"), [(9, False), (30, True)])
def test_values_wider_than_the_distance_of_the_bars_stand_upright(years: int, is_turned: bool) -> None:
    """In a drawing 700 wide nine bars have 77 each, thirty 23; seven figures take about 50."""
    held = [Point(str(1990 + place), 1e6, "1\u202f234\u202f567") for place in range(years)]
    drawn = charts.svg(Chart("c", 1, "A chart", "What it shows", "bars", "persons", tuple(held)), "en")
    values = [
        text for text in ET.fromstring(drawn).iter("{http://www.w3.org/2000/svg}text") if "567" in (text.text or "")
    ]
    assert len(values) == 2 * years  # each with its white rim
    assert {"rotate(" in text.get("transform", "") for text in values} == {is_turned}


def many_years(count: int, name: str, part: str = "") -> Chart:
    shown = [Point(name.format(2000 + place, (place + 1) % 100), 5.0, "5") for place in range(count)]
    last = [Point(part, 4.0, "4", "part")] if part else []
    return Chart("c", 1, "A chart", "What it shows", "bars", "persons", (*shown, *last))


def names_below(chart: Chart) -> list[tuple[float, str]]:
    """The names below the axis, with the middle of each."""
    drawing = ET.fromstring(charts.svg(chart, "en"))
    axis = next(each for each in drawing.iter() if "role-axis-label" in (each.get("class") or ""))
    found = [(float((each.get("transform") or "").partition("(")[2].partition(",")[0]), each.text or "")
             for each in axis.iter() if each.tag.endswith("text")]  # fmt: skip
    return [(middle, text) for middle, text in found if text]


@pytest.mark.parametrize(("name", "part"), [("{}/{:02d}", ""), ("{}", "Jan–Sep 2024"), ("{}", "")])
@pytest.mark.parametrize("count", [3, 10, 20, 40])
def test_names_of_many_years_do_not_run_into_each_other(count: int, name: str, part: str) -> None:
    found = names_below(many_years(count, name, part))
    for (left, first), (right, second) in pairwise(found):
        assert right - left >= (measure(first, 13) + measure(second, 13)) / 2
    assert found[-1][1] == (part or name.format(2000 + count - 1, count % 100))


def test_where_all_names_have_room_all_are_there() -> None:
    assert [text for _, text in names_below(many_years(9, "{}"))] == [str(2000 + place) for place in range(9)]


def test_years_that_follow_closely_are_named_at_equal_distances() -> None:
    years = [int(text[:4]) for _, text in names_below(many_years(20, "{}/{:02d}"))]
    assert years[-1] == 2019
    assert len({later - earlier for earlier, later in pairwise(years)}) == 1


@pytest.mark.parametrize("years", [3, 20])  # flat labels, and upright ones
def test_the_value_of_a_bar_that_hangs_stands_below_it(years: int) -> None:
    points = tuple(Point(f"{2000 + place}", -1000.0 if place == 1 else 1000.0, "1 000 000") for place in range(years))
    spec = bars.over_time(Chart("c", 1, "A chart", "What it shows", "bars", "persons", points))
    marks = [layer["mark"] for layer in spec["layer"] if layer.get("transform") == [{"filter": "datum.value < 0"}]]
    assert marks
    assert all(mark.get("baseline") == "top" or mark.get("align") == "right" for mark in marks)
    low, high = spec["layer"][-2]["encoding"]["y"]["scale"]["domain"]
    assert low < -1000 < 1000 < high
    assert [layer["mark"]["type"] for layer in spec["layer"]].count("rule") == 1  # nought


def test_a_cut_ranking_shows_the_largest_and_says_of_how_many(english: Context) -> None:
    figures = [
        figure("entries", "2020", float(place), dimensions=(("month_of_birth", f"{place}"),)) for place in range(1, 31)
    ]
    view = series.view(indicator("entries"), figures, PROFILE, "AZE")
    chart = points.ranked_chart(english, view, ("month_of_birth",), view.breakdowns["month_of_birth",])
    assert chart is not None
    # In the order of the list, and of thirty the twelve with the largest value: 19 to 30.
    assert [point.value for point in chart.points] == [float(place) for place in range(19, 31)]
    assert chart.legend["largest"] == "The 12 largest of 30; the table has all of them."


def test_a_break_before_a_year_that_was_cut_short_has_its_date_in_the_legend(material: Material) -> None:
    """Nothing is compared with such a year, and yet the line of the break stands before it."""
    cut = Period(date(2017, 1, 1), date(2017, 12, 23))
    figures = Figures([
        *(figure("entries", year, value) for year, value in (("2014", 90.0), ("2015", 95.0), ("2018", 62.0))),
        figure("entries", cut, 80.0, period_kind="year_cut_short", flags=("cut_short",)),
    ])  # fmt: skip
    changed = Break("quota", date(2016, 3, 14), {"en": "New rules."}, ("entries",))
    context = Context(replace(material, figures=figures, breaks=(changed,)), Language("en"))

    chart = drawn_from(context, "entries")

    assert [point.label for point in chart.points if point.breaks_before] == ["2017"]
    assert "(14 March 2016)" in chart.legend["break"]


def test_a_large_rise_has_a_title_of_its_own(english: Context) -> None:
    """An increase is one, however it is told."""
    figures = [figure("entries", year, value) for year, value in (("2017", 3.0), ("2018", 4.0), ("2019", 40.0))]
    line = series.view(indicator("entries"), figures, PROFILE, "AZE").lines[0]
    assert points._headline(english, indicator("entries"), line) == "Example entries rose to 40 in 2019"


def test_those_of_whom_nothing_is_stated_come_last_and_never_first(english: Context) -> None:
    sizes = {"Auckland": 50.0, "Not applicable/not stated": 90.0, "Otago": 20.0, "Nelson": 10.0}
    figures = [figure("entries", "2019", size, dimensions=(("region", name),)) for name, size in sizes.items()]
    view = series.view(indicator("entries"), figures, PROFILE, "AZE")
    chart = points.ranked_chart(english, view, ("region",), view.breakdowns["region",])
    assert chart is not None
    assert [point.label for point in chart.points][-1] == "Not applicable/not stated"
    assert "First: Auckland with 50" in chart.description


def test_where_nothing_was_counted_nothing_is_ranked_and_no_panels_are_drawn(english: Context) -> None:
    figures = [
        figure("entries", str(year), 0.0, dimensions=(("citizenship", code),))
        for code in ("TUR", "GEO", "RUS") for year in range(2015, 2020)
    ]  # fmt: skip
    view = series.view(indicator("entries"), figures, PROFILE, "AZE")
    (lines,) = view.breakdowns.values()
    assert points.ranked_chart(english, view, ("citizenship",), lines) is None
    assert multiples.panels_of(english, view, ("citizenship",), lines) is None


@pytest.mark.parametrize(("before", "stands_at"), [(None, 40.0), (10.0, 40.0), (45.0, 45.0), (400.0, 40.0)])
def test_the_value_of_a_ranked_bar_stands_by_the_bar_and_not_by_the_mark_of_another_year(
    before: float | None, stands_at: float
) -> None:
    """Of 500 units on 570 pixels: a mark at 45 is in the way of the value of 40, one at 400 is not."""
    shown = (Point("A", 500.0, "500"), Point("B", 40.0, "40", before=before))
    rows = bars.ranked(Chart("c", 1, "", "", "ranked", "", shown))["data"]["values"]
    assert rows[1]["end"] == stands_at
