"""The thirteen faults of the published figures, each told apart from a fact, and the part-year 2021.

Expected values stand in the cited releases; the arithmetic stands beside them.
"""

from __future__ import annotations

from datetime import date

import pytest

from durna.checks.findings import Finding
from durna.checks.run import check
from durna.errors import Refused
from durna.indicators.breaks import footnotes
from durna.indicators.comparisons import compare, moving_twelve_months, same_months
from durna.indicators.definition import catalogue
from durna.indicators.figures import Figures, add, mean
from durna.indicators.passports import passport
from durna.indicators.preference import differences, prefer
from durna.indicators.published import published
from durna.periods import parse
from tests.indicators.example import (
    PublishedRecords,
    delivered,
    everything,
    example_breaks,
    example_rules,
    one,
    only_published,
    row,
)  # fmt: skip

ENTRIES = "border_entries_foreigners"
IMMIGRATION = "immigration_permanent_administrative"


@pytest.fixture(scope="module")
def records() -> PublishedRecords:
    return PublishedRecords(delivered())


@pytest.fixture(scope="module")
def figures(records: PublishedRecords) -> Figures:
    return only_published(records, rules=example_rules(), breaks=example_breaks())


@pytest.fixture(scope="module")
def findings(figures: Figures) -> list[Finding]:
    return check(figures, example_breaks(), example_rules())


def named(findings: list[Finding], code: str, indicator: str) -> list[Finding]:
    return [finding for finding in findings if (finding.check, finding.indicator) == (code, indicator)]


def test_trap_1_persons_are_told_apart_from_entries(figures: Figures, findings: list[Finding]) -> None:
    persons = one(figures, "border_persons_entered", "2018-01..2018-06")
    entries = one(figures, ENTRIES, "2018-01..2018-06")
    assert (persons.value, persons.counting_unit) == (827_352, "person")
    assert (entries.value, entries.counting_unit) == (1_324_075, "event")
    with pytest.raises(Refused):
        add([persons, entries])
    with pytest.raises(Refused):
        compare(entries, persons)
    # 2,845,697 "foreign citizens" of 2018 can only be entries: the release is named for what it counts.
    label = one(figures, ENTRIES, "2018", "eap2018")
    assert (label.value, label.counting_unit) == (2_845_697, "event")
    (finding,) = named(findings, "label_misleads", ENTRIES)
    assert label.figure_id in finding.figures


def test_trap_2_official_immigration_is_a_count_of_permits(figures: Figures, findings: list[Finding]) -> None:
    for year, count in (("2018", 3_220), ("2021", 2_397)):
        assert one(figures, IMMIGRATION, year).value == one(figures, "permanent_permits_issued", year).value == count
    assert one(figures, IMMIGRATION, "2018").counting_unit == "registration"
    (finding,) = named(findings, "count_of_permits", IMMIGRATION)
    assert "2018, 2021" in finding.text["en"]
    # The change of residence is an indicator of its own, without a published figure.
    assert figures.of("immigration_residence_12m") == ()


def test_trap_3_a_year_announced_early_keeps_its_true_end(figures: Figures) -> None:
    early = one(figures, ENTRIES, "2017-01-01..2017-12-23")
    assert (early.value, early.period.end) == (2_470_014, date(2017, 12, 23))
    assert "cut_short" in early.flags
    with pytest.raises(Refused):
        compare(one(figures, ENTRIES, "2018", "sms"), early)
    results_of_2013 = one(figures, "work_permits_issued", "2013-01-01..2013-12-27")
    assert "cut_short" in results_of_2013.flags


def test_trap_4_the_same_numbers_for_another_period(figures: Figures, findings: list[Finding]) -> None:
    may = one(figures, IMMIGRATION, "2017-01..2017-05")
    assert "disputed" in may.flags
    (finding,) = named(findings, "disputed", IMMIGRATION)
    assert "Jan-Jun 2017 by Trend" in finding.text["en"]
    # Were the other release delivered as well, the equality itself would be found.
    other = row(IMMIGRATION, ("2017-01-01", "2017-06-30"), "1078", "persons", publisher="ssc", reference="trend2016")
    both = only_published(PublishedRecords({**delivered(), "trend": [other]}), rules=example_rules())
    (found,) = named(check(both), "same_value_other_period", IMMIGRATION)
    assert "1,078" in found.text["en"]
    assert "2017-01 to 2017-05, 2017-01 to 2017-06" in found.text["en"]


def test_trap_5_parts_above_the_whole(findings: list[Finding]) -> None:
    (finding,) = named(findings, "parts_above_whole", "citizenship_determinations")
    # 20,756 + 3,925 + 1,558 = 26,239 persons, 24,125 applications
    assert "26,239 persons, the total is 24,125 cases" in finding.text["en"]


