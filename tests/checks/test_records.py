"""Records that contradict themselves, cannot be or came twice are counted, and sampled without a person."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from durna.checks.findings import Finding
from durna.checks.records import check
from durna.store.records import Records
from durna.workspace import Workspace
from tests.intake.deliveries import CROSSING_COLUMNS, CROSSINGS, KEY, begin, take_in, written

PERMITS = """\
source: sms_temporary_residence
fields:
  permit_no: number
  decided_on: decided
  valid_from: since
  valid_to: until
  birth_date: born
  age: age
  sex: {column: sex, codes: {M: male, F: female}}
  document_number: passport
"""
PERMIT_COLUMNS = ("number", "decided", "since", "until", "born", "age", "sex", "passport")
STAYS = """\
source: sbs_stay
fields:
  stay_no: number
  arrived_on: arrived
  departed_on: left
  document_number: passport
"""
GOOD = ("2020-03-01", "2020-03-01", "2021-03-01", "1980-05-17", "39", "F")
Row = tuple[object, ...]


@pytest.fixture(autouse=True)
def _pseudonym_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DURNA_PSEUDONYM_KEY", KEY)


def permits(folder: Path, *rows: Row, good: int = 40) -> Workspace:
    """`rows`, each without its number and passport, after so many good ones."""
    workspace = begin(folder, sms_temporary_residence=PERMITS)
    every = [(f"N{n}", *row, f"P{n}") for n, row in enumerate([GOOD] * good + list(rows))]
    take_in(workspace, "sms_temporary_residence", written(folder / "permits.csv", PERMIT_COLUMNS, every))
    return workspace


def found(workspace: Workspace) -> dict[str, Finding]:
    return {one.check: one for one in check(Records(workspace))}


def test_records_without_a_fault_are_silent(tmp_path: Path) -> None:
    assert found(permits(tmp_path)) == {}


def test_a_permit_that_ends_before_it_starts_is_counted_and_sampled(tmp_path: Path) -> None:
    workspace = permits(tmp_path, ("2020-03-01", "2020-03-01", "2019-03-01", "1980-05-17", "39", "F"))
    finding = found(workspace)["record_contradiction"]
    # 1 of 41 records is 2.4 %
    assert "Validity ends before it starts, in 1 of 41 records (2.4 %)" in finding.text["en"]
    assert (finding.count, finding.severity, finding.owner) == (1, "warning", "sms")
    (failing,) = finding.sample
    # The 41st record stands on line 42 of the file, below the header.
    assert failing.row_no == 42
    assert dict(failing.fields) == {
        "decided_on": "2020-03-01", "valid_from": "2020-03-01", "valid_to": "2019-03-01"
    }  # fmt: skip


def test_one_record_in_twenty_is_severe(tmp_path: Path) -> None:
    wrong = ("2020-03-01", "2020-03-01", "2019-03-01", "1980-05-17", "39", "F")
    assert found(permits(tmp_path, wrong, good=19))["record_contradiction"].severity == "severe"


def test_birth_after_the_event_is_found_and_nothing_about_the_birth_is_shown(tmp_path: Path) -> None:
    workspace = permits(tmp_path, ("2020-03-01", "2020-03-01", "2021-03-01", "2021-05-17", None, "F"))
    finding = found(workspace)["record_contradiction"]
    assert "Born after the date of the record" in finding.text["en"]
    assert "2021-05-17" not in repr(finding)


def test_an_impossible_age_is_found(tmp_path: Path) -> None:
    finding = found(permits(tmp_path, ("2020-03-01", "2020-03-01", "2021-03-01", None, "190", "F")))[
        "record_implausible"
    ]
    assert finding.count == 1
    assert "190" not in repr(finding.sample)


def test_a_departure_before_the_arrival_is_found(tmp_path: Path) -> None:
    workspace = begin(tmp_path, sbs_stay=STAYS)
    rows = [("1", "2020-05-01", "2020-05-09", "A"), ("2", "2020-05-10", "2020-05-09", "B")]
    take_in(workspace, "sbs_stay", written(tmp_path / "stays.csv", ("number", "arrived", "left", "passport"), rows))
    finding = found(workspace)["record_contradiction"]
    assert "Departure earlier than the arrival, in 1 of 2 records (50 %)" in finding.text["en"]
    assert (finding.severity, finding.owner) == ("severe", "sbs")


@pytest.mark.parametrize(("unknown", "severity"), [(1, "note"), (2, "warning"), (40, "severe")])
def test_unknown_codes_weigh_by_their_share(tmp_path: Path, unknown: int, severity: str) -> None:
    rows: Iterable[Row] = [(*GOOD[:5], "X")] * unknown
    finding = found(permits(tmp_path, *rows, good=160 - unknown))["unknown_codes"]
    # 1 of 160 is below 1 %, 2 of 160 above it, 40 of 160 above 20 %
    assert (finding.count, finding.severity) == (unknown, severity)


def test_no_sample_holds_a_pseudonym_or_a_number(tmp_path: Path) -> None:
    workspace = permits(tmp_path, ("2020-03-01", "2020-03-01", "2019-03-01", "1980-05-17", "39", "F"))
    rows = Records(workspace).table("sms_temporary_residence").to_pyarrow().to_pylist()
    shown = repr(list(check(Records(workspace))))
    assert not any(row["person"] in shown or repr(row["permit_no"]) in shown for row in rows)


def crossings(folder: Path, *deliveries: tuple[date, list[Row]]) -> Workspace:
    workspace = begin(folder, sbs_border_crossing=CROSSINGS)
    for number, (cut_off, rows) in enumerate(deliveries):
        file = written(folder / f"crossings{number}.csv", CROSSING_COLUMNS, rows)
        take_in(workspace, "sbs_border_crossing", file, cut_off=cut_off)
    return workspace


def test_a_record_that_came_again_under_another_number_is_found(tmp_path: Path) -> None:
    first: list[Row] = [(n, "in", f"2020-01-{n:02}", f"P{n}") for n in range(1, 31)]
    # The third crossing of January is delivered again in the file of February, which begins on the same days.
    second: list[Row] = [(101, "in", "2020-01-03", "P3"), (102, "in", "2020-02-04", "P4")]
    workspace = crossings(tmp_path, (date(2020, 1, 31), first), (date(2020, 2, 29), second))
    finding = found(workspace)["repeated_across_deliveries"]
    assert finding.count == 1
    assert "1 of 32 records (3.1 %)" in finding.text["en"]
    assert finding.severity == "warning"


def test_two_persons_on_one_day_and_one_person_in_two_directions_are_no_repeats(tmp_path: Path) -> None:
    first: list[Row] = [(1, "in", "2020-01-03", "A"), (2, "in", "2020-01-05", "B")]
    second: list[Row] = [(3, "in", "2020-01-03", "C"), (4, "out", "2020-01-03", "A"), (5, "in", "2020-02-03", "A")]
    workspace = crossings(tmp_path, (date(2020, 1, 31), first), (date(2020, 2, 29), second))
    assert "repeated_across_deliveries" not in found(workspace)


def test_what_was_corrected_is_no_longer_found(tmp_path: Path) -> None:
    workspace = permits(tmp_path, ("2020-03-01", "2020-03-01", "2019-03-01", "1980-05-17", "39", "X"), good=3)
    assert set(found(workspace)) == {"record_contradiction", "unknown_codes"}
    every = [(f"N{n}", *GOOD, f"P{n}") for n in range(4)]
    take_in(workspace, "sms_temporary_residence", written(tmp_path / "again.csv", PERMIT_COLUMNS, every))
    assert found(workspace) == {}
