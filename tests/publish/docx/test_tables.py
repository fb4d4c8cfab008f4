"""Tables as a reader of paper needs them: the head on every page, whole rows, part-years apart, digits under digits."""

import xml.etree.ElementTree as ET

import pytest

from durna.publish.document import Cell, Column, Row, Table, words
from durna.publish.docx.looks import PART
from tests.publish.docx.conftest import File, W, Writer, document, find, get, number, permits, text_of, years

A4_ACROSS = ("16838", "11906")


def rows(file: File) -> list[ET.Element]:
    return list(file.table("Permits by ground").iter(W + "tr"))


def cells(row: ET.Element) -> list[ET.Element]:
    return list(row.iter(W + "tc"))


def test_the_head_is_repeated_and_no_row_is_cut(written: Writer) -> None:
    head, *others = rows(written())
    assert find(head, "trPr/tblHeader") is not None
    assert all(find(each, "trPr/tblHeader") is None for each in others)
    assert all(find(each, "trPr/cantSplit") is not None for each in [head, *others])


def test_figures_stand_at_the_right_and_words_at_the_left(written: Writer) -> None:
    _, _, work, _, _ = rows(written())
    assert [get(each, "p/pPr/jc") for each in cells(work)] == [None, "right", "right", "right"]


def test_a_part_year_is_set_apart(written: Writer) -> None:
    file = written()
    for row in rows(file)[:1] + rows(file)[2:]:
        shades = [get(each, "tcPr/shd", "fill") for each in cells(row)]
        assert shades == [None, None, None, PART]
        assert get(cells(row)[3], "tcPr/tcBorders/left") == "double"


def test_a_part_year_below_the_years_is_set_apart_too(written: Writer) -> None:
    columns = (Column("Year", "text"), Column("Total", "total"), Column("Men"))
    lines = tuple(
        Row(Cell(words(year)), (number(f"t:{year}", "7", 7.0), number(f"m:{year}", "3", 3.0)), role)
        for year, role in (("2020", ""), ("Jan–Oct 2021", "part"))
    )
    _, full, part = list(written(document(Table("t", 1, "Down", "", columns, lines))).table("Down").iter(W + "tr"))
    assert [get(each, "tcPr/shd", "fill") for each in cells(full) + cells(part)] == [None] * 3 + [PART] * 3
    assert [get(each, "tcPr/tcBorders/top") for each in cells(part)] == ["double"] * 3
    assert [find(each, "p/r/rPr/b") is not None for each in cells(full)] == [False, True, False]


def test_missing_suppressed_and_nought_are_three_things(written: Writer) -> None:
    _, _, first, again, _ = rows(written())
    assert text_of(cells(first)[2]) == "0"
    assert [text_of(each) for each in cells(again)[1:3]] == ["…", "[c]"]


def test_marks_are_raised_behind_the_figure_and_digits_stay_under_digits(written: Writer) -> None:
    file = written()
    _, _, first, _, total = rows(file)
    marked, plain = cells(first)[1], cells(total)[1]
    assert [text_of(run) for run in marked.iter(W + "r")] == ["66\u202f103", "p 1"]
    assert get(list(marked.iter(W + "r"))[1], "rPr/vertAlign") == "superscript"
    assert get(marked, "p/pPr/ind", "right") is None
    assert int(get(plain, "p/pPr/ind", "right") or 0) > 0


def test_a_row_about_the_same_has_its_head_once(written: Writer) -> None:
    _, _, first, again, total = rows(written())
    assert [get(cells(each)[0], "tcPr/vMerge") for each in (first, again, total)] == ["restart", "continue", None]
    assert text_of(cells(again)[0]) == ""


def test_a_group_has_its_name_over_all_columns(written: Writer) -> None:
    group = rows(written())[1]
    [only] = cells(group)
    assert (get(only, "tcPr/gridSpan"), text_of(only)) == ("4", "First instance")


def test_notes_and_source_stand_under_the_table_and_on_its_page(written: Writer) -> None:
    file = written()
    body = list(file.xml()[0])
    place = next(i for i, each in enumerate(body) if each.tag == W + "tbl")
    under = body[place + 1 : place + 4]
    assert [text_of(each) for each in under] == ["1Revised once.", "pProvisional", "Source: [1]"]
    assert [find(each, "pPr/keepNext") is not None for each in under] == [True, True, False]
    last = cells(rows(file)[-1])
    assert all(find(each, "p/pPr/keepNext") is not None for each in last)


