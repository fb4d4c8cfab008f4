"""The section of one indicator: what it is, what can be said, the tables, the chart, what came after the period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from durna.indicators.definition import Indicator
from durna.indicators.figures import Figure
from durna.publish import ages, document, flows, geography, multiples, points, sentences, series, tables
from durna.publish.breakdowns import breakdown_tables, outside_tables
from durna.publish.context import Context
from durna.publish.document import Block, Box, Bullets, Paragraph, Section
from durna.publish.sentences import Changes
from durna.publish.series import View


def section(context: Context, indicator: Indicator) -> Section:
    view = context.view(indicator)
    language = context.language
    blocks: list[Block] = [Paragraph(document.words(language.of(indicator.definition)), "definition")]
    blocks += statements(context, view)
    by_year = tables.year_tables(context, view)
    if by_year and (chart := points.chart_of(context, view, by_year[0].number)):
        blocks.append(chart)
    blocks += by_year
    months = tables.months_table(context, view)
    said_only = [*tables.left_out(view), *([] if months else view.months), *view.spans]
    blocks += ([months] if months else []) + also_published(context, view, said_only)
    blocks += _breakdowns(context, view)
    blocks += caveats(context, indicator)
    blocks += after_the_period(context, view)
    return Section(indicator.id, language.of(indicator.title), blocks=tuple(blocks))


def statements(context: Context, view: View) -> list[Block]:
    said = sentences.statement(context.language, view.indicator, changes(context, view))
    return [said] if said else []


def changes(context: Context, view: View) -> Changes:
    """The latest change, the change over the whole period, and the part-year against the same months."""
    breaks = context.breaks(view.indicator.id)
    mine = [line for line in view.lines if not tables.role_of(view.indicator, line)]
    main = next((line for line in mine if len(line.comparable) >= 2), None)
    found = sentences.changes_of(main, breaks) if main else Changes()
    for line in mine:
        if line.part is not None and found.part is None:
            same = next((g for g in series.same_months([*view.months, line.part]) if line.part in g), [])
            found = replace(found, part=sentences.like_for_like(line.part, same, breaks))
    return found


def also_published(context: Context, view: View, figures: Sequence[Figure]) -> list[Block]:
    """Figures of periods that make no series: said, not tabulated."""
    return [Bullets(tuple(said(context, view.indicator, each) for each in figures))] if figures else []


def said(context: Context, indicator: Indicator, figure: Figure) -> document.Runs:
    """`January–March 2021: 117 200 entries (State Border Service [4])`."""
    language = context.language
    period = language.period(figure.period, figure.period_kind)
    about = [language.member(name, value, indicator) for name, value in figure.dimensions]
    unit = sentences.unit_text(language, figure, indicator)
    parts = sentences.bind(
        language, "figure-said", {"value": figure}, indicator, period=language.listed([period, *about]), unit=unit
    )
    return (*parts, document.Words(" ("), *context.citation(figure), document.Words(")"))


def caveats(context: Context, indicator: Indicator) -> list[Block]:
    text = context.language.of(indicator.caveat)
    return [Paragraph(document.words(context.language("caveat", text=text)), "caveat")] if text else []


def after_the_period(context: Context, view: View) -> list[Block]:
    """Figures that exist, but not for this Profile's period: near the series, never in it."""
    totals = [figure for figure in view.outside if not figure.dimensions and figure.value is not None]
    split = outside_tables(context, view)
    if not totals and not split:
        return []
    before = [figure for figure in totals if figure.period.end < context.material.period.start]
    after = [figure for figure in totals if figure not in before]
    boxes: list[Block] = []
    for found, more, title in ((before, [], "before-the-period"), (after, split, "after-the-period")):
        if found or more:
            listed = also_published(context, view, found)
            boxes.append(Box(context.language(title), (*listed, *more), "after"))
    return boxes


def _breakdowns(context: Context, view: View) -> list[Block]:
    blocks: list[Block] = []
    made = breakdown_tables(context, view)
    mapped, panelled = geography.mapped(context, view), multiples.chosen(context, view)
    for names, lines in view.breakdowns.items():
        panels = (multiples.panels_of,) if names == panelled else ()
        maps = (geography.map_of,) if names == mapped else ()
        for chart_of in (points.ranked_chart, *panels, ages.pyramid_of, *maps):
            if chart := chart_of(context, view, names, lines):
                blocks.append(chart)
    return [*blocks, *flows.flows_of(context, view.indicator), *made]
