"""Tables of figures by years: what is counted down, or the years; the part-year stands apart, gaps show as gaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from durna.indicators.definition import Indicator
from durna.indicators.figures import Figure
from durna.periods import Period
from durna.publish import document, formats, series
from durna.publish.amounts import decimals_of
from durna.publish.context import Context
from durna.publish.document import Cell, Column, Row, Table
from durna.publish.footnotes import Footnotes
from durna.publish.series import Line, View
from durna.publish.upright import upright

FEWEST = 3  # fewer figures are said in a line, not spread over a table of gaps


def year_tables(context: Context, view: View) -> list[Table]:
    """One table for each way in which the totals are dated: calendar years, others, academic ones, a reference date."""
    anchors = dict.fromkeys(line.anchor for line in view.lines if len(line.figures) >= FEWEST)
    return [_year_table(context, view, anchor) for anchor in anchors]


def left_out(view: View) -> list[Figure]:
    """The totals that `year_tables` does not show."""
    shown = {line.anchor for line in view.lines if len(line.figures) >= FEWEST}
    return [figure for line in view.lines if line.anchor not in shown for figure in line.figures]


def _year_table(context: Context, view: View, anchor: str) -> Table:
    lines = [line for line in view.lines if line.anchor == anchor]
    notes = Footnotes(context)
    years = years_of(context, lines, anchor)
    part = context.part is not None and not series.is_over_two(anchor)
    rows = tuple(_row(context, view.indicator, line, years, part, notes) for line in lines)
    first = anchor == view.lines[0].anchor
    made = Table(
        id=f"table-{view.indicator.id}" + ("" if first else f"-{anchor}"),
        number=context.next_table(),
        caption=caption(context, view.indicator, years, part, anchor),
        subtitle=subtitle(context, view.indicator, anchor),
        columns=(head(context, "table-counted"), *year_columns(context, years, anchor, part)),
        rows=rows,
        notes=notes.all(),
        source=context.source([figure for line in lines for figure in line.figures]),
    )
    return upright(context, made)


def caption(context: Context, indicator: Indicator, years: Sequence[int], part: bool, anchor: str) -> str:
    title = context.language.of(indicator.title)
    if not years:
        return title
    span = years_said(context, years, anchor)
    if part and context.part is not None:
        ends = context.part if anchor == "year" else _last_day(context.part)
        span = context.language("period-years-and-part", years=span, part=context.language.period(ends))
    return context.language("table-caption", title=title, period=span)


def subtitle(context: Context, indicator: Indicator, anchor: str) -> str:
    """The unit, and for a stock the day of the year on which it is counted; of other years, when they begin and end."""
    language = context.language
    unit = language("table-unit", unit=language.unit(indicator.unit))
    if first := series.first_day(anchor):
        last = first - timedelta(days=1)
        days = {"start": language.month_day(first), "end": language.month_day(last)}
        return f"{unit}; {language('table-year-from', **days)}"
    if anchor in ("year", "academic", series.PERIOD):
        return unit
    when = language.month_day(date(2000, int(anchor[:2]), int(anchor[3:])))
    return f"{unit}; {language('table-on-day', day=when)}"


def years_of(context: Context, lines: Sequence[Line], anchor: str) -> list[int]:
    """Every year in which such a figure could stand: a missing one must show."""
    if series.is_over_two(anchor):
        found = [year for line in lines for year in line.years]
        return list(range(min(found), max(found) + 1)) if found else []
    if anchor == "year":
        return list(context.years)
    month, day = int(anchor[:2]), int(anchor[3:])
    period = context.material.period
    candidates = [*context.years, *([context.part.start.year] if context.part else [])]
    return [year for year in candidates if (month, day) == (2, 29) or
            period.start <= date(year, month, day) <= period.end]  # fmt: skip


def year_columns(context: Context, years: Sequence[int], anchor: str, part: bool) -> tuple[Column, ...]:
    columns = [Column(series.year_label(year, anchor)) for year in years]
    if part and context.part is not None:
        shown = context.part if anchor == "year" else _last_day(context.part)
        below = context.language("table-part-year" if anchor == "year" else "table-part-date")
        columns.append(Column(context.language.short_period(shown), "part", below))
    return tuple(columns)


def _row(context: Context, indicator: Indicator, line: Line, years: Sequence[int], part: bool, notes: Footnotes) -> Row:
    marked = break_marks(context, line.figures, notes)
    cells = [cell(context, indicator, line.years.get(year), notes, marked) for year in years]
    if part:
        cells.append(cell(context, indicator, line.part, notes, marked))
    return Row(_counted(context, indicator, line), tuple(cells), role_of(indicator, line))


def break_marks(context: Context, in_time: Sequence[Figure], notes: Footnotes) -> dict[str, tuple[str, ...]]:
    """Each break marks the first figure that it touches; one before the series or after it touches none."""
    marked: dict[str, tuple[str, ...]] = {}
    figures = [figure for figure in in_time if figure.value is not None]
    for each in sorted(context.breaks(figures[0].indicator), key=lambda b: b.date) if figures else ():
        touched = [figure for figure in figures if figure.period.end >= each.date]
        if touched and figures[0].period.start < each.date:
            key = touched[0].figure_id
            marked[key] = (*marked.get(key, ()), notes.of_break(each))
    return marked


def cell(
    context: Context, indicator: Indicator, figure: Figure | None, notes: Footnotes,
    marked: dict[str, tuple[str, ...]] | None = None,
) -> Cell:  # fmt: skip
    """The figure as a linked number with its marks; a missing one as `…`, a protected one as `[c]`."""
    if figure is None or (figure.value is None and figure.status != "suppressed"):
        notes.has_missing = True
        return Cell(document.words(formats.MISSING), "missing")
    marks = (*(marked or {}).get(figure.figure_id, ()), *notes.marks(figure))
    if figure.value is None:
        notes.has_suppressed = True
        return Cell((document.Number(figure.figure_id, formats.SUPPRESSED),), "suppressed", marks=marks)
    value = series.shown_value(figure, indicator)
    assert value is not None
    below = ""
    if series.is_cut_short(figure):
        below = context.language("table-cut-short", day=context.language.short_period(_last_day(figure.period)))
    decimals = decimals_of(value, series.shown_unit(figure, indicator))
    said = document.Number(figure.figure_id, context.language.number(value, decimals))
    return Cell((said,), "value", value, decimals, marks, below)


def _counted(context: Context, indicator: Indicator, line: Line) -> Cell:
    """What a row counts, said aloud where it is not what the definition asks for."""
    language = context.language
    text = context.language.capital(language.unit(line.unit if role_of(indicator, line) else indicator.unit))
    if line.geography != context.material.country:
        text = f"{language.country(line.geography)}: {text}"
    below = language("table-other-unit") if role_of(indicator, line) else ""
    return Cell(document.words(text), below=below)


def role_of(indicator: Indicator, line: Line) -> str:
    same = line.counting_unit in (indicator.counting_unit, *indicator.also)
    return "" if same else "other_unit"


def months_table(context: Context, view: View) -> Table | None:
    """Parts of years, the same months in one row: the only comparison that a part-year allows."""
    parts = [line.part for line in view.lines if line.part and line.anchor == "year"]
    groups = series.same_months([*view.months, *parts])
    if not view.months or sum(len(group) for group in groups) < 2:
        return None
    notes = Footnotes(context)
    years = sorted({figure.period.start.year for group in groups for figure in group})
    rows = [_months_row(context, view.indicator, group, years, notes) for group in groups]
    language = context.language
    made = Table(
        id=f"table-{view.indicator.id}-months",
        number=context.next_table(),
        caption=language("table-months-caption", title=language.of(view.indicator.title)),
        subtitle=subtitle(context, view.indicator, "year"),
        columns=(head(context, "table-months"), *(Column(str(year)) for year in years)),
        rows=tuple(rows),
        notes=notes.all(),
        source=context.source([figure for group in groups for figure in group]),
    )
    return upright(context, made)


def _months_row(
    context: Context, indicator: Indicator, group: Sequence[Figure], years: Sequence[int], notes: Footnotes
) -> Row:
    by_year = {figure.period.start.year: figure for figure in group}
    # The head of the row says the days already.
    cells = tuple(replace(cell(context, indicator, by_year.get(year), notes), below="") for year in years)
    counted = group[0].counting_unit
    other = counted != indicator.counting_unit and counted not in indicator.also
    below = context.language.capital(context.language.unit(series.unit_base(group[0]))) if other else ""
    first = Cell(document.words(context.language.capital(context.language.months(group[0].period))), below=below)
    return Row(first, cells, "other_unit" if other else "")


def head(context: Context, message: str) -> Column:
    return Column(context.language(message), "text")


def _last_day(period: Period) -> Period:
    return Period(period.end, period.end)


def years_said(context: Context, years: Sequence[int], anchor: str) -> str:
    """As a caption says them: `2013–2020`, `2013/14 – 2019/20`."""
    if not series.is_over_two(anchor):
        return context.language.years(years[0], years[-1])
    first, last = (series.year_label(year, anchor) for year in (years[0], years[-1]))
    return first if first == last else f"{first} {formats.RANGE} {last}"
