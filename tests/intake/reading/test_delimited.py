import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import cast

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from durna.errors import UserError
from durna.intake.reading import Malformed, open_table
from durna.sources.mapping import FileOptions
from tests.intake.reading.conftest import Opened


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_out(opened, delimiter) -> None:
    text = "id,sex,entered\n1,f,2016-04-01\n2,m,2016-04-02\n".replace(",", delimiter)
    result = opened(text)
    assert result.table.columns == ("id", "sex", "entered")
    assert result.rows == [("1", "f", "2016-04-01", 2), ("2", "m", "2016-04-02", 3)]
    assert result.table.found["delimiter"] == delimiter


def test_a_decimal_comma_does_not_pass_for_a_delimiter(opened) -> None:
    result = opened("ad;məbləğ;faiz\nBakı;1,5;2,25\nGəncə;0,5;7,75\n")
    assert result.rows == [("Bakı", "1,5", "2,25", 2), ("Gəncə", "0,5", "7,75", 3)]


def test_the_separator_line_of_excel_is_obeyed(opened) -> None:
    result = opened("sep=;\na;b\n1,5;2\n")
    assert result.table.columns == ("a", "b")
    assert result.rows == [("1,5", "2", 3)]


def test_a_declared_delimiter_and_quote_are_used(opened) -> None:
    assert opened("a:b\n'x:y':2\n", delimiter=":", quote="'").rows == [("x:y", "2", 2)]


def test_nothing_is_quoted_where_the_mapping_says_so(opened) -> None:
    assert opened('a,b\n12" pipe,"\n', quote="").rows == [('12" pipe', '"', 2)]


def test_one_column_needs_no_delimiter(opened) -> None:
    assert opened("number\n1\n2\n").rows == [("1", 2), ("2", 3)]


def test_quoted_delimiters_line_breaks_and_doubled_quotes_stay_in_their_cell(opened) -> None:
    result = opened('id,address\n1,"Baku, ""Old"" town\nhouse 2"\n2,Ganja\n')
    assert result.rows == [("1", 'Baku, "Old" town\nhouse 2', 2), ("2", "Ganja", 4)]


def test_the_row_number_is_the_line_of_the_file(opened) -> None:
    result = opened('Report,,\n"of\n2016",,\na,b,c\n1,2,3\n\n4,"5\n5",6\n7,8,9\n')
    assert [row[-1] for row in result.rows] == [5, 7, 9]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\r\r\n"])
def test_any_line_ending_is_read(opened, end) -> None:
    assert opened(end.join(["a,b", "1,2", "3,4", ""])).rows == [("1", "2", 2), ("3", "4", 3)]


def test_mixed_line_endings_are_read(opened) -> None:
    assert opened("a,b\r\n1,2\n3,4\r\n5,6").rows == [("1", "2", 2), ("3", "4", 3), ("5", "6", 4)]


def test_lines_that_do_not_split_are_counted_with_their_numbers(opened) -> None:
    result = opened("a,b,c\n1,2,3\n4,5\n6,7,8\n9,10,11,12\n13,14,15\n")
    assert [row[0] for row in result.rows] == ["1", "6", "13"]
    assert result.table.malformed == (Malformed(3, "malformed_row"), Malformed(5, "malformed_row"))


def test_the_rows_do_not_depend_on_which_columns_are_asked_for(opened, connection) -> None:
    table = opened('a,b,c\n1,2,3\n4,5\n6,7,8\n9,"x" y,3\n').table
    for column in table.columns:
        found = connection.execute(f"SELECT count(*), count({column}) FROM {table.scan}").fetchall()
        assert found == [(2, 2)]


def test_a_line_that_was_cut_off_at_the_end_is_malformed(opened) -> None:
    result = opened("a,b,c\n1,2,3\n4,5")
    assert [malformed.row_no for malformed in result.table.malformed] == [3]


def test_an_unclosed_quote_costs_one_row(opened) -> None:
    result = opened('a,b\n1,x\n2,"open\n3,"y"\n4,z\n')
    assert result.rows == [("1", "x", 2), ("3", "y", 4), ("4", "z", 5)]
    assert [malformed.row_no for malformed in result.table.malformed] == [3]


def test_an_unclosed_quote_followed_by_bare_lines_costs_one_row(opened) -> None:
    result = opened('a,b\n1,"open\n' + "".join(f"{number},z\n" for number in range(2, 2000)))
    assert result.table.rows == 1998
    assert [malformed.row_no for malformed in result.table.malformed] == [2]


def test_a_quote_inside_a_bare_cell_is_a_character(opened) -> None:
    assert opened('size,name\n12",pipe\n3,"a"\n').rows == [('12"', "pipe", 2), ("3", "a", 3)]


def test_an_open_cell_behind_a_stray_quote_is_noticed(opened) -> None:
    result = opened('size,name\n12",pipe\n7",\n12" pipe,"two\nlines"\n3,"a"\n')
    assert result.rows == [('12"', "pipe", 2), ('7"', None, 3), ('12" pipe', "two\nlines", 4), ("3", "a", 6)]


def test_rows_without_text_are_no_rows(opened) -> None:
    result = opened('a,b\n\n1,2\n,\n" ",""\n3,4\n\n')
    assert result.rows == [("1", "2", 3), ("3", "4", 6)]
    assert result.table.found["empty_rows"] == 4


def test_an_unnamed_index_column_gets_a_name(opened) -> None:
    result = opened(",id,sex\n0,17,f\n1,18,m\n")
    assert result.table.columns == ("column_1", "id", "sex")


