"""Published figures are shown as printed: unit, what they count, true period and the row they came from."""

from __future__ import annotations

import pytest

from durna.indicators.figures import Figure, Figures
from durna.indicators.published import agree, half_step, published
from durna.periods import parse
from tests.indicators.example import PublishedRecords, everything, figures_of, one, records_of, row

YEAR = ("2019-01-01", "2019-12-31")


def only(**changes: str) -> Figure:
    given = {"indicator": "border_entries_foreigners", "value": "100", "unit": "entries", **changes}
    (figure,) = figures_of(row(given.pop("indicator"), YEAR, given.pop("value"), given.pop("unit"), **given))
    return figure


def ids(records: PublishedRecords, period: str, every: str = "year", by: tuple[str, ...] = ()) -> list[str]:
    request = everything(period=parse(period), every=every, by=by)
    return [str(figure.period) for figure in published(records, request)]  # type: ignore[arg-type]


def test_thousands_and_millions_become_the_unit_of_the_catalogue_without_noise() -> None:
    # 2.248 x 1,000,000 is 2,248,000.0000000003 in binary.
    assert only(value="2.248", unit="million entries").value == 2_248_000
    assert only(value="608.1", unit="thousand entries").value == 608_100


def test_a_catalogue_in_millions_keeps_millions() -> None:
    figure = only(indicator="remittances_received", value="1403.087", unit="million USD")
    assert (figure.value, figure.unit, figure.counting_unit) == (1403.087, "million USD", "money")


def test_the_printed_value_and_unit_are_kept() -> None:
    assert only(value="608.1", unit="thousand entries").published == "608.1 thousand entries"
    assert only(value="2397", unit="persons").published == "2397 persons"


def test_a_value_printed_in_a_coarser_unit_than_the_catalogue_is_flagged_rounded() -> None:
    assert "rounded" in only(value="608.1", unit="thousand entries").flags
    assert "rounded" not in only(value="608100", unit="entries").flags
    assert "rounded" not in only(indicator="remittances_received", value="1403.087", unit="million USD").flags


def test_permits_published_in_persons_count_persons_and_say_so() -> None:
    figure = only(indicator="permanent_permits_issued", unit="persons")
    assert (figure.counting_unit, figure.unit) == ("person", "persons")
    assert "other_unit" in figure.flags


def test_a_unit_that_the_catalogue_shares_counts_what_the_catalogue_says() -> None:
    # The "persons" of the official immigration series are registrations.
    figure = only(indicator="immigration_permanent_administrative", unit="persons")
    assert figure.counting_unit == "registration"
    assert "other_unit" not in figure.flags


def test_two_counts_of_one_release_have_two_addresses(example_figures: Figures) -> None:
    found = [f for f in example_figures.of("readmission_requests") if str(f.period) == "2018-01..2018-06"]
    assert {(figure.value, figure.counting_unit) for figure in found} == {(322, "case"), (640, "person")}
    assert len({figure.figure_id for figure in found}) == 2


def test_an_unknown_unit_stops_nothing_and_is_flagged() -> None:
    figure = only(value="12", unit="caravans")
    assert (figure.value, figure.unit, figure.flags) == (12, "caravans", ("unknown_unit",))


def test_an_indicator_outside_the_catalogue_is_kept() -> None:
    figure = only(indicator="camels_counted", unit="persons")
    assert (figure.indicator, figure.counting_unit) == ("camels_counted", "person")


def test_flags_come_from_unit_period_and_remarks() -> None:
    more = {"period_kind": "year_cut_short", "disputed": "true", "derived": "3 minus 1"}
    assert set(only(value="12", unit="persons (rounded)", **more).flags) >= {
        "rounded", "cut_short", "disputed", "derived",
    }  # fmt: skip
    assert "part_year" in only(period_kind="part_year").flags
    assert "estimate" in only(indicator="foreign_born_stock", unit="persons (estimate)").flags


def test_the_evidence_is_the_row_of_the_delivery(example_figures: Figures) -> None:
    figure = one(example_figures, "border_entries_foreigners", "2020", "ssc")
    (evidence,) = figure.evidence
    # 795.7 thousand entries of 2020 stand in row 76 of the Committee's delivery (the heading is not a row).
    assert (evidence.source, evidence.delivery_id, evidence.row_no, evidence.rows) == (
        "published_figures",
        "ssc",
        76,
        1,
    )


