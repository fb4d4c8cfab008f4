"""Indicators with one or two figures: a line each, with what they mean, where it was read and when it holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from durna.indicators.definition import Indicator
from durna.indicators.figures import Figure
from durna.publish import document, series, tables
from durna.publish.context import Context
from durna.publish.document import Cell, Column, Row, Section, Table
from durna.publish.footnotes import Footnotes


def section(context: Context, where: str, indicators: Sequence[Indicator]) -> Section:
    language = context.language
    return Section(f"{where}-further", language("compact-title"), blocks=(_table(context, where, indicators),))


def _table(context: Context, where: str, indicators: Sequence[Indicator]) -> Table:
    language, notes = context.language, Footnotes(context)
    rows = [row for each in indicators for row in _rows(context, each, notes)]
    heads = ("compact-indicator", "compact-period", "compact-value", "compact-unit", "compact-publisher")
    columns = tuple(Column(language(head), "value" if head == "compact-value" else "text") for head in heads)
    return Table(
        id=f"table-{where}-further",
        number=context.next_table(),
        caption=language("compact-caption"),
        subtitle=language("compact-subtitle"),
        columns=columns,
        rows=tuple(rows),
        notes=notes.all(),
        role="compact",
    )


def _rows(context: Context, indicator: Indicator, notes: Footnotes) -> list[Row]:
    view = context.view(indicator)
    inside = [figure for line in view.lines for figure in line.figures] + view.months + view.spans
    shown = [(figure, False) for figure in sorted(inside, key=lambda f: f.period)]
    shown += [(figure, True) for figure in view.outside]
    language = context.language
    rows = []
    for place, (figure, outside) in enumerate(shown):
        # The title stands once to the eye; the definition under it.
        definition = language.of(indicator.definition) if place == 0 else ""
        anchor = indicator.id if place == 0 else ""
        head = Cell(document.words(language.of(indicator.title)), below=definition, anchor=anchor)
        rows.append(Row(head, _cells(context, indicator, figure, outside, notes), "again" if place else "first"))
    return rows


def _cells(context: Context, indicator: Indicator, figure: Figure, outside: bool, notes: Footnotes) -> tuple[Cell, ...]:
    language = context.language
    about = [language.member(name, value, indicator) for name, value in figure.dimensions]
    period = language.of_these(language.period(figure.period, figure.period_kind), about)
    unit = language.unit(series.shown_unit(figure, indicator))
    counted = figure.counting_unit in (indicator.counting_unit, *indicator.also)
    # The period stands in full beside it, with its true end.
    value = replace(tables.cell(context, indicator, figure, notes), below="")
    return (
        Cell(document.words(period), below=language("compact-outside") if outside else ""),
        value,
        Cell(document.words(unit), below="" if counted else language("table-other-unit")),
        Cell(context.citation(figure)),
    )