def test_an_index_column_left_out_of_the_header_gets_a_name(opened) -> None:
    result = opened("id,sex\n1,17,f\n2,18,m\n")
    assert result.table.columns == ("column_1", "id", "sex")
    assert result.rows[0] == ("1", "17", "f", 2)


@pytest.mark.parametrize(
    "text", ["a,b,,\n1,2,,\n3,4,,\n", "a,b\n1,2,\n3,4,\n", "a,b\n1,2,,\n3,4,,\n", "a,b,\n1,2\n3,4\n"]
)
def test_empty_columns_at_the_end_are_left_out(opened, text) -> None:
    result = opened(text)
    assert result.table.columns == ("a", "b")
    assert result.rows == [("1", "2", 2), ("3", "4", 3)]
    assert not result.table.malformed


def test_an_unnamed_column_with_values_is_kept(opened) -> None:
    result = opened("a,b,,\n1,2,,\n3,4,5,\n")
    assert result.table.columns == ("a", "b", "column_3")


def test_unquoted_decimal_commas_are_not_read_as_another_column(opened) -> None:
    with pytest.raises(UserError, match=r"None of the 2 rows .* splits into the 2 columns"):
        opened("place,rate\nBaku,1,5\nGanja,2,5\n")


def test_a_header_alone_has_no_data_rows(opened) -> None:
    with pytest.raises(UserError, match="has no data rows"):
        opened("a,b,c\n")


def test_bytes_outside_the_declared_encoding_are_named_by_place_only(opened) -> None:
    content = "id,name\n1,Əli\n".encode() + b"2,\xff\xfe\n"
    with pytest.raises(UserError, match=r"not valid utf-8: byte 17 .* line 3") as raised:
        opened(content, encoding="utf-8")
    assert "\\xff" not in str(raised.value)


def test_a_late_foreign_letter_changes_the_encoding(opened) -> None:
    lines = b"".join(b"%d,plain text\n" % number for number in range(40_000))
    result = opened(b"id,name\n" + lines + "40000,Иванов Пётр\n40001,Сидорова Анна\n".encode("cp1251"))
    assert result.table.found["encoding"] == "cp1251"
    assert result.rows[-1][1] == "Сидорова Анна"


def test_damaged_utf8_is_refused_rather_than_misread(opened) -> None:
    good = "".join(f"{number},Məmmədov Şahin oğlu\n" for number in range(50)).encode()
    with pytest.raises(UserError, match="not valid utf-8"):
        opened(b"id,name\n" + good + b"51,M\xc9\n" + good)


def test_binary_content_is_no_text(opened) -> None:
    with pytest.raises(UserError, match=r"is not text|is not valid|has no header|no data rows"):
        opened(bytes(range(256)) * 20)


def test_quotes_in_a_folder_name_do_no_harm(tmp_path: Path) -> None:
    folder = tmp_path / "year=2016 [it's]*"
    folder.mkdir()
    (folder / "x.csv").write_text("a,b\n1,2\n")
    with duckdb.connect() as connection:
        table = open_table(folder / "x.csv", FileOptions(), folder / "scratch", connection)
        assert connection.execute(f"SELECT * FROM {table.scan}").fetchall() == [("1", "2", 2)]


cells = st.text(st.characters(codec="utf-8", exclude_characters="\r\0\x1a", exclude_categories=["Cs"]), max_size=8)


def readable(cell: str | None) -> str | None:
    """White space around a value is not part of it, and alone it is no value."""
    return cell.strip() or None if cell else None


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(cells, cells, cells), min_size=1, max_size=20))
def test_whatever_a_csv_writer_writes_is_read_back(
    opened: Callable[..., Opened], rows: list[tuple[str, str, str]]
) -> None:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerows([("first", "second", "third"), *(("k", *row[1:]) for row in rows)])
    result = opened(out.getvalue(), delimiter=",", header_row=1, encoding="utf-8")
    expected = [readable(cell) for row in rows for cell in row[1:]]
    assert [readable(cell) for row in result.rows for cell in row[1:3]] == expected
    assert not result.table.malformed


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(st.text('a," ', max_size=9), max_size=12))
def test_whatever_stands_in_it_a_file_is_read_and_no_line_is_lost(
    opened: Callable[..., Opened], lines: list[str]
) -> None:
    """Only the lines inside a cell have no number of their own."""
    result = opened(
        "p,q\n" + "x,y\n" * 13 + "".join(f"{line}\n" for line in lines), delimiter=",", quote='"', header_row=1
    )
    table = result.table
    counted = table.rows + len(table.malformed) + cast(int, table.found["empty_rows"])
    several = '"' in "".join(lines)
    assert counted <= len(lines) + 13 if several else counted == len(lines) + 13


def test_a_row_that_is_quoted_over_lines_and_too_wide_is_one_malformed_row(opened: Callable[..., Opened]) -> None:
    result = opened('a,b\n1,2\n3,"4\n5",6\n7,8\n')
    assert [row[-1] for row in result.rows] == [2, 5]
    assert [malformed.row_no for malformed in result.table.malformed] == [3]


def test_a_quote_that_swallows_the_next_row_number_is_noticed(opened: Callable[..., Opened]) -> None:
    result = opened('p,q\nx,y\na","\n"\na"""\n')
    assert result.rows == [("x", "y", 2), ('a"', None, 3)]
    assert [malformed.row_no for malformed in result.table.malformed] == [5]
