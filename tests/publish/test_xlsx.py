"""The workbook: numbers are numbers, texts are texts."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from durna.publish import xlsx
from durna.publish.context import Context
from durna.publish.document import Cell, Column, Row, Table, tables_of, words
from durna.publish.material import Material
from durna.publish.profile.assemble import document_of
from durna.publish.xlsx import long, tidy
from durna.publish.xlsx.sums import Sums


@pytest.fixture(scope="module")
def workbook(site: Path) -> Any:
    return openpyxl.load_workbook(site / "profile.xlsx")


def cells(workbook: Any) -> Iterator[Any]:
    return (cell for sheet in workbook for row in sheet.iter_rows() for cell in row if cell.value is not None)


def test_a_cell_is_a_formula_only_where_it_is_a_sum(workbook: Any) -> None:
    for cell in cells(workbook):
        if cell.data_type == "f":
            assert re.fullmatch(r"=SUM\([A-Z]+\d+:[A-Z]+\d+\)", cell.value)


def test_a_dangerous_text_is_kept_as_it_is(workbook: Any) -> None:
    assert any("=HYPERLINK(0)" in str(cell.value) for cell in cells(workbook))


def test_each_table_has_a_sheet_and_the_index_leads_there_by_chapters(workbook: Any, english: Context) -> None:
    made = [table for page in document_of(english.material, english.language, ("en",)).pages
            for table in tables_of(page.section)]  # fmt: skip
    assert workbook.sheetnames == ["Index", *(f"Table {table.number}" for table in made), "figures"]
    index = workbook["Index"]
    led = {cell.value: cell.hyperlink.location for row in index.iter_rows() for cell in row if cell.hyperlink}
    assert led == {f"Table {table.number}": f"'Table {table.number}'!A1" for table in made}
    column = [cell.value for cell in index["A"] if cell.value]
    assert any(str(value).startswith("A.1 ") for value in column)
    assert workbook["Table 1"]["A1"].hyperlink.location == "'Index'!A1"


def values_of(workbook: Any) -> set[Any]:
    return {cell.value for cell in cells(workbook)}


def test_numbers_are_numbers(workbook: Any) -> None:
    assert {3000000, 608100} <= values_of(workbook)


def test_marks_stand_with_the_column_they_belong_to(workbook: Any) -> None:
    """The same months of 2017, 2019 and 2021: only the last are estimated and derived."""
    lines = [[cell.value for cell in line] for line in workbook["Table 2"].iter_rows()]
    [line] = [line for line in lines if line[0] == "January–October"]
    assert line == ["January–October", "…", 2600000, 608100, "2021: e k"]


def test_what_stands_below_a_number_stands_beside_it_here(workbook: Any) -> None:
    """The years of this table stand down its side."""
    lines = [[cell.value for cell in line] for line in workbook["Table 1"].iter_rows()]
    [line] = [line for line in lines if line[0] == "2017"]
    assert line == ["2017", 2300000, "Entries: p to 23 Dec 2017"]


def row(name: str, *values: float | None, role: str = "") -> Row:
    return Row(Cell(words(name)), tuple(Cell(words("x"), "value", value) for value in values), role)


def formulas(rows: tuple[Row, ...], columns: int) -> list[str]:
    heads = tuple(Column(str(place), "value") for place in range(columns + 1))
    sums = Sums(Table("table-x", 1, "X", "", heads, rows), first=5)
    return [sums.formula(number, place) for number, one in enumerate(rows) for place in range(1, columns + 1)
            if one.role == "total"]  # fmt: skip


def test_a_total_is_a_formula_where_its_parts_are_all_there_and_add_up() -> None:
    group, parts = row("Men", role="group"), (row("a", 1.0, 2.0, 0.1), row("b", 3.0, None, 0.2))
    # Lines 5 to 8 of the sheet, counted from 0: the total stands on line 6 of Excel, its parts on 7 to 9.
    assert formulas((row("Total", 4.0, 2.0, 0.3, role="total"), parts[0], group, parts[1]), 3) == [
        "=SUM(B7:B9)", "", "=SUM(D7:D9)",
    ]  # fmt: skip
    assert formulas((row("Total", 5.0, 2.0, 0.4, role="total"), *parts), 3) == ["", "", ""]


def test_a_total_beside_its_parts_is_a_formula_in_the_same_way() -> None:
    heads = (Column("Year", "text"), Column("Total", "total"), Column("Men"), Column("Women"))
    rows = (row("2019", 5.0, 2.0, 3.0), row("2020", 5.0, 2.0, 2.0), row("2021", 5.0, 5.0, None))
    sums = Sums(Table("table-x", 1, "X", "", heads, rows), first=5)
    # The first row stands on line 6 of Excel, the total in column B.
    assert [sums.formula(number, 1) for number in range(3)] == ["=SUM(C6:D6)", "", ""]
    assert [sums.formula(0, place) for place in (2, 3)] == ["", ""]


def test_a_total_is_no_formula_where_another_number_stands_among_its_parts() -> None:
    other = row("Cases", 7.0, role="other_unit")
    assert formulas((row("Total", 4.0, role="total"), row("a", 1.0), other, row("b", 3.0)), 1) == [""]
    assert formulas((row("Total", 4.0, role="total"), row("a", 4.0)), 1) == [""]


def test_very_many_figures_have_a_workbook_of_their_own(
    tmp_path: Path, english: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    figures = english.material.figures
    monkeypatch.setattr(tidy, "MOST", len(figures) - 1)
    monkeypatch.setattr(long, "ROWS", 10)
    xlsx.write(tmp_path / "profile.xlsx", document_of(english.material, english.language, ("en",)), english.language,
               figures)  # fmt: skip
    assert "figures" not in openpyxl.load_workbook(tmp_path / "profile.xlsx").sheetnames
    book = openpyxl.load_workbook(tmp_path / "figures.xlsx")
    assert book.sheetnames == ["figures", *(f"figures {n}" for n in range(2, -(-len(figures) // 10) + 1))]
    ids = [each[0].value for sheet in book for each in sheet.iter_rows(min_row=2)]
    assert ids == [each.figure_id for each in figures]


def test_the_tidy_sheet_holds_every_figure(workbook: Any, material: Material) -> None:
    sheet = workbook["figures"]
    ids = [row[0].value for row in sheet.iter_rows(min_row=2)]
    assert ids == [each.figure_id for each in material.figures]


def test_the_other_language_has_a_workbook_of_its_own(site: Path) -> None:
    assert "Mündəricat" in openpyxl.load_workbook(site / "az" / "profile.xlsx").sheetnames
