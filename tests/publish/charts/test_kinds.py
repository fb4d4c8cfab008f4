"""Maps, age pyramids, breaks, and what is said above a drawing."""

from dataclasses import replace

import pytest

from durna.indicators.figures import Figure
from durna.publish import ages, charts, geography, multiples, points, series
from durna.publish.breakdowns import breakdown_tables
from durna.publish.charts import bars, style
from durna.publish.context import Context
from durna.publish.document import Chart, Point
from tests.publish.conftest import PROFILE, figure, indicator

CITIZENSHIPS = {"TUR": 50.0, "GEO": 90.0, "RUS": 80.0, "IRN": 30.0, "UKR": 9.0, "other": 7.0, "REU": 2.0,
                "DEU": 8.0, "FRA": 6.0, "KAZ": 5.0, "UZB": 4.5,
                "TKM": 4.0, "IND": 3.5, "PAK": 3.0, "CHN": 2.5}  # fmt: skip


def by_country() -> list[Figure]:
    return [
        figure("entries", "2020", value, dimensions=(("citizenship", code),)) for code, value in CITIZENSHIPS.items()
    ]


@pytest.mark.parametrize(("codes", "is_drawn"), [(("TUR", "other", "unknown"), False), (("TUR", "GEO", "RUS"), True)])
def test_one_country_beside_everybody_else_is_no_ranking(
    english: Context, codes: tuple[str, ...], is_drawn: bool
) -> None:
    figures = [
        figure("entries", str(year), 5.0, dimensions=(("citizenship", code),)) for code in codes
        for year in (2017, 2018, 2019, 2020)
    ]  # fmt: skip
    view = series.view(indicator("entries"), figures, PROFILE, "AZE")
    lines = view.breakdowns["citizenship",]
    assert (points.ranked_chart(english, view, ("citizenship",), lines) is not None) == is_drawn
    assert (multiples.panels_of(english, view, ("citizenship",), lines) is not None) == is_drawn


def test_a_map_shows_countries_by_size_and_names_what_has_no_place(english: Context) -> None:
    chart = map_of(english, by_country())
    assert [point.value for point in chart.points] == [90, 80, 50, 30, 9, 8, 6, 5, 4.5, 4, 3.5, 3, 2.5]
    assert "Réunion" in chart.legend["not-drawn"]
    assert chart.legend["borders"]
    assert chart.legend["undetermined"]
    assert "Georgia (90)" in chart.description


def test_a_map_has_a_table_with_every_value_of_it(english: Context) -> None:
    view = series.view(indicator("entries"), by_country(), PROFILE, "AZE")
    chart = map_of(english, by_country())
    (table,) = breakdown_tables(english, view)
    told = {row.head.text: row.cells[0].text for row in table.rows}
    assert {point.label: point.text for point in chart.points}.items() <= told.items()


def test_the_drawing_of_a_map_has_its_circles_and_hatches_the_undetermined(english: Context) -> None:
    chart = map_of(english, by_country())
    drawing = charts.svg(chart, "en")
    assert f'fill="url(#hatch-{chart.id}-land)"' in drawing
    assert f'<pattern id="hatch-{chart.id}-land"' in drawing
    assert drawing.count('stroke-width="0.8"') == 13


@pytest.mark.parametrize("said", [{"kind": "ratio"}, {"kind": "rate"}])
def test_shares_and_rates_make_no_circles(english: Context, said: dict[str, str]) -> None:
    view = series.view(indicator("entries", **said), by_country(), PROFILE, "AZE")
    assert geography.map_of(english, view, ("citizenship",), view.breakdowns["citizenship",]) is None


def test_a_handful_of_countries_makes_no_map(english: Context) -> None:
    placed = [each for each in by_country() if dict(each.dimensions)["citizenship"] not in ("other", "REU")]
    for number, is_drawn in ((7, False), (8, True)):
        view = series.view(indicator("entries"), placed[:number], PROFILE, "AZE")
        chart = geography.map_of(english, view, ("citizenship",), view.breakdowns["citizenship",])
        assert (chart is not None) is is_drawn


def test_a_pyramid_has_both_sexes_of_every_age_the_youngest_first(english: Context) -> None:
    figures = [
        figure("entries", "2020", value, dimensions=(("age_group", age), ("sex", sex)))
        for age, men, women in (("15-24", 30.0, 20.0), ("0-14", 10.0, 9.0), ("65+", 3.0, 4.0), ("25-64", 50.0, 70.0),
                                ("0-17", 11.0, 10.0), ("18-34", 1.0, None))
        for sex, value in (("male", men), ("female", women))
    ]  # fmt: skip
    view = series.view(indicator("entries"), figures, PROFILE, "AZE")
    names = ("age_group", "sex")
    chart = ages.pyramid_of(english, view, names, view.breakdowns[names])
    assert chart is not None
    assert [(point.role, point.value) for point in chart.points] == [
        ("first", 10), ("second", 9), ("first", 30), ("second", 20), ("first", 50), ("second", 70), ("first", 3),
        ("second", 4),
    ]  # fmt: skip
    assert chart.legend == {"first": "Male", "second": "Female"}
    assert "Female, 25–64, with 70" in chart.description
    assert charts.svg(chart, "en").count("25–64") == 2, "in the description and once in the middle"


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        (["65+", "0-14", "15-64"], ["0-14", "15-64", "65+"]),
        (["0-14", "0-4", "5-9", "10-14"], ["0-4", "5-9", "10-14"]),
        (["unknown", "0-17", "18+"], ["0-17", "18+"]),
        ([], []),
    ],
)
def test_ages_that_overlap_are_never_side_by_side(told: list[str], kept: list[str]) -> None:
    assert ages.side_by_side(told) == kept


