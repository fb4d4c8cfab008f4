"""Headers of several rows, words for no value."""

from __future__ import annotations

from durna.intake.proposing.columns import Column
from durna.intake.proposing.layout import header_rows, missing_words


def test_one_header_row_needs_no_mention() -> None:
    assert header_rows([["year", "region", "count"], ["2019", "North", "16"], ["2020", "South", "3"]]) == ()


def test_a_row_of_texts_above_numbers_belongs_to_the_header() -> None:
    rows = [
        ["Origin", "Destination", "Y1970 1970", "Y1971 1971"],
        ["By district", "By district", "Migrants", "Migrants"],
        ["11 Seoul", "26 Busan", "11568", "11130"],
        ["11 Seoul", "27 Daegu", "9513", "-"],
        ["26 Busan", "11 Seoul", "22541", "24116"],
    ]
    assert header_rows(rows) == (1, 2)


def test_a_cell_that_spans_years_belongs_to_the_header_and_a_title_does_not() -> None:
    rows = [
        ["Migration by sex, area and year", "", "", "", ""],
        ["", "", "Arrivals", "", ""],
        ["", "", "1991", "1992", "1993"],
        ["Female", "Far North", "16", "17", "19"],
    ]
    assert header_rows(rows) == (2, 3)


def test_titles_that_fill_one_cell_are_no_header() -> None:
    rows = [["Office of statistics", "", ""], ["For official use", "", ""], ["Name", "Age", "Sum"], ["A", "3", "4"]]
    assert header_rows(rows) == ()


def test_words_for_no_value_are_found_and_names_are_not_among_them() -> None:
    values = {"N/A": 3, "-": 1, "(B)(6);(B)(7)(C) ": 9, "Null": 1, "Nan": 1, "NA": 4, "Baku": 7}
    assert missing_words([Column("c", "VARCHAR", 26, 26, 7, values)]) == ("(B)(6);(B)(7)(C)", "-", "N/A")


def test_marks_of_statistical_offices_mean_no_value_among_numbers_only() -> None:
    counts = Column("n", "VARCHAR", 9, 9, 5, {"12": 3, "7": 3, "[x]": 1, "c": 1, "z": 1})
    sexes = Column("s", "VARCHAR", 9, 9, 2, {"m": 5, "z": 4})
    assert missing_words([counts, sexes]) == ("[x]", "c")
