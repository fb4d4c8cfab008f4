"""`durna check` and `durna deliveries`, as the people who answer for data use them."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest

from durna.checks import explanations
from durna.workspace import Workspace
from tests.faults.command import Command
from tests.intake.deliveries import KEY, begin, take_in, written

STATED = """\
source: published_figures
fields:
  indicator: {constant: births}
  period_start: since
  period_end: until
  geography: {constant: AZE}
  sex: sex
  value: value
  unit: {constant: births}
  publisher: {constant: ssc}
  reference: {constant: r1}
"""
YEAR = ("2019-01-01", "2019-12-31")
EXPECTED = "- {source: published_figures, every: year, due_days: 30, since: 2019, institution: ssc}\n"


@pytest.fixture
def durna(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    monkeypatch.setenv("DURNA_PSEUDONYM_KEY", KEY)
    return Command(monkeypatch, capsys)


@pytest.fixture
def land(tmp_path: Path) -> Workspace:
    """6 boys and 5 girls of 10 children."""
    workspace = begin(tmp_path, published_figures=STATED)
    rows = [(*YEAR, None, 10), (*YEAR, "male", 6), (*YEAR, "female", 5)]
    file = written(tmp_path / "births.csv", ("since", "until", "sex", "value"), rows)
    take_in(workspace, "published_figures", file, cut_off=date(2019, 12, 31))
    return workspace


def listed(durna: Command, land: Workspace, *more: str) -> list[dict[str, object]]:
    shown = durna("check", "--workspace", land.root, "--format", "json", *more)
    assert shown.status == 0
    found: list[dict[str, object]] = json.loads(shown.out)
    return found


def test_findings_are_listed_with_owner_severity_count_and_state(durna: Command, land: Workspace) -> None:
    (finding,) = listed(durna, land)
    assert [finding[name] for name in ("check", "severity", "owner", "count", "state")] == [
        "parts_above_whole", "severe", "ssc", 3, "unexplained",
    ]  # fmt: skip


def test_severity_and_owner_choose(durna: Command, land: Workspace) -> None:
    assert listed(durna, land, "--severity", "note") == []
    assert listed(durna, land, "--owner", "sbs") == []
    assert len(listed(durna, land, "--owner", "ssc", "--severity", "severe")) == 1


def test_a_person_and_a_table_program_can_read_it(durna: Command, land: Workspace) -> None:
    table = durna("check", "--workspace", land.root)
    assert "1 finding: 1 severe, 0 warning, 0 note; 1 without an explanation that holds." in table.out
    (row,) = csv.DictReader(io.StringIO(durna("check", "--workspace", land.root, "--format", "csv").out))
    assert row["severity"] == "severe"
    assert "add to 11" in row["text"]


def test_a_finding_is_explained_from_the_command_line(durna: Command, land: Workspace) -> None:
    (finding,) = listed(durna, land)
    answer = ("--explain", str(finding["finding"]), "--by", "A. Əliyeva", "--reason", "Twins.", "--on", "2026-01-05")
    assert durna("check", "--workspace", land.root, *answer).status == 0
    (explained,) = listed(durna, land)
    assert explained["state"] == "explained"
    (entry,) = explanations.load(land.root / explanations.FILE).all.values()
    assert (entry.by, entry.when, entry.reason) == ("A. Əliyeva", date(2026, 1, 5), {"en": "Twins."})


def test_an_explanation_of_nothing_is_a_users_error(durna: Command, land: Workspace) -> None:
    shown = durna("check", "--workspace", land.root, "--explain", "camels:x:1", "--by", "A.", "--reason", "x")
    assert shown.is_a_users_error
    assert not (land.root / explanations.FILE).exists()


@pytest.mark.parametrize("words", [("--by", "A."), ("--explain", "x"), ("--explain", "x", "--by", "A.")])
def test_half_an_explanation_is_wrong_usage(durna: Command, land: Workspace, words: tuple[str, ...]) -> None:
    assert durna("check", "--workspace", land.root, *words).status == 2


def test_deliveries_are_shown_for_the_day_that_is_told(durna: Command, land: Workspace) -> None:
    (land.root / "expected_deliveries.yaml").write_text(EXPECTED, encoding="utf-8")
    shown = durna("deliveries", "--workspace", land.root, "--on", "2020-01-10", "--format", "json")
    # The delivery was recorded when the test ran: on that day nobody knew of it.
    assert [(row["period"], row["due_on"], row["state"]) for row in json.loads(shown.out)] == [
        ("2019", "2020-01-30", "due")
    ]
    later = json.loads(durna("deliveries", "--workspace", land.root, "--on", "2999-01-10", "--format", "json").out)
    assert (later[0]["period"], later[0]["state"], later[0]["delivery_id"] != "") == ("2019", "late", True)
    assert later[-1] == {
        "institution": "ssc", "source": "published_figures", "stream": "", "period": "2998", "due_on": "2999-01-30",
        "state": "due", "received_on": None, "days_late": 0, "delivery_id": "",
    }  # fmt: skip
    open_ = durna("deliveries", "--workspace", land.root, "--on", "2999-01-10", "--open", "--format", "json")
    assert json.loads(open_.out) == later[1:]


def test_a_workspace_that_expects_nothing_says_so(durna: Command, land: Workspace) -> None:
    assert "No delivery is expected" in durna("deliveries", "--workspace", land.root, "--on", "2020-01-10").out
    assert durna("deliveries", "--workspace", land.root, "--on", "soon").is_a_users_error