def test_every_row_of_the_example_becomes_one_figure_with_an_address_of_its_own(example_figures: Figures) -> None:
    assert len(example_figures) == 442
    assert len(example_figures.by_id()) == 442


def test_notes_are_kept_in_both_languages() -> None:
    figure = only(note_en="Year inferred", note_az="İl dolayı müəyyən edilib", counts="entries (called tourists)")
    assert figure.note["en"] == "Year inferred"
    assert figure.note["az"] == "İl dolayı müəyyən edilib"
    assert figure.note["counts"] == "entries (called tourists)"


def test_by_year_keeps_years_the_cut_last_year_cut_short_years_dates_and_academic_years() -> None:
    spans = {
        ("2019-01-01", "2019-12-31"): "calendar_year",
        ("2020-01-01", "2020-06-30"): "part_year",
        ("2021-01-01", "2021-10-31"): "part_year",
        ("2017-01-01", "2017-12-23"): "year_cut_short",
        ("2018-07-19", "2018-07-19"): "date",
        ("2019-09-01", "2020-08-31"): "academic_year",
        ("2014-01-01", "2019-12-31"): "multi_year",
        ("2021-01-01", "2021-12-31"): "calendar_year",
    }
    records = records_of(
        *(row("border_entries_foreigners", span, "1", "entries", period_kind=kind) for span, kind in spans.items())
    )
    assert ids(records, "2013..2021-10") == [
        "2019", "2021-01..2021-10", "2017-01-01..2017-12-23", "2018-07-19", "2019-09..2020-08",
    ]  # fmt: skip
    assert ids(records, "2020-01..2020-06") == ["2020-01..2020-06"]
    assert ids(records, "2014..2019") == ["2019", "2017-01-01..2017-12-23", "2018-07-19", "2014-01..2019-12"]


def test_without_a_period_every_figure_is_there() -> None:
    records = records_of(row("border_entries_foreigners", ("2020-01-01", "2020-06-30"), "1", "entries"))
    assert len(published(records, everything(by=()))) == 1  # type: ignore[arg-type]


def test_by_month_gives_months() -> None:
    spans = [("2019-01-01", "2019-12-31"), ("2019-05-01", "2019-05-31"), ("2019-01-01", "2019-02-28")]
    records = records_of(*(row("border_entries_foreigners", span, "1", "entries") for span in spans))
    assert ids(records, "2019", every="month") == ["2019-05"]


def test_breakdowns_come_only_when_asked_for() -> None:
    records = records_of(
        row("border_entries_foreigners", YEAR, "3", "entries"),
        row("border_entries_foreigners", YEAR, "2", "entries", citizenship="TUR"),
        row("border_entries_foreigners", YEAR, "1", "entries", citizenship="TUR", sex="male"),
    )
    assert len(ids(records, "2019")) == 1
    assert len(ids(records, "2019", by=("citizenship",))) == 2
    assert len(ids(records, "2019", by=("*",))) == 3


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        ("791.8", "thousand entries", 50),  # a tenth of a thousand is 100 entries
        ("3", "thousand entries", 50),  # 3.0 came in as a number: the nought is lost, the precision is not
        ("2.248", "million entries", 500),
        ("791983", "entries", 0),
        ("543000", "persons (rounded)", 500),
    ],
)
def test_the_rounding_of_a_figure_is_read_from_what_was_printed(value: str, unit: str, expected: float) -> None:
    assert half_step(only(value=value, unit=unit)) == expected


def test_figures_agree_as_far_as_they_are_printed(example_figures: Figures) -> None:
    rounded = one(example_figures, "population_total", "2020-01-01", "ssc_pop_docslib")  # 10,067.1 thousand
    exact = one(example_figures, "population_total", "2020-01-01", "azernews2020pop")  # 10,067,108
    assert agree(rounded, exact)
    first = one(example_figures, "immigration_permanent_administrative", "2013", "trend2013")  # 3.0 thousand
    later = one(example_figures, "immigration_permanent_administrative", "2013", "anews2013")  # 3.1 thousand
    assert not agree(first, later)
