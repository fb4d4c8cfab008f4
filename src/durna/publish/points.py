"""What a chart shows: the points of one line, as bars or as dots. How they look is the matter of charts.py."""

from __future__ import annotations

from collections.abc import Sequence

from durna.indicators.definition import Indicator
from durna.indicators.figures import Figure
from durna.publish import formats, sentences, series, tables
from durna.publish.breakdowns import in_order
from durna.publish.context import Context
from durna.publish.document import Chart, Point
from durna.publish.series import Line, View

FEWEST = 3
MOST_RANKED = 12


def chart_of(context: Context, view: View, table_number: int) -> Chart | None:
    """Bars for flows, dots and lines for stocks and rates; none where fewer than three years have a figure."""
    line = next((each for each in view.lines if each.points >= FEWEST), None)
    if line is None:
        return None
    indicator, language = view.indicator, context.language
    shown = points_of(context, indicator, line)
    title = language.of(indicator.title)
    return Chart(
        id=f"chart-{indicator.id}",
        number=context.next_chart(),
        caption=tables.caption(context, indicator, tables.years_of(context, [line], line.anchor),
                               line.part is not None, line.anchor),
        description=_described(context, title, shown, table_number),
        kind="line" if _is_line(indicator, line) else "bars",
        unit=_unit_text(context, indicator, line),
        points=tuple(shown),
        legend=_legend(context, line, shown),
    )  # fmt: skip


def _is_line(indicator: Indicator, line: Line) -> bool:
    """What is counted on a date, and shares and rates, are states: a bar would look like something that happened."""
    return indicator.kind in ("stock", "rate", "ratio", "duration") or line.anchor not in ("year", "academic")


def points_of(context: Context, indicator: Indicator, line: Line) -> list[Point]:
    """A point for every year, missing ones too, and the part-year at the end, apart."""
    academic = line.anchor == "academic"
    years = tables.years_of(context, [line], line.anchor)
    found = [_point(context, indicator, line.years.get(year), series_label(year, academic)) for year in years]
    if line.part is not None and line.part.value is not None:
        label = context.language.short_period(line.part.period)
        found.append(_point(context, indicator, line.part, label, "part"))
    return found


def series_label(year: int, academic: bool) -> str:
    return f"{year}/{(year + 1) % 100:02d}" if academic else str(year)


def _point(context: Context, indicator: Indicator, figure: Figure | None, label: str, role: str = "full") -> Point:
    if figure is None or figure.value is None:
        return Point(label, None, formats.MISSING, "missing")
    cut = series.is_cut_short(figure)
    value = series.shown_value(figure, indicator)
    return Point(label, value, sentences.value_text(context.language, figure, indicator), "cut" if cut else role)


def ranked_chart(context: Context, view: View, names: tuple[str, ...], lines: Sequence[Line]) -> Chart | None:
    """The members of one breakdown by size, in the latest full year in which at least three have a value."""
    years = sorted({year for line in lines for year in line.years}, reverse=True)
    year = next((y for y in years if sum(_is_told(line, y) for line in lines) >= FEWEST), None)
    if len(names) != 1 or year is None or lines[0].anchor != "year":
        return None
    indicator, language = view.indicator, context.language
    in_year = [line for line in in_order(lines, names) if _is_told(line, year)]
    shown = [
        _point(context, indicator, line.years[year], _member(context, indicator, line))
        for line in in_year[:MOST_RANKED]
    ]
    title = language(
        "table-by", title=language.of(indicator.title), by=language.uncapital(language.dimension(names[0], indicator))
    )
    first = in_year[0].years[year]
    return Chart(
        id=f"chart-{indicator.id}-by-{names[0]}",
        number=context.next_chart(),
        caption=language("table-caption", title=title, period=language.period(first.period)),
        description=language("chart-ranked", title=title, first=shown[0].label, value=shown[0].text),
        kind="bars" if names[0] == "month" else "ranked",
        unit=language.capital(language.unit(series.shown_unit(first, indicator))),
        points=tuple(shown),
    )


def _is_told(line: Line, year: int) -> bool:
    return year in line.years and line.years[year].value is not None


def _member(context: Context, indicator: Indicator, line: Line) -> str:
    """A member of the breakdown; a month in short, for twelve names stand side by side."""
    name, code = line.dimensions[0]
    if name == "month" and code.isdigit():
        return formats.month_short(int(code), context.language.code)
    return context.language.member(name, code, indicator)


def _unit_text(context: Context, indicator: Indicator, line: Line) -> str:
    other = tables.role_of(indicator, line)
    unit = context.language.capital(context.language.unit(line.unit if other else indicator.unit))
    if other:
        return f"{unit} ({context.language('table-other-unit')})"
    if line.anchor in ("year", "academic"):
        return unit
    return tables.subtitle(context, indicator, line.anchor)


def _legend(context: Context, line: Line, shown: Sequence[Point]) -> dict[str, str]:
    """Words for every way of drawing that is not a full year."""
    language, roles = context.language, {point.role for point in shown}
    said = {}
    if "cut" in roles:
        ends = {figure.period.end for figure in line.figures if series.is_cut_short(figure)}
        days = ", ".join(language.day(end) for end in sorted(ends))
        said["cut"] = language("chart-legend-cut", days=days)
    if "part" in roles and line.part is not None:
        at_date = line.part.period.start == line.part.period.end
        said["part"] = language(
            "chart-legend-part-date" if at_date else "chart-legend-part", period=language.period(line.part.period)
        )
    if "missing" in roles:
        said["missing"] = language("chart-legend-missing")
    return said


def _described(context: Context, title: str, shown: Sequence[Point], table_number: int) -> str:
    known = [point for point in shown if point.value is not None and point.role != "part"]
    high = max(known, key=lambda point: point.value or 0.0)
    low = min(known, key=lambda point: point.value or 0.0)
    return context.language(
        "chart-described", title=title, high=high.text, high_label=high.label, low=low.text, low_label=low.label,
        table=str(table_number), missing=str(sum(point.value is None for point in shown)),
    )  # fmt: skip
