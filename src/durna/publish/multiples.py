"""Small multiples: how the largest members of a breakdown went over the years, each in a panel, all on one scale."""

from __future__ import annotations

from collections.abc import Sequence

from durna.indicators.definition import Indicator
from durna.publish import points, series, tables
from durna.publish.breakdowns import in_order, largest
from durna.publish.context import Context
from durna.publish.document import Chart, Point
from durna.publish.language import lists_of
from durna.publish.series import Line, View

FEWEST_YEARS, FEWEST_PANELS, MOST_PANELS = 4, 3, 9


def chosen(context: Context, view: View) -> tuple[str, ...] | None:
    """The one breakdown of an indicator that has panels: by country before any other, then the one with the most."""
    able = [names for names, lines in view.breakdowns.items() if len(_shown(context, names, lines)) >= FEWEST_PANELS]
    return max(
        able, default=None,
        key=lambda names: ("country" in lists_of(names[0], view.indicator.sources), len(view.breakdowns[names])),
    )  # fmt: skip


def panels_of(context: Context, view: View, names: tuple[str, ...], lines: Sequence[Line]) -> Chart | None:
    """Of members that have a value in four full years or more; the years are those that any of them has.

    The members stand in the order of their table, so that the first panels are the largest countries. Years announced
    before they ended, and the part-year, are left to the table: a panel has no room to say what they are.
    """
    shown = _shown(context, names, lines)
    if len(shown) < FEWEST_PANELS:
        return None
    return _chart(context, view.indicator, names[0], largest(shown, MOST_PANELS))


def _shown(context: Context, names: tuple[str, ...], lines: Sequence[Line]) -> list[Line]:
    anchor, unit = lines[0].anchor, lines[0].unit
    if len(names) != 1 or names[0] == "month" or anchor == series.PERIOD:
        return []
    same = [line for line in lines if (line.anchor, line.unit) == (anchor, unit) and len(_years(line)) >= FEWEST_YEARS]
    if len(points.named(same)) < FEWEST_PANELS or points.is_nought(figure for line in same for figure in line.figures):
        return []
    return in_order(same, names, context.language)


def _years(line: Line) -> list[int]:
    return [year for year, figure in line.years.items() if figure.value is not None and not series.is_cut_short(figure)]


def _chart(context: Context, indicator: Indicator, name: str, lines: Sequence[Line]) -> Chart:
    language = context.language
    known = sorted({year for line in lines for year in _years(line)})
    years = range(known[0], known[-1] + 1)
    title = points.title_by(context, indicator, name)
    anchor = lines[0].anchor
    first, last = (series.year_label(year, anchor) for year in (years[0], years[-1]))
    return Chart(
        id=f"panels-{indicator.id}-by-{name}", number=context.next_chart(),
        caption=language(
            "table-caption", title=language("chart-panels-caption", title=title),
            period=tables.years_said(context, years, anchor),
        ),
        description=language(
            "chart-panels-described", title=title, first=first, last=last,
            members=language.listed(points.member(context, indicator, line) for line in lines),
        ),
        kind="panels", unit=tables.subtitle(context, indicator, anchor),
        points=tuple(_point(context, indicator, line, year) for line in lines for year in years),
        legend={"scale": language("chart-legend-scale")},
    )  # fmt: skip


def _point(context: Context, indicator: Indicator, line: Line, year: int) -> Point:
    figure = line.years.get(year) if year in _years(line) else None
    return points.point(
        context, indicator, figure, series.year_label(year, line.anchor), panel=points.member(context, indicator, line)
    )