def test_trap_6_parts_below_the_whole(figures: Figures, findings: list[Finding]) -> None:
    (finding,) = named(findings, "parts_below_whole", ENTRIES)
    # The total 2,691,998 minus 2,691,991 is 7; the outlet with 102,360 for 102,353 differs by the same 7.
    assert "2,691,991, which is 7 less than the total 2,691,998" in finding.text["en"]
    assert "disputed" in one(figures, ENTRIES, "2017", citizenship="ARE").flags


def test_trap_7_a_percentage_that_does_not_follow(figures: Figures, findings: list[Finding]) -> None:
    new = one(figures, "permanent_permits_issued", "2019-01..2019-06")
    old = one(figures, "permanent_permits_issued", "2018-01..2018-06")
    found = compare(new, old)
    # 1,694 / 1,859 - 1 = -8.9 %, where the release says -31 %
    assert (new.value, old.value, found.change) == (1_694, 1_859, -165)
    assert found.percent == pytest.approx(-8.9, abs=0.05)
    assert same_months(figures, new) == (old,)
    (finding,) = named(findings, "disputed", "permanent_permits_issued")
    assert "-31%" in finding.text["en"]


def test_trap_8_cases_persons_and_two_procedures(figures: Figures, findings: list[Finding]) -> None:
    cases, persons = one(figures, "asylum_cases", "2016"), one(figures, "asylum_applications", "2016", "sms")
    assert (cases.value, persons.value) == (95, 209)
    with pytest.raises(Refused):
        add([cases, persons])
    assert len(named(findings, "cases_and_persons", "asylum_cases")) == 1
    government = one(figures, "asylum_applications", "2016", procedure="government")
    own = one(figures, "asylum_applications", "2016", procedure="UNHCR")
    assert (government.value, own.value) == (203, 210)
    (overlap,) = named(findings, "overlapping_parts", "asylum_applications")
    assert {government.figure_id, own.figure_id} <= set(overlap.figures)
    beside = {text for finding in findings if finding.check == "mirror" for text in (finding.text["en"],)}
    assert any("404 cases" in text and "685 persons" in text for text in beside)
    assert any("52 cases" in text and "89 persons" in text for text in beside)


def test_trap_9_carried_forward(figures: Figures, findings: list[Finding]) -> None:
    (finding,) = named(findings, "carried_forward", "stateless_persons")
    # 3,585 at the end of each of the nine years 2013 to 2021
    assert "3,585, at 9 dates" in finding.text["en"]
    assert len(finding.figures) == 9
    assert "carried_forward" in one(figures, "stateless_persons", "2021-12-31").flags


def test_trap_10_removals_and_bans_overlap(figures: Figures, findings: list[Finding]) -> None:
    joined = one(figures, "removals_and_entry_bans", "2014")
    assert joined.value == 6_431
    (finding,) = named(findings, "not_separable", "removals_and_entry_bans")
    assert "6,431" in finding.text["en"]
    assert [str(figure.period) for figure in figures.of("removals_enforced") if figure.period == joined.period] == []
    assert len(named(findings, "overlapping_indicators", "entry_bans")) == 1


def test_trap_11_a_stock_with_short_stays_inside(figures: Figures, findings: list[Finding]) -> None:
    stock = one(figures, "foreigners_living", "2021-01-14")
    assert stock.value == 118_409
    assert "short stays" in catalogue()["foreigners_living"].caveat["en"]
    assert any(
        stock.figure_id in finding.figures for finding in named(findings, "short_stays_in_stock", "foreigners_living")
    )
    # The definition of residents with a title has no figure that could be taken for it.
    assert figures.of("foreign_residents_stock") == ()


def test_trap_12_three_concepts_of_remittances(figures: Figures) -> None:
    bank = one(figures, "remittances_received", "2020", "worldbank")
    asian = one(figures, "remittances_received", "2020", "adb")
    central = one(figures, "remittances_received", "2020-01..2020-06", "cba")
    assert (bank.value, asian.value, central.value) == (1_403.087, 1_150, 372.4)
    assert bank.preferred
    assert not asian.preferred
    (found,) = [r for r in prefer(figures, example_rules())[1] if r.shown.indicator == "remittances_received"]
    (difference,) = differences(found)
    # 1,150 - 1,403.087 = -253.087; / 1,403.087 = -18.0 %
    assert difference.absolute == pytest.approx(-253.087)
    assert difference.percent == pytest.approx(-18.0, abs=0.05)
    with pytest.raises(Refused):
        compare(bank, central)


