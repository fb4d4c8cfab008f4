"""Indicators that two filled-in rows of a source cannot show: small tables and registers, with the arithmetic beside.

With tests/indicators/test_chapters.py every indicator of the catalogue is seen to give a figure from its sources.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from durna.indicators.calculate import Request, compute
from durna.indicators.chapters import PUBLISHED_ONLY, declared, measures
from durna.indicators.definition import catalogue
from durna.indicators.figures import Figure
from durna.periods import parse
from durna.sources.contract import load
from tests.indicators.example import figures_of, one
from tests.indicators.example import row as published_row
from tests.indicators.memory import MemoryRecords
from tests.indicators.test_chapters import NEEDS_MORE

YEAR = {"period_start": date(2019, 1, 1), "period_end": date(2019, 12, 31), "geography": "AZE"}
COVERED = {
    "sbs_border_crossing": ["2019"], "sms_citizenship": ["2019"], "sms_temporary_residence": ["2018..2019"],
    "mlspp_labour_contracts": ["2019"], "sms_detention": ["2019"],
}  # fmt: skip


def cell(series: str, value: float, **more: Any) -> dict[str, Any]:
    return {**YEAR, "series": series, "value": value, **more}


def entry(day: str, **more: Any) -> dict[str, Any]:
    return {"crossed_on": date.fromisoformat(day), "direction": "entry", "citizenship": "GEO", **more}


def computed(indicator: str, sources: dict[str, list[dict[str, Any]]], by: tuple[str, ...] = ()) -> list[Figure]:
    covers = {source: period for source, period in COVERED.items() if source in sources}
    return compute(catalogue()[indicator], MemoryRecords(sources, covers), Request(parse("2019"), by=by))


def values(figures: list[Figure]) -> dict[str, float | None]:
    return {",".join(code for _, code in figure.dimensions): figure.value for figure in figures}


WORKED: dict[str, tuple[dict[str, list[dict[str, Any]]], dict[str, float]]] = {
    "population_growth_rate": ({"ssc_population": [cell("growth_rate", 0.9, unit="percent")]}, {"": 0.9}),
    "recruitment_cost": (
        # 300 of what is earned in a month, 600: half of it.
        {"ssc_lfs": [cell("recruitment_cost", 300), cell("earnings_abroad", 600)]}, {"": 50},
    ),
    "remittance_cost": ({"mirror_worldbank": [cell("remittance_cost", 2.5)]}, {"": 2.5}),
    "monthly_distribution_entries": (
        {"sbs_border_crossing": [entry("2019-01-10"), *[entry("2019-07-01")] * 3]}, {"1": 25, "7": 75},
    ),
    "arrivals_for_tourism_share": (
        {"sbs_border_crossing": [entry("2019-01-10", purpose="tourism"), *[entry("2019-07-01", purpose="work")] * 3]},
        {"": 25},
    ),
    "naturalisation_rate": (
        # One admitted in the year; four had a title when it began.
        {
            "sms_citizenship": [
                {"person": "p1", "type": "admission", "decided_on": date(2019, 5, 1), "decision": "granted"},
                {"person": "p2", "type": "dual_found", "decided_on": date(2019, 5, 1)},
            ],
            "sms_temporary_residence": [
                {"person": f"p{number}", "decision": "granted", "valid_from": date(2018, 6, 1),
                 "decided_on": date(2018, 6, 1), "valid_to": date(2020, 6, 1), "citizenship": "GEO"}
                for number in range(4)
            ],
        },
        {"": 25},
    ),
    "work_injuries_migrants": (
        # One of two foreigners at work at the end of the year was injured in it.
        {
            "mlspp_labour_contracts": [
                {"person": f"p{number}", "citizenship": "GEO", "starts_on": date(2019, 1, 1),
                 "work_injury_on": date(2019, 6, 1) if number else None}
                for number in (0, 1)
            ],
        },
        {"foreigner": 50_000},
    ),
    "employment_gap": (
        # Born here 60 of 100; abroad 10 of 20 and 20 of 40, together half.
        {
            "ssc_lfs": [
                cell(series, value, country_of_birth=born)
                for born, employed, every in (("AZE", 60, 100), ("GEO", 10, 20), ("TUR", 20, 40))
                for series, value in (("employed", employed), ("population_15_plus", every))
            ],
        },
        {"": 10},
    ),
    "dependency_effect": (
        {
            "ssc_population": [
                cell(f"working_age_{which}_migration", value, scenario=scenario)
                for scenario, with_migration, without in (("low", 6060, 6000), ("high", 6600, 6000))
                for which, value in (("with", with_migration), ("without", without))
            ],
        },
        {"low": 101, "high": 110},
    ),
    "dual_citizens_identified": (
        # One person, found twice.
        {
            "sms_citizenship": [
                {"person": person, "type": kind, "decided_on": date(2019, month, 1), "other_citizenship": "TUR"}
                for person, kind, month in (("p1", "dual_found", 3), ("p1", "dual_found", 9), ("p2", "termination", 9))
            ],
        },
        {"": 1},
    ),
    "migration_policy_sdg": (
        {"mirror_undesa": [cell("inquiry_affirmative", 24), cell("inquiry_questions", 30)]}, {"": 80},
    ),
}  # fmt: skip


@pytest.mark.parametrize("indicator", WORKED)
def test_it_gives_the_figure_that_is_worked_out(indicator: str) -> None:
    sources, expected = WORKED[indicator]
    found = values(computed(indicator, sources))
    assert {key: found.get(key) for key in expected} == pytest.approx(expected)


def test_every_indicator_is_shown_here_or_among_the_chapters() -> None:
    assert set(WORKED) >= NEEDS_MORE
    assert set(catalogue()) == set(measures()) | PUBLISHED_ONLY
    assert not set(measures()) & PUBLISHED_ONLY


@pytest.mark.parametrize("indicator", sorted(catalogue()))
def test_it_is_computed_or_read_from_a_source_that_its_definition_names(indicator: str) -> None:
    known = catalogue()[indicator]
    if indicator in PUBLISHED_ONLY:
        assert "published_figures" in known.sources
        return
    used = {getattr(leaf, "source", None) for measure in declared(indicator) for leaf in measure.leaves()}
    origins = {load(source).origin for source in used if source}
    assert origins & set(known.sources)


@pytest.mark.parametrize("indicator", sorted(PUBLISHED_ONLY))
def test_what_is_only_published_is_read_as_it_stands(indicator: str) -> None:
    found = figures_of(published_row(indicator, ("2019-01-01", "2019-12-31"), "12", "persons"))
    assert one(found, indicator, "2019").value == 12


def test_rates_of_all_born_abroad_that_the_office_states_go_before_those_that_follow() -> None:
    sources = {
        "ssc_lfs": [
            *WORKED["employment_gap"][0]["ssc_lfs"],
            cell("employment_rate_native_born", 65.0, unit="percent"),
            cell("employment_rate_foreign_born", 58.5, unit="percent"),
        ]
    }
    (found,) = computed("employment_gap", sources)
    assert (found.value, found.unit) == (6.5, "percentage points")


def test_the_gap_is_given_by_sex_where_both_rates_are() -> None:
    rates = [
        cell(f"employment_rate_{born}_born", value, sex=sex, unit="percent")
        for born, sex, value in (
            ("native", "male", 70.0), ("native", "female", 60.0),
            ("foreign", "male", 75.0), ("foreign", "female", 45.0),
        )
    ]  # fmt: skip
    assert values(computed("employment_gap", {"ssc_lfs": rates}, ("sex",))) == {"male": -5.0, "female": 15.0}


def test_domains_of_the_inquiry_stand_beside_its_share() -> None:
    shares = [cell("inquiry_share", 80, unit="percent"), cell("inquiry_share", 60, domain="crises", unit="percent")]
    assert values(computed("migration_policy_sdg", {"mirror_undesa": shares}, ("domain",))) == {"": 80, "crises": 60}


def test_the_ninetieth_percentile_of_detention_stands_beside_the_median() -> None:
    """Eleven spells of 0, 10, ... 100 days: half of them last 50 days at most, nine tenths 90."""
    spells = [
        {"person": f"p{days}", "admitted_on": date(2019, 6, 1), "released_on": date(2019, 6, 1) + timedelta(days)}
        for days in range(0, 101, 10)
    ]
    found = computed("detention_length", {"sms_detention": spells})
    assert values(found) == {"": 50, "percentile_90": 90}


def test_a_year_from_october_is_a_fiscal_year() -> None:
    cells = [
        {"series": "population_mid_year", "value": 10.0, "geography": "AZE",
         "period_start": date(2018, 10, 1), "period_end": date(2019, 9, 30)}
    ]  # fmt: skip
    records = MemoryRecords({"ssc_population": cells})
    found = compute(catalogue()["population_mid_year"], records, Request(parse("2018..2019")))
    assert [(str(one.period), one.period_kind, one.value) for one in found] == [
        ("2018-10..2019-09", "fiscal_year", 10.0)
    ]
