"""Every indicator without a figure is in the register, with a reason and an owner."""

from __future__ import annotations

from dataclasses import replace

import pytest

from durna.indicators.definition import catalogue
from durna.indicators.figures import Figures
from durna.indicators.gaps import Gap, gap_register, institutions
from durna.periods import parse
from durna.store.receipts import Receipt
from tests.indicators.example import PublishedRecords, figures_of, row

PERIOD = parse("2013..2021-10")


def gaps(figures: Figures, *sources: str, declared: tuple[str, ...] | None = None) -> dict[str, Gap]:
    found = gap_register(catalogue(), figures, map(receipt, sources), PERIOD, declared)
    return {gap.indicator: gap for gap in found}


def receipt(source: str) -> Receipt:
    return Receipt(
        source=source, delivery_id="d", file="f", sha256="0", cut_off=None, rows_in=1, accepted=1, rejected=0,
        superseded=0, records=1, reasons={}, flags={}, unknown_codes={}, seconds=0.0, mapping="", mapping_sha256="",
        stream="", covers=None, recorded_at="2026-01-01T00:00:00+00:00", recorded_by="test",
    )  # fmt: skip


def test_figures_and_gaps_together_are_the_catalogue(example_figures: Figures) -> None:
    inside = {figure.indicator for figure in example_figures if PERIOD.contains(figure.period)}
    assert set(gaps(example_figures)) == set(catalogue()) - inside


def test_the_order_is_that_of_the_catalogue(example_figures: Figures) -> None:
    found = gaps(example_figures)
    assert list(found) == [name for name in catalogue() if name in found]


def test_a_register_that_sent_nothing_owes_a_delivery() -> None:
    gap = gaps(Figures(()))["entry_refusals"]
    assert (gap.reason, gap.institutions, gap.sources) == ("no_delivery", ("sbs",), ("sbs_refusal",))


def test_a_source_of_finished_tables_was_not_published() -> None:
    assert gaps(Figures(()))["population_total"].reason == "not_published"


@pytest.mark.parametrize("indicator", ["immigration_residence_12m", "emigration_residence_12m"])
def test_twelve_month_migration_waits_for_crossings_of_individuals(indicator: str) -> None:
    assert gaps(Figures(()))[indicator].reason == "needs_crossings"
    # Delivered, but nobody in them can be followed from one crossing to the next.
    assert gaps(Figures(()), "sbs_border_crossing")[indicator].reason == "needs_crossings"


def test_records_without_a_measure_for_the_indicator_wait_for_a_rule() -> None:
    assert gaps(Figures(()), "sbs_refusal", declared=())["entry_refusals"].reason == "no_rule"
    assert gaps(Figures(()), "sbs_refusal", declared=("entry_refusals",))["entry_refusals"].reason == "outside_period"


def test_a_figure_of_another_period_is_told_apart_from_none() -> None:
    figures = figures_of(row("naturalisations", ("2008-01-01", "2008-12-31"), "1", "persons"))
    assert gaps(figures)["naturalisations"].reason == "outside_period"


def test_a_figure_that_reaches_beyond_the_period_does_not_fill_it() -> None:
    figures = figures_of(row("naturalisations", ("2021-01-01", "2021-12-31"), "1", "persons"))
    assert gaps(figures)["naturalisations"].reason == "outside_period"


def test_a_figure_without_a_value_fills_nothing() -> None:
    (figure,) = figures_of(row("naturalisations", ("2019-01-01", "2019-12-31"), "1", "persons"))
    assert "naturalisations" not in gaps(Figures([figure]))
    assert "naturalisations" in gaps(Figures([replace(figure, value=None)]))


def test_every_institution_of_the_sources_is_named() -> None:
    assert institutions(catalogue()["overstay_estimate"]) == ("sbs", "sms")


def test_receipts_of_the_example_are_taken_as_they_are(example_records: PublishedRecords) -> None:
    found = gap_register(catalogue(), Figures(()), example_records.receipts(), PERIOD)
    assert len(found) == len(catalogue())


def test_a_selection_is_listed_and_not_counted() -> None:
    """Fifty public documents do not say how many are in force."""
    register = gap_register(catalogue(), Figures(()), [replace(receipt("policy_register"), partial=True)], PERIOD)

    assert {gap.indicator: gap.reason for gap in register}["instruments_ratified"] == "partial_delivery"
