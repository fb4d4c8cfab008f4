"""A figure's address leads back to the figure, and its passport to the row it came from."""

from __future__ import annotations

import json
from datetime import date

import pytest

from durna.errors import UserError
from durna.indicators.addresses import read_address
from durna.indicators.breaks import Break
from durna.indicators.figures import Figures
from durna.indicators.passports import find, passport, passports
from durna.periods import parse
from tests.indicators.example import (
    PublishedRecords,
    example_breaks,
    example_references,
    example_rules,
    figures_of,
    one,
    records_of,
    row,
)  # fmt: skip

YEAR = ("2019-01-01", "2019-12-31")


class Said:
    """A finding as checks make it."""

    check, severity, text = "parts", "warning", {"en": "Parts.", "az": "Hissələr."}

    def __init__(self, *figures: str) -> None:
        self.figures = figures


def test_an_address_is_taken_apart() -> None:
    found = read_address("asylum_decisions:2016:AZE:outcome=rejected,procedure=UNHCR@unhcr.unhcr")
    assert (found.indicator, found.period, found.geography) == ("asylum_decisions", parse("2016"), "AZE")
    assert found.dimensions == (("outcome", "rejected"), ("procedure", "UNHCR"))
    assert (found.publisher, found.origin, found.counting_unit) == ("unhcr", "unhcr", None)


def test_an_address_keeps_the_kind_of_period_and_the_counting_unit() -> None:
    found = read_address("work_permits_issued:2017-01-01..2017-12-23(year_cut_short):AZE@sms.report2017/person")
    assert (str(found.period), found.period_kind, found.counting_unit) == (
        "2017-01-01..2017-12-23",
        "year_cut_short",
        "person",
    )


def test_a_value_with_a_comma_stays_whole() -> None:
    found = read_address("births:2019:AZE:region=?Baku, Absheron,sex=male@moj")
    assert found.dimensions == (("region", "?Baku, Absheron"), ("sex", "male"))


def test_every_address_of_the_example_is_taken_apart_as_it_was_made(example_figures: Figures) -> None:
    for figure in example_figures:
        found = read_address(figure.figure_id)
        assert (found.indicator, found.period, found.geography) == (figure.indicator, figure.period, figure.geography)
        assert (found.dimensions, found.publisher, found.origin) == (
            figure.dimensions,
            figure.publisher,
            figure.reference,
        )


@pytest.mark.parametrize("text", ["", "births", "births:2019", "births:2019:AZE", "births@moj"])
def test_what_is_no_address_is_explained(text: str) -> None:
    with pytest.raises(UserError, match="not the address of a figure"):
        read_address(text)


@pytest.mark.parametrize(
    "figure_id",
    [
        "border_entries_foreigners:2021:AZE@sms.menafn2023",
        "border_entries_foreigners:2021-01..2021-10:AZE@ssc.metbuat2021",
        "border_entries_foreigners:2017-01-01..2017-12-23(year_cut_short):AZE@sms.report2017",
        "foreign_students_enrolled:2020-09..2021-08(academic_year):AZE@moe.students",
        "readmissions_done:2014-01..2019-12:AZE@sms.zerkalo2019",
        "stateless_persons:2016-12-31:AZE@unhcr.unhcr",
        "citizenship_determinations:2021:AZE:outcome=citizen@sms.report2021cit/person",
        "monthly_distribution_entries:2021:AZE:month=12@ssc.metbuat2021",
    ],
)
def test_a_figure_is_found_again_by_its_address(
    figure_id: str, example_records: PublishedRecords, example_figures: Figures
) -> None:
    found = find(figure_id, example_records, example_rules(), example_breaks())  # type: ignore[arg-type]
    known = example_figures.by_id()[figure_id]
    assert (found, found.note, found.evidence) == (known, known.note, known.evidence)


