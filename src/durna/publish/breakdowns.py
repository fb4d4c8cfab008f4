"""Tables of breakdowns, and the order of their rows: countries by size, lists in their own order, "other" last."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace

from durna.indicators.definition import Indicator
from durna.indicators.figures import Figure
from durna.periods import Period
from durna.publish import document, series
from durna.publish.age_words import youngest
from durna.publish.context import Context
from durna.publish.document import Cell, Column, Row, Table
from durna.publish.footnotes import Footnotes
from durna.publish.language import Language, code_list, lists_of
from durna.publish.series import Line, View
from durna.publish.tables import cell, subtitle, year_columns, years_said
from durna.publish.upright import upright

FEWEST = 3  # periods of the same months that make a table of their own
_ANY_YEAR = 2001
_LAST = ("other", "unknown", "not_stated", "stateless")
# As publishers write it where no code list is asked: `Not applicable/not stated`.
_NOT_SAID = re.compile(r"\bnot (?:stated|applicable|specified|known|elsewhere)\b|\bunknown\b", re.IGNORECASE)


def gathers(value: str) -> bool:
    """Whether it gathers those who belong nowhere else: never ranked, and the last of all rows."""
    return value in _LAST or _NOT_SAID.search(value) is not None


def by_members(lines: Sequence[Line]) -> list[Line]:
    """The breakdown with the fewest members first: its members become the headings between the rows."""
    members: dict[str, set[str]] = {}
    for line in lines:
        for name, value in line.dimensions:
            members.setdefault(name, set()).add(value)
    return [
        replace(line, dimensions=tuple(sorted(line.dimensions, key=lambda cell: len(members[cell[0]]))))
        for line in lines
    ]


def breakdown_tables(context: Context, view: View) -> list[Table]:
    """One table for each set of breakdowns and way of dating; only years that have figures, the latest at the right."""
    made = []
    for all_lines in view.breakdowns.values():
        lines = [line for line in all_lines if _is_told(line)]
        for anchor in dict.fromkeys(line.anchor for line in lines):
            same = by_members([line for line in lines if line.anchor == anchor])
            if anchor == series.PERIOD:
                made += _of_other_periods(context, view.indicator, [one for line in same for one in line.figures])
                continue
            ordered = tuple(name for name, _ in same[0].dimensions)
            made.append(_breakdown(context, view, ordered, anchor, same))
    return made


def _of_other_periods(context: Context, indicator: Indicator, figures: Sequence[Figure]) -> list[Table]:
    """The same months of several years in a table of their own, the only ones that can be compared; the rest in one."""
    by_months: dict[Period, list[Figure]] = defaultdict(list)
    for figure in sorted(figures, key=lambda one: one.period):
        by_months[figure.period.same_months_of(_ANY_YEAR)].append(figure)
    is_own = {months: len({one.period for one in same}) >= FEWEST for months, same in by_months.items()}
    own = [by_months[months] for months in sorted(by_months) if is_own[months]]
    rest = [one for months in sorted(by_months) if not is_own[months] for one in by_months[months]]
    made = [
        _periods_across(context, indicator, same, f"-months-{place}", "table-months-caption")
        for place, same in enumerate(own, start=1)
    ]
    return [*made, *([_periods_across(context, indicator, rest, "-periods")] if rest else [])]


def _is_told(line: Line) -> bool:
    """A row without a single number, nor one that is protected, would say nothing: all of it is withheld so far."""
    return any(figure.value is not None or figure.status == "suppressed" for figure in line.figures)


def _breakdown(context: Context, view: View, names: tuple[str, ...], anchor: str, lines: list[Line]) -> Table:
    indicator, notes = view.indicator, Footnotes(context)
    years = sorted({year for line in lines for year in line.years})
    part = any(line.part for line in lines)

    def cells(line: Line) -> tuple[Cell, ...]:
        figures = [*(line.years.get(year) for year in years), *([line.part] if part else [])]
        # A total that nobody gives for these parts is left out; a part that nobody gives is missing.
        return tuple(
            cell(context, indicator, one, notes) if one or line.dimensions else Cell((), "none") for one in figures
        )

    columns = year_columns(context, years, anchor, part)
    total = _total(view, lines)
    rows = _total_row(context, total, cells) if total else ()
    rows += grouped_rows(context, indicator, names, lines, cells)
    return _breakdown_table(context, indicator, names, anchor, columns, rows, notes, lines)


def _total(view: View, lines: Sequence[Line]) -> Line | None:
    """The totals that the rows are parts of: counted in the same way, and of years whose parts have that publisher."""
    first = lines[0]
    kind = (first.unit, first.counting_unit, first.geography, first.anchor)
    same = next((one for one in view.lines if (one.unit, one.counting_unit, one.geography, one.anchor) == kind), None)
    if same is None:
        return None
    of_parts = {(figure.period, figure.publisher) for line in lines for figure in line.figures}
    years = {year: one for year, one in same.years.items() if (one.period, one.publisher) in of_parts}
    part = same.part if same.part and (same.part.period, same.part.publisher) in of_parts else None
    return replace(same, years=years, part=part) if years or part else None


def _total_row(context: Context, total: Line, cells: Callable[[Line], tuple[Cell, ...]]) -> tuple[Row, ...]:
    said = cells(total)
    head = Cell(document.words(context.language("table-total")))
    return (Row(head, said, "total"),)


def _breakdown_table(
    context: Context, indicator: Indicator, names: tuple[str, ...], anchor: str, columns: tuple[Column, ...],
    rows: tuple[Row, ...], notes: Footnotes, lines: Sequence[Line], suffix: str = "", message: str = "table-caption",
) -> Table:  # fmt: skip
    language = context.language
    made = Table(
        id=f"table-{indicator.id}-by-{'-'.join(names)}" + ("" if anchor == "year" else f"-{_safe(anchor)}") + suffix,
        number=context.next_table(),
        caption=language(
            message,
            title=language.divided(
                language.of(indicator.title), [language.dimension(name, indicator) for name in names]
            ),
            period=_periods(context, lines, anchor),
        ),
        subtitle=subtitle(context, indicator, anchor),
        columns=(Column(language.dimension(names[-1], indicator), "text"), *columns),
        rows=rows,
        notes=notes.all(),
        source=context.source([figure for line in lines for figure in line.figures]),
    )
    return upright(context, made)


def _periods(context: Context, lines: Sequence[Line], anchor: str) -> str:
    """What the columns are about, in words: full years and dates by their years, anything else by its name."""
    language = context.language
    if series.is_over_two(anchor):
        return years_said(context, sorted({year for line in lines for year in line.years}), anchor)
    figures = [figure for line in lines for figure in line.figures]
    years = sorted({f.period.start.year for f in figures if f.period.is_year or f.period.start == f.period.end})
    rest = sorted({(f.period, f.period_kind) for f in figures if not f.period.is_year and f.period.days > 1})
    said = [language.years(years[0], years[-1])] if years else []
    said += [language.period(period, kind) for period, kind in rest]
    return language.listed(said)


def grouped_rows(
    context: Context, indicator: Indicator, names: tuple[str, ...], lines: Sequence[Line],
    cells: Callable[[Line], tuple[Cell, ...]],
) -> tuple[Row, ...]:  # fmt: skip
    """Rows in the order of their list or size; with two breakdowns the first becomes headings between the rows."""
    rows: list[Row] = []
    group: tuple[str, ...] = ()
    for line in in_order(lines, names, context.language):
        upper = tuple(context.language.member(name, value, indicator) for name, value in line.dimensions[:-1])
        if upper != group:
            group = upper
            rows.append(Row(Cell(document.words(" · ".join(upper))), (), "group"))
        name, value = line.dimensions[-1]
        head = Cell(document.words(context.language.member(name, value, indicator)))
        rows.append(Row(head, cells(line)))
    return tuple(rows)


def outside_tables(context: Context, view: View) -> list[Table]:
    """Breakdowns of periods after the Profile's own, for their box."""
    split = [figure for figure in view.outside if figure.dimensions]
    made = []
    for names in dict.fromkeys(tuple(name for name, _ in figure.dimensions) for figure in split):
        same = [figure for figure in split if tuple(name for name, _ in figure.dimensions) == names]
        in_time = sorted(same, key=lambda figure: figure.period)
        made.append(_periods_across(context, view.indicator, in_time, "-outside"))
    return made


