"""Numbers, words and codes as files carry them, through a whole intake of one row."""

import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from durna.errors import UserError
from tests.intake.deliveries import begin, current, take_in, written

PERMITS = "source: sms_work_permit\nfields:\n  permit_no: number\n  decided_on: day\n"


def one(folder: Path, field: str, cell: object, more: str = "") -> dict[str, Any]:
    """The record of a row whose column `it` holds this cell."""
    land = begin(folder, sms_work_permit=f"{PERMITS}  {field}\n{more}")
    take_in(land, "sms_work_permit", written(folder / "a.csv", ("number", "day", "it"), [(1, "2020-01-05", cell)]))
    (record,) = current(land, "sms_work_permit")
    return record


@pytest.mark.parametrize(
    ("cell", "wage"),
    [
        ("1250", 1250), ("1250.50", 1250.5), ("1 250", 1250), ("1\u00a0250,5".replace(",", "."), 1250.5),
        ("1\u202f250", 1250), ("1\u2009250 000", 1250000), ("€ 1 250", 1250),
        ("\u22123", -3), (" 12 ", 12), ("-3", -3), ("1e3", 1000), ("0", 0), (".5", 0.5),
    ],
)  # fmt: skip
def test_a_number_may_be_written_in_groups(tmp_path: Path, cell: str, wage: float) -> None:
    assert one(tmp_path, "wage: it", cell)["wage"] == wage


@pytest.mark.parametrize(
    "cell",
    [
        "3,125",
        "1.250,5",
        "twelve",
        "12 manat",
        "1.2.3",
        "--",
        "NaN",
        "inf",
        "1e999",
        "5%",
        "1 234 2",
        "12 34",
        "1234 567",
    ],
)  # a footnote's number behind the value
def test_what_may_mean_two_numbers_or_none_is_in_doubt(tmp_path: Path, cell: str) -> None:
    record = one(tmp_path, "wage: it", cell)

    assert (record["wage"], record["flags"]) == (None, "wage_unreadable")


@pytest.mark.parametrize(
    ("cell", "decimal", "wage"),
    [
        ("3,125", ",", 3.125), ("3,125", ".", 3125), ("1.250,5", ",", 1250.5), ("1,250.5", ".", 1250.5),
        ("1 250,5", ",", 1250.5), ("7", ",", 7), ("7", ".", 7),
    ],
)  # fmt: skip
def test_the_mapping_says_what_a_comma_means(tmp_path: Path, cell: str, decimal: str, wage: float) -> None:
    assert one(tmp_path, f'wage: {{column: it, decimal: "{decimal}"}}', cell)["wage"] == wage


@pytest.mark.parametrize("cell", ["1.5", "12.34.56"])
def test_a_point_where_a_comma_is_the_mark_must_part_thousands(tmp_path: Path, cell: str) -> None:
    """1.5 under a decimal comma is no fifteen: somebody wrote in the other manner."""
    record = one(tmp_path, 'wage: {column: it, decimal: ","}', cell)

    assert (record["wage"], record["flags"]) == (None, "wage_unreadable")


def test_thousands_are_brought_to_units(tmp_path: Path) -> None:
    assert one(tmp_path, "wage: {column: it, scale: 1000}", "1.5")["wage"] == 1500
    assert one(tmp_path, "persons_requested: {column: it, scale: 1000}", "1.5")["persons_requested"] == 1500


@pytest.mark.parametrize(("cell", "months"), [("12", 12), ("12.0", 12), (" 12 ", 12), ("0", 0), ("120", 120)])
def test_a_whole_number_may_have_been_kept_with_a_point(tmp_path: Path, cell: str, months: int) -> None:
    record = one(tmp_path, "months: it", cell)

    assert (record["months"], record["flags"]) == (months, None)


@pytest.mark.parametrize(
    ("cell", "flag"), [("121", "months_implausible"), ("-1", "months_implausible"), ("1.5", "months_unreadable")]
)
def test_a_number_beyond_its_limits_is_kept_and_in_doubt_a_part_is_not_kept(
    tmp_path: Path, cell: str, flag: str
) -> None:
    record = one(tmp_path, "months: it", cell)

    assert record["flags"] == flag
    assert record["months"] == (None if flag == "months_unreadable" else int(cell))