def test_trap_13_population_rebased_is_a_break_not_a_decline() -> None:
    day = ("2023-01-01", "2023-01-01")
    rebased = row(
        "population_total", day, "10127145", "persons", publisher="ssc", reference="turan2023", period_kind="date"
    )
    records = PublishedRecords({**delivered(), "turan": [rebased]})
    figures = only_published(records, rules=example_rules(), breaks=example_breaks())
    new, old = one(figures, "population_total", "2023-01-01"), one(figures, "population_total", "2022-01-01")
    assert (new.value, old.value) == (10_127_145, 10_156_366)
    assert [found.id for found in footnotes(new, example_breaks())] == ["population_rebased_2019_census"]
    (warning,) = compare(new, old, example_breaks()).warnings
    assert "census of 2019" in warning["en"]
    (finding,) = named(check(figures, example_breaks()), "break_not_decline", "population_total")
    assert set(finding.figures) == {new.figure_id, old.figure_id}


def test_january_to_october_is_compared_like_for_like(figures: Figures) -> None:
    part = one(figures, ENTRIES, "2021-01..2021-10")
    (before,) = same_months(figures, part)
    found = compare(part, before, example_breaks())
    # 608.1 / 2,682.4 thousand - 1 = -77.3 %
    assert (part.value, before.value) == (608_100, 2_682_400)
    assert found.percent == pytest.approx(-77.3, abs=0.05)
    assert found.direction == "fell"
    assert any("Land border" in warning["en"] for warning in found.warnings)


def test_ten_months_against_twelve_are_refused(figures: Figures) -> None:
    part, year = one(figures, ENTRIES, "2021-01..2021-10"), one(figures, ENTRIES, "2020")
    # It would read as 608.1 / 795.7 - 1 = -24 %; the finished year was 791.8 / 795.7 - 1 = -0.5 %.
    with pytest.raises(Refused) as refusal:
        compare(part, year)
    assert "2020-01..2020-10" in refusal.value.do
    assert compare(one(figures, ENTRIES, "2021", "ssc"), year).percent == pytest.approx(-0.5, abs=0.05)


def test_totals_and_means_of_2013_to_2021_are_refused_where_the_last_is_a_part(figures: Figures) -> None:
    years = [figure for figure in figures.series(ENTRIES) if figure.period.is_year and figure.period.start.year < 2021]
    part = one(figures, ENTRIES, "2021-01..2021-10")
    for work_out in (add, mean):
        with pytest.raises(Refused):
            work_out([*years, part])


def test_a_part_year_is_never_scaled_to_a_year(records: PublishedRecords) -> None:
    request = everything(period=parse("2013..2021-10"), by=())
    found = [figure for figure in published(records, request, (ENTRIES,)) if figure.period.start.year == 2021]  # type: ignore[arg-type]
    assert [(str(figure.period), figure.value) for figure in found] == [("2021-01..2021-10", 608_100)]
    assert "part_year" in found[0].flags


def test_twelve_months_without_monthly_figures_are_refused(figures: Figures) -> None:
    with pytest.raises(Refused):
        moving_twelve_months(figures.series(ENTRIES), date(2021, 10, 31))


def test_all_vintages_of_2021_are_kept_and_one_is_shown(records: PublishedRecords, figures: Figures) -> None:
    vintages = [figure for figure in figures.of(ENTRIES) if str(figure.period) == "2021" and not figure.dimensions]
    assert {figure.value for figure in vintages} == {791_983, 791_800, 790_062}
    (shown,) = [figure for figure in vintages if figure.preferred]
    # The rule of the workspace: the Committee answers for the official series.
    assert (shown.publisher, shown.published) == ("ssc", "791.8 thousand entries")
    (found,) = prefer(vintages, example_rules())[1]
    assert {"en", "az"} <= set(found.rule)
    # 790,062 - 791,800 = -1,738; 791,983 - 791,800 = 183 (0.02 %), more than the 50 that rounding explains
    assert {difference.absolute for difference in differences(found)} == {-1_738, 183}
    others = passport(shown, records, figures=vintages)["disagrees_with"]  # type: ignore[arg-type]
    assert len(others) == 2


def test_a_first_release_stands_beside_the_later_one(figures: Figures) -> None:
    for indicator, period, first, later in (
        ("readmissions_done", "2016", 120, 123),
        (IMMIGRATION, "2013", 3_000, 3_100),
    ):
        found = {figure.value: figure.preferred for figure in figures.of(indicator) if str(figure.period) == period}
        assert found == {first: False, later: True}
