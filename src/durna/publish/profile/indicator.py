"""The section of one indicator: what it is, what can be said, the tables, the chart, what came after the period."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from durna.indicators.definition import Indicator
from durna.indicators.figures import Figure
from durna.publish import ages, document, flows, geography, multiples, points, sentences, series, tables
from durna.publish.breakdowns import breakdown_tables, outside_tables
from durna.publish.context import Context
from durna.publish.document import Block, Box, Bullets, Chart, Paragraph, Section, Table
from durna.publish.sentences import Changes
from durna.publish.series import Line, View
from durna.publish.template.arrangement import PICTURES, SHOWN


def section(context: Context, indicator: Indicator, shown: Sequence[str] = SHOWN, chart: str = "") -> Section:
    """`shown`: its pieces in their order; `chart`: how its years are drawn, `bars` or `line`, or empty as usual."""
    view = context.view(indicator)
    # Tables before charts: a chart says the number of its table, which may stand behind it.
    made = {piece: tuple(_TABLES[piece](context, view)) for piece in shown if piece in _TABLES}
    blocks: list[Block] = []
    for are_pictures, pieces in groupby(shown, PICTURES.__contains__):
        if are_pictures:
            blocks += _pictures(context, view, tuple(pieces))
            continue
        for piece in pieces:
            blocks += made[piece] if piece in made else _piece(context, view, piece, made.get("years", ()), chart)
    return Section(indicator.id, context.language.of(indicator.title), blocks=tuple(blocks))


def _piece(context: Context, view: View, piece: str, by_year: Sequence[Block], chart: str) -> Sequence[Block]:
    match piece:
        case "definition":
            return [Paragraph(document.words(context.language.of(view.indicator.definition)), "definition")]
        case "statements":
            return statements(context, view)
        case "caveat":
            return caveats(context, view.indicator)
        case "flows":
            return list(flows.flows_of(context, view.indicator))
    first = next((block for block in by_year if isinstance(block, Table)), None)
    drawn = points.chart_of(context, view, first.number, chart) if first else None
    return [drawn] if drawn else []


def _months(context: Context, view: View) -> list[Block]:
    """Their table, and what no table shows in words."""
    months = tables.months_table(context, view)
    said_only = [*tables.left_out(view), *([] if months else view.months), *view.spans]
    return ([months] if months else []) + also_published(context, view, said_only)


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
        language, "figure-said", {"value": figure}, indicator, period=language.of_these(period, about), unit=unit
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


def _pictures(context: Context, view: View, kinds: Sequence[str]) -> list[Block]:
    """Of each breakdown in turn those that suit it: one is mapped, one has small multiples."""
    mapped, panelled = geography.mapped(context, view), multiples.chosen(context, view)
    chosen = {"panels": panelled, "map": mapped}
    return [
        chart
        for names, lines in view.breakdowns.items()
        for kind in PICTURES
        if kind in kinds and names == chosen.get(kind, names)
        if (chart := _DRAWN[kind](context, view, names, lines))
    ]


_TABLES: Mapping[str, Callable[[Context, View], Sequence[Block]]] = {
    "years": tables.year_tables, "months": _months, "breakdowns": breakdown_tables, "other_periods": after_the_period,
}  # fmt: skip
_DRAWN: Mapping[str, Callable[[Context, View, tuple[str, ...], Sequence[Line]], Chart | None]] = {
    "ranked": points.ranked_chart, "panels": multiples.panels_of, "pyramid": ages.pyramid_of, "map": geography.map_of,
}  # fmt: skip
