"""The figures as data: the same rows in every form, and no text that a spreadsheet would run."""

import csv
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from durna.indicators.figures import Figures
from durna.publish import downloads
from durna.publish.material import Material
from tests.publish.conftest import figure


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_the_columns_are_those_that_were_promised(site: Path) -> None:
    assert list(rows(site / "figures.csv")[0]) == [
        "figure_id", "indicator", "period_start", "period_end", "geography", "citizenship", "sex", "unit",
        "counting_unit", "value", "lower", "upper", "status", "flags", "numerator", "denominator", "publisher",
        "vintage", "preferred", "freeze",
    ]  # fmt: skip


def test_every_figure_is_there_with_its_value(site: Path, material: Material) -> None:
    by_id = {row["figure_id"]: row for row in rows(site / "figures.csv")}
    assert len(by_id) == len(material.figures)
    for each in material.figures:
        said = by_id[each.figure_id]["value"]
        assert (float(said) if said else None) == each.value


def test_parquet_holds_the_same_rows_with_types(site: Path, material: Material) -> None:
    table = pq.read_table(site / "figures.parquet")
    assert table.column_names == list(rows(site / "figures.csv")[0])
    assert str(table.schema.field("value").type) == "double"
    assert str(table.schema.field("period_end").type) == "date32[day]"
    assert table.column("figure_id").to_pylist() == [each.figure_id for each in material.figures]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_text_that_looks_like_a_formula_is_made_harmless(text: str) -> None:
    assert downloads.safe(text) == f"'{text}"


def test_no_cell_of_the_csv_starts_like_a_formula(site: Path) -> None:
    numbers = {"value", "lower", "upper", "numerator", "denominator"}
    for row in rows(site / "figures.csv"):
        assert not any(text.startswith(downloads.DANGEROUS) for name, text in row.items() if name not in numbers)
    assert any(row["vintage"] == "'@2019" for row in rows(site / "figures.csv"))


def test_a_negative_number_stays_a_number(tmp_path: Path) -> None:
    downloads.write_csv(Figures([figure("entries", "2019", -5.0)]), tmp_path / "figures.csv")
    assert rows(tmp_path / "figures.csv")[0]["value"] == "-5"


def test_a_breakdown_named_like_a_column_gets_its_own(tmp_path: Path) -> None:
    figures = Figures([figure("entries", "2019", 5.0, dimensions=(("status", "active"),))])
    downloads.write_csv(figures, tmp_path / "figures.csv")
    (row,) = rows(tmp_path / "figures.csv")
    assert (row["by_status"], row["status"]) == ("active", "final")
