"""The drawing of what a table shows, where there is one: over time, by size, or on a map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from durna.indicators.figures import Figure
from durna.publish import formats, geography, points, sentences, series
from durna.publish.document import Chart, Point
from durna.web.explorer import table
from durna.web.explorer.question import PERIOD, Question
from durna.web.explorer.table import Shown

CHART, MAP = "chart", "map"
_MOST_POINTS = 24  # more labels than these run into each other
_FEWEST = 3


def drawings(shown: Shown, question: Question) -> dict[str, Chart]:
    """By CHART and MAP, those that make sense of this table."""
    view = table.view(shown, question)
    made = {CHART: _chart(shown, question, view), MAP: _map(shown, question, view)}
    fixed = table.fixed(shown, question)
    return {
        name: replace(chart, caption="; ".join(filter(None, (chart.caption or shown.table.caption, fixed))))
        for name, chart in made.items()
        if chart is not None
    }


def _names(question: Question) -> tuple[str, ...]:
    return tuple(sorted(name for name in (question.rows, question.columns) if name and name != PERIOD))


def _chart(shown: Shown, question: Question, view: series.View) -> Chart | None:
    names = _names(question)
    if len(names) > 1:
        return None
    if not names:
        return points.chart_of(shown.context, view, shown.table.number) or _over_periods(shown, question)
    lines = view.breakdowns.get(names, [])
    # A year stands for itself; lines of dates and parts of years have no ranking.
    of_years = [line for line in lines if line.anchor == "year"]
    return points.ranked_chart(shown.context, view, names, of_years) if of_years else None


def _map(shown: Shown, question: Question, view: series.View) -> Chart | None:
    names = _names(question)
    lines = [line for line in view.breakdowns.get(names, []) if line.anchor == "year"]
    return geography.map_of(shown.context, view, names, lines) if len(names) == 1 and lines else None


def _over_periods(shown: Shown, question: Question) -> Chart | None:
    """Months, quarters or dates, which are no years: the latest of one length."""
    by_period = {one.period: one for one in shown.figures}
    lengths = {period.months for period in by_period}
    told = [by_period[period] for period in sorted(by_period)][-_MOST_POINTS:]
    known = [one for one in told if one.value is not None]
    if len(known) < _FEWEST or len(lengths) > 1:
        return None
    language, indicator = shown.context.language, shown.indicator
    high, low = max(known, key=_value), min(known, key=_value)
    return Chart(
        id=f"chart-{indicator.id}", number=shown.context.next_chart(), caption="", kind="line",
        description=language(
            "chart-described", title=language.of(indicator.title), high=_text(shown, high),
            high_label=_label(shown, high), low=_text(shown, low),
            low_label=_label(shown, low), table=str(shown.table.number),
            missing=str(len(told) - len(known)),
        ),
        unit=language.capital(language.unit(series.shown_unit(told[0], indicator))),
        points=_points(shown, told),
    )  # fmt: skip


def _points(shown: Shown, told: Sequence[Figure]) -> tuple[Point, ...]:
    return tuple(
        Point(_label(shown, one), series.shown_value(one, shown.indicator), _text(shown, one) or formats.MISSING,
              "full" if one.value is not None else "missing")
        for one in told
    )  # fmt: skip


def _label(shown: Shown, figure: Figure) -> str:
    return shown.context.language.short_period(figure.period, figure.period_kind)


def _text(shown: Shown, figure: Figure) -> str:
    return sentences.value_text(shown.context.language, figure, shown.indicator)


def _value(figure: Figure) -> float:
    return figure.value or 0.0
