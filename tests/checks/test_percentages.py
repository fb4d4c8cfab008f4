"""Balances, ratios and derived figures are worked out again from their levels."""

from __future__ import annotations

from durna.checks.findings import Finding
from durna.checks.percentages import check
from tests.indicators.example import Row, figures_of, row

YEAR = ("2019-01-01", "2019-12-31")


def found(*rows: Row) -> list[Finding]:
    return list(check(figures_of(*rows)))


def migration(net: str) -> list[Row]:
    return [
        row("net_migration_administrative", YEAR, net, "persons"),
        row("immigration_permanent_administrative", YEAR, "2042", "persons"),
        row("emigration_permanent_administrative", YEAR, "1654", "persons"),
    ]


def test_a_balance_is_what_came_minus_what_went() -> None:
    # 2,042 - 1,654 = 388
    assert found(*migration("388")) == []
    (finding,) = found(*migration("398"))
    assert finding.check == "identity"
    assert "388" in finding.text["en"]


def test_a_derived_figure_is_worked_out_again() -> None:
    def derived(value: str, remark: str, unit: str = "thousand entries") -> list[Finding]:
        return found(row("border_entries_foreigners", YEAR, value, unit, derived=remark))

    # 2,297.8 + 211.0 = 2,508.8; 76.8 % of 791.8 = 608.1; 2,691,998 - 449,215 = 2,242,783
    assert derived("2508.8", "2,297.8 plus the stated fall of 211.0 thousand") == []
    assert derived("608.1", "76.8 percent (sum of the shares) of 791.8 thousand; error about +-4 thousand") == []
    assert derived("2242783", "2,691,998 minus the stated rise of 449,215", "entries") == []
    assert [one.check for one in derived("2518.8", "2,297.8 plus 211.0")] == ["derived_not_reproduced"]
    assert derived("5", "by hand") == []


def test_a_share_is_worked_out_again_where_the_levels_are_known() -> None:
    levels = [
        row("border_entries_foreigners", YEAR, "200", "entries"),
        row("border_entries_foreigners", YEAR, "61", "entries", citizenship="RUS"),
    ]
    # 61 / 200 = 30.5 %
    assert found(*levels, row("share_of_entries", YEAR, "30.5", "percent", citizenship="RUS")) == []
    (finding,) = found(*levels, row("share_of_entries", YEAR, "32.6", "percent", citizenship="RUS"))
    assert finding.check == "ratio_not_reproduced"


def test_a_ratio_of_two_indicators_is_worked_out_again() -> None:
    levels = [
        row("border_entries_foreigners", YEAR, "300", "entries"), row("border_persons_entered", YEAR, "200", "persons"),
    ]  # fmt: skip
    # 300 / 200 = 1.5
    assert found(*levels, row("entries_per_person", YEAR, "1.5", "entries per person")) == []
    assert len(found(*levels, row("entries_per_person", YEAR, "1.8", "entries per person"))) == 1
