import pytest

from durna.errors import UserError

TABLE = "Region,Sex,2015\nBakı,men,1\n ,women,2\nGəncə,men,N/A\n,women,4\n"


def test_blanks_take_the_value_above(opened) -> None:
    result = opened(TABLE, fill_down=("Region",))
    assert [row[0] for row in result.rows] == ["Bakı", "Bakı", "Gəncə", "Gəncə"]


def test_a_column_to_fill_must_exist(opened) -> None:
    with pytest.raises(UserError, match="no column 'Rayon'"):
        opened(TABLE, fill_down=("Rayon",))


def test_words_for_no_value_are_null_whatever_spaces_stand_around_them(opened) -> None:
    text = "a,b,c,d,e\nN/A, N/A ,N/A   ,n/a,-\n \u00a0,\u00a0,, x,N/AB\n"
    result = opened(text, missing=("N/A", "-"))
    assert result.rows == [(None, None, None, "n/a", None, 2), (None, None, None, "x", "N/AB", 3)]


def test_the_table_ends_where_the_footer_begins(opened) -> None:
    result = opened("a,b\n1,2\n3,4\nTable information:\nUnits: number,x\nSource: office\n5,6\n", ends_before="^Table")
    assert result.rows == [("1", "2", 2), ("3", "4", 3)]
    assert not result.table.malformed
    assert result.table.found["footer_rows"] == 4


def test_the_footer_may_start_in_any_column(opened) -> None:
    result = opened("a,b\n1,2\n,Note: revised\n3,4\n", ends_before="^Note")
    assert result.rows == [("1", "2", 2)]


def test_lines_that_do_not_split_above_the_footer_still_count(opened) -> None:
    result = opened("a,b\n1,2\n3\n4,5\nSource: office\n", ends_before="^Source")
    assert [malformed.row_no for malformed in result.table.malformed] == [3]


def test_a_footer_that_never_comes_changes_nothing(opened) -> None:
    assert len(opened(TABLE, ends_before="^Source").rows) == 4


def test_a_table_that_ends_before_it_begins_has_no_rows(opened) -> None:
    with pytest.raises(UserError, match="no data rows"):
        opened("a,b\nSource: x,y\n1,2\n", ends_before="^Source")


def test_a_wrong_expression_is_refused(opened) -> None:
    with pytest.raises(UserError, match="not a regular expression"):
        opened(TABLE, ends_before="(")