def _periods_across(
    context: Context, indicator: Indicator, figures: Sequence[Figure], suffix: str, message: str = "table-caption"
) -> Table:
    """A column for each period, named in full, in the order of the figures."""
    notes = Footnotes(context)
    shown = {key: place for place, key in enumerate(dict.fromkeys((one.period, one.period_kind) for one in figures))}
    found: dict[tuple[str, str, str, series.Dimensions], dict[int, Figure]] = defaultdict(dict)
    for one in figures:
        line = (series.unit_base(one), one.counting_unit, one.geography, one.dimensions)
        found[line][shown[one.period, one.period_kind]] = one
    lines = by_members([Line(*line, series.PERIOD, mine) for line, mine in found.items()])

    def cells(line: Line) -> tuple[Cell, ...]:
        return tuple(cell(context, indicator, line.years.get(place), notes) for place in range(len(shown)))

    columns = tuple(Column(context.language.short_period(period, kind)) for period, kind in shown)
    names = tuple(name for name, _ in lines[0].dimensions)
    rows = grouped_rows(context, indicator, names, lines, cells)
    return _breakdown_table(context, indicator, names, "year", columns, rows, notes, lines, suffix, message)


def in_order(lines: Sequence[Line], names: tuple[str, ...], language: Language) -> list[Line]:
    return sorted(lines, key=lambda line: tuple(_place(value, line, name, language) for name, value in line.dimensions))


def _place(value: str, line: Line, name: str, language: Language) -> tuple[object, ...]:
    """Late words last; months by number; codes of a list as it has them; all else by latest value, then by name."""
    late = gathers(value)
    if value.isdigit():
        return (late, 0, int(value), "")
    if "age" in name.split("_") and (first := youngest(value)) is not None:
        return (late, 0, first, value)
    for each in lists_of(name, ()):
        found = code_list(each)
        if found and value in found and each != "country":
            return (late, 0, list(found.codes).index(value), value)
    latest = line.years[max(line.years)].value if line.years else (line.part.value if line.part else None)
    return (late, 1, -(latest or 0.0), language.facts.sort_key(language.member(name, value)))


def largest(lines: Sequence[Line], most: int, year: int | None = None) -> list[Line]:
    """So many at most, in the order in which they come: those with the largest value of that year, or of their last.

    Those that gather everybody else come after all others.
    """

    def size(place: int) -> tuple[bool, float]:
        return gathers(lines[place].dimensions[0][1]), -abs(_value(lines[place], year))

    sized = sorted(range(len(lines)), key=size)
    return [lines[place] for place in sorted(sized[:most])]


def _value(line: Line, year: int | None) -> float:
    figure = line.years.get(max(line.years) if year is None and line.years else year or 0)
    return figure.value or 0.0 if figure else 0.0


def _safe(text: str) -> str:
    return "".join(letter if letter.isalnum() else "-" for letter in text)
