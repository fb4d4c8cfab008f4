"""Errors by cause: how far figures lie from the truth, and which planted defect put them there.

The same country is delivered with all defects, with each of them alone, and with none. What a defect does alone is its
part of the error; what is left over is what defects do to one another (`together`); a difference without any defect is
one of `method`. Figures that later records still settle are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from durna.indicators.figures import Figure
from durna.publish.downloads import AFTER, BEFORE
from durna.synthetic.truth.answers import text

METHOD, TOGETHER = "method", "together"
# Quotients are divided in another order by the two witnesses.
EQUAL = 1e-9
PERCENT = "avg(part) AS mean_percent, arg_max(part, abs(part)) AS largest_percent"
SCHEMA = pa.schema(
    [
        ("indicator", pa.string()),
        ("period_start", pa.date32()),
        ("period_end", pa.date32()),
        ("dimensions", pa.string()),
        ("counting_unit", pa.string()),
        ("truth", pa.float64()),
        ("figure", pa.float64()),
        ("error", pa.float64()),
        ("cause", pa.string()),
        ("of_which", pa.float64()),
    ]
)


class Cell(NamedTuple):
    """What a figure is about, whoever says it."""

    indicator: str
    period_start: date
    period_end: date
    dimensions: str
    counting_unit: str


Values = Mapping[Cell, float]


def errors(truth: pa.Table, together: Values, alone: Mapping[str, Values], without: Values | None = None) -> pa.Table:
    """One row a true figure and cause: truth, figure, error, and how much of the error is due to the cause.

    `together`: the figures of the country with all defects; `alone`: with one each, by its name; `without`: with none,
    the truth unless given. The parts add up to the error. A cell that has no figure has no error and one row.
    """
    rows = []
    for cell, true in true_values(truth).items():
        base = true if without is None else without.get(cell)
        by_cause = {cause: values.get(cell) for cause, values in alone.items()}
        rows += [{**cell._asdict(), **row} for row in _rows(true, together.get(cell), base, by_cause)]
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def by_indicator(found: pa.Table) -> pa.Table:
    """One row an indicator and cause: how many figures, the mean of their errors in the unit of the indicator, and the
    mean and the largest in percent of the truth, where that is not nought."""
    parts = "SELECT *, 100 * of_which / nullif(truth, 0) AS part FROM errors WHERE of_which IS NOT NULL"
    summed = "count(*) AS figures, avg(of_which) AS mean_error"
    return _asked(found, f"SELECT indicator, cause, {summed}, {PERCENT} FROM ({parts}) GROUP BY ALL ORDER BY ALL")


def compared(found: pa.Table) -> pa.Table:
    """One row an indicator: how many true figures have a computed one (`compared`), how many have none (`missing`), how
    many are `equal`, and their errors as by_indicator gives them."""
    cells = "SELECT DISTINCT * EXCLUDE (cause, of_which), 100 * error / nullif(truth, 0) AS part FROM errors"
    equal = f"count(*) FILTER (WHERE abs(error) <= {EQUAL} * greatest(1, abs(truth))) AS equal"
    counted = f"count(error) AS compared, count(*) FILTER (WHERE error IS NULL) AS missing, {equal}"
    errors_of = f"avg(error) AS mean_error, {PERCENT}"
    return _asked(found, f"SELECT indicator, {counted}, {errors_of} FROM ({cells}) GROUP BY ALL ORDER BY ALL")


def _asked(found: pa.Table, statement: str) -> pa.Table:
    with duckdb.connect() as con:
        con.register("errors", found)
        return con.sql(statement).to_arrow_table()


def true_values(truth: pa.Table) -> dict[Cell, float]:
    """The settled figures of a truth table."""
    settled = truth.filter(pc.field("settled"))
    return {_cell_of(row, row["dimensions"]): row["value"] for row in settled.to_pylist()}


def values_of(figures: Iterable[Figure]) -> dict[Cell, float]:
    """The shown figures of a workspace by what they are about."""
    return {
        Cell(one.indicator, one.period.start, one.period.end, text(one.dimensions), one.counting_unit): one.value
        for one in figures
        if one.preferred and one.value is not None
    }


def values_of_table(figures: pa.Table) -> dict[Cell, float]:
    """The same of the file figures.parquet of a build."""
    names = [name for name in figures.column_names if name not in (*BEFORE, *AFTER)]
    shown = figures.filter(pc.field("preferred") & pc.is_valid(pc.field("value")))
    return {_cell_of(row, _dimensions(row, names)): row["value"] for row in shown.to_pylist()}


def _dimensions(row: Mapping[str, Any], names: Iterable[str]) -> str:
    # A breakdown that is named like a column of every figure has `by_` before its name.
    return text(tuple((name.removeprefix("by_"), row[name]) for name in names if row[name] is not None))


def _cell_of(row: Mapping[str, Any], dimensions: str) -> Cell:
    return Cell(row["indicator"], row["period_start"], row["period_end"], dimensions, row["counting_unit"])


def _rows(
    true: float, figure: float | None, base: float | None, by_cause: Mapping[str, float | None]
) -> Iterator[dict[str, Any]]:
    known = {"truth": true, "figure": figure, "error": None if figure is None else figure - true}
    if figure is None or base is None:
        yield {**known, "cause": None, "of_which": None}
        return
    parts = {METHOD: base - true, **{cause: value - base for cause, value in by_cause.items() if value is not None}}
    for cause, part in {**parts, TOGETHER: figure - true - sum(parts.values())}.items():
        yield {**known, "cause": cause, "of_which": part}
