"""Tables of few rows and many periods: their years go down the side where a page would be turned for them."""

from dataclasses import replace

import pytest

from durna.publish import tables
from durna.publish.context import Context
from durna.publish.document import Cell, Column, Number, Row, Table, words
from durna.publish.language import Language
from durna.publish.material import Material
from durna.publish.texts import languages
from durna.publish.upright import FEW_ACROSS, FEW_UPRIGHT, upright
from durna.publish.widths import ACROSS, UPRIGHT, Room, lay_out
from tests.publish.docx.conftest import number

MILLIONS = "10\u202f127\u202f145"


def row(name: str, count: int, text: str = MILLIONS, role: str = "", marks: tuple[str, ...] = ()) -> Row:
    cells = tuple(number(f"{name}:{place}", text, float(place), marks=marks) for place in range(count))
    return Row(Cell(words(name)), cells, role)


def table(*rows: Row) -> Table:
    labels = [str(2000 + place) for place in range(len(rows[0].cells))]
    columns = (Column("Counted", "text"), *map(Column, labels))
    return Table("table-x", 1, "X", "", columns, rows)


def test_years_across_that_fit_an_upright_page_stay_across(english: Context) -> None:
    """Eight digits are 8 x 0.52 + 2 x 0.24 of 8 points wide, with padding 44: 105 + 7 + 4 x 44 is less than 453."""
    short = table(row("Entries", 4))
    assert upright(english, short) == short


def test_more_years_than_fit_an_upright_page_go_down_the_side(english: Context) -> None:
    made = upright(english, table(row("Men", 20), row("Women", 20)))
    assert [column.label for column in made.columns] == ["Year", "Men", "Women"]
    assert [one.head.text for one in made.rows] == [str(2000 + place) for place in range(20)]
    assert [cell.value for cell in made.rows[7].cells] == [7.0, 7.0]
    [laid] = lay_out(made, Room(UPRIGHT, ACROSS))
    assert not laid.is_across


def test_every_figure_stands_in_it_once(english: Context) -> None:
    before = table(row("Men", 20), row("Women", 20))
    after = upright(english, before)
    assert sorted(figures(after)) == sorted(figures(before))


def test_many_rows_keep_their_years_across(english: Context) -> None:
    """More columns than these would again be wider than the page in a language of long words."""
    wide = table(*(row(f"Group {place}", 20) for place in range(FEW_ACROSS + 1)))
    assert upright(english, wide) == wide


def test_a_few_more_rows_are_turned_only_where_the_table_would_stand_in_parts(english: Context) -> None:
    """Years of 44 points beside a head of 112: ten are wider than 453, the upright page, and fifteen than 700."""
    names = [f"Group {place}" for place in range(FEW_UPRIGHT + 1)]
    assert len(upright(english, table(*(row(name, 10) for name in names))).columns) == 11
    turned = upright(english, table(*(row(name, 15) for name in names)))
    assert [column.label for column in turned.columns] == ["Year", *names]
    assert len(lay_out(turned, Room(UPRIGHT, ACROSS))) == 1


def test_rows_in_groups_keep_their_years_across(english: Context) -> None:
    """The heading between rows has no place over columns."""
    wide = table(row("Men", 20), Row(Cell(words("Abroad")), (), "group"), row("Women", 20))
    assert upright(english, wide) == wide


def test_a_total_stays_one_and_another_count_keeps_its_remark(english: Context) -> None:
    other = replace(row("Cases", 20, role="other_unit"), head=Cell(words("Cases"), below="counted differently"))
    made = upright(english, table(row("Total", 20, role="total"), other))
    assert [(column.label, column.role, column.below) for column in made.columns[1:]] == [
        ("Total", "total", ""), ("Cases", "value", "counted differently"),
    ]  # fmt: skip


def test_a_mark_at_every_figure_of_a_row_stands_once_either_way(english: Context) -> None:
    """Across, all of Men are estimated; down, all of a year are: each says it at its head."""
    across = upright(english, table(row("Men", 4, marks=("e",)), row("Women", 4)))
    assert [(one.head.marks, one.cells[0].marks) for one in across.rows] == [(("e",), ()), ((), ())]
    down = upright(english, table(row("Men", 20, marks=("e",)), row("Women", 20, marks=("e", "p"))))
    assert {one.head.marks for one in down.rows} == {("e",)}
    assert {tuple(cell.marks for cell in one.cells) for one in down.rows} == {((), ("p",))}


def test_a_part_year_is_drawn_apart_either_way(english: Context) -> None:
    made = first(english)
    assert [one.role for one in made.rows] == [""] * 8 + ["part"]
    last = made.rows[-1].head
    assert (last.text, last.below) == ("Jan–Oct 2021", "part of a year")


@pytest.mark.parametrize("code", languages())
def test_it_stands_the_same_way_round_in_every_language(material: Material, english: Context, code: str) -> None:
    there = first(Context(material, Language(code)))
    assert [len(one.cells) for one in there.rows] == [len(one.cells) for one in first(english).rows]
    assert figures(there) == figures(first(english))


def first(context: Context) -> Table:
    return tables.year_tables(context, context.view(context.material.indicators["entries"]))[0]


def figures(shown: Table) -> list[str]:
    runs = [run for one in shown.rows for cell in one.cells for run in cell.runs]
    return [run.figure_id for run in runs if isinstance(run, Number)]


def test_a_table_without_rows_stays_as_it_is(english: Context) -> None:
    empty = Table("table-none", 1, "None", "", (Column("Counted", "text"), Column("2019")), ())
    assert upright(english, empty) == empty