def test_an_unknown_address_names_near_ones(example_records: PublishedRecords) -> None:
    with pytest.raises(UserError) as error:
        find("border_entries_foreigners:2021:AZE@sms.menafn2032", example_records)  # type: ignore[arg-type]
    assert "border_entries_foreigners:2021:AZE@sms.menafn2023" in error.value.expected


def test_an_unknown_indicator_names_near_ones(example_records: PublishedRecords) -> None:
    with pytest.raises(UserError) as error:
        find("border_entry_foreigners:2021:AZE@sms.x", example_records)  # type: ignore[arg-type]
    assert "border_entries_foreigners" in error.value.expected


def test_a_passport_leads_to_the_row_and_its_receipt(
    example_records: PublishedRecords, example_figures: Figures
) -> None:
    figure = one(example_figures, "border_entries_foreigners", "2021", "menafn2023")
    found = passport(figure, example_records, references=example_references())  # type: ignore[arg-type]
    (evidence,) = found["evidence"]
    # 790,062 stands in row 14 of the Service's delivery of 112 rows.
    assert (evidence["source"], evidence["delivery_id"], evidence["row_no"]) == ("published_figures", "sms", 14)
    assert (evidence["file"], evidence["rows_in"], evidence["accepted"], evidence["rejected"]) == (
        "sms.csv",
        112,
        112,
        0,
    )
    assert evidence["rows_counted"] == 1
    assert found["reference"]["published"] == "2023-11-16"
    assert found["published"] == "790062 entries"


def test_a_passport_is_json_with_keys_in_one_order(example_records: PublishedRecords, example_figures: Figures) -> None:
    found = passports(example_figures, example_records, references=example_references(), breaks=example_breaks())  # type: ignore[arg-type]
    assert set(found) == set(example_figures.by_id())
    orders = {tuple(one) for one in found.values()}
    assert orders == {
        ("figure", "definition", "published", "note", "settled", "estimation", "reference", "evidence",
         "footnotes", "checks", "confirmed_by", "disagrees_with", "protection", "freeze", "engine", "program")
    }  # fmt: skip
    assert json.loads(json.dumps(dict(found), allow_nan=False)) == found


def test_figures_of_one_cell_confirm_or_disagree(example_records: PublishedRecords) -> None:
    rows = [
        row("births", YEAR, "100", "births", reference="a"),
        row("births", YEAR, "100", "births", reference="b"),
        row("births", YEAR, "90", "births", reference="c"),
        row("births", ("2018-01-01", "2018-12-31"), "70", "births", reference="d"),
    ]
    figures = figures_of(*rows)
    found = passport(figures.by_id()["births:2019:AZE@sms.a"], records_of(*rows), figures=figures)  # type: ignore[arg-type]
    assert [other["figure_id"] for other in found["confirmed_by"]] == ["births:2019:AZE@sms.b"]
    (other,) = found["disagrees_with"]
    # 90 - 100 = -10; -10 %
    assert (other["figure_id"], other["absolute"], other["percent"]) == ("births:2019:AZE@sms.c", -10, -10.0)


def test_a_passport_names_footnotes_and_the_checks_that_speak_of_the_figure() -> None:
    rows = [row("births", YEAR, "100", "births")]
    (figure,) = figures_of(*rows)
    law = Break("law", date(2019, 5, 1), {"en": "New law.", "az": "Yeni qanun."}, ("births",))
    found = passport(
        figure,
        records_of(*rows),
        breaks=[law],
        findings=[Said(figure.figure_id), Said("births:2018:AZE@sms.r1")],  # type: ignore[arg-type]
    )
    assert [note["id"] for note in found["footnotes"]] == ["law"]
    assert found["checks"] == [{"check": "parts", "severity": "warning", "text": {"en": "Parts.", "az": "Hissələr."}}]


def test_a_passport_says_that_nothing_is_protected_yet(
    example_records: PublishedRecords, example_figures: Figures
) -> None:
    found = passport(example_figures[0], example_records)  # type: ignore[arg-type]
    assert found["protection"] == "none: internal"
    assert found["program"].startswith("durna ")
