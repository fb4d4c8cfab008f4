"""What a chart shows: the points of one line, as bars or as dots. How they look is the matter of charts.py."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from durna.indicators.breaks import Break, between
from durna.indicators.definition import Indicator
from durna.indicators.figures import Figure, Figures
from durna.publish import formats, groups, sentences, series, tables
from durna.publish.amounts import is_percent
from durna.publish.breakdowns import gathers, in_order, largest
from durna.publish.context import Context
from durna.publish.document import Chart, Point
from durna.publish.series import Line, View

FEWEST = 3
# All ages stand side by side: a gap among them would look like an age without anybody.
MOST_RANKED, MOST_AGES = 12, 24
_HEADLINES = {"rose": "headline-rose", "manifold": "headline-rose", "fell": "headline-fell"}


def chart_of(context: Context, view: View, table_number: int, kind: str = "") -> Chart | None:
    """Bars for flows, dots and lines for stocks and rates, unless `kind` (bars or line) tells; none where fewer than
    three years have a figure."""
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
        kind=kind or ("line" if _is_line(indicator, line) else "bars"),
        unit=_unit_text(context, indicator, line),
        points=tuple(shown),
        legend=_legend(context, line, shown),
        headline=_headline(context, indicator, line),
    )  # fmt: skip


def _headline(context: Context, indicator: Indicator, line: Line) -> str:
    """The latest rise or fall, by the tests of the sentences; nothing across a break, nor of what hardly changed."""
    if tables.role_of(indicator, line):
        return ""
    change = sentences.changes_of(line, context.breaks(indicator.id)).latest
    message = _HEADLINES.get(sentences.SHORT.get(change.direction, "")) if change and not change.breaks else None
    if change is None or message is None:
        return ""
    language = context.language
    later = sentences.value_text(language, change.later, indicator)
    return language(
        message, title=language.of(indicator.title),
        later=language("format-percent", number=later) if is_percent(change.later) else later,
        later_in=language.period(change.later.period, change.later.period_kind, "in"),
    )  # fmt: skip


def _is_line(indicator: Indicator, line: Line) -> bool:
    """What is counted on a date, and shares and rates, are states: a bar would look like something that happened."""
    return indicator.kind in ("stock", "rate", "ratio", "duration") or not series.is_yearly(line.anchor)


def points_of(context: Context, indicator: Indicator, line: Line) -> list[Point]:
    """A point for every year, missing ones too, and the part-year at the end, apart."""
    years = tables.years_of(context, [line], line.anchor)
    labels = {year: series.year_label(year, line.anchor) for year in years}
    found = [point(context, indicator, line.years.get(year), labels[year]) for year in years]
    after = _breaks_before(context, indicator.id, [line.years.get(year) for year in years])
    found = [replace(point, breaks_before=place in after) for place, point in enumerate(found)]
    if line.part is not None and line.part.value is not None:
        label = context.language.short_period(line.part.period)
        found.append(point(context, indicator, line.part, label, "part"))
    return found


def _breaks_before(context: Context, indicator: str, figures: Sequence[Figure | None]) -> dict[int, tuple[Break, ...]]:
    """By the place of a figure, what of law or method changed since the one before it, wherever that stands."""
    known = [(place, each) for place, each in enumerate(figures) if each is not None and each.value is not None]
    breaks = context.breaks(indicator)
    passed = {place: between(each, before, breaks) for (_, before), (place, each) in pairwise(known)}
    return {place: found for place, found in passed.items() if found}


def point(
    context: Context, indicator: Indicator, figure: Figure | None, label: str, role: str = "full", panel: str = ""
) -> Point:  # fmt: skip
    if figure is None or figure.value is None:
        return Point(label, None, formats.MISSING, "missing", panel=panel)
    cut = series.is_cut_short(figure)
    value = series.shown_value(figure, indicator)
    text = sentences.value_text(context.language, figure, indicator)
    return Point(label, value, text, "cut" if cut else role, panel=panel)


def ranked_chart(context: Context, view: View, names: tuple[str, ...], lines: Sequence[Line]) -> Chart | None:
    """The members of one breakdown by size, in the latest full year in which at least three have a value; those that
    gather everybody else are shown and never come first."""
    lines = series.of_one_calendar(lines)
    year = latest_year(named(lines), FEWEST)
    if len(names) != 1 or year is None:
        return None
    indicator, language = view.indicator, context.language
    in_year = [line for line in in_order(lines, names, language) if is_told(line, year)]
    if is_nought(line.years[year] for line in in_year):
        return None
    is_ranked = names[0] != "month"
    chosen = largest(in_year, MOST_AGES if "age" in names[0].split("_") else MOST_RANKED, year)
    shown = [_ranked(context, indicator, line, year, with_change=is_ranked) for line in chosen]
    title = title_by(context, indicator, names[0])
    first = in_year[0].years[year]
    top = max(named(in_year), key=lambda line: line.years[year].value or 0.0)
    first_said = {"first": member(context, indicator, top),
               "value": sentences.value_text(language, top.years[year], indicator)}  # fmt: skip
    totals = [line for line in view.lines if line.anchor == lines[0].anchor]
    every = Figures(line.years[year] for line in (*totals, *lines) if year in line.years)
    is_certain = groups.group(top.years[year], names[0], every).rank == 1
    return Chart(
        id=f"chart-{indicator.id}-by-{names[0]}",
        number=context.next_chart(),
        caption=language("table-caption", title=title, period=language.period(first.period)),
        description=language("chart-ranked", title=title, **first_said),
        kind="ranked" if is_ranked else "bars",
        unit=language.capital(language.unit(series.shown_unit(first, indicator))),
        points=tuple(shown),
        headline=language("headline-first", **first_said) if is_certain and is_ranked else "",
        legend={
            **_before_legend(context, shown, series.year_label(year - 1, lines[0].anchor)),
            **_of_how_many(context, len(shown), len(in_year)),
        },
    )


def _ranked(context: Context, indicator: Indicator, line: Line, year: int, *, with_change: bool) -> Point:
    """With its value in the year before, where the two can be compared."""
    figure, before = line.years[year], line.years.get(year - 1)
    found = point(context, indicator, figure, member(context, indicator, line))
    if not with_change or before is None or before not in line.comparable or figure not in line.comparable:
        return found
    if before.value is None or between(before, figure, context.breaks(indicator.id)):
        return found
    return replace(found, before=series.shown_value(before, indicator))


def _before_legend(context: Context, shown: Sequence[Point], year: str) -> dict[str, str]:
    has_any = any(point.before is not None for point in shown)
    return {"before": context.language("chart-legend-before", year=year)} if has_any else {}


def _of_how_many(context: Context, shown: int, known: int) -> dict[str, str]:
    numbers = {"shown": str(shown), "all": str(known)}
    return {"largest": context.language("chart-legend-largest", **numbers)} if shown < known else {}


def is_nought(figures: Iterable[Figure]) -> bool:
    """Whether nothing was counted anywhere: there is no largest then, and bars without length show nothing."""
    return not any(figure.value for figure in figures)


def named(lines: Sequence[Line]) -> list[Line]:
    """Without `other`, `unknown` and the like."""
    return [line for line in lines if not gathers(line.dimensions[0][1])]


def latest_year(lines: Sequence[Line], fewest: int) -> int | None:
    """The latest year in which so many of the lines have a value."""
    years = sorted({year for line in lines for year in line.years}, reverse=True)
    return next((year for year in years if sum(is_told(line, year) for line in lines) >= fewest), None)


def title_by(context: Context, indicator: Indicator, *names: str) -> str:
    language = context.language
    return language.divided(language.of(indicator.title), [language.dimension(name, indicator) for name in names])


def is_told(line: Line, year: int) -> bool:
    return year in line.years and line.years[year].value is not None


def member(context: Context, indicator: Indicator, line: Line) -> str:
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
        days = language.listed(language.day(end) for end in sorted(ends))
        said["cut"] = language("chart-legend-cut", days=days)
    if "part" in roles and line.part is not None:
        at_date = line.part.period.start == line.part.period.end
        said["part"] = language(
            "chart-legend-part-date" if at_date else "chart-legend-part", period=language.period(line.part.period)
        )
    if any(point.breaks_before for point in shown):
        passed = _breaks_before(context, line.figures[0].indicator, [line.years[year] for year in sorted(line.years)])
        days = language.listed(dict.fromkeys(language.day(each.date) for found in passed.values() for each in found))
        said["break"] = language("chart-legend-break", days=days)
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
