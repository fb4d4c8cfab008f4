"""What a delivery marks as disputed is shown with its remark."""

from __future__ import annotations

from durna.checks.disputed import check
from tests.indicators.example import figures_of, row


def test_the_remark_stands_in_the_finding_in_both_languages() -> None:
    figures = figures_of(
        row(
            "births",
            ("2019-01-01", "2019-12-31"),
            "7",
            "births",
            disputed="true",
            note_en="Another says 8.",
            note_az="Başqası 8 deyir.",
        ),
        row("deaths", ("2019-01-01", "2019-12-31"), "7", "deaths"),
    )
    (finding,) = check(figures)
    assert finding.indicator == "births"
    assert finding.text["en"].endswith("Another says 8.")
    assert finding.text["az"].endswith("Başqası 8 deyir.")
