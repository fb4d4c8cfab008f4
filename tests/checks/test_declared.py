"""A workspace sets severities and owners and declares mirror series; every check has its place in the catalogue."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from durna.checks import catalogue, declared
from durna.checks.declared import Declared, Mirror
from durna.checks.findings import Finding
from durna.checks.run import check
from durna.errors import UserError
from tests.indicators.example import Row, figures_of, row

YEAR = ("2019-01-01", "2019-12-31")
ROWS = (
    row("births", YEAR, "10", "births"),
    row("births", YEAR, "6", "births", sex="male"),
    row("births", YEAR, "5", "births", sex="female"),
)


def read(folder: Path, text: str) -> Declared:
    file = folder / declared.FILE
    file.write_text(text, encoding="utf-8")
    return declared.load(file)


def found(rows: tuple[Row, ...], known: Declared, name: str) -> list[Finding]:
    return [one for one in check(figures_of(*rows), declared=known) if one.check == name]


def test_every_check_that_the_code_names_is_in_the_catalogue_and_no_other() -> None:
    folder = Path(str(catalogue.__file__)).parent
    code = "\n".join(file.read_text(encoding="utf-8") for file in folder.glob("*.py"))
    assert {name for name in catalogue.load() if f'"{name}"' not in code} == set()
    named = re.findall(r'Finding\(\s*"([a-z_]+)"', code)
    assert set(named) <= set(catalogue.load())


@pytest.mark.parametrize("one", catalogue.load().values(), ids=lambda one: one.id)
def test_every_check_says_what_it_finds_and_what_to_do_in_both_languages(one: catalogue.Check) -> None:
    assert one.severity in catalogue.SEVERITIES
    assert one.what["en"].endswith(".")
    assert one.do["en"].endswith(".")
    assert one.what["az"]
    assert one.do["az"]


def test_without_a_file_the_checks_keep_their_severity(tmp_path: Path) -> None:
    known = declared.load(tmp_path / declared.FILE)
    (finding,) = found(ROWS, known, "parts_above_whole")
    assert (finding.severity, finding.owner) == ("severe", "sms")


def test_a_workspace_lowers_a_check_and_names_an_owner(tmp_path: Path) -> None:
    known = read(tmp_path, (
        "severity: [{of: parts_above_whole, severity: warning, reason: {en: Twins., az: Ekizlər.}}]\n"
        "owners: {sms: statistics department}\n"
    ))  # fmt: skip
    (finding,) = found(ROWS, known, "parts_above_whole")
    assert (finding.severity, finding.owner) == ("warning", "statistics department")


def test_what_is_said_of_one_finding_goes_before_what_is_said_of_its_check(tmp_path: Path) -> None:
    (plain,) = found(ROWS, Declared(), "parts_above_whole")
    known = read(tmp_path, (
        "severity:\n- {of: parts_above_whole, severity: warning, reason: Twins.}\n"
        f"- {{of: '{plain.finding_id}', severity: note, reason: Known.}}\n"
        f"owners: {{sms: nobody, '{plain.finding_id}': A. A.}}\n"
    ))  # fmt: skip
    (finding,) = found(ROWS, known, "parts_above_whole")
    assert (finding.severity, finding.owner) == ("note", "A. A.")


def test_a_declared_mirror_is_compared(tmp_path: Path) -> None:
    rows = (
        row("stateless_persons_stock", ("2019-12-31", "2019-12-31"), "100", "persons"),
        row("refugees_unhcr_stock", ("2019-12-31", "2019-12-31"), "120", "persons", publisher="unhcr"),
    )
    assert found(rows, Declared(), "mirror") == []
    known = Declared(mirrors=(Mirror("stateless_persons_stock", "refugees_unhcr_stock"),))
    (finding,) = found(rows, known, "mirror")
    # (120 - 100) / 100 = 20 %
    assert "The difference is 20 %" in finding.text["en"]
    assert (finding.severity, finding.owner) == ("warning", "sms")


@pytest.mark.parametrize("text", [
    "[1]", "colour: red", "severity: {a: b}", "severity: [{of: no_such_check, severity: note, reason: x}]",
    "severity: [{of: mirror, severity: dire, reason: x}]", "severity: [{of: mirror, severity: note}]",
    "owners: [x]", "mirrors: [{national: camels, mirror: births}]", "same_cells: [{stated: x, counted: y}]",
])  # fmt: skip
def test_a_file_that_is_wrong_is_a_users_error(tmp_path: Path, text: str) -> None:
    with pytest.raises(UserError) as error:
        read(tmp_path, text)
    assert error.value.found.startswith("checks.yaml")
