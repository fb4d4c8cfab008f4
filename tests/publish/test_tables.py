"""Tables: what is missing shows, what is a part-year stands apart, footnotes come by themselves."""

from dataclasses import replace

import pytest

from durna.indicators.figures import Figure, Figures
from durna.publish import series, tables
from durna.publish.breakdowns import breakdown_tables, in_order, outside_tables
from durna.publish.context import Context
from durna.publish.document import Cell, Number, Table, plain
from durna.publish.footnotes import Footnotes
from durna.publish.language import Language
from durna.publish.material import Material
from durna.publish.profile import annexes, registers
from tests.publish.conftest import PROFILE, figure, indicator


def test_every_year_has_a_column_and_the_part_year_one_of_its_own(english: Context) -> None:
    table = first(english, "stock")
    assert [column.label for column in table.columns[1:]] == [*map(str, range(2013, 2021)), "31 Oct 2021"]
    assert [column.role for column in table.columns[1:]] == ["value"] * 8 + ["part"]


def test_a_missing_year_is_shown_and_explained(english: Context) -> None:
    table = first(english, "entries")
    assert [year for year, cell in by_year(table).items() if cell.text == "…"] == ["2015"]
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
    assert [year for year, cell in by_year(table).items() if "1" in cell.marks] == ["2020"]
    assert plain(table.notes[0].runs).startswith("1 March 2020: Border closed.")


def test_a_break_before_the_series_marks_nothing(english: Context) -> None:
    assert all("Border" not in plain(note.runs) for note in first(english, "stock").notes)


def test_statuses_and_flags_have_letters(english: Context) -> None:
    cells = by_year(first(english, "entries"))
    assert set(cells["Jan–Oct 2021"].marks) == {"e", "k"}
    assert "p" in cells["2017"].marks


def test_a_disputed_figure_leads_to_the_reconciliation(english: Context) -> None:
    table = first(english, "entries")
    assert "d" in by_year(table)["2019"].marks
    links = [run.target for note in table.notes for run in note.runs if hasattr(run, "target")]
    assert "#reconciliation" in links


def test_a_year_cut_short_says_its_true_end(english: Context) -> None:
    assert by_year(first(english, "entries"))["2017"].below == "to 23 Dec 2017"


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


def by_year(table: Table) -> dict[str, Cell]:
    """Of a table of one thing whose years stand down its side."""
    return {row.head.text: row.cells[0] for row in table.rows}


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


def by_sex(period: str, male: float, female: float) -> list[Figure]:
    return [
        figure("entries", period, value, dimensions=(("sex", sex),)) for sex, value in
        (("male", male), ("female", female))
    ]  # fmt: skip


def tables_by_sex(context: Context, *figures: list[Figure]) -> list[Table]:
    found = [one for each in figures for one in each]
    return breakdown_tables(context, series.view(indicator("entries"), found, PROFILE, "AZE"))


def test_breakdowns_of_parts_of_years_stand_in_one_table_with_a_column_a_period(english: Context) -> None:
    [table] = tables_by_sex(
        english, by_sex("2014-01..2014-03", 5.0, 4.0), by_sex("2013-01..2013-06", 9.0, 8.0),
        by_sex("2020-01..2020-03", 3.0, 2.0),
    )  # fmt: skip
    assert [column.label for column in table.columns] == ["Sex", "Jan–Mar 2014", "Jan–Mar 2020", "Jan–Jun 2013"]
    assert {row.head.text: [cell.value for cell in row.cells] for row in table.rows} == {
        "Male": [5.0, 3.0, 9.0], "Female": [4.0, 2.0, 8.0],
    }  # fmt: skip
    assert "January–June 2013, January–March 2014" in table.caption


def test_the_same_months_of_three_years_have_a_table_of_their_own(english: Context) -> None:
    own, rest = tables_by_sex(
        english, *(by_sex(f"{year}-01..{year}-03", 5.0, 4.0) for year in (2016, 2014, 2015)),
        by_sex("2013-01..2013-06", 9.0, 8.0),
    )  # fmt: skip
    assert [column.label for column in own.columns[1:]] == ["Jan–Mar 2014", "Jan–Mar 2015", "Jan–Mar 2016"]
    assert "the same months of several years" in own.caption
    assert [column.label for column in rest.columns[1:]] == ["Jan–Jun 2013"]
    assert own.id != rest.id


def test_full_years_never_stand_beside_parts_of_years(english: Context) -> None:
    years, parts = tables_by_sex(english, by_sex("2018", 50.0, 40.0), by_sex("2018-01..2018-03", 5.0, 4.0))
    assert [column.label for column in years.columns[1:]] == ["2018"]
    assert [column.label for column in parts.columns[1:]] == ["Jan–Mar 2018"]


def test_a_note_says_dates_and_numbers_as_the_pages_do(english: Context) -> None:
    note = {"en": "Observed until 2021-10-31 (2020-08..2021-10), of 3,233."}
    kept = figure("stock", "2019", 5.0, note=note)
    notes = Footnotes(english)
    notes.marks(kept)
    assert [plain(each.runs) for each in notes.all()] == [
        "Observed until 31 Oct 2021 (August 2020 – October 2021), of 3\u202f233."
    ]


@pytest.mark.parametrize(
    ("start", "end", "precision", "said"),
    [
        ("2021-05-25", "2021-05-27", "day", "25–27 May 2021"),
        ("2006-01-01", "2007-12-31", "year", "2006–2007"),
        ("2018-11-01", "2019-05-31", "month", "November 2018 – May 2019"),
        ("2018-11-01", "2018-12-31", "month", "November–December 2018"),
        ("2021-09-01", None, "month", "from September 2021"),
        (None, "2008-12-31", "day", "until 31 December 2008"),
        ("2014-09-01", "", None, "from 1 September 2014"),
        (None, None, "day", "–"),
    ],
)
def test_a_span_says_no_more_than_is_known(
    english: Context, start: str | None, end: str | None, precision: str | None, said: str
) -> None:
    assert registers.span(english, start, end, precision).text == said


def test_no_page_lists_references_where_there_are_none(material: Material) -> None:
    figures = Figures(replace(each, reference="") for each in material.figures)
    context = Context(replace(material, figures=figures, references={}), Language("en"))
    assert annexes.references(context) is None
