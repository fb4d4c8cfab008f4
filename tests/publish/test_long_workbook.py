"""The workbook of very many rows, opened by two readers: what went in comes out, by the standard."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import openpyxl
import pytest
import python_calamine

from durna.publish.xlsx import long
from durna.publish.xlsx.long import LongBook

CREATED = datetime(2023, 10, 6)
HEADS = ("id", "day", "value", "is_shown", "marks")


def write(path: Path, rows: Iterable[Sequence[Any]], heads: Sequence[str] = HEADS, *, is_rtl: bool = False) -> Path:
    with LongBook(path, "figures", CREATED, is_rtl=is_rtl) as book:
        book.write("figures", heads, {"id": 60}, rows)
    return path


def read(path: Path) -> dict[str, list[list[Any]]]:
    book = python_calamine.CalamineWorkbook.from_path(path)
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_texts_days_numbers_and_signs_come_out_as_they_went_in(tmp_path: Path) -> None:
    rows = [
        ("a", date(2019, 12, 31), 3170321.0, True, ["p", "e"]),
        ("b", date(2020, 2, 29), -0.125, False, []),
        ("c", None, 0.0, True, None),
    ]
    assert read(write(tmp_path / "f.xlsx", rows)) == {"figures": [
        list(HEADS), ["a", date(2019, 12, 31), 3170321, True, "p; e"], ["b", date(2020, 2, 29), -0.125, False, ""],
        ["c", "", 0, True, ""],
    ]}  # fmt: skip


@pytest.mark.parametrize("text", ["=1+1", "<b>&amp;</b>", '"quoted"', "Əcnəbi", " room ", "two\nlines"])
def test_every_text_is_a_string_as_it_is(tmp_path: Path, text: str) -> None:
    cell = openpyxl.load_workbook(write(tmp_path / "f.xlsx", [(text,)], ("id",)))["figures"]["A2"]
    assert (cell.data_type, cell.value) == ("s", text)


@pytest.mark.parametrize(("text", "written"), [("a\x01b", "a_x0001_b"), ("_x0041_", "_x005F_x0041_")])
def test_a_sign_that_xml_cannot_hold_is_written_as_the_format_has_it(tmp_path: Path, text: str, written: str) -> None:
    """And a text that looks like such a sign stays that text (ECMA-376, part 1, 22.4.2.4)."""
    with ZipFile(write(tmp_path / "f.xlsx", [(text,)], ("id",))) as packed:
        sheet = ElementTree.fromstring(packed.read("xl/worksheets/sheet1.xml"))
    assert [each.text for each in sheet.iter() if each.tag.endswith("}t")] == ["id", written]


def test_a_text_longer_than_a_cell_is_cut_to_it(tmp_path: Path) -> None:
    found = read(write(tmp_path / "f.xlsx", [("x" * 40_000,)], ("id",)))
    assert found["figures"][1] == ["x" * 32_767]


@pytest.mark.parametrize(("rows", "sheets"), [(0, 1), (4, 1), (5, 2), (8, 2), (9, 3)])
def test_what_a_sheet_cannot_hold_goes_on_in_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: int, sheets: int
) -> None:
    monkeypatch.setattr(long, "ROWS", 4)
    found = read(write(tmp_path / "f.xlsx", [(f"r{place}",) for place in range(rows)], ("id",)))
    assert list(found) == ["figures", "figures 2", "figures 3"][:sheets]
    assert all(lines[0] == ["id"] for lines in found.values())
    assert [line[0] for lines in found.values() for line in lines[1:]] == [f"r{place}" for place in range(rows)]


def test_a_sheet_too_heavy_for_its_place_goes_on_in_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long, "_MOST_BYTES", 1_000)
    found = read(write(tmp_path / "f.xlsx", [("x" * 600,)] * 4, ("id",)))
    assert [len(lines) for lines in found.values()] == [3, 3]


def test_the_head_stays_and_can_be_filtered(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(write(tmp_path / "f.xlsx", [("a", None, 1.0, True, [])] * 3))["figures"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B2", "A1:E4")
    assert (sheet["A1"].font.b, sheet["A2"].font.b) == (True, False)
    assert sheet.column_dimensions["A"].width == 60
    assert not sheet.sheet_view.rightToLeft


def test_it_reads_from_right_to_left_where_the_language_does(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(write(tmp_path / "f.xlsx", [("a",)], ("id",), is_rtl=True))["figures"]
    assert sheet.sheet_view.rightToLeft


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    rows = [("a", date(2019, 12, 31), 1.5, True, ["p"])] * 3
    assert write(tmp_path / "a.xlsx", rows).read_bytes() == write(tmp_path / "b.xlsx", rows).read_bytes()
    properties = openpyxl.load_workbook(tmp_path / "a.xlsx").properties
    assert (properties.title, properties.created) == ("figures", CREATED)


@pytest.mark.slow
def test_the_standard_schemas_accept_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """ECMA-376; that texts could also stand in a list of their own, and colours in a theme, is advice."""
    audit = pytest.importorskip("openxml_audit", reason="openxml-audit, which carries the schemas, is not installed.")
    monkeypatch.setattr(long, "ROWS", 2)
    path = write(tmp_path / "f.xlsx", [("a", date(2019, 12, 31), 1.5, True, ["p"])] * 3)
    found = audit.OpenXmlValidator().validate(str(path)).errors
    assert [str(each) for each in found if each.error_type is not audit.ValidationErrorType.SEMANTIC] == []