@pytest.mark.parametrize(
    ("cell", "posted"),
    [("yes", True), ("NO", False), ("1", True), ("0", False), ("true", True), ("Bəli", True), ("Xeyr", False),
     ("да", True), ("нет", False), ("", None), ("HƏ", True), ("YOX", False)],
)  # fmt: skip
def test_yes_and_no_are_understood_in_the_offices_languages(tmp_path: Path, cell: str, posted: bool | None) -> None:
    record = one(tmp_path, "posted: it", cell)

    assert (record["posted"], record["flags"]) == (posted, None)


def test_a_word_that_is_neither_is_in_doubt(tmp_path: Path) -> None:
    record = one(tmp_path, "posted: it", "perhaps")

    assert (record["posted"], record["flags"]) == (None, "posted_unreadable")


@pytest.mark.parametrize("cell", ["577", "577.0", " 577 "])
def test_a_code_kept_as_a_number_is_the_code(tmp_path: Path, cell: str) -> None:
    assert one(tmp_path, "citizenship: {column: it, codes: {577: AZE}}", cell)["citizenship"] == "AZE"


def test_a_code_of_letters_that_ends_like_a_number_is_left_alone(tmp_path: Path) -> None:
    assert one(tmp_path, "citizenship: {column: it, codes: {A1.0: AZE}}", "A1.0")["citizenship"] == "AZE"


@pytest.mark.parametrize("cells", [[577], [577.0], ["577"]])
def test_a_code_in_a_column_of_numbers_is_the_code(tmp_path: Path, cells: list[object]) -> None:
    land = begin(tmp_path, sms_work_permit=PERMITS + "  citizenship: {column: it, codes: {577: AZE}}\n")
    pq.write_table(pa.table({"number": ["1"], "day": ["2020-01-05"], "it": cells}), tmp_path / "a.parquet")
    take_in(land, "sms_work_permit", tmp_path / "a.parquet")

    assert current(land, "sms_work_permit")[0]["citizenship"] == "AZE"


def test_an_unknown_code_is_kept_with_a_mark(tmp_path: Path) -> None:
    assert one(tmp_path, "citizenship: {column: it, codes: {577: AZE}}", "999")["citizenship"] == "?999"


def test_a_code_that_means_nothing_is_no_value_and_known(tmp_path: Path) -> None:
    land = begin(tmp_path, sms_work_permit=PERMITS + "  citizenship: {column: it, codes: {XX: null}}\n")
    receipt = take_in(
        land, "sms_work_permit", written(tmp_path / "a.csv", ("number", "day", "it"), [(1, "2020-01-05", "XX")])
    )

    assert receipt.unknown_codes == {}
    assert current(land, "sms_work_permit")[0]["citizenship"] is None


def test_a_code_of_the_list_need_not_be_mapped(tmp_path: Path) -> None:
    assert one(tmp_path, "citizenship: {column: it, codes: {577: AZE}}", "GEO")["citizenship"] == "GEO"


def test_a_mapping_may_give_a_code_of_the_list_another_meaning(tmp_path: Path) -> None:
    """An office's own code may look like one of ours."""
    assert one(tmp_path, "sex: {column: it, codes: {male: female}}", "male")["sex"] == "female"


def test_a_word_that_means_no_value_is_none(tmp_path: Path) -> None:
    more = 'file: {missing: ["N/A", "-"]}\n'

    for cell in ("N/A", " - ", ""):
        record = one(tmp_path / cell.strip().replace("/", ""), "wage: it", cell, more)
        assert (record["wage"], record["flags"]) == (None, None)


def test_a_word_in_the_place_of_a_date_is_named(tmp_path: Path) -> None:
    field = 'valid_to: {column: it, form: mmddyyyy, special: {"D/S": duration_of_status}}'

    special = one(tmp_path / "special", field, "D/S")
    plain = one(tmp_path / "plain", field, "1052020")

    assert (special["valid_to"], special["flags"]) == (None, "duration_of_status")
    assert (plain["valid_to"], plain["flags"]) == (date(2020, 1, 5), None)


