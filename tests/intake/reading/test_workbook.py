import datetime as dt
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlwt

from durna.errors import UserError
from durna.intake.reading import peek, sheets
from durna.intake.reading.extent import measure
from durna.sources.mapping import FileOptions


def workbook(path: Path, **sheets: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def with_sheet_xml(source: Path, target: Path, rows: str, dimension: str) -> Path:
    """The workbook with the cells of its first sheet replaced, as other programs than openpyxl would write them."""
    xml = (
        '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f'<dimension ref="{dimension}"/><sheetData>{rows}</sheetData></worksheet>'
    )
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, xml if name == "xl/worksheets/sheet1.xml" else old.read(name))
    return target


def text_row(number: int, *cells: str) -> str:
    inner = "".join(
        f'<c r="{chr(65 + place)}{number}" t="inlineStr"><is><t>{cell}</t></is></c>' for place, cell in enumerate(cells)
    )
    return f'<row r="{number}">{inner}</row>'


def test_values_become_plain_text(opened, tmp_path) -> None:
    header = ["day", "moment", "yes", "whole", "broken", "error", "time", "hours"]
    values = [
        dt.date(2016, 4, 1), dt.datetime(2016, 4, 1, 10, 30, 15), True, 3.0, 3.25, "#N/A",
        dt.time(10, 30), dt.timedelta(hours=30, minutes=5),
    ]  # fmt: skip
    result = opened(workbook(tmp_path / "a.xlsx", S=[header, values]))
    assert result.rows == [("2016-04-01", "2016-04-01T10:30:15", "true", "3", "3.25", None, "10:30:00", "30:05:00", 2)]