def test_a_long_table_goes_on_over_pages(written: Writer) -> None:
    many = tuple(Row(row.head, row.cells) for row in permits().rows[3:] * 40)
    table = Table("table-long", 3, "Long", "", permits().columns, many)
    made = written(document(table)).table("Long")
    body = list(made.iter(W + "tr"))[1:]
    # It begins where its first rows have room, and goes on from there.
    kept = [find(each, "tc/p/pPr/keepNext") is not None for each in body]
    assert kept == [True] * 4 + [False] * (len(body) - 4), "the first five"


def test_a_table_with_room_stands_upright(written: Writer) -> None:
    assert all(get(each, "pgSz", "orient") is None for each in written().all("sectPr"))


def test_a_wide_table_has_a_page_across_and_what_follows_stands_upright_again(written: Writer) -> None:
    file = written(document(permits(), years(13), permits()))
    sections = [(get(each, "pgSz", "w"), get(each, "pgSz", "h")) for each in file.all("sectPr")]
    assert sections == [A4_ACROSS[::-1], A4_ACROSS, A4_ACROSS[::-1]]
    assert file.notices == []
    # Only the cover is a page apart, and headers are those of the first section.
    assert [find(each, "titlePg") is not None for each in file.all("sectPr")] == [True, False, False]
    assert [len(each.findall(W + "headerReference")) for each in file.all("sectPr")] == [2, 0, 0]


def test_two_wide_tables_share_pages_across(written: Writer) -> None:
    file = written(document(years(13), years(13)))
    assert [get(each, "pgSz", "orient") for each in file.all("sectPr")] == [None, "landscape", None]


def test_the_heading_over_a_wide_table_goes_with_it(written: Writer) -> None:
    file = written(document(years(13)))
    body = list(file.xml()[0])
    first_end = next(i for i, each in enumerate(body) if find(each, "pPr/sectPr") is not None)
    assert text_of(body[first_end + 1]) == "A.1.1\u2002Residence"


def test_a_table_too_wide_for_any_page_stands_in_parts_and_that_is_told(written: Writer) -> None:
    file = written(document(years(40)))
    parts = [each for each in file.all("tbl") if get(each, "tblPr/tblCaption") == "Over many years"]
    heads = [[text_of(cell) for cell in cells(next(each.iter(W + "tr")))] for each in parts]
    assert len(parts) >= 2
    assert all(each[0] == "Counted" for each in heads)
    assert [label for each in heads for label in each[1:]] == [str(2000 + place) for place in range(40)]
    captions = [text for style, text in file.paragraphs() if style == "Caption"]
    assert captions == ["Table 2. Over many years", *["Table 2 (continued). Over many years"] * (len(parts) - 1)]
    [notice] = file.notices
    assert (notice.format, notice.language, notice.place) == ("docx", "en", "Table 2")
    # By the title that a reader sees, never by a name of ours.
    assert notice.text.startswith(f"'Over many years' is wider than any page: {len(parts)} parts")


@pytest.mark.parametrize(
    ("table", "page"), [(permits(), 11906), (years(9), 11906), (years(13), 16838), (years(40), 16838)]
)
def test_no_table_is_wider_than_its_page(written: Writer, table: Table, page: int) -> None:
    """A4 in twentieths of a point, less two margins of 20 mm (1134); each column is rounded by at most one."""
    for made in written(document(table)).all("tbl"):
        widths = [int(each.get(W + "w") or 0) for each in made.iter(W + "gridCol")]
        assert sum(widths) <= page - 2 * 1134 + len(widths)
        assert get(made, "tblPr/tblW", "w") == str(sum(widths))


def test_rows_that_lack_cells_get_empty_ones(written: Writer) -> None:
    short = Row(permits().rows[1].head, (number("f:1", "1", 1.0),))
    table = Table("table-short", 1, "Short", "", permits().columns, (short,))
    [_, row] = list(written(document(table)).table("Short").iter(W + "tr"))
    assert [text_of(each) for each in cells(row)] == ["Work", "1", "", ""]


def test_the_name_of_a_month_is_not_parted(written: Writer) -> None:
    columns = (Column("Law", "text"), Column("Adopted", "text"), Column("In force", "text"))
    row = Row(Cell(words("Migration Code")), (Cell(words("2 July 2013"), "day"), Cell(words("2013 – 2019"), "days")))
    [_, made] = list(written(document(Table("t", 1, "Laws", "", columns, (row,)))).table("Laws").iter(W + "tr"))
    assert [find(each, "p/pPr/suppressAutoHyphens") is not None for each in cells(made)] == [False, True, True]


def test_a_table_without_rows_is_still_one(written: Writer) -> None:
    table = Table("table-none", 1, "None", "", permits().columns, (), source=words("Source: none"))
    assert len(list(written(document(table)).table("None").iter(W + "tr"))) == 1
