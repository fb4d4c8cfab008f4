"""The table that a reader asked for, in the form of the publication: the same numbers, marks and notes."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from durna.indicators.definition import Indicator
from durna.indicators.figures import Figure
from durna.periods import Period
from durna.publish import document, series, tables
from durna.publish.breakdowns import gathers
from durna.publish.context import Context
from durna.publish.document import Cell, Column, Row, Table
from durna.publish.footnotes import Footnotes
from durna.publish.language import lists_of
from durna.publish.upright import with_shared_marks
from durna.web import texts
from durna.web.explorer import background, index, reading
from durna.web.explorer.question import MOST_COLUMNS, PERIOD, ROWS_ON_A_PAGE, Question
from durna.web.explorer.reading import When
from durna.web.refusals import refusal
from durna.web.texts import say

_MOST_OTHERS = 400  # cells for which other publishers are looked up
_MOST = 30_000  # figures of a file
_MOST_BY_SIZE = 100


@dataclass(frozen=True)
class Shown:
    """A page of a table. `figures`: those in it; `others`: what other publishers say of the same cells."""

    table: Table
    context: Context
    indicator: Indicator
    figures: tuple[Figure, ...]
    others: tuple[Figure, ...]
    pages: int
    columns_left_out: int


@dataclass(frozen=True)
class _Page:
    """A page of a table by what makes it what it is: two questions that ask for the same are the same one."""

    asked: Hashable
    question: Question = field(compare=False)
    number: int


def shown(question: Question, page: int = 1, *, whole: bool = False) -> Shown:
    """A page of the table, or all of it. Raises UserError where all is more than a file should hold."""
    rows, columns = _keys(question, question.rows), _keys(question, question.columns)
    if whole:
        return _made(question, rows, columns, all_figures(question))
    asked = (
        index.file_of(question.edition), background.version(question.edition), texts.code(), question.indicator,
        question.breakdown.no, question.rows, question.columns, tuple(question.fixed.items()), question.counted.no,
        tuple(one.no for one in question.periods), question.length, question.since, question.until,
    )  # fmt: skip
    return _page(_Page(asked, question, min(max(page, 1), _pages(rows))))


# Readers ask for the same few tables, and a thousand cells take most of their page's time. As an index, what is kept
# goes by the state of the edition's files, so one that changes is read again.
@lru_cache(maxsize=12)
def _page(page: _Page) -> Shown:
    question = page.question
    rows, columns = _keys(question, question.rows), _keys(question, question.columns)
    first = (page.number - 1) * ROWS_ON_A_PAGE
    # Of periods the latest are shown, of members the first.
    kept = columns[-MOST_COLUMNS:] if question.columns == PERIOD else columns[:MOST_COLUMNS]
    on_page = rows[first : first + ROWS_ON_A_PAGE]
    found = figures(question, {question.rows: on_page, question.columns: kept}, ROWS_ON_A_PAGE * MOST_COLUMNS)
    return _made(question, on_page, kept, found)


def _made(question: Question, rows: list[str], columns: list[str], found: list[Figure]) -> Shown:
    cells = {one.cell for one in found[:_MOST_OTHERS]}
    others = reading.of_cells(question.edition, cells, others=True)
    context = background.context(question.edition, [*found, *others], _period(question))
    indicator = context.material.indicators[question.indicator]
    table = _table(context, indicator, question, rows, columns, found)
    pages, left_out = _pages(_keys(question, question.rows)), len(_keys(question, question.columns)) - len(columns)
    return Shown(table, context, indicator, tuple(found), tuple(others), pages, left_out)


def _pages(rows: list[str]) -> int:
    return max(1, -(-len(rows) // ROWS_ON_A_PAGE))


def all_figures(question: Question) -> list[Figure]:
    """What the whole table has, over all its pages. Raises UserError where that is more than a file should hold."""
    found = figures(question, {}, _MOST + 1)
    if len(found) > _MOST:
        raise refusal("explorer-too-long", most=_MOST)
    return found


def figures(question: Question, only: Mapping[str, Sequence[str]], most: int) -> list[Figure]:
    """`only`: by dimension, the keys that are wanted."""
    periods = [int(key) for key in only[PERIOD]] if PERIOD in only else [one.no for one in question.periods]
    members = question.members_shown
    for name, keys in only.items():
        if name in question.members:
            members[name] = [question.members[name][key] for key in keys]
    wanted = reading.Slice(question.breakdown, periods, question.counted.no, members)
    return reading.preferred(question.edition, wanted, most)


def _keys(question: Question, dimension: str) -> list[str]:
    if not dimension:
        return [""]
    return [str(one.no) for one in question.periods] if dimension == PERIOD else list(question.members[dimension])


def _period(question: Question) -> Period | None:
    """The years that the reader chose, within what the edition speaks of."""
    whole = background.of(question.edition).period
    start = max(whole.start, whole.start.replace(year=question.since, month=1, day=1))
    end = min(whole.end, whole.end.replace(year=question.until, month=12, day=31))
    return Period(start, end) if start <= end else None


def _table(
    context: Context, indicator: Indicator, question: Question, rows: list[str], columns: list[str],
    found: Sequence[Figure],
) -> Table:  # fmt: skip
    notes = Footnotes(context)
    periods = {(one.period, one.kind): str(one.no) for one in question.periods}
    placed = {
        tuple(_key(figure, dimension, periods) for dimension in (question.rows, question.columns)): figure
        for figure in found
    }
    # A member without a figure here has some of other years only.
    rows = _by_size(
        question, [row for row in rows if any((row, column) in placed for column in columns)], columns, placed
    )
    marked = _marked(context, question, rows, columns, placed, notes)
    made = [
        Row(
            Cell(document.words(_name(context, indicator, question, question.rows, row))),
            tuple(tables.cell(context, indicator, placed.get((row, column)), notes, marked) for column in columns),
        )
        for row in rows
    ]
    heads = [_column(context, indicator, question, column) for column in columns]
    return Table(
        id="table", number=1, caption=_caption(context, indicator, question),
        subtitle=_subtitle(context, indicator, question),
        columns=(Column(_title(context, indicator, question.rows), "text"), *heads),
        rows=tuple(map(with_shared_marks, made)), notes=notes.all(),
        source=context.source(found) if found else (),
    )  # fmt: skip


def _key(figure: Figure, dimension: str, periods: Mapping[tuple[Period, str], str]) -> str:
    if dimension == PERIOD:
        return periods[figure.period, figure.period_kind]
    return (figure.dimension(dimension) or "") if dimension else ""


def _by_size(
    question: Question, rows: list[str], columns: list[str], placed: Mapping[tuple[str, ...], Figure]
) -> list[str]:
    """Countries, as in the publication, by what the last column says of them; any other list in its own order."""
    if question.rows == PERIOD or "country" not in lists_of(question.rows, ()) or len(rows) > _MOST_BY_SIZE:
        return rows

    def size(row: str) -> float:
        last = next((one for column in reversed(columns) if (one := placed.get((row, column)))), None)
        return -(last.value or 0.0) if last else 0.0

    order = {row: place for place, row in enumerate(rows)}
    return sorted(rows, key=lambda row: (gathers(row), size(row), order[row]))


def _marked(
    context: Context, question: Question, rows: list[str], columns: list[str],
    placed: Mapping[tuple[str, ...], Figure], notes: Footnotes,
) -> dict[str, tuple[str, ...]]:  # fmt: skip
    """The marks of breaks, where the table runs over time."""
    if question.columns == PERIOD:
        lines = [[placed.get((row, column)) for column in columns] for row in rows]
    elif question.rows == PERIOD:
        lines = [[placed.get((row, column)) for row in rows] for column in columns]
    else:
        return {}
    found: dict[str, tuple[str, ...]] = {}
    for line in lines:
        found |= tables.break_marks(context, [one for one in line if one], notes)
    return found


def _column(context: Context, indicator: Indicator, question: Question, key: str) -> Column:
    if question.columns != PERIOD:
        return Column(_name(context, indicator, question, question.columns, key))
    one = _when(question, key)
    label = context.language.short_period(one.period, one.kind)
    is_part = one.period.is_part_year and question.length == "" and one.period.months > 3
    return Column(label, "part", context.language("table-part-year")) if is_part else Column(label)


def _name(context: Context, indicator: Indicator, question: Question, dimension: str, key: str) -> str:
    if not dimension:
        return say("figure-value")
    if dimension == PERIOD:
        one = _when(question, key)
        return context.language.capital(context.language.period(one.period, one.kind))
    return context.language.member(dimension, key, indicator)


def _when(question: Question, key: str) -> When:
    return next(one for one in question.periods if str(one.no) == key)


def _title(context: Context, indicator: Indicator, dimension: str) -> str:
    return say("explorer-period") if dimension == PERIOD else context.language.dimension(dimension, indicator)


def _caption(context: Context, indicator: Indicator, question: Question) -> str:
    """`Work permits issued, by sex; Citizenship: Georgia; 2013-2020`."""
    language = context.language
    names = [name for name in (question.rows, question.columns) if name and name != PERIOD]
    title = language.of(indicator.title)
    if names:
        title = language.divided(title, [language.dimension(name, indicator) for name in names])
    years = [one.period.start.year for one in question.periods]
    when = language.years(min(years), max(years)) if PERIOD not in question.fixed and years else ""
    return "; ".join(filter(None, (title, _fixed(context, indicator, question), when)))


def fixed(shown: Shown, question: Question) -> str:
    """The members that stand in neither rows nor columns, without the period, which a drawing says itself."""
    return _fixed(shown.context, shown.indicator, question, without=PERIOD)


def _fixed(context: Context, indicator: Indicator, question: Question, without: str = "") -> str:
    return "; ".join(
        f"{_title(context, indicator, name)}: {_name(context, indicator, question, name, key)}"
        for name, key in question.fixed.items()
        if key and name != without
    )


def _subtitle(context: Context, indicator: Indicator, question: Question) -> str:
    language, counted = context.language, question.counted
    said = language("table-unit", unit=language.unit(indicator.unit))
    if counted.counting_unit not in (indicator.counting_unit, *indicator.also):
        said = f"{language.of_list('counting_unit', counted.counting_unit)} ({language('table-other-unit')})"
    if counted.geography != context.material.country:
        said = f"{language.country(counted.geography)}; {said}"
    return said


def without(figures_: Sequence[Figure], question: Question) -> list[Figure]:
    """The figures as if what was fixed were no breakdown: what is left stands in rows and columns."""
    kept = {question.rows, question.columns}
    if kept.issuperset(question.members):
        return list(figures_)
    return [
        replace(one, dimensions=tuple(pair for pair in one.dimensions if pair[0] in kept)) for one in figures_
    ]  # fmt: skip


def view(of: Shown, question: Question) -> series.View:
    material = of.context.material
    told = without(of.figures, question)
    return series.view(of.indicator, told, material.period, question.counted.geography or material.country)
