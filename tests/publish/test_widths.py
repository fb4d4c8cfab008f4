"""How tables get onto pages: columns together as wide as the room, nothing narrower than its longest number."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from durna.publish.document import Cell, Column, Row, Table, words
from durna.publish.widths import PADDING, Room, lay_out, leading, letters_of, measure, stands_whole
from tests.publish.docx.conftest import permits, years

# A4 with margins of 20 mm: 170 and 257 mm in points (72 to 25.4 mm).
ROOM = Room(170 / 25.4 * 72, 257 / 25.4 * 72)


def words_table(*texts: str) -> Table:
    columns = tuple(Column(f"C{place}", "text") for place in range(len(texts)))
    first, *others = (Cell(words(text)) for text in texts)
    return Table("t", 1, "T", "", columns, (Row(first, tuple(others)),))


def test_few_columns_stand_upright_in_the_usual_size() -> None:
    [laid] = lay_out(permits(), ROOM)
    assert (laid.is_across, laid.size) == (False, 9.0)


def test_more_columns_are_set_smaller_then_across_then_in_parts() -> None:
    found = [lay_out(years(count), ROOM) for count in (5, 10, 13, 40)]
    turned = [(len(each) > 1, each[0].is_across) for each in found]
    assert turned == [(False, False), (False, False), (False, True), (True, True)]
    assert found[1][0].size < found[0][0].size


def test_parts_have_every_column_once_and_the_first_always() -> None:
    parts = lay_out(years(40), ROOM)
    labels = [column.label for part in parts for column in part.table.columns[1:]]
    assert labels == [column.label for column in years(40).columns[1:]]
    assert {part.table.columns[0].label for part in parts} == {"Counted"}
    cells = [cell.text for part in parts for row in part.table.rows for cell in row.cells]
    assert len(cells) == 40


def test_parts_have_as_many_columns_as_each_other() -> None:
    """Not as many as go in and the last year alone."""
    for count in (20, 27, 40):
        sizes = [len(part.table.columns) - 1 for part in lay_out(years(count), ROOM)]
        assert len(sizes) > 1
        assert max(sizes) - min(sizes) <= 1


def test_parts_stand_upright_where_that_takes_no_more_of_them() -> None:
    """Twenty columns are too many for one page across; ten stand upright, as those of a table of ten do."""
    [alone] = lay_out(years(10), ROOM)
    assert not alone.is_across
    twenty, forty = lay_out(years(20), ROOM), lay_out(years(40), ROOM)
    assert [(len(part.table.columns), part.is_across) for part in twenty] == [(11, False), (11, False)]
    assert all(part.is_across for part in forty)


def test_a_table_stays_on_one_page_if_its_lines_do() -> None:
    """Fourteen rows do, whatever their height; of a narrow table some more, if none of them takes several lines."""

    def whole(rows: int, text: str = "short", columns: int = 2) -> bool:
        cells = tuple(Cell(words("1"), "value", 1.0) for _ in range(columns - 1))
        made = tuple(Row(Cell(words(text)), cells) for _ in range(rows))
        heads = (Column("Head", "text"), *(Column(str(place)) for place in range(columns - 1)))
        return stands_whole(lay_out(Table("t", 1, "T", "", heads, made), ROOM)[0])

    assert [whole(14), whole(15), whole(18), whole(19)] == [True, True, True, False]
    assert whole(14, "a long remark " * 40)
    assert not whole(15, "a long remark " * 40)
    assert not whole(15, columns=9)


def test_five_rows_lead_a_table_or_fewer_of_several_lines() -> None:
    def leading_of(*texts: str) -> int:
        rows = tuple(Row(Cell(words(text)), (Cell(words("said"), "text"),)) for text in texts)
        return leading(lay_out(Table("t", 1, "T", "", (Column("A", "text"), Column("B", "text")), rows), ROOM)[0])

    assert leading_of(*["short"] * 20) == 5
    assert leading_of(*["short"] * 3) == 3
    assert leading_of(*["a long remark " * 80] * 20) == 1
    assert leading_of(*["short"] * 3, *["a long remark " * 40] * 17) == 4


def test_where_there_is_room_words_are_whole_in_the_letters_of_another_font_too() -> None:
    """Calibri that a computer has not is shown in letters up to a quarter wider."""
    table = words_table("Visa refusal rate by citizenship and kind of visa, of all that were asked for", "persons", "7")
    (certain,), (uncertain,) = (lay_out(table, replace(ROOM, is_font_certain=said)) for said in (True, False))
    assert sum(uncertain.widths) == pytest.approx(sum(certain.widths))
    needed = measure("persons", uncertain.size) * 1.26
    assert uncertain.widths[1] - PADDING >= needed > certain.widths[1] - PADDING


@given(st.integers(1, 30), st.booleans())
@settings(deadline=None)
def test_no_table_is_set_otherwise_for_a_font_that_may_be_missing(count: int, is_of_years: bool) -> None:
    """Neither smaller nor turned, and no number narrower than its digits: only what is free is shared otherwise."""
    table = years(count) if is_of_years else words_table(*["some words to say"] * min(count, 9))
    known, unknown = (lay_out(table, replace(ROOM, is_font_certain=said)) for said in (True, False))
    assert [(each.size, each.is_across, len(each.widths)) for each in known] == [
        (each.size, each.is_across, len(each.widths)) for each in unknown
    ]
    for one, other in zip(known, unknown, strict=True):
        assert sum(other.widths) <= max(sum(one.widths), ROOM.across if other.is_across else ROOM.upright) + 0.01


def test_short_words_get_whole_lines_and_long_ones_the_rest() -> None:
    [laid] = lay_out(words_table("A law", "2 July 2013", "long words that go on " * 20), ROOM)
    short, day, long = laid.widths
    assert day >= measure("2 July 2013", laid.size)
    assert long > short + day
    assert sum(laid.widths) == pytest.approx(ROOM.upright)


def test_room_goes_to_the_column_that_is_long_in_most_rows() -> None:
    """Ten long titles, and one remark as long as a title: the remark may be narrow, the titles not."""
    title, remark = "the long title of an agreement " * 8, "a remark that is long just once " * 8
    rows = [Row(Cell(words(title)), (Cell(words(remark if place == 3 else "-")),)) for place in range(10)]
    columns = (Column("Title", "text"), Column("Remark", "text"))
    [laid] = lay_out(Table("t", 1, "T", "", columns, tuple(rows)), ROOM)
    titles, remarks = laid.widths
    assert titles > 2 * remarks
    assert sum(laid.widths) == pytest.approx(ROOM.upright)
    turned = [Row(row.cells[0], (row.head,)) for row in rows]
    [laid] = lay_out(Table("t", 1, "T", "", columns, tuple(turned)), ROOM)
    assert laid.widths == pytest.approx((remarks, titles))


def test_a_table_of_two_columns_is_not_spread_over_the_page() -> None:
    [laid] = lay_out(years(1), ROOM)
    assert sum(laid.widths) < 0.7 * ROOM.upright
    [filled] = lay_out(years(1), Room(ROOM.upright, ROOM.across, is_filled=True))
    assert sum(filled.widths) == pytest.approx(ROOM.upright)


def test_wider_letters_need_more_room() -> None:
    assert letters_of("Verdana") > letters_of("Arial") > letters_of("Calibri") == letters_of("Times New Roman")
    assert letters_of("A font of nobody") > 1
    narrow, wide = (
        lay_out(years(10), Room(ROOM.upright, ROOM.across, letters_of(font))) for font in ("Calibri", "Verdana")
    )
    assert not narrow[0].is_across
    assert wide[0].is_across


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(st.text(max_size=60), min_size=1, max_size=9), min_size=1, max_size=6),
    st.integers(200, 700),
    st.booleans(),
)
def test_no_table_of_any_words_leaves_its_page(lines: list[list[str]], upright: int, is_filled: bool) -> None:
    count = max(map(len, lines))
    columns = tuple(Column(f"C{place}", "text" if place % 2 else "value") for place in range(count))
    rows = tuple(Row(Cell(words(line[0])), tuple(Cell(words(text)) for text in line[1:])) for line in lines)
    for laid in lay_out(Table("t", 1, "T", "", columns, rows), Room(upright, upright * 1.4, is_filled=is_filled)):
        room = upright * 1.4 if laid.is_across else upright
        if len(laid.table.columns) > 2:
            assert sum(laid.widths) <= room + 0.01
        assert all(width > 0 for width in laid.widths)
