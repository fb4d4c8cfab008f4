import csv
from pathlib import Path

import pytest

from durna.workspace import Workspace
from tests.intake.deliveries import REGISTRATION_COLUMNS, REGISTRATIONS, begin, take_in, written

TEXTS = REGISTRATIONS.replace("  age: age\n", "  age: age\n  region: region\n")
COLUMNS = (*REGISTRATION_COLUMNS, "region")


@pytest.fixture
def land(tmp_path: Path) -> Workspace:
    return begin(tmp_path, sms_stay_registration=TEXTS)


def held(land: Workspace, rows: list[tuple[object, ...]], more: str = "") -> list[dict[str, str]]:
    file = written(land.root.parent / "a.csv", COLUMNS, rows)
    with file.open("a", encoding="utf-8") as out:
        out.write(more)
    receipt = take_in(land, "sms_stay_registration", file)
    if receipt.quarantine is None:
        return []
    with (land.root / receipt.quarantine).open(encoding="utf-8", newline="") as stream:
        lines = list(csv.DictReader(stream))
    assert len(lines) == receipt.rejected
    return lines


def row(
    number: object = 1, day: object = "2020-01-05", country: object = "AZE", region: object = "Baku"
) -> tuple[object, ...]:
    return (number, day, country, "M", 30, "P1", "x", region)


def test_a_rejected_row_is_named_by_its_line_with_its_reason_and_what_could_be_read(land: Workspace) -> None:
    lines = held(land, [row(1), row(2, day="soon"), row(3, day="")])

    shown = [(line["row_no"], line["reason"], line["registration_no"], line["citizenship"]) for line in lines]
    assert shown == [("3", "registered_on_unreadable", "2", "AZE"), ("4", "registered_on_missing", "3", "AZE")]


def test_a_delivery_without_a_rejected_row_leaves_none(land: Workspace) -> None:
    assert held(land, [row(1)]) == []
    assert not list(land.quarantine.glob("*")) if land.quarantine.exists() else True


def test_malformed_rows_stand_among_the_others_in_the_order_of_the_file(land: Workspace) -> None:
    lines = held(land, [row(1), row(2, day="")], "7,2020-01-05,AZE,M,30,P7,x,Baku,more,more\n9,,AZE,M,30,P9,x,Baku\n")

    reasons = [(line["row_no"], line["reason"]) for line in lines]
    assert reasons == [("3", "registered_on_missing"), ("4", "malformed_row"), ("5", "registered_on_missing")]


def test_a_code_nobody_knows_is_not_shown(land: Workspace) -> None:
    (line,) = held(land, [row(1, day="", country="SOMEBODY")])

    assert line["citizenship"] == "?"


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+1+1", "@SUM(1)", "-1+cmd", "\tx=1"])
def test_no_cell_begins_as_a_formula(land: Workspace, text: str) -> None:
    """The file is opened in a spreadsheet program by people who trust it."""
    (line,) = held(land, [row(1, day="", region=text)])

    assert line["region"][:1] not in ("=", "+", "@", "-", "\t")


def test_there_is_no_column_of_an_identifying_field_and_no_pseudonym(land: Workspace) -> None:
    (line,) = held(land, [row(1, day="")])

    assert not {"person", "document_number", "family_name", "given_name", "personal_number", "patronymic"} & set(line)


def test_other_peoples_files_in_the_folder_stay(land: Workspace) -> None:
    """Officials keep their corrections beside the quarantine file."""
    held(land, [row(1, day="")])
    for name in ("corrected.csv", "notes.txt", "march.xlsx"):
        (land.quarantine / name).write_text("ours", encoding="utf-8")

    held(land, [row(2, day="")])

    assert {"corrected.csv", "notes.txt", "march.xlsx"} <= {file.name for file in land.quarantine.iterdir()}
