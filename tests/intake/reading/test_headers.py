import pytest

from durna.errors import UserError
from durna.intake.reading.headers import column_names, find_header

DATA = [["1", "m", "AZE", "2016"], ["2", "f", "GEO", "2016"], ["3", "f", "TUR", "2015"]]


@pytest.mark.parametrize(
    ("above", "header"),
    [
        ([], ["no", "sex", "country", "year"]),
        ([["Residence permits"], [], ["Year", "2016"]], ["no", "sex", "country", "year"]),
        ([["Residence permits", "", "", ""]], ["", "sex", "country", "year"]),
        ([], ["no", "", "", "year"]),
        ([["Title"]], ["", "1991", "1992", "1993"]),
    ],
)
def test_the_header_is_found_under_titles(above, header) -> None:
    assert find_header([*above, header, *DATA], "x.csv") == len(above)


def test_a_table_without_header_is_refused() -> None:
    with pytest.raises(UserError, match=r"x\.csv has no header"):
        find_header([["1", "2016-01-01", "5"], ["2", "2016-01-02", "7"]], "x.csv")


def test_no_rows_no_header() -> None:
    with pytest.raises(UserError, match="no data rows"):
        find_header([["", " "], []], "x.csv")


def test_names_lose_line_breaks_and_spaces_around_them() -> None:
    assert column_names([[" Date of\n birth ", "\ufeffSex"]], 2, "x.csv") == ("Date of birth", "Sex")


def test_upper_rows_reach_to_the_right() -> None:
    rows = [["", "Arrivals", "", "Departures", ""], ["Year", "men", "women", "men", "women"]]
    expected = ("Year", "Arrivals / men", "Arrivals / women", "Departures / men", "Departures / women")
    assert column_names(rows, 5, "x.csv") == expected


def test_a_name_that_spans_rows_is_not_repeated() -> None:
    assert column_names([["Country", "2016"], ["", "men"]], 2, "x.csv") == ("Country", "2016 / men")


def test_unnamed_columns_are_numbered() -> None:
    assert column_names([["", "column_1", ""]], 3, "x.csv") == ("column_1_", "column_1", "column_3")


@pytest.mark.parametrize("names", [["", "Code", "Code"], ["", "Date", "DATE"]])
def test_names_that_sql_cannot_tell_apart_are_refused_by_their_places(names) -> None:
    with pytest.raises(UserError, match=r"Columns 2 and 3 of x\.csv have the same name") as raised:
        column_names([names], 3, "x.csv")
    assert names[1] not in str(raised.value)  # without a header it would be a person's


def test_the_name_of_the_row_number_stays_free() -> None:
    assert column_names([["Row_No", "sex"]], 2, "x.csv") == ("Row_No_in_file", "sex")
