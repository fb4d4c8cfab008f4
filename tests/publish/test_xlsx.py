"""The workbook: numbers are numbers, texts are texts."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from durna.publish.material import Material


@pytest.fixture(scope="module")
def workbook(site: Path) -> Any:
    return openpyxl.load_workbook(site / "profile.xlsx")


def cells(workbook: Any) -> Iterator[Any]:
    return (cell for sheet in workbook for row in sheet.iter_rows() for cell in row if cell.value is not None)


def test_no_cell_is_a_formula(workbook: Any) -> None:
    assert [cell.coordinate for cell in cells(workbook) if cell.data_type == "f"] == []


def test_a_dangerous_text_is_kept_as_it_is(workbook: Any) -> None:
    assert any("=HYPERLINK(0)" in str(cell.value) for cell in cells(workbook))


def test_each_chapter_with_tables_has_a_sheet_and_the_index_leads_there(workbook: Any) -> None:
    assert workbook.sheetnames[0] == "Index"
    assert {"A.1", "A.2", "A.4", "C", "figures"} <= set(workbook.sheetnames)
    targets = {link.location.split("!")[0].strip("'") for link in
               (cell.hyperlink for row in workbook["Index"].iter_rows() for cell in row) if link}  # fmt: skip
    assert targets <= set(workbook.sheetnames)
    assert "A.1" in targets


def test_numbers_are_numbers(workbook: Any) -> None:
    values = [cell.value for row in workbook["A.1"].iter_rows() for cell in row]
    assert 3000000 in values
    assert 608100 in values


def test_marks_stand_with_the_column_they_belong_to(workbook: Any) -> None:
    said = [str(cell.value) for row in workbook["A.1"].iter_rows() for cell in row]
    assert any("2017: p to 23 Dec 2017" in text and "2020: 1" in text for text in said)


def test_the_tidy_sheet_holds_every_figure(workbook: Any, material: Material) -> None:
    sheet = workbook["figures"]
    ids = [row[0].value for row in sheet.iter_rows(min_row=2)]
    assert ids == [each.figure_id for each in material.figures]


def test_the_other_language_has_a_workbook_of_its_own(site: Path) -> None:
    assert "Mündəricat" in openpyxl.load_workbook(site / "az" / "profile.xlsx").sheetnames
