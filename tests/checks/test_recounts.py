"""A published total is counted again from the records of its source, for its own period and cell."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from durna.checks.declared import Declared, SameCell
from durna.checks.findings import Finding
from durna.checks.recounts import check
from durna.indicators.calculate import Request
from durna.indicators.figures import Figures
from durna.indicators.published import published
from durna.residence.derived import view
from durna.store.records import Records
from durna.workspace import Workspace
from tests.intake.deliveries import KEY, REGISTRATION_COLUMNS, REGISTRATIONS, begin, take_in, written

STATED = """\
source: published_figures
fields:
  indicator: {constant: stay_registrations}
  period_start: since
  period_end: until
  geography: {constant: AZE}
  citizenship: country
  ground: kind
  value: value
  unit: {constant: registrations}
  publisher: {constant: sms}
  source: {constant: sms_stay_registration}
  reference: {constant: r1}
"""
COLUMNS = ("since", "until", "country", "kind", "value")
# Three registrations a month over two years, the third of them of a citizen of Turkey.
MONTHS = [(year, month) for year in (2019, 2020) for month in range(1, 13)]


@pytest.fixture(autouse=True)
def _pseudonym_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DURNA_PSEUDONYM_KEY", KEY)


def delivered(folder: Path, *rows: tuple[object, ...]) -> Workspace:
    workspace = begin(folder, sms_stay_registration=REGISTRATIONS, published_figures=STATED)
    registrations = [
        (f"{year}-{month}-{day}", f"{year}-{month:02}-{day:02}", country, "F", 30, f"P{year}{month}{day}", "X")
        for year, month in MONTHS
        for day, country in ((1, "GEO"), (15, "GEO"), (28, "TUR"))
    ]
    file = written(folder / "registrations.csv", REGISTRATION_COLUMNS, registrations)
    take_in(workspace, "sms_stay_registration", file, cut_off=date(2020, 12, 31))
    take_in(workspace, "published_figures", written(folder / "stated.csv", COLUMNS, rows))
    return workspace


def found(workspace: Workspace, declared: Declared | None = None) -> list[Finding]:
    records = Records(workspace)
    return list(check(view(records), Figures(published(records, Request(by=("*",)))), declared or Declared()))


def test_a_total_that_is_what_the_records_add_to_is_silent(tmp_path: Path) -> None:
    # 3 x 12 months of a year; 3 x 12 of a fiscal year from July; 12 Turkish citizens a year.
    workspace = delivered(
        tmp_path, ("2019-01-01", "2019-12-31", None, None, 36), ("2019-07-01", "2020-06-30", None, None, 36),
        ("2019-01-01", "2019-12-31", "TUR", None, 12),
    )  # fmt: skip
    assert found(workspace) == []


def test_a_total_that_is_not_is_found_with_both_numbers(tmp_path: Path) -> None:
    (finding,) = found(delivered(tmp_path, ("2019-07-01", "2020-06-30", None, None, 40)))
    assert "states 40" in finding.text["en"]
    assert "add to 36. The difference is 4." in finding.text["en"]
    assert (finding.check, finding.severity, finding.owner) == ("stated_not_counted", "warning", "sms")


def test_a_group_is_counted_by_itself(tmp_path: Path) -> None:
    (finding,) = found(delivered(tmp_path, ("2020-01-01", "2020-12-31", "TUR", None, 11)))
    assert "2020, Türkiye" in finding.text["en"] or "2020, Turkey" in finding.text["en"]
    assert "add to 12" in finding.text["en"]


def test_a_period_that_the_records_do_not_cover_or_that_cuts_a_month_is_left_alone(tmp_path: Path) -> None:
    workspace = delivered(
        tmp_path, ("2018-01-01", "2018-12-31", None, None, 40), ("2020-07-01", "2021-06-30", None, None, 40),
        ("2019-01-16", "2019-12-31", None, None, 40),
    )  # fmt: skip
    assert found(workspace) == []


def test_a_cell_of_two_names_is_counted_once_it_is_declared(tmp_path: Path) -> None:
    workspace = delivered(tmp_path, ("2019-01-01", "2019-12-31", None, "from the west", 13))
    assert found(workspace) == []
    known = Declared(same_cells=(SameCell((("ground", "from the west"),), (("citizenship", "TUR"),)),))
    (finding,) = found(workspace, known)
    assert "states 13" in finding.text["en"]
    assert "add to 12" in finding.text["en"]
