"""Parts are held against the total that the same publisher gives."""

from __future__ import annotations

from durna.checks.findings import Finding
from durna.checks.parts import check
from tests.indicators.example import Row, figures_of, row

YEAR = ("2019-01-01", "2019-12-31")


def births(value: str, unit: str = "births", **more: str) -> Row:
    return row("births", YEAR, value, unit, **more)


def found(*rows: Row) -> list[Finding]:
    return list(check(figures_of(*rows)))


def test_parts_above_the_total_are_severe() -> None:
    (finding,) = found(births("10"), births("6", sex="male"), births("5", sex="female"))
    # 6 + 5 = 11, 1 more than 10
    assert (finding.check, finding.severity) == ("parts_above_whole", "severe")
    assert "add to 11, which is 1 more than the total 10" in finding.text["en"]
    assert len(finding.figures) == 3


def test_a_complete_set_of_parts_below_the_total_is_found() -> None:
    (finding,) = found(births("10"), births("6", sex="male"), births("3", sex="female"))
    assert (finding.check, finding.severity) == ("parts_below_whole", "warning")


def test_the_largest_parts_alone_may_stay_below_the_total() -> None:
    largest = [row("work_permits_issued", YEAR, "4", "permits", citizenship=code) for code in ("TUR", "GEO")]
    total = row("work_permits_issued", YEAR, "10", "permits")
    rest = row("work_permits_issued", YEAR, "1", "permits", citizenship="other")
    assert found(total, *largest) == []
    (finding,) = found(total, *largest, rest)
    # 4 + 4 + 1 = 9
    assert "add to 9, which is 1 less" in finding.text["en"]


def test_parts_that_add_up_are_no_finding() -> None:
    assert found(births("10"), births("6", sex="male"), births("4", sex="female")) == []


def test_rounding_is_no_contradiction() -> None:
    # 0.3 thousand is 300 +- 50; 201 + 90 = 291
    total = row("border_entries_foreigners", YEAR, "0.3", "thousand entries")
    parts = [
        row("border_entries_foreigners", YEAR, value, "entries", sex=sex)
        for value, sex in (("201", "male"), ("90", "female"))
    ]
    assert found(total, *parts) == []


def test_parts_that_count_something_else_are_no_parts() -> None:
    total = row("citizenship_determinations", YEAR, "10", "applications")
    parts = [
        row("citizenship_determinations", YEAR, "6", "persons", outcome=code) for code in ("citizen", "not_citizen")
    ]
    (finding,) = found(total, *parts)
    assert (finding.check, finding.severity) == ("parts_above_whole", "warning")
    assert "12 persons, the total is 10 cases" in finding.text["en"]


def test_another_publishers_total_is_no_measure_for_the_parts() -> None:
    assert found(births("10", publisher="ssc"), births("6", sex="male"), births("5", sex="female")) == []


def test_overlapping_parts_are_not_added() -> None:
    total = row("asylum_applications", YEAR, "10", "persons")
    parts = [row("asylum_applications", YEAR, "8", "persons", procedure=code) for code in ("government", "UNHCR")]
    assert found(total, *parts) == []


def test_shares_above_a_hundred_percent_are_found() -> None:
    shares = [
        row("share_of_entries", YEAR, value, "percent", citizenship=code)
        for value, code in (("60.1", "RUS"), ("40.2", "GEO"))
    ]
    (finding,) = found(*shares)
    assert finding.check == "shares_not_whole"
    assert "100.3 %" in finding.text["en"]


def test_twelve_rounded_months_make_a_hundred_percent() -> None:
    # 12 x 8.3 = 99.6, and each month may be 0.05 off: within 0.6
    months = [
        row("monthly_distribution_entries", YEAR, "8.3", "percent of the year", month=str(n)) for n in range(1, 13)
    ]
    assert found(*months) == []
    assert [finding.check for finding in found(*months[:-1], dict(months[-1], value="5.0"))] == ["shares_not_whole"]
