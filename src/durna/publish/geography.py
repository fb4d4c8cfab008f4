"""A map of a breakdown by country: which countries have a place on it, and what has to be said beneath."""

from __future__ import annotations

from collections.abc import Sequence

from durna.indicators.definition import Indicator
from durna.publish import points, sentences, series
from durna.publish.context import Context
from durna.publish.document import Chart, Point
from durna.publish.language import lists_of
from durna.publish.series import Line, View

FEWEST_COUNTRIES = 8  # fewer make no picture of where people come from or go
NAMED_IN_DESCRIPTION = 3


def map_of(context: Context, view: View, names: tuple[str, ...], lines: Sequence[Line]) -> Chart | None:
    """Of the ranked chart's year, where more countries have a value than it shows; None for shares and other lists.

    A circle stands for an amount: a share or rate would look like one.
    """
    indicator, land = view.indicator, context.material.land
    lines = series.of_one_calendar(lines)
    year = points.latest_year(lines, points.FEWEST)
    if not _is_by_country(names, indicator) or year is None or indicator.kind in _STATES:
        return None
    told = [line for line in lines if points.is_told(line, year) and (line.years[year].value or 0) > 0]
    told.sort(key=lambda line: -(line.years[year].value or 0.0))
    placed = [line for line in told if _code(line) in land.points]
    if len(placed) < FEWEST_COUNTRIES:
        return None
    language, first = context.language, placed[0].years[year]
    title = points.title_by(context, indicator, names[0])
    shown = tuple(_point(context, indicator, line, year) for line in placed)
    largest = [f"{point.label} ({point.text})" for point in shown[:NAMED_IN_DESCRIPTION]]
    unit = language.capital(language.unit(series.shown_unit(first, indicator)))
    return Chart(
        id=f"map-{indicator.id}-by-{names[0]}", number=context.next_chart(),
        caption=language(
            "table-caption", title=language("chart-map-caption", title=title), period=language.period(first.period)
        ),
        description=language(
            "chart-map-described", title=title, count=str(len(shown)), largest=language.listed(largest)
        ),
        kind="map", unit=language("chart-map-unit", unit=unit), points=shown,
        legend=_legend(context, indicator, [line for line in told if line not in placed]), land=land,
    )  # fmt: skip


_STATES = ("rate", "ratio", "duration")


def mapped(context: Context, view: View) -> tuple[str, ...] | None:
    """The one breakdown of an indicator that has a map: the one by country with the most countries, else None."""
    by_country = [names for names in view.breakdowns if _is_by_country(names, view.indicator)]
    points_of = context.material.land.points
    return max(
        by_country, default=None,
        key=lambda names: len({_code(line) for line in view.breakdowns[names]} & points_of.keys()),
    )  # fmt: skip


def _is_by_country(names: tuple[str, ...], indicator: Indicator) -> bool:
    return len(names) == 1 and "country" in lists_of(names[0], indicator.sources)


def _code(line: Line) -> str:
    return line.dimensions[0][1]


def _point(context: Context, indicator: Indicator, line: Line, year: int) -> Point:
    figure = line.years[year]
    return Point(
        points.member(context, indicator, line), series.shown_value(figure, indicator),
        sentences.value_text(context.language, figure, indicator), place=context.material.land.points[_code(line)],
    )  # fmt: skip


def _legend(context: Context, indicator: Indicator, absent: Sequence[Line]) -> dict[str, str]:
    """The boundaries' note always; hatching and what is not drawn where there is any."""
    language = context.language
    said = {"borders": language("chart-legend-borders")}
    if context.material.land.undetermined:
        said["undetermined"] = language("chart-legend-undetermined")
    if absent:
        names = language.listed(points.member(context, indicator, line) for line in absent)
        said["not-drawn"] = language("chart-legend-not-drawn", names=names)
    return said
