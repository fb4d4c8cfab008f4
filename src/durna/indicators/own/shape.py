"""The shape an answer must have: one row for each period and group, nothing missing, nothing twice, no unknown code."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from durna.classifications import codelists
from durna.errors import UserError
from durna.indicators.breakdowns import UNKNOWN
from durna.indicators.measures import Written
from durna.indicators.own.headers import wrong
from durna.indicators.tallies import Dimensions
from durna.periods import Period
from durna.sources import contract

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import pyarrow as pa


# Longer ones are no codes, and may be the pseudonym of a person.
LONGEST_CODE = 24


@dataclass(frozen=True)
class Row:
    period: Period
    dimensions: Dimensions
    value: float
    rows: int


def rows(
    answer: pa.Table, measure: Written, by: Sequence[str], periods: Sequence[Period], tables: Mapping[str, ir.Table]
) -> list[Row]:
    """Raises UserError for the first thing that is wrong with the answer."""
    _columns(answer, measure, by)
    found = [_row(each, measure, by) for each in answer.to_pylist()]
    _asked(found, measure, periods)
    _once(found, measure)
    _codes(found, measure, by, tables)
    return found


def _columns(answer: pa.Table, measure: Written, by: Sequence[str]) -> None:
    import pyarrow.types as types

    wanted = ("period_start", "period_end", *by, "value", "rows")
    found = answer.schema.names
    for what, names in (
        ("lacks the column", [name for name in wanted if name not in found]),
        ("has the column", [name for name in found if name not in wanted]),
        ("names twice the column", [name for name, count in Counter(found).items() if count > 1]),
    ):
        if names:
            raise _wrong(measure, f"the result {what} {names[0]}", f"The columns {', '.join(wanted)} and no other.")
    kinds = {name: answer.schema.field(name).type for name in wanted}
    for name in ("period_start", "period_end"):
        if not (types.is_date(kinds[name]) or types.is_timestamp(kinds[name])):
            raise _wrong(measure, f"the column {name} holds {kinds[name]}", f"{name}: dates.")
    if not (types.is_integer(kinds["value"]) or types.is_floating(kinds["value"]) or types.is_decimal(kinds["value"])):
        raise _wrong(measure, f"the column value holds {kinds['value']}", "value: numbers.")
    if not (types.is_integer(kinds["rows"]) or types.is_decimal(kinds["rows"])):
        raise _wrong(measure, f"the column rows holds {kinds['rows']}", "rows: whole numbers, how many were counted.")
    for name in by:
        kind = kinds[name]
        is_text = types.is_string(kind) or types.is_large_string(kind)
        if not (is_text or types.is_boolean(kind) or types.is_integer(kind)):
            raise _wrong(measure, f"the column {name} holds {kind}", f"{name}: codes, as text.")


def _row(each: Mapping[str, Any], measure: Written, by: Sequence[str]) -> Row:
    for name, value in each.items():
        if value is None:
            advice = f"coalesce({name}, '{UNKNOWN}')" if name in by else "leave such rows out"
            raise _wrong(measure, f"the column {name} has empty cells", f"A value in every cell: {advice}.")
    value, counted = float(each["value"]), int(each["rows"])
    if not math.isfinite(value):
        raise _wrong(measure, "the column value holds what is no number", "Finite numbers; leave such rows out.")
    if counted < 0 or counted != each["rows"]:
        raise _wrong(measure, "the column rows holds what is no count", "Whole numbers from 0.")
    dimensions = tuple(sorted((name, _code(each[name])) for name in by))
    try:
        period = Period(_day(each["period_start"]), _day(each["period_end"]))
    except (ValueError, UserError):
        raise _wrong(measure, "a period ends before it begins", "Periods as the table periods has them.") from None
    return Row(period, dimensions, value, counted)


def _day(value: date | datetime) -> date:
    return value.date() if isinstance(value, datetime) else value


def _code(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _asked(found: Sequence[Row], measure: Written, periods: Sequence[Period]) -> None:
    strange = sorted({row.period for row in found} - set(periods))
    if strange:
        raise _wrong(
            measure, f"the result has the period {strange[0]}, which was not asked for",
            "The periods of the table periods, each with both its days unchanged.",
        )  # fmt: skip


def _once(found: Sequence[Row], measure: Written) -> None:
    cells = Counter((row.period, row.dimensions) for row in found)
    twice = sorted(cell for cell, count in cells.items() if count > 1)
    if twice:
        raise _wrong(
            measure, f"the result has {cells[twice[0]]} rows for {twice[0][0]} and one group",
            "One row for each period and group: GROUP BY them in the outermost SELECT.",
        )  # fmt: skip


def _codes(found: Sequence[Row], measure: Written, by: Sequence[str], tables: Mapping[str, ir.Table]) -> None:
    for name in by:
        known = _known(name, measure.sources)
        if known is None:
            continue
        codes = {dict(row.dimensions)[name] for row in found}
        strange = codes - known - {UNKNOWN}
        if strange and (strange := strange - _delivered(name, tables)):
            shown = [code for code in sorted(strange) if len(code) <= LONGEST_CODE][:5]
            raise _wrong(
                measure,
                f"the column {name} has codes that its list does not know" + (f": {', '.join(shown)}" if shown else ""),
                f"Codes of the list, or '{UNKNOWN}'.",
            )  # fmt: skip


def _known(name: str, sources: Sequence[str]) -> frozenset[str] | None:
    """The codes of a breakdown by its contracts, the first that has one; None where it is free text."""
    for source in (*sources, "published_figures"):
        field = contract.load(source).fields.get(name)
        if field is not None:
            return frozenset(codelists.load(field.codes).codes) if field.codes else None
    return None


def _delivered(name: str, tables: Mapping[str, ir.Table]) -> set[str]:
    """What the records themselves have under this name: a code that nobody could map stays as it is."""
    found: set[str] = set()
    for table in tables.values():
        if name in table.columns:
            column = table.select(name).distinct().to_pyarrow().column(0).to_pylist()
            found.update(_code(value) for value in column if value is not None)
    return found


def _wrong(measure: Written, found: str, expected: str) -> UserError:
    return wrong(measure.file, found, expected, "Correct the file; docs/how-to/add-an-indicator.md shows the shape.")
