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
UNSETTLED = ("provisional", "estimated", "not_available")


@dataclass(frozen=True)
class Pair:
    """Its name in arrangements, messages and anchors, and the two indicators."""

    name: str
    administrative: str
    by_rule: str


PAIRS = (
    Pair("net", "net_migration_administrative", "net_migration_residence_12m"),
    Pair("immigration", "immigration_permanent_administrative", "immigration_residence_12m"),
    Pair("emigration", "emigration_permanent_administrative", "emigration_residence_12m"),
)


@dataclass(frozen=True)
class Place:
    """A year, or the part-year at the end of the Profile, with what each series says of it."""

    label: str
    is_part: bool
    one: Figure | None
    other: Figure | None


def sections(context: Context, name: str) -> list[Section]:
    """A pair side by side; nothing where neither series has a figure."""
    mine = (pair for pair in PAIRS if pair.name == name and _is_known(context, pair))
    return [_section(context, pair) for pair in mine if _has_any(context, pair)]


def _has_value(figure: Figure | None) -> bool:
    return figure is not None and figure.value is not None


def _is_open(figure: Figure | None) -> bool:
    return figure is not None and figure.settled is not None and figure.settled.open > 0


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
    if any(_is_open(place.other) for place in places):
        names = ("two-series-estimate-is", "two-series-closure")
        blocks += [Paragraph(document.words(language(name)), "statement") for name in names]
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
    both = [place for place in places if _has_value(place.one) and _has_value(place.other) and not place.is_part]
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
        open_part = language(f"two-series-not-final-{other.status}", **_counts(context, other))
        said = (*said, document.Words(" " + open_part))
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


def _counts(context: Context, figure: Figure) -> dict[str, str]:
    """What is settled, what is open, and the ends between which the figure will come out."""
    assert figure.settled is not None
    counts = {"settled": figure.settled.yes, "open": figure.settled.open, "lower": figure.lower, "upper": figure.upper}
    return {name: "" if count is None else context.language.number(count) for name, count in counts.items()}


def _table(context: Context, pair: Pair, places: list[Place]) -> Table:
    language, notes = context.language, Footnotes(context)
    is_known, is_open = (any(test(place.other) for place in places) for test in (bool, _is_open))
    rule = language("two-series-rule", **_rule(places)) if is_known else language("two-series-needs-crossings")
    columns = [
        Column(language("two-series-period"), "text"),
        Column(language("two-series-administrative"), below=language("two-series-administrative-below")),
        Column(language("two-series-by-rule"), below=rule),
        *([Column(language(f"two-series-{name}")) for name in ("settled", "open", "ends")] if is_open else []),
        *([Column(language("two-series-state"), "text")] if is_known else []),
    ]
    return Table(
        id=f"table-two-series-{pair.name}",
        number=context.next_table(),
        caption=language(f"two-series-{pair.name}-caption", period=context.period_text),
        subtitle=language("two-series-never-added"),
        columns=tuple(columns),
        rows=tuple(_row(context, pair, place, is_known, is_open, notes) for place in places),
        notes=notes.all(),
        source=context.source([figure for place in places for figure in (place.one, place.other) if figure]),
    )


def _row(context: Context, pair: Pair, place: Place, is_known: bool, is_open: bool, notes: Footnotes) -> Row:
    one, other = (context.material.indicators[name] for name in (pair.administrative, pair.by_rule))
    below = context.language("table-part-year") if place.is_part else ""
    cells = [tables.cell(context, one, place.one, notes)]
    if is_known:
        cells.append(tables.cell(context, other, place.other, notes))
        cells += [*(_parts(context, place.other) if is_open else ()), _state(context, place.other, notes)]
    else:
        cells.append(Cell(document.words(context.language("two-series-not-available")), "missing"))
    return Row(Cell(document.words(place.label), below=below), tuple(cells))


def _parts(context: Context, figure: Figure | None) -> tuple[Cell, Cell, Cell]:
    """Settled, open, and between which ends the figure will come out."""
    none = Cell(document.words("–"), "none")
    if figure is None or figure.settled is None:
        return none, none, none
    settled, still_open = (
        Cell(document.words(context.language.number(count)), "plain", count)
        for count in (figure.settled.yes, figure.settled.open)
    )
    if figure.status not in UNSETTLED or figure.lower is None or figure.upper is None:
        return settled, still_open, none
    kind = "interval" if figure.status == "estimated" else "possible"
    ends = context.language("two-series-between", **_counts(context, figure))
    return settled, still_open, Cell(document.words(ends), below=context.language(f"two-series-{kind}"))


def _state(context: Context, figure: Figure | None, notes: Footnotes) -> Cell:
    """A figure that is not given has no place for its mark but here."""
    if figure is None:
        return Cell(document.words("–"), "none")
    marks = notes.marks(figure) if figure.status == "not_available" else ()
    return Cell(document.words(context.language.of_list("figure_status", figure.status)), marks=marks)


def _chart(context: Context, pair: Pair, places: list[Place], table: int) -> Chart | None:
    """Full years only: a part-year is in the table. None where one of the series has too few of them."""
    language = context.language
    years = [place for place in places if not place.is_part]
    if min(sum(map(_has_value, one_of_two)) for one_of_two in _columns(years)) < FEWEST:
        return None
    points = [point for place in years for point in _points(context, pair, place)]
    legend = {"first": language("two-series-administrative"), "second": language("two-series-by-rule")}
    roles = {point.role for point in points if point.value is not None}
    legend |= {role: language(f"two-series-legend-{role}") for role in ("estimated", "open") if role in roles}
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


def _columns(places: list[Place]) -> tuple[list[Figure | None], list[Figure | None]]:
    return [place.one for place in places], [place.other for place in places]


def _points(context: Context, pair: Pair, place: Place) -> list[Point]:
    roles = {"provisional": "open", "estimated": "estimated"}
    role = roles.get(place.other.status, "second") if place.other else "second"
    return [
        _point(context, pair.administrative, place.one, place.label, "first"),
        _point(context, pair.by_rule, place.other, place.label, role),
    ]


def _point(context: Context, name: str, figure: Figure | None, label: str, role: str) -> Point:
    indicator = context.material.indicators[name]
    if figure is None or figure.value is None:
        return Point(label, None, "", role)
    is_estimated = role == "estimated" and figure.lower is not None and figure.upper is not None
    ends = (float(figure.lower or 0), float(figure.upper or 0)) if is_estimated else None
    value = series.shown_value(figure, indicator)
    return Point(label, value, sentences.value_text(context.language, figure, indicator), role, ends)