def test_two_words_may_have_one_name(tmp_path: Path) -> None:
    field = "wage: {column: it, special: {secret: withheld, hidden: withheld}}"
    flags = [one(tmp_path / word, field, word)["flags"] for word in ("secret", "hidden")]
    assert flags == ["withheld", "withheld"]


def test_a_special_word_of_a_code_is_named_and_no_unknown_code(tmp_path: Path) -> None:
    record = one(tmp_path, 'citizenship: {column: it, special: {"not told": citizenship_not_told}}', "not told")

    assert (record["citizenship"], record["flags"]) == (None, "citizenship_not_told")


def test_a_template_joins_columns_and_lacks_a_value_where_one_of_them_does(tmp_path: Path) -> None:
    assert one(tmp_path / "a", 'region: {template: "{number}-{it}"}', "x")["region"] == "1-x"
    assert one(tmp_path / "b", 'region: {template: "{number}-{it}"}', "")["region"] is None


def test_quotes_in_names_and_cells_are_letters(tmp_path: Path) -> None:
    land = begin(
        tmp_path,
        sms_work_permit=PERMITS
        + '  region: "it\'s \\"here\\""\n  channel: {constant: "o\'k"}\n'.replace("channel", "occupation"),
    )
    file = written(
        tmp_path / "a.csv", ("number", "day", 'it\'s "here"'), [(1, "2020-01-05", "O'Neil; DROP TABLE x; --")]
    )
    take_in(land, "sms_work_permit", file)

    (record,) = current(land, "sms_work_permit")
    assert (record["region"], record["occupation"]) == ("O'Neil; DROP TABLE x; --", "o'k")


@pytest.mark.parametrize(
    "name", ["code", "value", "known", "flags", "event_no", "delivery_id", "person", "durna_event"]
)
def test_a_column_may_have_any_name(tmp_path: Path, name: str) -> None:
    """Also one that the engine's own tables use."""
    land = begin(
        tmp_path, sms_work_permit=f"{PERMITS}  citizenship: {name}\n  sex: {{column: {name}, codes: {{GEO: male}}}}\n"
    )
    take_in(land, "sms_work_permit", written(tmp_path / "a.csv", ("number", "day", name), [(1, "2020-01-05", "GEO")]))

    (record,) = current(land, "sms_work_permit")
    assert (record["citizenship"], record["sex"]) == ("GEO", "male")


def test_one_column_may_fill_several_fields(tmp_path: Path) -> None:
    record = one(tmp_path, "valid_from: it\n  valid_to: it\n  region: it", "2020-01-06")

    assert record["valid_from"] == record["valid_to"] == date(2020, 1, 6)
    assert record["region"] == "2020-01-06"


def test_a_code_outside_its_list_cannot_be_mapped_to(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="'man', which its code list does not have"):
        one(tmp_path, "sex: {column: it, codes: {M: man}}", "M")


def test_a_check_between_fields_flags_and_does_not_reject(tmp_path: Path) -> None:
    record = one(tmp_path, "applied_on: it", "2020-01-06")

    assert record["flags"] == "decided_before_applied"


def test_a_check_on_a_missing_value_passes(tmp_path: Path) -> None:
    assert one(tmp_path, "applied_on: it", "")["flags"] is None


def test_an_instant_has_the_day_that_the_country_had(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten in the evening of Greenwich is two in the morning of Baku, wherever the machine stands."""
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    land = begin(tmp_path, 'timezone = "Asia/Baku"\n', sms_work_permit=PERMITS)
    instant = pa.array([datetime(2019, 12, 31, 22, tzinfo=UTC)], pa.timestamp("us", tz="UTC"))
    pq.write_table(pa.table({"number": ["1"], "day": instant}), tmp_path / "a.parquet")

    take_in(land, "sms_work_permit", tmp_path / "a.parquet")
    monkeypatch.undo()
    time.tzset()

    assert current(land, "sms_work_permit")[0]["decided_on"] == date(2020, 1, 1)
