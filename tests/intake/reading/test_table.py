import pytest

from durna.errors import UserError
from durna.intake.reading import open_table, peek, sheets
from durna.sources.mapping import FileOptions


def test_a_table_opens_without_a_connection(tmp_path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a,b\n1,2\n")
    table = open_table(path, FileOptions(), tmp_path / "scratch")
    assert (table.columns, table.rows) == (("a", "b"), 1)


def test_the_first_rows_of_a_text_are_shown_titles_and_all(tmp_path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("Hesabat;;\n\nad;say\nBakı;1,5\n".encode("utf-16"))
    assert peek(path, FileOptions()) == [["Hesabat", "", ""], [], ["ad", "say"], ["Bakı", "1,5"]]


def test_a_long_file_is_shown_by_its_first_rows(tmp_path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a,b\n" * 100_000)
    assert len(peek(path, FileOptions())) == 200


def test_a_text_has_no_sheets(tmp_path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a,b\n1,2\n")
    assert sheets(path) == []


@pytest.mark.parametrize("row", [0, 9])
def test_a_header_row_that_is_not_there_is_refused(opened, row) -> None:
    with pytest.raises(UserError, match=r"no row 9|as the header|no data rows"):
        opened("a,b\n1,2\n", header_rows=(row,))


def test_a_declared_header_row_is_used(opened) -> None:
    result = opened("x,y\na,b\n1,2\n", header_row=2)
    assert result.table.columns == ("a", "b")
    assert result.table.found["rows_above_header"] == 1
