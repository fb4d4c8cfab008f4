"""Two series of one thing side by side, each under its concept: registrations, and residence by the duration rule.

Where no crossings of individuals were delivered the second series says so, place by place: it is not nought.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from durna.indicators.figures import Figure
from durna.publish import document, sentences, series, tables
from durna.publish.document import Block, Cell, Chart, Column, Paragraph, Point, Row, Section, Table
from durna.publish.footnotes import Footnotes
from durna.residence.rule import as_rule
from durna.workspace import Residence

if TYPE_CHECKING:
    from durna.publish.context import Context

FEWEST = 3
UNSETTLED = ("provisional", "estimated")


@dataclass(frozen=True)
class Pair:
    """The chapter it stands in, its name in messages and anchors, and the two indicators."""

    chapter: str
    name: str
    administrative: str
    by_rule: str


PAIRS = (
    Pair("A.1.2", "net", "net_migration_administrative", "net_migration_residence_12m"),
    Pair("A.2", "immigration", "immigration_permanent_administrative", "immigration_residence_12m"),
    Pair("A.3", "emigration", "emigration_permanent_administrative", "emigration_residence_12m"),
)


@dataclass(frozen=True)
class Place:
    """A year, or the part-year at the end of the Profile, with what each series says of it."""

    label: str
    is_part: bool
    one: Figure | None
    other: Figure | None


def sections(context: Context, chapter: str) -> list[Section]:
    """What a chapter shows side by side; nothing where neither series has a figure."""
    mine = (pair for pair in PAIRS if pair.chapter == chapter and _is_known(context, pair))
    return [_section(context, pair) for pair in mine if _has_any(context, pair)]


def _is_known(context: Context, pair: Pair) -> bool:
    return {pair.administrative, pair.by_rule} <= set(context.material.indicators)


def _has_any(context: Context, pair: Pair) -> bool:
    return any(place.one or place.other for place in _places(context, pair))


def _section(context: Context, pair: Pair) -> Section:
    language, places = context.language, _places(context, pair)
    blocks: list[Block] = [
        Paragraph(document.words(language(f"two-series-{pair.name}-why", **_rule(places))), "statement")
    ]
    said = _statement(context, pair, places)
    if said:
        blocks.append(Paragraph(said, "statement"))
    table = _table(context, pair, places)
    chart = _chart(context, pair, places, table.number)
    blocks += [chart, table] if chart else [table]
    return Section(f"two-series-{pair.name}", language(f"two-series-{pair.name}-title"), blocks=tuple(blocks))


def _places(context: Context, pair: Pair) -> list[Place]:
    one, other = (_by_year(context, name) for name in (pair.administrative, pair.by_rule))
    found = [Place(str(year), False, one.get(year), other.get(year)) for year in context.years]
    if context.part is not None:
        found.append(Place(context.language.short_period(context.part), True, one.get(0), other.get(0)))
    return found


def _by_year(context: Context, name: str) -> dict[int, Figure]:
    """The figures of the first line that counts what the definition says, by year; the part-year under 0."""
    indicator = context.material.indicators[name]
    lines = context.view(indicator).lines
    line = next((each for each in lines if not tables.role_of(indicator, each) and each.anchor == "year"), None)
    if line is None:
        return {}
    found = {year: figure for year, figure in line.years.items() if not series.is_cut_short(figure)}
    return {**found, **({0: line.part} if line.part else {})}


def _rule(places: list[Place]) -> dict[str, str]:
    """The rule that was used; where none was, the one that would be."""
    used = next((place.other.settled.rule for place in places if place.other and place.other.settled), None)
    rule = as_rule(used or Residence().rule)
    return {"threshold": str(rule.threshold), "window": str(rule.window), "unit": rule.unit}


def _statement(context: Context, pair: Pair, places: list[Place]) -> document.Runs:
    """The last year of which both speak, or that only one of them does."""
    both = [place for place in places if place.one and place.other and not place.is_part]
    if both:
        return _compared(context, pair, both[-1])
    only = [place for place in places if place.one and not place.is_part]
    if not only or any(place.other for place in places):
        return ()
    indicator = context.material.indicators[pair.administrative]
    last = only[-1]
    assert last.one is not None
    return sentences.bind(
        context.language, "two-series-only-administrative", {"one": last.one}, indicator,
        in_year=context.language.period(last.one.period, case="in"), one_count=last.one.value or 0,
    )  # fmt: skip


def _compared(context: Context, pair: Pair, place: Place) -> document.Runs:
    one, other = place.one, place.other
    assert one is not None
    assert other is not None
    indicator, language = context.material.indicators[pair.by_rule], context.language
    said = sentences.bind(
        language, f"two-series-{_relation(one, other)}", {"one": one, "other": other}, indicator,
        in_year=language.period(one.period, case="in"), factor=language.number(_factor(one, other), 1),
        one_count=one.value or 0, other_count=other.value or 0,
    )  # fmt: skip
    if other.status in UNSETTLED:
        said = (*said, document.Words(" " + language("two-series-not-final", open=_open(context, other))))
    return said


def _factor(one: Figure, other: Figure) -> float:
    small, large = sorted((abs(one.value or 0.0), abs(other.value or 0.0)))
    return large / small if small else 0.0


def _relation(one: Figure, other: Figure) -> str:
    before, after = one.value or 0.0, other.value or 0.0
    if before <= 0 or after <= 0:
        return "apart"
    if _factor(one, other) < 1.05:
        return "alike"
    return "more" if after > before else "fewer"


def _open(context: Context, figure: Figure) -> str:
    return context.language.number(figure.settled.open if figure.settled else 0.0)


def _table(context: Context, pair: Pair, places: list[Place]) -> Table:
    language, notes = context.language, Footnotes(context)
    is_known = any(place.other for place in places)
    rule = language("two-series-rule", **_rule(places)) if is_known else language("two-series-needs-crossings")
    columns = [
        Column(language("two-series-period"), "text"),
        Column(language("two-series-administrative"), below=language("two-series-administrative-below")),
        Column(language("two-series-by-rule"), below=rule),
        *([Column(language("two-series-state"), "text")] if is_known else []),
    ]
    return Table(
        id=f"table-two-series-{pair.name}",
        number=context.next_table(),
        caption=language(f"two-series-{pair.name}-caption", period=context.period_text),
        subtitle=language("two-series-never-added"),
        columns=tuple(columns),
        rows=tuple(_row(context, pair, place, is_known, notes) for place in places),
        notes=notes.all(),
        source=context.source([figure for place in places for figure in (place.one, place.other) if figure]),
    )


def _row(context: Context, pair: Pair, place: Place, is_known: bool, notes: Footnotes) -> Row:
    one, other = (context.material.indicators[name] for name in (pair.administrative, pair.by_rule))
    below = context.language("table-part-year") if place.is_part else ""
    cells = [tables.cell(context, one, place.one, notes)]
    if is_known:
        cells += [tables.cell(context, other, place.other, notes), _state(context, place.other)]
    else:
        cells.append(Cell(document.words(context.language("two-series-not-available")), "missing"))
    return Row(Cell(document.words(place.label), below=below), tuple(cells))


def _state(context: Context, figure: Figure | None) -> Cell:
    language = context.language
    if figure is None:
        return Cell(document.words("–"), "none")
    status = language.of_list("figure_status", figure.status)
    if figure.status not in UNSETTLED or figure.lower is None or figure.upper is None:
        return Cell(document.words(status))
    ends = {name: language.number(end) for name, end in (("lower", figure.lower), ("upper", figure.upper))}
    said = language(f"two-series-{figure.status}-below", open=_open(context, figure), **ends)
    return Cell(document.words(status), below=said)


def _chart(context: Context, pair: Pair, places: list[Place], table: int) -> Chart | None:
    """Full years only: a part-year is in the table. None where one of the series has too few of them."""
    language = context.language
    years = [place for place in places if not place.is_part]
    if min(sum(place.one is not None for place in years), sum(place.other is not None for place in years)) < FEWEST:
        return None
    points = [point for place in years for point in _points(context, pair, place)]
    legend = {"first": language("two-series-administrative"), "second": language("two-series-by-rule")}
    if any(point.role == "open" for point in points):
        legend["open"] = language("two-series-legend-open")
    caption = language(f"two-series-{pair.name}-caption", period=language.years(context.years[0], context.years[-1]))
    return Chart(
        id=f"chart-two-series-{pair.name}",
        number=context.next_chart(),
        caption=caption,
        description=language("two-series-described", title=caption, table=str(table)),
        kind="pairs",
        unit=language("two-series-never-added"),
        points=tuple(points),
        legend=legend,
    )


def _points(context: Context, pair: Pair, place: Place) -> list[Point]:
    return [
        _point(context, pair.administrative, place.one, place.label, "first"),
        _point(context, pair.by_rule, place.other, place.label,
               "open" if place.other and place.other.status in UNSETTLED else "second"),
    ]  # fmt: skip


def _point(context: Context, name: str, figure: Figure | None, label: str, role: str) -> Point:
    indicator = context.material.indicators[name]
    if figure is None or figure.value is None:
        return Point(label, None, "", role)
    value = series.shown_value(figure, indicator)
    return Point(label, value, sentences.value_text(context.language, figure, indicator), role)
