"""`durna map`: a proposal is written for editing, and never over somebody's work."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from durna.cli.main import durna
from durna.errors import UserError
from durna.sources import mapping as mappings

PERMITS = """permit number;decision date;citizenship;passport number;surname;status
P-1;14.05.2021;Türkiyə;U1234567;Yılmaz;Verilib
P-2;25.05.2021;Rusiya;7654321;Petrov;İmtina edilib
P-3;26.05.2021;Rusiya;7654322;Sidorov;Verilib
P-4;27.05.2021;Türkiyə;U1234568;Kaya;Verilib
"""


def run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(durna, list(map(str, arguments)), standalone_mode=False)
    if result.exception:
        raise result.exception
    return result


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    run("new", tmp_path / "w", "--country", "AZE")
    return tmp_path / "w"


@pytest.fixture
def permits(tmp_path: Path) -> Path:
    file = tmp_path / "permits.csv"
    file.write_text(PERMITS, encoding="utf-8")
    return file


def test_the_mapping_is_named_as_the_source(workspace: Path, permits: Path) -> None:
    output = run("map", permits, "sms_work_permit", "--workspace", workspace).output
    mapping = mappings.load(workspace / "mappings" / "sms_work_permit.yaml")
    assert mapping.fields["decided_on"].forms == ("dmy",)
    assert mapping.fields["decision"].codes == {"Verilib": "granted", "İmtina edilib": "refused"}
    assert "citizenship      citizenship: 2 of 2 values recognised" in output
    assert "durna intake sms_work_permit" in output


def test_another_name_may_be_given(workspace: Path, permits: Path) -> None:
    output = run("map", permits, "sms_work_permit", "-w", workspace, "--name", "permits-2021").output
    assert (workspace / "mappings" / "permits-2021.yaml").exists()
    assert "--mapping permits-2021" in output


@pytest.mark.parametrize("name", ["../outside", "a/b", ".hidden"])
def test_a_name_cannot_leave_the_folder(workspace: Path, permits: Path, name: str) -> None:
    with pytest.raises(UserError, match="cannot be the name"):
        run("map", permits, "sms_work_permit", "-w", workspace, "--name", name)


def test_work_done_by_hand_is_not_overwritten(workspace: Path, permits: Path) -> None:
    target = workspace / "mappings" / "sms_work_permit.yaml"
    target.write_text("mine", encoding="utf-8")
    with pytest.raises(UserError, match="already"):
        run("map", permits, "sms_work_permit", "-w", workspace)
    assert target.read_text(encoding="utf-8") == "mine"
    run("map", permits, "sms_work_permit", "-w", workspace, "--force")
    assert mappings.load(target).source == "sms_work_permit"


def test_no_personal_value_is_shown_or_written(workspace: Path, permits: Path) -> None:
    output = run("map", permits, "sms_work_permit", "-w", workspace).output
    written = (workspace / "mappings" / "sms_work_permit.yaml").read_text(encoding="utf-8")
    assert [word for word in ("U1234567", "7654321", "Petrov", "Kaya") if word in output + written] == []


def test_an_unreadable_file_writes_nothing(workspace: Path, tmp_path: Path) -> None:
    with pytest.raises(UserError):
        run("map", tmp_path / "absent.csv", "sms_work_permit", "-w", workspace)
    assert list((workspace / "mappings").glob("*.yaml")) == []


def test_an_unknown_source_is_answered_with_near_names(workspace: Path, permits: Path) -> None:
    with pytest.raises(UserError) as error:
        run("map", permits, "sms_work_permits", "-w", workspace)
    assert "sms_work_permit" in error.value.expected


def test_a_proposed_mapping_takes_the_file_in(
    workspace: Path, permits: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DURNA_PSEUDONYM_KEY", "ab" * 32)
    run("map", permits, "sms_work_permit", "-w", workspace)
    output = run("intake", "sms_work_permit", permits, "-w", workspace).output
    assert "4 in = 4 accepted + 0 rejected" in output
    assert "unknown" not in output


def test_what_is_made_of_crossings_is_not_mapped(workspace: Path, permits: Path) -> None:
    with pytest.raises(UserError, match="'residence_spell' is not delivered") as refused:
        run("map", permits, "residence_spell", "--workspace", workspace)

    assert "sbs_border_crossing" in refused.value.do
    assert not list((workspace / "mappings").glob("residence_*"))
