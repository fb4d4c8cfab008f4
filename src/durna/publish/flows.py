"""Flows between the country and others: what came from each and what went there, side by side on one scale."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from durna.indicators.definition import Indicator
from durna.publish import points, sentences, series
from durna.publish.breakdowns import gathers
from durna.publish.context import Context
from durna.publish.document import Chart, Point
from durna.publish.series import Line

FEWEST, MOST = 3, 12


@dataclass(frozen=True)
class Way:
    """Two indicators of opposite directions, and the breakdown of each that names the other country."""

    inward: str
    by_inward: str
    outward: str
    by_outward: str


WAYS = (
    Way("immigration_residence_12m", "previous_residence", "emigration_residence_12m", "next_residence"),
    Way("immigration_permanent_administrative", "citizenship", "emigration_permanent_administrative", "citizenship"),
    Way("border_entries_foreigners", "citizenship", "border_exits_foreigners", "citizenship"),
    Way("remittances_received", "partner_country", "remittances_paid", "partner_country"),
)


def flows_of(context: Context, indicator: Indicator) -> Iterator[Chart]:
    """With the outward indicator: both directions stand before the reader by then, each with its table."""
    for way in WAYS:
        is_known = way.outward == indicator.id and way.inward in context.material.indicators
        if is_known and (chart := _chart(context, way)):
            yield chart


def _chart(context: Context, way: Way) -> Chart | None:
    """The latest year in which both have a value for three countries; those with the largest sum first."""
    inward, outward = (context.material.indicators[name] for name in (way.inward, way.outward))
    came, went = (_lines(context, one, by) for one, by in ((inward, way.by_inward), (outward, way.by_outward)))
    year = _year(came, went)
    if year is None:
        return None
    both = [code for code in came if _is_in_both(came, went, code, year)]
    both.sort(key=lambda code: -sum(each[code].years[year].value or 0.0 for each in (came, went)))
    shown = both[:MOST]
    language = context.language
    names = {"inward": language.of(inward.title), "outward": language.of(outward.title)}
    paired = tuple(
        _point(context, one, lines[code], year, role)
        for code in shown
        for one, lines, role in ((inward, came, "first"), (outward, went, "second"))
    )
    first = came[shown[0]].years[year]
    return Chart(
        id=f"flows-{way.outward}-by-{way.by_outward}", number=context.next_chart(),
        caption=language(
            "table-caption", title=language("chart-flows-caption", **names), period=language.period(first.period)
        ),
        description=language(
            "chart-flows-described", **names, first=paired[0].label, came=paired[0].text, went=paired[1].text
        ),
        kind="flows", unit=language.capital(language.unit(series.shown_unit(first, inward))), points=paired,
        legend={"first": names["inward"], "second": names["outward"]},
    )  # fmt: skip


def _lines(context: Context, indicator: Indicator, by: str) -> Mapping[str, Line]:
    """One line for each country, of calendar years; a line in another unit than the first is another thing."""
    found = [line for line in context.view(indicator).breakdowns.get((by,), []) if line.anchor == "year"]
    return {
        line.dimensions[0][1]: line
        for line in found
        if (line.unit, line.counting_unit) == (found[0].unit, found[0].counting_unit)
        and not gathers(line.dimensions[0][1])
    }


def _year(came: Mapping[str, Line], went: Mapping[str, Line]) -> int | None:
    if not came or not went or _counted(came) != _counted(went):
        return None
    years = sorted({year for line in came.values() for year in line.years}, reverse=True)
    told = {year: sum(_is_in_both(came, went, code, year) for code in came) for year in years}
    return next((year for year in years if told[year] >= FEWEST), None)


def _counted(lines: Mapping[str, Line]) -> tuple[str, str]:
    """Two counting units are never drawn on one scale."""
    first = next(iter(lines.values()))
    return first.unit, first.counting_unit


def _is_in_both(came: Mapping[str, Line], went: Mapping[str, Line], code: str, year: int) -> bool:
    return code in went and points.is_told(came[code], year) and points.is_told(went[code], year)


def _point(context: Context, indicator: Indicator, line: Line, year: int, role: str) -> Point:
    figure = line.years[year]
    return Point(
        points.member(context, indicator, line), series.shown_value(figure, indicator),
        sentences.value_text(context.language, figure, indicator), role,
    )  # fmt: skip
