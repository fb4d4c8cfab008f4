"""Tables: what is missing shows, what is a part-year stands apart, footnotes come by themselves."""

from durna.publish import series, tables
from durna.publish.breakdowns import breakdown_tables, in_order, outside_tables
from durna.publish.context import Context
from durna.publish.document import Number, Table, plain
from durna.publish.language import Language
from tests.publish.conftest import PROFILE, figure, indicator


def test_every_year_has_a_column_and_the_part_year_one_of_its_own(english: Context) -> None:
    table = first(english, "entries")
    assert [column.label for column in table.columns[1:]] == [*map(str, range(2013, 2021)), "Jan–Oct 2021"]
    assert [column.role for column in table.columns[1:]] == ["value"] * 8 + ["part"]


def test_a_missing_year_is_shown_and_explained(english: Context) -> None:
    table = first(english, "entries")
    assert [cell.text for cell in table.rows[0].cells].index("…") == 2
    assert any(note.mark == "…" for note in table.notes)


def test_a_true_zero_is_not_a_missing_figure(english: Context) -> None:
    row = first(english, "decisions").rows[0]
    assert [cell.text for cell in row.cells][4:7] == ["…", "19\u202f210", "0"]


def test_a_protected_figure_is_shown_as_such(english: Context) -> None:
    table = first(english, "protected")
    cell = table.rows[0].cells[6]
    assert (cell.text, cell.role, cell.value) == ("[c]", "suppressed", None)
    assert any(note.mark == "[c]" for note in table.notes)


def test_a_break_marks_the_first_figure_it_touches(english: Context) -> None:
    table = first(english, "entries")
    marked = {column.label for column, cell in zip(table.columns[1:], table.rows[0].cells, strict=True)
              if "1" in cell.marks}  # fmt: skip
    assert marked == {"2020"}
    assert plain(table.notes[0].runs).startswith("1 March 2020: Border closed.")


def test_a_break_before_the_series_marks_nothing(english: Context) -> None:
    assert all("Border" not in plain(note.runs) for note in first(english, "stock").notes)


def test_statuses_and_flags_have_letters(english: Context) -> None:
    cells = first(english, "entries").rows[0].cells
    assert set(cells[-1].marks) == {"e", "k"}
    assert "p" in cells[4].marks


def test_a_disputed_figure_leads_to_the_reconciliation(english: Context) -> None:
    table = first(english, "entries")
    assert "d" in table.rows[0].cells[6].marks
    links = [run.target for note in table.notes for run in note.runs if hasattr(run, "target")]
    assert "#reconciliation" in links


def test_a_year_cut_short_says_its_true_end(english: Context) -> None:
    assert first(english, "entries").rows[0].cells[4].below == "to 23 Dec 2017"


def test_another_count_has_a_row_of_its_own_that_says_so(english: Context) -> None:
    rows = first(english, "decisions").rows
    assert [row.role for row in rows] == ["", "other_unit"]
    assert rows[1].head.text == "Persons"
    assert rows[1].head.below == english.language("table-other-unit")


def test_a_stock_says_on_which_day_it_is_counted(english: Context) -> None:
    table = first(english, "stock")
    assert table.subtitle == "Unit: persons; counted on 31 December"
    assert table.columns[-1].label == "31 Oct 2021"


def test_academic_years_have_their_own_columns(english: Context) -> None:
    assert [column.label for column in first(english, "students").columns[1:]] == ["2017/18", "2018/19", "2019/20"]


def test_the_same_months_are_compared_in_a_table_of_their_own(english: Context) -> None:
    entry = english.material.indicators["entries"]
    table = tables.months_table(english, english.view(entry))
    assert table is not None
    assert [row.head.text for row in table.rows] == ["January–March", "January–October"]
    assert [column.label for column in table.columns[1:]] == ["2017", "2019", "2021"]


def test_rows_of_a_breakdown_are_ordered_by_size_and_other_is_last(english: Context) -> None:
    view = english.view(english.material.indicators["entries"])
    (table,) = breakdown_tables(english, view)
    assert [row.head.text for row in table.rows] == ["Total", "Russian Federation", "Georgia", "Türkiye", "Other"]


def test_members_of_one_size_stand_in_the_order_of_the_language() -> None:
    def line(code: str) -> series.Line:
        of = (("citizenship", code),)
        return series.Line("entries", "event", "AZE", of, "year", {2019: figure("entries", "2019", 5.0, dimensions=of)})

    def order(code: str) -> list[str]:
        language = Language(code)
        lines = in_order([line(each) for each in ("IRN", "AFG", "ETH")], ("citizenship",), language)
        return [language.country(each.dimensions[0][1]) for each in lines]

    assert order("en") == ["Afghanistan", "Ethiopia", "Iran"]
    # Azerbaijani has ə after e.
    assert order("az") == ["Efiopiya", "Əfqanıstan", "İran"]


def test_the_total_stands_over_its_parts_where_their_publisher_gives_it(english: Context) -> None:
    view = english.view(english.material.indicators["entries"])
    (table,) = breakdown_tables(english, view)
    total, *parts = table.rows
    assert total.role == "total"
    for place, cell in enumerate(total.cells):
        given = {run.figure_id for part in parts for run in part.cells[place].runs if isinstance(run, Number)}
        assert cell.role == "none" or {_publisher(run.figure_id) for run in cell.runs if isinstance(run, Number)} <= {
            _publisher(each) for each in given
        }


def _publisher(figure_id: str) -> str:
    return figure_id.partition("@")[2].partition(".")[0]


def test_the_full_year_after_the_period_is_in_no_table_of_years(english: Context) -> None:
    view = english.view(english.material.indicators["entries"])
    shown = {run.figure_id for table in tables.year_tables(english, view) for row in table.rows
             for cell in row.cells for run in cell.runs if hasattr(run, "figure_id")}  # fmt: skip
    assert shown
    assert not any(":2021:" in each for each in shown)
    assert outside_tables(english, view) == []


def first(context: Context, indicator: str) -> Table:
    return tables.year_tables(context, context.view(context.material.indicators[indicator]))[0]


def test_a_group_of_which_everything_is_withheld_has_no_row(english: Context) -> None:
    figures = [
        figure("entries", year, value, dimensions=(("citizenship", code),), status=status)
        for code, year, value, status in (
            ("TUR", "2019", 30.0, "final"), ("TUR", "2020", None, "not_available"),
            ("GEO", "2020", None, "not_available"), ("RUS", "2020", None, "suppressed"),
        )
    ]  # fmt: skip

    (table,) = breakdown_tables(english, series.view(indicator("entries"), figures, PROFILE, "AZE"))

    shown = {row.head.text: [cell.text for cell in row.cells] for row in table.rows}
    assert shown == {"Türkiye": ["30", "…"], "Russian Federation": ["…", "[c]"]}
