"""Mirror series stand beside the national figure; nothing is joined."""

from __future__ import annotations

from durna.checks.findings import Finding
from durna.checks.mirror import check
from tests.indicators.example import Row, figures_of, row

YEAR = ("2016-01-01", "2016-12-31")


def found(*rows: Row) -> list[Finding]:
    return list(check(figures_of(*rows)))


def mirror(value: str, procedure: str = "government") -> Row:
    return row("asylum_applications", YEAR, value, "persons", publisher="unhcr", procedure=procedure)


def test_the_governments_procedure_reflects_the_national_figure() -> None:
    (finding,) = found(row("asylum_applications", YEAR, "200", "persons"), mirror("190"), mirror("50", "UNHCR"))
    # 190 - 200 = -10; -5 %
    assert (finding.check, finding.severity) == ("mirror", "warning")
    assert "-5 %" in finding.text["en"]
    assert "Dövlət Miqrasiya Xidməti" in finding.text["az"]


def test_cases_are_shown_beside_persons_without_a_percentage() -> None:
    (finding,) = found(row("asylum_cases", YEAR, "404", "applications"), mirror("685"))
    assert finding.severity == "note"
    assert "are not compared" in finding.text["en"]


def test_publishers_that_lie_far_apart_in_one_cell_are_named() -> None:
    rows = [
        row("remittances_received", YEAR, value, "million USD", publisher=publisher)
        for value, publisher in (("1403.087", "worldbank"), ("1150", "adb"))
    ]
    (finding,) = found(*rows)
    assert finding.check == "publishers_disagree"


def test_rounding_is_no_disagreement() -> None:
    rows = [
        row("remittances_received", YEAR, value, "million USD", publisher=publisher)
        for value, publisher in (("1403.087", "worldbank"), ("1401", "adb"))
    ]
    assert found(*rows) == []
