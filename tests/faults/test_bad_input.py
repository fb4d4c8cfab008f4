"""What goes wrong with files, mappings and keys: said in three parts, without a person in it, and nothing half-done."""

import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from durna.workspace import Workspace
from tests.faults.command import Command, Shown
from tests.intake.deliveries import (
    KEY,
    REGISTRATION_COLUMNS,
    REGISTRATIONS,
    begin,
    current,
    state,
    take_in,
    written,
)

SOURCE = "sms_stay_registration"
PERSON = ("1", "2020-01-05", "AZE", "M", "30", "PASSMARKER", "NAMEMARKER")
MARKERS = ("PASSMARKER", "NAMEMARKER")


@pytest.fixture
def land(tmp_path: Path) -> Workspace:
    """A workspace with one delivery in it, so that there is something to lose."""
    land = begin(tmp_path, **{SOURCE: REGISTRATIONS})
    earlier = ("0", "2019-01-05", "AZE", "M", "30", "P0", "x")
    take_in(land, SOURCE, written(tmp_path / "earlier.csv", REGISTRATION_COLUMNS, [earlier]))
    return land


def refused(durna: Command, land: Workspace, file: Path, *more: str, source: str = SOURCE) -> Shown:
    before = state(land)
    shown = durna("intake", source, file, "--workspace", land.root, *more)
    assert shown.is_a_users_error, shown
    assert not [mark for mark in MARKERS if mark in shown.error]
    assert state(land) == before
    assert not list((land.store / "incoming").iterdir())
    return shown


def good(folder: Path, name: str = "a.csv") -> Path:
    return written(folder / name, REGISTRATION_COLUMNS, [PERSON])


def no_file(folder: Path) -> Path:
    return folder / "absent.csv"


def a_folder(folder: Path) -> Path:
    (folder / "folder.csv").mkdir()
    return folder / "folder.csv"


def empty(folder: Path) -> Path:
    (folder / "a.csv").touch()
    return folder / "a.csv"


def only_blanks(folder: Path) -> Path:
    (folder / "a.csv").write_text("\n \n\n", encoding="utf-8")
    return folder / "a.csv"


def only_a_header(folder: Path) -> Path:
    return written(folder / "a.csv", REGISTRATION_COLUMNS, [])