def test_a_break_parts_the_series_at_its_date_and_is_explained(english: Context) -> None:
    """The example's border was closed on 1 March 2020."""
    chart = drawn(english, "entries")
    assert [point.label for point in chart.points if point.breaks_before] == ["2020"]
    assert "1 March 2020" in chart.legend["break"]
    rows = bars.over_time(chart)["data"]["values"]
    assert [row["stretch"] for row in rows if row["label"] in ("2019", "2020")] == [0, 1]


def test_nothing_is_said_above_a_change_that_a_break_lies_in(english: Context) -> None:
    assert drawn(english, "entries").headline == ""


def test_the_latest_change_is_said_above_the_drawing(english: Context, azerbaijani: Context) -> None:
    """1 109 of 2019 and 1 572 of 2020 in the example; 2021 lies after the Profile's period."""
    chart = drawn(english, "stock")
    assert "rose to 1 572" in chart.headline.replace("\u00a0", " ").replace("\u202f", " ")
    assert "artaraq" in drawn(azerbaijani, "stock").headline
    assert chart.headline.split()[0] in charts.svg(chart, "en").split("</desc>")[1]


def test_a_list_in_its_own_order_still_names_its_largest_member_first(english: Context) -> None:
    figures = [
        figure("entries", "2020", value, dimensions=(("age_group", age),))
        for age, value in (("0-14", 1.0), ("15-64", 5.0), ("65+", 2.0))
    ]
    view = series.view(indicator("entries"), figures, PROFILE, "AZE")
    chart = points.ranked_chart(english, view, ("age_group",), view.breakdowns["age_group",])
    assert chart is not None
    assert chart.headline.startswith("15–64")


def map_of(context: Context, figures: list[Figure]) -> Chart:
    view = series.view(indicator("entries"), figures, PROFILE, "AZE")
    chart = geography.map_of(context, view, ("citizenship",), view.breakdowns["citizenship",])
    assert chart is not None
    return chart


def drawn(context: Context, name: str) -> Chart:
    chart = points.chart_of(context, context.view(context.material.indicators[name]), 1)
    assert chart is not None
    return chart


def test_a_long_name_has_two_lines_and_never_a_third() -> None:
    name = "United Kingdom of Great Britain and Northern Ireland with all of its Overseas Territories"
    said = bars.ranked(ranked(name))["layer"][0]["encoding"]["y"]["axis"]["labelExpr"]
    assert '["United Kingdom of Great", "Britain and Northern Ireland …"]' in said


def ranked(name: str) -> Chart:
    return Chart("c", 1, "A chart", "What it shows", "ranked", "persons", (Point(name, 2.0, "2"),))


def test_the_breakdown_with_the_most_countries_has_the_only_map(english: Context) -> None:
    also = [
        figure("entries", "2020", value, dimensions=(("country", code),))
        for code, value in CITIZENSHIPS.items() if code != "KAZ"
    ]  # fmt: skip
    view = series.view(indicator("entries"), [*also, *by_country()], PROFILE, "AZE")
    assert set(view.breakdowns) == {("country",), ("citizenship",)}
    assert geography.mapped(english, view) == ("citizenship",)


def test_without_a_breakdown_by_country_nothing_is_mapped(english: Context) -> None:
    view = series.view(indicator("entries"), [figure("entries", "2020", 5.0)], PROFILE, "AZE")
    assert geography.mapped(english, view) is None


@pytest.mark.parametrize(("total", "is_said"), [(9.0, True), (14.0, False)])
def test_nobody_comes_first_where_the_total_could_hide_a_larger_one(
    english: Context, total: float, is_said: bool
) -> None:
    """Of 9 one is not told, of 14 six are, and the largest has 5."""
    told = (("RUS", 5.0), ("GEO", 2.0), ("TUR", 1.0))
    figures = [figure("entries", "2020", value, dimensions=(("citizenship", code),)) for code, value in told]
    view = series.view(indicator("entries"), [*figures, figure("entries", "2020", total)], PROFILE, "AZE")
    chart = points.ranked_chart(english, view, ("citizenship",), view.breakdowns["citizenship",])
    assert chart is not None
    assert bool(chart.headline) is is_said


def test_a_headline_of_two_lines_parts_in_its_middle_and_before_short_words() -> None:
    """85 letters go on two lines; after 43 stands "by", which keeps to "sea"."""
    headline = "The number of those who entered this country by sea or overland or by air fell in 2019"
    lines = style.title(headline, "ltr")["title"]["text"]
    assert [line.replace("\u00a0", " ") for line in lines] == [
        "The number of those who entered this country", "by sea or overland or by air fell in 2019",
    ]  # fmt: skip


@pytest.mark.parametrize("headline", ["Показатель на границе в 2019 году уменьшился до 388 ", "Migration at borders "])
def test_a_headline_does_not_widen_the_drawing(english: Context, headline: str) -> None:
    """A drawing that is wider than the others is made smaller on the page, with all its letters."""
    chart = drawn(english, "stock")
    drawings = [charts.svg(replace(chart, headline=said), "ru") for said in ("", headline * 3)]
    assert len({drawing.partition('viewBox="0 0 ')[2].partition(" ")[0] for drawing in drawings}) == 1
