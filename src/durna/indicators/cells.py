"""Cells: tallies of table sources, whose values somebody else has added up.

Stated before summed: where a publisher states exactly the groups asked for, they are taken; else its finest rows are
summed, never over a breakdown that is not additive, never over codes that contain one another. Publishers and vintages
are kept apart. Periods likewise: a year that is stated is taken before twelve months that would make it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf
from typing import Any

from durna.classifications import units
from durna.classifications.units import Unit
from durna.indicators import aggregates, remembering
from durna.indicators.breakdowns import of_table, tell_apart
from durna.indicators.counting import LOW_COVERAGE, Scope
from durna.indicators.figures import Evidence
from durna.indicators.measures import Cells
from durna.indicators.passes import run
from durna.indicators.stated_periods import Span, reference_day, sums_to, targets
from durna.indicators.tallies import Dimensions, Tally, added, joined, weakest
from durna.periods import Period
from durna.sources.contract import Contract, load

_OF_EVERY_ROW = (
    "series", "value", "unit", "lower", "upper", "publisher", "vintage", "status", "note", "delivery_id", "row_no",
)  # fmt: skip


@dataclass(frozen=True)
class Stated:
    """One row of a table, its dimensions under the names of the catalogue and its value in the base of its unit."""

    period: Period
    dimensions: Mapping[str, str]
    value: float
    base: str | None
    status: str
    evidence: Evidence
    lower: float | None = None
    upper: float | None = None
    note: str = ""
    kind: str = ""  # rows of one kind may be added: what is counted, or one base


@dataclass(frozen=True)
class Value:
    """What a publisher states, or what its rows add up to, for one group."""

    rows: tuple[Stated, ...]
    is_stated: bool
    flags: tuple[str, ...] = field(default=())

    @property
    def number(self) -> float:
        return sum(row.value for row in self.rows)


Groups = dict[Dimensions, Value]
Patterns = dict[frozenset[str], list[Stated]]  # rows by the breakdowns that they have


def dimensions(measure: Cells) -> tuple[str, ...]:
    """The breakdowns that a table can give under this measure."""
    names = {name for known in _names(measure, load(measure.source)).values() for name in known}
    return tuple(sorted({*names, *((measure.told_apart_by,) if measure.told_apart_by else ())}))


def _names(measure: Cells, contract: Contract) -> dict[str, tuple[str, ...]]:
    """The breakdowns that each column can stand for; what the measure holds fixed is none."""
    fixed = {measure.own, *measure.where.fixed, *measure.without}
    found: dict[str, tuple[str, ...]] = {}
    for column in (*of_table(contract), "geography"):
        named = tuple(name for name, of in measure.named.items() if of == column)
        names = named if column == "geography" else (*named, column)
        if names and column not in fixed:
            found[column] = tuple(dict.fromkeys(names))
    return found


def tallies(measure: Cells, scope: Scope, by: Sequence[str]) -> list[Tally]:
    # Kept with the view of the records: what stands beside protected figures is computed twice more.
    asked = ("tallies", measure, scope.period, scope.every, scope.not_additive)
    kept: dict[tuple[str, ...], list[Tally]] = scope.records.known.setdefault(asked, {})
    if tuple(by) not in kept:
        kept[tuple(by)] = _stated_tallies(measure, scope, by)
    return list(kept[tuple(by)])


def _stated_tallies(measure: Cells, scope: Scope, by: Sequence[str]) -> list[Tally]:
    contract = load(measure.source)
    found: list[Tally] = []
    for (publisher, vintage), rows in _voices(measure, contract, scope, by).items():
        for bucket, period, groups in _by_bucket(measure, rows, scope, by):
            found += [
                _tally(measure, bucket, period, cell, value, publisher, vintage) for cell, value in groups.items()
            ]
    return sorted(found, key=lambda tally: (tally.publisher, tally.vintage, tally.period, tally.dimensions))


def _voices(measure: Cells, contract: Contract, scope: Scope, by: Sequence[str]) -> dict[tuple[str, str], list[Stated]]:
    """The rows of each publisher and vintage; of several series that would do, each publisher's first.

    Kept with the view of the records: the same cells are asked for again when they are to be protected.
    """
    names = _column_names(measure, contract, by)
    kept = scope.records.known.setdefault(("voices", measure), {})
    column_names = tuple(names.items())
    if column_names not in kept:
        kept[column_names] = _read(measure, contract, scope, names)
    found: dict[tuple[str, str], list[Stated]] = kept[column_names]
    return found


def _read(
    measure: Cells, contract: Contract, scope: Scope, names: Mapping[str, str]
) -> dict[tuple[str, str], list[Stated]]:
    table = scope.records.table(measure.source)
    country = scope.records.country
    own = table[measure.own] == country
    if not contract.fields[measure.own].required and measure.own == "geography":
        own = own | table[measure.own].isnull()
    chosen = table.filter(table["series"].isin(list(measure.series)), own, measure.where.expression(table, country))
    series: dict[tuple[str, str], dict[str, list[Stated]]] = defaultdict(lambda: defaultdict(list))
    needed = {*names, *_OF_EVERY_ROW, f"{contract.dated_by}_start", f"{contract.dated_by}_end"}
    # In the order of the deliveries' rows: engines hand rows over in different orders, and fractions are added.
    ordered = chosen.order_by(["delivery_id", "row_no", "event_no"])
    wanted = [name for name in chosen.columns if name in needed]
    memory = remembering.of_cells(measure, wanted, scope.records)
    for row in memory.answered(lambda: list(run(ordered.select(wanted)))):
        voice = (row.get("publisher") or contract.institution, row.get("vintage") or "")
        series[voice][row["series"]].append(_stated(row, measure, contract, names))
    if measure.told_apart_by:
        return {voice: [row for rows in by_series.values() for row in rows] for voice, by_series in series.items()}
    return {
        voice: next(by_series[name] for name in measure.series if name in by_series)
        for voice, by_series in series.items()
    }


def _of_one_kind(rows: Sequence[Stated]) -> Sequence[Stated]:
    """The rows of a period in the unit that most of them have: persons and families, or money and its share of
    something, are never added. A row without a unit is taken for one of the others.
    """
    kinds = Counter(row.kind for row in rows if row.kind)
    if len(kinds) < 2:
        return rows
    commonest = kinds.most_common(1)[0][0]
    return [row for row in rows if row.kind in ("", commonest)]


def _column_names(measure: Cells, contract: Contract, by: Sequence[str]) -> dict[str, str]:
    """One name for each column: the one that is asked for, else the first."""
    return {
        column: next((name for name in names if name in by), names[0])
        for column, names in _names(measure, contract).items()
    }


def _stated(row: Mapping[str, Any], measure: Cells, contract: Contract, names: Mapping[str, str]) -> Stated:
    known = {name: str(row[column]) for column, name in names.items() if row[column] is not None}
    if isinstance(measure.series, Mapping) and measure.series[row["series"]]:
        known[measure.told_apart_by] = measure.series[row["series"]]
    spelling = row["unit"] or ""
    unit = units.load().get(spelling)
    scale = unit.scale if unit else 1
    ends = {end: row[end] * scale for end in ("lower", "upper") if row.get(end) is not None}
    return Stated(
        period=Period(row[f"{contract.dated_by}_start"], row[f"{contract.dated_by}_end"]),
        dimensions=known,
        value=row["value"] * scale,
        base=unit.base if unit else spelling or None,
        kind=_kind(unit) if unit else spelling,
        status=row["status"] or "final",
        evidence=Evidence(measure.source, row["delivery_id"], 1, row["row_no"]),
        note=row.get("note") or "",
        **ends,
    )


def _kind(unit: Unit) -> str:
    """What is counted, however it is called; else the base. A mere number may be of anything."""
    return (unit.counting_unit or "") if units.counts_things(unit) else unit.base


def _by_bucket(
    measure: Cells, rows: Sequence[Stated], scope: Scope, by: Sequence[str]
) -> Iterable[tuple[Period, Period, Groups]]:
    by_period: dict[Period, list[Stated]] = defaultdict(list)
    for row in rows:
        by_period[row.period].append(row)
    resolved = {period: groups(some, by, scope.not_additive, measure.additive) for period, some in by_period.items()}
    resolved = {period: some for period, some in resolved.items() if some}
    if measure.time == "stock":
        yield from _stocks(measure, resolved, scope)
        return
    for target in targets(resolved, scope.period, scope.every):
        if measure.time == "flow":
            span = sums_to(target, resolved)
        else:
            span = Span.exactly(target.calendar if measure.time == "year" else target.period, resolved)
        if span is not None:
            yield target.calendar, span.period, _over_time([resolved[part] for part in span.parts])


def _stocks(measure: Cells, resolved: Mapping[Period, Groups], scope: Scope) -> Iterable[tuple[Period, Period, Groups]]:
    """Of the reference dates in a bucket the last: the end of the bucket where there is one."""
    dated = {reference_day(period, measure.year_means): period for period in sorted(resolved)}
    for target in targets(dated, scope.period, scope.every):
        inside = [day for day in dated if target.period.contains(day)]
        if inside:
            yield target.calendar, max(inside), resolved[dated[max(inside)]]


def _over_time(parts: Sequence[Groups]) -> Groups:
    if len(parts) == 1:
        return parts[0]
    summed: Groups = {}
    for cell in dict.fromkeys(cell for part in parts for cell in part):
        values = [part[cell] for part in parts if cell in part]
        flags = joined(*(value.flags for value in values), () if len(values) == len(parts) else (LOW_COVERAGE,))
        summed[cell] = Value(tuple(row for value in values for row in value.rows), False, flags)
    return summed


def groups(rows: Sequence[Stated], by: Sequence[str], not_additive: Sequence[str], additive: bool) -> Groups:
    """The value of each group of `by` in one period: stated, or the sum of the finest rows that may be summed.

    Where they may not be summed over a breakdown, the groups come apart by that breakdown too.
    """
    wanted = frozenset(by)
    patterns: Patterns = defaultdict(list)
    for row in _of_one_kind(rows):
        patterns[frozenset(row.dimensions)].append(row)
    stated = _grouped(patterns[wanted], wanted, is_stated=True) if wanted in patterns else {}
    if not additive:
        return stated
    finer = {pattern: listed for pattern, listed in patterns.items() if pattern > wanted}
    if stated and _is_unnamed_part(stated, finer, wanted):
        return _summed(finer, wanted, not_additive, unnamed=patterns[wanted])
    if stated and not wanted:
        return stated
    summed = _summed(finer, wanted, not_additive)
    # Of countries that are stated and others that are only stated by sex, neither may be missing.
    alike = {cell: value for cell, value in summed.items() if len(cell) == len(wanted)} if stated else summed
    return {**alike, **stated}


def _summed(
    finer: Patterns, wanted: frozenset[str], not_additive: Sequence[str], unnamed: Sequence[Stated] = ()
) -> Groups:
    for pattern in _finest_first(finer):
        kept = wanted | (pattern & set(not_additive))
        usable = _without_overlaps(_all_parts(finer, pattern, kept), pattern - kept)
        if usable is not None:
            return _grouped([*usable, *(unnamed if kept == wanted else ())], kept, is_stated=kept == pattern)
    return {}


def _all_parts(finer: Patterns, finest: frozenset[str], kept: frozenset[str]) -> list[Stated]:
    """The finest rows, and those of groups that they do not part: one country is given by sex, another is not."""
    parts = list(finer[finest])
    for pattern in _finest_first(p for p in finer if kept <= p < finest):
        parted = {_cell(row, pattern) for row in parts if pattern <= row.dimensions.keys()}
        parts += [row for row in finer[pattern] if _cell(row, pattern) not in parted]
    return parts


def _finest_first(patterns: Iterable[frozenset[str]]) -> list[frozenset[str]]:
    return sorted(patterns, key=lambda pattern: (-len(pattern), sorted(pattern)))


def _is_unnamed_part(stated: Groups, finer: Patterns, wanted: frozenset[str]) -> bool:
    """Whether rows that look like a total are a part that nobody named: a row of 7 beside a country with 100.

    A total may lie a little below a part, where the two are rounded differently; never below half of it.
    """
    whole = {cell: value.number for cell, value in stated.items()}
    parts = (rows for pattern, rows in finer.items() if len(pattern - wanted) == 1)
    return any(0 <= whole.get(_cell(row, wanted), inf) < row.value / 2 for rows in parts for row in rows)


def _cell(row: Stated, names: Iterable[str]) -> Dimensions:
    return tuple(sorted((name, row.dimensions[name]) for name in names))


def _grouped(rows: Iterable[Stated], kept: frozenset[str], is_stated: bool) -> Groups:
    found: dict[Dimensions, list[Stated]] = defaultdict(list)
    for row in rows:
        found[_cell(row, kept)].append(row)
    return {cell: Value(tuple(some), is_stated and len(some) == 1) for cell, some in found.items()}


def _without_overlaps(rows: Sequence[Stated], summed: Iterable[str]) -> list[Stated] | None:
    """The rows that may be summed over some dimensions; None where codes contain one another and no set is whole."""
    left = list(rows)
    for name in summed:
        amounts: dict[str, float] = defaultdict(float)
        for row in left:
            if name in row.dimensions:
                amounts[row.dimensions[name]] += row.value
        codes = tell_apart(amounts) if name == "age_group" else aggregates.apart(amounts)
        if codes is None:
            return None
        left = [row for row in left if row.dimensions.get(name) in (None, *codes)]
    return left


def _tally(
    measure: Cells, bucket: Period, period: Period, cell: Dimensions, value: Value, publisher: str, vintage: str
) -> Tally:
    first = value.rows[0]
    notes = tuple(dict.fromkeys(row.note for row in value.rows if row.note))
    return Tally(
        bucket=bucket,
        period=period,
        value=value.number,
        dimensions=cell,
        publisher=publisher,
        vintage=vintage,
        source=measure.source,
        is_stock=measure.time in ("stock", "year"),
        from_records=False,
        flags=joined(value.flags, _unknown_unit(first.base), () if value.is_stated else ("derived",)),
        status=weakest(row.status for row in value.rows),
        unit=first.base,
        lower=first.lower if value.is_stated else None,
        upper=first.upper if value.is_stated else None,
        note={"en": "; ".join(notes)} if notes else {},
        evidence=added(row.evidence for row in value.rows),
    )


def _unknown_unit(base: str | None) -> tuple[str, ...]:
    """A unit that nobody knows keeps its value: one misspelt row must not stop a Profile."""
    return () if base is None or base in units.bases() else ("unknown_unit",)