def cut_parquet(folder: Path) -> Path:
    table = {name: [cell] for name, cell in zip(REGISTRATION_COLUMNS, PERSON, strict=True)}
    pq.write_table(pa.table(table), folder / "a.parquet")
    whole = (folder / "a.parquet").read_bytes()
    (folder / "a.parquet").write_bytes(whole[: len(whole) // 2])
    return folder / "a.parquet"


def parquet_with_a_damaged_page(folder: Path) -> Path:
    """Its footer opens; what it points to is not what was written."""
    table = {name: [cell] * 1000 for name, cell in zip(REGISTRATION_COLUMNS, PERSON, strict=True)}
    pq.write_table(pa.table(table), folder / "a.parquet", compression="zstd")
    content = bytearray((folder / "a.parquet").read_bytes())
    content[4:60] = b"\xff" * 56
    (folder / "a.parquet").write_bytes(bytes(content))
    return folder / "a.parquet"


def workbook(folder: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (REGISTRATION_COLUMNS, PERSON):
        sheet.append(row)
    book.save(folder / "a.xlsx")
    return folder / "a.xlsx"


def cut_workbook(folder: Path) -> Path:
    whole = workbook(folder).read_bytes()
    (folder / "a.xlsx").write_bytes(whole[: len(whole) // 2])
    return folder / "a.xlsx"


def web_page(folder: Path) -> Path:
    (folder / "a.xls").write_text("<html><table><tr><td>NAMEMARKER</td></tr></table></html>", encoding="utf-8")
    return folder / "a.xls"


def noise(folder: Path) -> Path:
    (folder / "a.csv").write_bytes(bytes(range(256)) * 40)
    return folder / "a.csv"


def cut_gzip(folder: Path) -> Path:
    import gzip

    rows = "\n".join(",".join((str(n), *PERSON[1:])) for n in range(2000))
    packed = gzip.compress(f"{','.join(REGISTRATION_COLUMNS)}\n{rows}\n".encode())
    (folder / "a.csv.gz").write_bytes(packed[: len(packed) // 2])
    return folder / "a.csv.gz"


def missing_column(folder: Path) -> Path:
    return written(folder / "a.csv", REGISTRATION_COLUMNS[1:], [PERSON[1:]])


def a_column_twice(folder: Path) -> Path:
    return written(folder / "a.csv", (*REGISTRATION_COLUMNS, "name"), [(*PERSON, "x")])


def numbers_for_a_header(folder: Path) -> Path:
    return written(folder / "a.csv", ("1", "2", "3"), [("4", "5", "6")])


@pytest.mark.parametrize(
    "file",
    [
        no_file, a_folder, empty, only_blanks, only_a_header, cut_parquet, parquet_with_a_damaged_page, cut_workbook,
        web_page, noise, cut_gzip, missing_column, a_column_twice, numbers_for_a_header,
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used(
    durna: Command, land: Workspace, tmp_path: Path, file: Callable[[Path], Path]
) -> None:
    shown = refused(durna, land, file(tmp_path))

    assert "a." in shown.error or "absent" in shown.error or "folder" in shown.error or "column" in shown.error


def test_a_missing_column_is_answered_with_the_nearest_one(durna: Command, land: Workspace, tmp_path: Path) -> None:
    renamed = ("number", "day", "countries", *REGISTRATION_COLUMNS[3:])

    shown = refused(durna, land, written(tmp_path / "a.csv", renamed, [PERSON]))

    assert "no column 'country'" in shown.error
    assert "now called 'countries'" in shown.error


def test_titles_above_the_header_are_stepped_over(durna: Command, land: Workspace, tmp_path: Path) -> None:
    file = good(tmp_path)
    file.write_text("Registrations of January\n\n" + file.read_text(encoding="utf-8"), encoding="utf-8")

    assert durna("intake", SOURCE, file, "-w", land.root).status == 0


def test_a_declared_header_row_that_is_not_there(durna: Command, land: Workspace, tmp_path: Path) -> None:
    begin(tmp_path, **{SOURCE: REGISTRATIONS + "file: {header_row: 40}\n"})

    assert "header" in refused(durna, land, good(tmp_path)).error


def test_a_wrong_encoding_declared(durna: Command, land: Workspace, tmp_path: Path) -> None:
    begin(tmp_path, **{SOURCE: REGISTRATIONS + "file: {encoding: utf-8}\n"})
    file = good(tmp_path)
    file.write_bytes(file.read_bytes() + "2,2020-01-05,AZE,M,30,P2,Çinar Şıxəliyev\n".encode()[:-3] + b"\xff\n")

    assert "utf-8" in refused(durna, land, file).error


def test_an_encoding_that_does_not_exist(durna: Command, land: Workspace, tmp_path: Path) -> None:
    begin(tmp_path, **{SOURCE: REGISTRATIONS + "file: {encoding: cp9999}\n"})

    assert "cp9999" in refused(durna, land, good(tmp_path)).error


def test_a_workbook_with_phantom_columns_is_read_as_far_as_it_goes(
    durna: Command, land: Workspace, tmp_path: Path
) -> None:
    """Painted to the last column and the last row of the sheet, as spreadsheets often are."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (REGISTRATION_COLUMNS, PERSON):
        sheet.append(row)
    for place in ("XFD1", "XFD3", "A1048576"):
        sheet[place].font = openpyxl.styles.Font(bold=True)
    book.save(tmp_path / "a.xlsx")

    shown = durna("intake", SOURCE, tmp_path / "a.xlsx", "-w", land.root, "--json")

    assert (shown.status, shown.error) == (0, "")
    assert [receipt["rows_in"] for receipt in json.loads(shown.out)] == [1]


def test_impossible_dates_are_rejected_rows_not_an_error(durna: Command, land: Workspace, tmp_path: Path) -> None:
    days = ["2020-02-30", "2019-02-29", "2020-13-01", "0000-00-00", "99999-01-01", "infinity", "-infinity", "epoch",
            "now", "today", "0044-03-15 (BC)", "1e5", "NaN"]  # fmt: skip
    file = written(tmp_path / "a.csv", REGISTRATION_COLUMNS, [(n, day, *PERSON[2:]) for n, day in enumerate(days)])

    shown = durna("intake", SOURCE, file, "-w", land.root, "--json")

    assert shown.status == 0, shown
    (receipt,) = json.loads(shown.out)
    assert receipt["reasons"] == {"registered_on_unreadable": len(days)}


def test_a_number_larger_than_any_register_is_in_doubt_not_an_error(
    durna: Command, land: Workspace, tmp_path: Path
) -> None:
    ages = ["99999999999999999999", "1e300", "-9223372036854775809", "inf", "nan", "1e-300", "0x1F", "12,5"]
    file = written(tmp_path / "a.csv", REGISTRATION_COLUMNS, [(n, "2020-01-05", "AZE", "M", age, "P", "x")
                                                              for n, age in enumerate(ages)])  # fmt: skip

    shown = durna("intake", SOURCE, file, "-w", land.root, "--json")

    assert shown.status == 0, shown
    (receipt,) = json.loads(shown.out)
    assert (receipt["accepted"], sum(receipt["flags"].values())) == (len(ages), len(ages))


def test_an_unknown_source_is_answered_with_near_names(durna: Command, land: Workspace, tmp_path: Path) -> None:
    assert "sms_stay_registration" in refused(durna, land, good(tmp_path), source="sms_stay_registrations").error


def test_an_unknown_mapping_is_answered_with_those_present(durna: Command, land: Workspace, tmp_path: Path) -> None:
    shown = refused(durna, land, good(tmp_path), "--mapping", "registrations")

    assert f"Present: {SOURCE}" in shown.error


def test_a_mapping_of_another_source(durna: Command, land: Workspace, tmp_path: Path) -> None:
    shown = refused(durna, land, good(tmp_path), "--mapping", SOURCE, source="sbs_refusal")

    assert f"is for source '{SOURCE}'" in shown.error


MAPPING_PROBLEMS = {
    "no yaml": "source: [",
    "nothing": "",
    "a field the contract lacks": REGISTRATIONS + "  permit_no: number\n",
    "a required field left out": REGISTRATIONS.replace("  registered_on: day\n", ""),
    "a code the list lacks": REGISTRATIONS.replace("M: male", "M: man"),
    "a constant the list lacks": REGISTRATIONS.replace("citizenship: country", "citizenship: {constant: Azerbaijan}"),
    "an unknown date form": REGISTRATIONS.replace("on: day", "on: {column: day, form: dym}"),
    "a pattern with a sign that has no meaning": REGISTRATIONS.replace("on: day", "on: {column: day, form: '%Q'}"),
    "a pattern that ends in %": REGISTRATIONS.replace("on: day", "on: {column: day, form: '%d.%m.%Y %'}"),
    "a scale that is no number": REGISTRATIONS.replace("age: age", "age: {column: age, scale: dozen}"),
    "a period that is none": REGISTRATIONS + "covers: always\n",
    "an unpivot pattern that is none": REGISTRATIONS + "file: {unpivot: {columns: '[', name: a, value: b}}\n",
    "an unpivot that fits nothing": REGISTRATIONS + "file: {unpivot: {columns: '^q$', name: a, value: b}}\n",
    "an unpivot column that is not there": REGISTRATIONS + "file: {unpivot: {columns: [q], name: a, value: b}}\n",
    "an end that is no pattern": REGISTRATIONS + "file: {ends_before: '['}\n",
    "a header row in words": REGISTRATIONS + "file: {header_row: four}\n",
    "a header row before the first": REGISTRATIONS + "file: {header_row: -1}\n",
    "a delimiter of two characters": REGISTRATIONS + "file: {delimiter: '||'}\n",
    "a template of a column that is not there": REGISTRATIONS.replace(
        "document_number: passport", 'document_number: {template: "{issuer}-{passport}"}'
    ),
    "a brace left open in a template": REGISTRATIONS.replace(
        "document_number: passport", 'document_number: {template: "{passport"}'
    ),
    "blank cells to fill in a column that is not there": REGISTRATIONS + "file: {fill_down: [issuer]}\n",
    "an event that is a word": REGISTRATIONS + "events: {arrival: day}\n",
}


@pytest.mark.parametrize("problem", MAPPING_PROBLEMS)
def test_a_mapping_that_cannot_be_used(durna: Command, land: Workspace, tmp_path: Path, problem: str) -> None:
    begin(tmp_path, **{SOURCE: MAPPING_PROBLEMS[problem]})

    refused(durna, land, good(tmp_path))


@pytest.mark.parametrize("key", [None, "", "5f", "not hexadecimal " * 5, KEY[:-2]])
def test_a_missing_or_wrong_pseudonym_key(
    durna: Command, land: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str | None
) -> None:
    if key is None:
        monkeypatch.delenv("DURNA_PSEUDONYM_KEY")
    else:
        monkeypatch.setenv("DURNA_PSEUDONYM_KEY", key)

    shown = refused(durna, land, good(tmp_path))

    assert "key" in shown.error
    assert not key or len(key) < 5 or key not in shown.error


def test_a_key_that_is_not_the_one_of_the_store(
    durna: Command, land: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DURNA_PSEUDONYM_KEY", "a0" * 32)

    shown = refused(durna, land, good(tmp_path))

    assert "not the one with which this store was begun" in shown.error
    assert "a0a0" not in shown.error


@pytest.mark.parametrize("words", [("--cut-off", "31.01.2020"), ("--cut-off", "2020-02-30"), ("--covers", "January")])
def test_a_day_or_a_period_that_is_none(
    durna: Command, land: Workspace, tmp_path: Path, words: tuple[str, str]
) -> None:
    assert words[1] in refused(durna, land, good(tmp_path), *words).error


def test_a_folder_that_is_no_workspace(durna: Command, tmp_path: Path) -> None:
    shown = durna("intake", SOURCE, good(tmp_path), "-w", tmp_path / "nowhere")

    assert shown.is_a_users_error
    assert not (tmp_path / "nowhere").exists()


def test_wrong_usage_has_a_status_of_its_own(durna: Command) -> None:
    assert durna("intake", SOURCE).status == 2
    assert durna("intake", "--colour", "red").status == 2


def test_of_several_files_those_before_the_wrong_one_have_their_receipts_shown(
    durna: Command, land: Workspace, tmp_path: Path
) -> None:
    """They were taken in; whoever reads the error must not think that they were not."""
    first = good(tmp_path)

    shown = durna("intake", SOURCE, first, tmp_path / "absent.csv", "-w", land.root)

    assert shown.status == 1
    assert "absent.csv" in shown.error
    assert ("a.csv" in shown.out) == (len(current(land, SOURCE)) == 2)