def test_the_old_format_is_read(opened, tmp_path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Vərəq")
    for place, cell in enumerate(["Ölkə", "tarix", "say"]):
        sheet.write(0, place, cell)
    sheet.write(1, 0, "Gürcüstan")
    sheet.write(1, 1, dt.datetime(2016, 4, 1), xlwt.easyxf(num_format_str="DD.MM.YYYY"))
    sheet.write(1, 2, 12)
    book.save(str(tmp_path / "a.xls"))
    result = opened(tmp_path / "a.xls")
    assert result.table.columns == ("Ölkə", "tarix", "say")
    assert result.rows == [("Gürcüstan", "2016-04-01", "12", 2)]


def test_a_workbook_inside_a_zip_is_read(opened, tmp_path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.write(workbook(tmp_path / "a.xlsx", S=[["a", "b"], [1, 2]]), "a.xlsx")
    assert opened(tmp_path / "a.zip").rows == [("1", "2", 2)]


def test_the_row_number_is_the_row_of_the_sheet(opened, tmp_path) -> None:
    rows = [["Title"], [], ["a", "b"], [1, 2], [], [3, 4]]
    result = opened(workbook(tmp_path / "a.xlsx", S=rows))
    assert result.rows == [("1", "2", 4), ("3", "4", 6)]
    assert result.table.found["header_rows"] == (3,)
    assert result.table.found["empty_rows"] == 1


def test_a_table_that_starts_right_of_empty_columns_is_read(opened, tmp_path) -> None:
    rows = [[None, None, "a", "b"], [None, None, 1, 2]]
    assert opened(workbook(tmp_path / "a.xlsx", S=rows)).table.columns == ("a", "b")


def test_an_unnamed_index_column_is_kept(opened, tmp_path) -> None:
    result = opened(workbook(tmp_path / "a.xlsx", S=[[None, "a", "b"], [0, "x", "y"], [1, "x", "z"]]))
    assert result.table.columns == ("column_1", "a", "b")


def test_several_header_rows_and_blanks_filled_from_above(opened, tmp_path) -> None:
    rows = [
        [None, None, "2015", None, "2016", None],
        ["Region", "Sex", "in", "out", "in", "out"],
        ["Bakı", "men", 1, 2, 3, 4],
        [None, "women", 5, 6, 7, 8],
    ]
    path = workbook(tmp_path / "a.xlsx", S=rows)
    result = opened(path, header_rows=(1, 2), fill_down=("Region",))
    assert result.table.columns == ("Region", "Sex", "2015 / in", "2015 / out", "2016 / in", "2016 / out")
    assert result.rows[1] == ("Bakı", "women", "5", "6", "7", "8", 4)


def test_a_sheet_is_chosen_by_name(opened, tmp_path) -> None:
    path = workbook(tmp_path / "a.xlsx", Notes=[["n", "m"], [1, 2]], Data=[["a", "b"], [3, 4]])
    assert opened(path).table.columns == ("n", "m")
    assert opened(path, sheet="Data").rows == [("3", "4", 2)]
    assert sheets(path) == ["Notes", "Data"]
    with pytest.raises(UserError, match="no sheet 'Figures'; its sheets are Notes, Data"):
        opened(path, sheet="Figures")


def test_a_hidden_first_sheet_is_not_meant(opened, tmp_path) -> None:
    path = workbook(tmp_path / "a.xlsx", Hidden=[["n", "m"], [1, 2]], Data=[["a", "b"], [3, 4]])
    book = openpyxl.load_workbook(path)
    book["Hidden"].sheet_state = "hidden"
    book.active = 1
    book.save(path)
    assert opened(path).table.found["sheet"] == "Data"


@pytest.mark.parametrize("rows", [[], [["a", "b"]]])
def test_a_sheet_without_data_is_refused(opened, tmp_path, rows) -> None:
    with pytest.raises(UserError, match=r"Sheet 'S' of a\.xlsx has no data rows"):
        opened(workbook(tmp_path / "a.xlsx", S=rows))


def test_cells_that_carry_only_a_format_cost_nothing(opened, tmp_path) -> None:
    painted = "".join(f'<row r="{row}"><c r="A{row}" s="0"/><c r="XFD{row}" s="0"/></row>' for row in range(3, 20_000))
    painted += '<row r="1048576"><c r="A1048576" s="0"/></row>'
    base = workbook(tmp_path / "base.xlsx", S=[["x"]])
    rows = text_row(1, "a", "b") + text_row(2, "1", "2") + painted
    path = with_sheet_xml(base, tmp_path / "a.xlsx", rows, "A1:XFD1048576")
    result = opened(path)
    assert result.rows == [("1", "2", 2)]
    extent = measure(path, "S")
    assert extent is not None
    assert (extent.rows, extent.columns, extent.cells) == (2, 2, 4)


def test_a_stray_cell_far_away_is_named_instead_of_loaded(opened, tmp_path) -> None:
    base = workbook(tmp_path / "base.xlsx", S=[["x"]])
    stray = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    path = with_sheet_xml(base, tmp_path / "a.xlsx", text_row(1, "a") + text_row(2, "1") + stray, "A1:XFD1048576")
    with pytest.raises(UserError, match="3 cells with a value, scattered as far as row 1048576 and column 16384"):
        opened(path)


@pytest.mark.parametrize("name", ["a.xlsx", "a.xls"])
def test_a_workbook_cut_short_is_refused(opened, tmp_path, name) -> None:
    if name == "a.xlsx":
        workbook(tmp_path / name, S=[["a", "b"], [1, 2]])
    else:
        book = xlwt.Workbook()
        book.add_sheet("S").write(0, 0, "a")
        book.save(str(tmp_path / name))
    content = (tmp_path / name).read_bytes()
    with pytest.raises(UserError, match="cut short or damaged"):
        opened(content[: len(content) // 2], name)


def test_the_first_rows_are_shown_as_they_stand(tmp_path) -> None:
    path = workbook(tmp_path / "a.xlsx", S=[["Title", None], ["a", "b"], [1, 2.5]])
    assert peek(path, FileOptions()) == [["Title", ""], ["a", "b"], ["1", "2.5"]]


def test_an_opendocument_sheet_with_repeated_empty_rows_and_columns_is_read(opened, tmp_path) -> None:
    names = {
        "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
        "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
        "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    }

    declared = " ".join(f'xmlns:{key}="{value}"' for key, value in names.items())

    def row(*cells: str) -> str:
        start, end = '<table:table-cell office:value-type="string"><text:p>', "</text:p></table:table-cell>"
        filled = [f"{start}{cell}{end}" for cell in cells]
        painted = '<table:table-cell table:number-columns-repeated="16000"/>'
        return f"<table:table-row>{''.join(filled)}{painted}</table:table-row>"

    painted = '<table:table-row table:number-rows-repeated="1048570"><table:table-cell/></table:table-row>'
    content = (
        f"<office:document-content {declared}>"
        f'<office:body><office:spreadsheet><table:table table:name="Vərəq">{row("a", "b")}{row("1", "2")}{painted}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    with zipfile.ZipFile(tmp_path / "a.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", content)
    assert opened(tmp_path / "a.ods").rows == [("1", "2", 2)]


def test_a_workbook_with_a_password_is_refused(opened) -> None:
    # What an encrypted .xlsx is: an OLE container with a stream of this name.
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(512)
    with pytest.raises(UserError, match="protected by a password"):
        opened(content, "a.xlsx")
