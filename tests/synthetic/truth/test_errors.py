"""Errors are told apart by the defect that caused them, and the parts add up."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from durna.indicators.figures import Figure, Figures
from durna.periods import year
from durna.publish.downloads import write_parquet
from durna.synthetic.truth.asking import SCHEMA
from durna.synthetic.truth.errors import Cell, by_indicator, compared, errors, values_of, values_of_table

ENTRIES = "border_entries_foreigners"
CELL = Cell(ENTRIES, date(2019, 1, 1), date(2019, 12, 31), "", "event")


def truth(value: float, settled: bool = True) -> pa.Table:
    row = {**CELL._asdict(), "unit": "entries", "value": value, "settled": settled}
    return pa.Table.from_pylist([row], schema=SCHEMA)


def parts(table: pa.Table) -> dict[str, float]:
    return {row["cause"]: row["of_which"] for row in table.to_pylist()}


def test_the_parts_of_the_causes_and_what_they_do_together_add_up_to_the_error() -> None:
    # Lost crossings take 10 of 100, copies add 3; together they take 8: a copy of a lost crossing is lost too.
    found = errors(truth(100), {CELL: 92}, {"lost": {CELL: 90}, "copied": {CELL: 103}})
    assert parts(found) == {"method": 0, "lost": -10, "copied": 3, "together": -1}
    assert {row["error"] for row in found.to_pylist()} == {-8}


def test_a_difference_without_any_defect_is_one_of_method() -> None:
    found = errors(truth(100), {CELL: 92}, {"lost": {CELL: 91}}, without={CELL: 101})
    assert parts(found) == {"method": 1, "lost": -10, "together": 1}


def test_a_figure_that_is_not_there_has_no_error() -> None:
    [row] = errors(truth(100), {}, {"lost": {CELL: 90}}).to_pylist()
    assert (row["truth"], row["figure"], row["error"], row["cause"]) == (100, None, None, None)


def test_what_is_not_settled_is_not_held_against_a_figure() -> None:
    assert errors(truth(100, settled=False), {CELL: 92}, {}).num_rows == 0


def test_errors_of_an_indicator_are_in_percent_of_the_truth() -> None:
    other = CELL._replace(period_start=date(2020, 1, 1), period_end=date(2020, 12, 31))
    both = pa.concat_tables([truth(100), truth(50)]).to_pylist()
    both[1] |= other._asdict()
    table = pa.Table.from_pylist(both, schema=SCHEMA)
    lost = {CELL: 90.0, other: 50.0}
    rows = by_indicator(errors(table, lost, {"lost": lost})).to_pylist()
    # Minus 10 of 100, and none of 50: on average 5 too few, and minus 5 per cent.
    assert {r["cause"]: (r["figures"], r["mean_error"], r["mean_percent"], r["largest_percent"]) for r in rows} == {
        "lost": (2, -5, -5, -10), "method": (2, 0, 0, 0), "together": (2, 0, 0, 0),
    }  # fmt: skip


def test_figures_are_compared_indicator_by_indicator() -> None:
    other = CELL._replace(period_start=date(2020, 1, 1), period_end=date(2020, 12, 31))
    third = CELL._replace(period_start=date(2021, 1, 1), period_end=date(2021, 12, 31))
    rows = pa.concat_tables([truth(100), truth(0), truth(7)]).to_pylist()
    rows[1] |= other._asdict()
    rows[2] |= third._asdict()
    table = pa.Table.from_pylist(rows, schema=SCHEMA)
    # 100 is told as it is, nought as 4, and of 7 nothing is known.
    found = errors(table, {CELL: 100.0, other: 4.0}, {"lost": {CELL: 100.0, other: 4.0}})
    [row] = compared(found).to_pylist()
    assert row == {
        "indicator": ENTRIES, "compared": 2, "missing": 1, "equal": 1,
        "mean_error": 2, "mean_percent": 0, "largest_percent": 0,
    }  # fmt: skip


@pytest.mark.parametrize("dimensions", [(), (("sex", "female"),), (("source", "sbs_stay"), ("variable", "sex"))])
def test_figures_of_a_build_and_of_the_program_are_about_the_same(
    dimensions: tuple[tuple[str, str], ...], tmp_path: Path
) -> None:
    shown = Figure(ENTRIES, year(2019), "AZE", "entries", "event", 5.0, "authority", dimensions, flags=())
    import pyarrow.parquet as pq

    write_parquet(Figures([shown]), tmp_path / "figures.parquet")
    text = ",".join(f"{name}={code}" for name, code in dimensions)
    assert values_of([shown]) == {CELL._replace(dimensions=text): 5.0}
    assert values_of_table(pq.read_table(tmp_path / "figures.parquet")) == values_of([shown])
