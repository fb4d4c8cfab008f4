"""Computed and published figures stand together; one of each cell is shown."""

from __future__ import annotations

from random import Random

import pytest

from durna.errors import Refused
from durna.indicators import assemble as room
from durna.indicators.assemble import assemble
from durna.indicators.breakdowns import EVERY_BREAKDOWN
from durna.indicators.calculate import Request
from durna.indicators.definition import Indicator, catalogue
from durna.indicators.figures import Evidence, Figure, Figures
from durna.periods import parse
from durna.residence import derived
from durna.residence.derived import view
from tests.indicators.example import PublishedRecords, everything, figures_of, records_of, row
from tests.residence.histories_told import records as all_records
from tests.residence.test_identity import lives

YEAR = ("2019-01-01", "2019-12-31")


def test_what_is_computed_and_what_was_published_share_a_cell(monkeypatch: pytest.MonkeyPatch) -> None:
    evidence = (Evidence("sbs_border_crossing", "d2", 7),)
    counted = Figure(
        "border_entries_foreigners", parse("2019"), "AZE", "entries", "event", 7.0, "sbs", source="sbs_border_crossing",
        evidence=evidence,
    )  # fmt: skip
    monkeypatch.setattr(
        room, "compute", lambda indicator, *_: [counted] if indicator.id == "border_entries_foreigners" else []
    )
    records = records_of(row("border_entries_foreigners", YEAR, "8", "entries", source="sbs_border_crossing"))
    figures = assemble(records, everything())  # type: ignore[arg-type]
    assert [(figure.value, figure.preferred) for figure in figures] == [(7.0, True), (8.0, False)]


def test_the_order_is_that_of_the_catalogue_then_totals_then_time() -> None:
    figures = figures_of(
        row("births", YEAR, "3", "births", sex="male"),
        row("births", YEAR, "5", "births"),
        row("births", ("2018-01-01", "2018-12-31"), "4", "births"),
        row("population_total", ("2019-01-01", "2019-01-01"), "9", "persons"),
    )
    assert [figure.value for figure in figures] == [9, 4, 5, 3]
    assert list(catalogue()).index("population_total") < list(catalogue()).index("births")


def test_a_repeated_stock_is_flagged_from_the_second_date_on(example_figures: Figures) -> None:
    flagged = ["carried_forward" in figure.flags for figure in example_figures.of("stateless_persons")]
    assert flagged == [False] + 8 * [True]


def test_a_repeated_stock_is_flagged_whatever_the_period_that_was_asked_for(example_records: PublishedRecords) -> None:
    (figure,) = assemble(example_records, everything(period=parse("2016"), by=()), ("stateless_persons",))  # type: ignore[arg-type]
    assert "carried_forward" in figure.flags


def test_only_the_indicators_that_were_asked_for() -> None:
    records = records_of(row("births", YEAR, "5", "births"), row("deaths", YEAR, "4", "deaths"))
    assert assemble(records, everything(), ("deaths",)).indicators == ("deaths",)  # type: ignore[arg-type]


def test_a_breakdown_that_one_indicator_lacks_does_not_take_the_others_away(monkeypatch: pytest.MonkeyPatch) -> None:
    total = Figure("births", parse("2019"), "AZE", "births", "event", 5.0, "moj", evidence=(Evidence("m", "d", 5),))

    def compute(indicator: Indicator, _: object, request: room.Request) -> list[Figure]:
        if indicator.id != "births":
            return []
        if request.by:
            raise Refused(found="No.", expected="Yes.", do="Otherwise.")
        return [total]

    monkeypatch.setattr(room, "compute", compute)
    request = everything(by=("citizenship",), period=parse("2019"))
    permits = row("work_permits_issued", YEAR, "2", "permits", citizenship="TUR")
    figures = assemble(records_of(permits), request)  # type: ignore[arg-type]
    assert {figure.indicator for figure in figures} == {"births", "work_permits_issued"}
    with pytest.raises(Refused):
        assemble(records_of(permits), request, ("births",))  # type: ignore[arg-type]


def test_two_threads_find_what_one_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of many rows while one thread waits for the engine another asks; figures and their order stay the same."""
    sources = lives(Random(5), 60)
    one = assemble(all_records(sources), Request(by=(EVERY_BREAKDOWN,)))

    monkeypatch.setattr(derived, "MANY", 0)
    known = view(all_records(sources))
    two = assemble(known, Request(by=(EVERY_BREAKDOWN,)))  # type: ignore[arg-type]

    assert known.is_for_threads
    assert list(two) == list(one)
    assert len(one) > 100
