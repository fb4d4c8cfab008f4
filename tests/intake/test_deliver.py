"""What holds of every delivery, whatever its rows: tried on generated files against counting by hand."""

import json
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from durna.errors import UserError
from durna.sources.contract import derived
from durna.store.receipts import Receipt
from durna.workspace import Workspace
from tests.intake.deliveries import (
    KEY,
    POPULATION,
    REGISTRATION_COLUMNS,
    REGISTRATIONS,
    STAYS_AS_CROSSINGS,
    begin,
    current,
    state,
    take_in,
    written,
)

generated = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

DAYS = ["2020-01-05", "2020-02-29", "2019-12-31"]
NO_DAYS = ["2020-02-30", "31.12.2019", "yesterday", "0"]
AGES = {"0": None, "120": None, "34": None, "": None, "-1": "age_implausible", "121": "age_implausible",
        "thirty": "age_unreadable", "3.5": "age_unreadable"}  # fmt: skip

Row = tuple[str, ...]
registrations = st.lists(
    st.tuples(
        st.sampled_from(["1", "2", "3", "4", "5", "6", ""]),
        st.sampled_from([*DAYS, *DAYS, *NO_DAYS, ""]),
        st.sampled_from(["AZE", "GEO", "XX", "Gürcüstan", ""]),
        st.sampled_from(["M", "F", "male", "?", ""]),
        st.sampled_from(list(AGES)),
        st.sampled_from(["P1", "P2", ""]),
        st.just("somebody"),
    ),
    min_size=1,
    max_size=12,
)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("deliveries")


def fresh(place: Path, **mappings: str) -> Workspace:
    """Every example begins an empty store."""
    number = sum(1 for _ in place.iterdir())
    return begin(place / str(number), **mappings)


def reason(row: Row) -> str | None:
    """Why a registration cannot be used, if it cannot: its number comes first in the contract, then its day."""
    if not row[0]:
        return "registration_no_missing"
    if row[1] in DAYS:
        return None
    return "registered_on_unreadable" if row[1] else "registered_on_missing"


@generated
@given(rows=registrations)
def test_every_row_is_accepted_or_rejected_for_one_reason(place: Path, rows: list[Row]) -> None:
    land = fresh(place, sms_stay_registration=REGISTRATIONS)

    receipt = take_in(land, "sms_stay_registration", written(land.root.parent / "a.csv", REGISTRATION_COLUMNS, rows))

    reasons = Counter(filter(None, map(reason, rows)))
    usable = [row for row in rows if reason(row) is None]
    assert receipt.rows_in == receipt.accepted + receipt.rejected == len(rows)
    assert receipt.reasons == reasons
    assert receipt.rejected == sum(receipt.reasons.values()) == len(rows) - len(usable)
    assert receipt.records == receipt.accepted == len(current(land, "sms_stay_registration"))


@generated
@given(rows=registrations)
def test_every_doubt_and_every_unknown_code_is_counted(place: Path, rows: list[Row]) -> None:
    land = fresh(place, sms_stay_registration=REGISTRATIONS)

    receipt = take_in(land, "sms_stay_registration", written(land.root.parent / "a.csv", REGISTRATION_COLUMNS, rows))

    usable = [row for row in rows if reason(row) is None]
    flags = Counter(flag for row in usable if (flag := AGES[row[4]]))
    repeated = len(usable) - len({row[0] for row in usable})
    assert receipt.flags == {**flags, **({"key_repeated": repeated} if repeated else {})}
    unknown = {
        "sex": Counter(row[3] for row in usable if row[3] == "?"),
        "citizenship": Counter(row[2] for row in usable if row[2] in ("XX", "Gürcüstan")),
    }
    assert receipt.unknown_codes == {field: codes for field, codes in unknown.items() if codes}


@generated
@given(rows=registrations)
def test_the_records_are_the_rows(place: Path, rows: list[Row]) -> None:
    land = fresh(place, sms_stay_registration=REGISTRATIONS)

    take_in(land, "sms_stay_registration", written(land.root.parent / "a.csv", REGISTRATION_COLUMNS, rows))

    sexes = {"M": "male", "F": "female", "male": "male", "?": "??", "": None}
    countries = {"AZE": "AZE", "GEO": "GEO", "": None}
    expected = [
        {
            "row_no": line,
            "registration_no": row[0],
            "registered_on": date.fromisoformat(row[1]),
            "citizenship": countries.get(row[2], f"?{row[2]}"),
            "sex": sexes[row[3]],
            "age": None if row[4] == "" or AGES[row[4]] == "age_unreadable" else int(row[4]),
            "flags": AGES[row[4]],
        }
        for line, row in enumerate(rows, 2)  # line 1 is the header
        if reason(row) is None
    ]
    shown = (
        [{key: row[key] for key in expected[0]} for row in current(land, "sms_stay_registration")] if expected else []
    )
    assert shown == expected


@generated
@given(rows=registrations)
def test_the_same_file_again_changes_nothing_and_repeats_its_receipt(place: Path, rows: list[Row]) -> None:
    land = fresh(place, sms_stay_registration=REGISTRATIONS)
    file = written(land.root.parent / "a.csv", REGISTRATION_COLUMNS, rows)
    first = take_in(land, "sms_stay_registration", file)
    before = state(land)

    again = take_in(land, "sms_stay_registration", file)

    assert again.repeated
    assert not first.repeated
    assert json.dumps({**again.as_json(), "repeated": False}) == json.dumps(first.as_json())
    assert state(land) == before


arrivals = st.sampled_from(["2020-01-05", "2020-01-05", "2020-03-01", "", "soon"])
departures = st.sampled_from(["2020-01-05", "2020-02-01", "2020-04-01", "", "soon"])
stays = st.lists(st.tuples(st.sampled_from(["1", "2", "3", ""]), arrivals, departures), min_size=1, max_size=8)


def happened(row: Row) -> list[str]:
    """The directions in which somebody crossed, as far as the row tells."""
    return [name for name, day in (("entry", row[1]), ("exit", row[2])) if day.startswith("2020")]


def stay_reason(row: Row, keys_before: set[tuple[str, str]]) -> str | None:
    if not row[0]:
        return "crossing_no_missing"
    if not happened(row):
        return "crossed_on_unreadable" if row[1] else "crossed_on_missing"
    return "key_repeated" if any((row[0], direction) in keys_before for direction in happened(row)) else None


def judged(rows: Sequence[Row]) -> list[str | None]:
    """The first row with a number and a direction stands; the contract forbids another one."""
    keys: set[tuple[str, str]] = set()
    reasons = []
    for row in rows:
        reasons.append(stay_reason(row, keys))
        keys |= {(row[0], direction) for direction in happened(row)}
    return reasons


@generated
@given(rows=stays)
def test_a_row_of_two_events_is_one_row_and_as_many_records_as_happened(place: Path, rows: list[Row]) -> None:
    land = fresh(place, sbs_border_crossing=STAYS_AS_CROSSINGS)
    file = written(
        land.root.parent / "a.csv",
        ("number", "country", "passport", "arrived", "left"),
        [(number, "GEO", f"P{number}", arrived, left) for number, arrived, left in rows],
    )

    receipt = take_in(land, "sbs_border_crossing", file)

    reasons = judged(rows)
    kept = [row for row, why in zip(rows, reasons, strict=True) if why is None]
    assert receipt.rows_in == receipt.accepted + receipt.rejected == len(rows)
    assert receipt.reasons == Counter(filter(None, reasons))
    crossed = Counter(direction for row in kept for direction in happened(row))
    assert receipt.records == crossed.total()
    flags = {
        "arrival_missing": sum(row[1] == "" for row in kept),
        "arrival_unreadable": sum(row[1] == "soon" for row in kept),
        "departure_missing": sum(row[2] == "" for row in kept),
        "departure_unreadable": sum(row[2] == "soon" for row in kept),
        "departure_before_arrival": sum(row[2] < row[1] for row in kept if len(happened(row)) == 2),
    }
    assert receipt.flags == {name: count for name, count in flags.items() if count}
    directions = Counter(row["direction"] for row in current(land, "sbs_border_crossing"))
    assert directions == crossed


cells = st.sampled_from(["5", "17.5", "", "", "many"])
tables = st.lists(st.tuples(st.sampled_from(["Baku", "Ganja", ""]), cells, cells, cells), min_size=1, max_size=6)


@generated
@given(rows=tables)
def test_a_row_of_several_years_is_one_row_and_one_record_for_each_filled_cell(place: Path, rows: list[Row]) -> None:
    land = fresh(place, ssc_population=POPULATION)
    file = written(
        land.root.parent / "a.csv", ("line", "region", "2018", "2019", "2020"), [("x", *row) for row in rows]
    )

    receipt = take_in(land, "ssc_population", file)

    lost = [row for row in rows if "many" in row and not any(cell.startswith(("5", "17")) for cell in row[1:])]
    spoilt = [row for row in rows if "many" in row and row not in lost]
    filled = [(row[0], year, cell) for row in rows for year, cell in enumerate(row[1:], 2018)]
    records = [cell for cell in filled if cell[2] not in ("", "many")]
    assert receipt.rows_in == receipt.accepted + receipt.rejected == len(rows)
    assert receipt.reasons == ({"value_unreadable": len(lost)} if lost else {})
    assert receipt.flags.get("value_unreadable", 0) == len(spoilt)
    assert receipt.records == len(records)
    shown = [(row["region"] or "", row["period_start"].year, row["value"]) for row in current(land, "ssc_population")]
    assert sorted(shown) == sorted((region, year, float(cell)) for region, year, cell in records)
    repeated = len(records) - len({(region, year) for region, year, _ in records})
    assert receipt.flags.get("key_repeated", 0) == repeated


@generated
@given(rows=registrations)
def test_the_covered_period_reaches_from_the_first_to_the_last_day_of_the_accepted_rows(
    place: Path, rows: list[Row]
) -> None:
    land = fresh(place, sms_stay_registration=REGISTRATIONS)

    receipt = take_in(land, "sms_stay_registration", written(land.root.parent / "a.csv", REGISTRATION_COLUMNS, rows))

    days = sorted(row[1] for row in rows if reason(row) is None)
    first_and_last = {"": None, "2020-01-052020-01-05": "2020-01-05"}.get("".join(days[:1] + days[-1:]), "")
    if first_and_last == "":
        first_and_last = days[0] if days[0] == days[-1] else f"{days[0]}..{days[-1]}"
    assert receipt.covers == first_and_last


def one(land: Workspace, *row: object) -> Receipt:
    return take_in(land, "sms_stay_registration", written(land.root.parent / "a.csv", REGISTRATION_COLUMNS, [row]))


def test_a_row_after_the_cut_off_is_in_doubt_and_does_not_stretch_what_is_covered(tmp_path: Path) -> None:
    land = begin(tmp_path, sms_stay_registration=REGISTRATIONS)
    rows = [("1", "2020-01-05", "AZE", "M", 30, "P1", "x"), ("2", "2020-02-05", "AZE", "M", 30, "P2", "x")]
    file = written(tmp_path / "a.csv", REGISTRATION_COLUMNS, rows)

    receipt = take_in(land, "sms_stay_registration", file, cut_off=date(2020, 1, 31))

    assert (receipt.accepted, receipt.flags) == (2, {"registered_on_after_cut_off": 1})
    assert (receipt.covers, receipt.cut_off) == ("2020-01-05", "2020-01-31")


def test_another_mapping_makes_another_delivery_of_the_same_file(tmp_path: Path) -> None:
    land = begin(tmp_path, sms_stay_registration=REGISTRATIONS)
    first = one(land, "1", "2020-01-05", "AZE", "M", 30, "P1", "x")
    begin(tmp_path, sms_stay_registration=REGISTRATIONS.replace("age: age\n", "age: {constant: '40'}\n"))

    second = one(land, "1", "2020-01-05", "AZE", "M", 30, "P1", "x")

    assert (first.sha256, first.delivery_id != second.delivery_id) == (second.sha256, True)
    assert second.superseded == 1
    assert [row["age"] for row in current(land, "sms_stay_registration")] == [40]


def test_the_receipt_says_who_what_and_how(tmp_path: Path) -> None:
    land = begin(tmp_path, sms_stay_registration=REGISTRATIONS)

    receipt = one(land, "1", "2020-01-05", "AZE", "M", 30, "P1", "x")

    assert (receipt.file, receipt.mapping, len(receipt.sha256)) == ("a.csv", "sms_stay_registration", 64)
    assert receipt.recorded_by
    assert receipt.recorded_at.endswith("+00:00")
    assert receipt.read_as["delimiter"] == ","
    assert receipt.quarantine is None


def test_a_user_without_a_name_may_deliver(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a container a user often has a number only: then the machine knows no name for it."""
    land = begin(tmp_path, sms_stay_registration=REGISTRATIONS)
    for variable in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(variable, raising=False)

    def unknown(number: int) -> None:
        raise KeyError(f"getpwuid(): uid not found: {number}")

    monkeypatch.setattr("pwd.getpwuid", unknown)
    assert one(land, "1", "2020-01-05", "AZE", "M", 30, "P1", "x").accepted == 1


def test_a_source_without_persons_needs_no_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DURNA_PSEUDONYM_KEY")
    land = begin(tmp_path, ssc_population=POPULATION)
    file = written(tmp_path / "a.csv", ("region", "2019"), [("Baku", 5)])

    assert take_in(land, "ssc_population", file).accepted == 1
    assert not land.vault.exists()


def test_persons_and_tables_live_in_one_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    land = begin(tmp_path, ssc_population=POPULATION, sms_stay_registration=REGISTRATIONS)
    monkeypatch.delenv("DURNA_PSEUDONYM_KEY")
    take_in(land, "ssc_population", written(tmp_path / "b.csv", ("region", "2019"), [("Baku", 5)]))
    monkeypatch.setenv("DURNA_PSEUDONYM_KEY", KEY)

    one(land, "1", "2020-01-05", "AZE", "M", 30, "P1", "x")

    assert len(current(land, "ssc_population")) == len(current(land, "sms_stay_registration")) == 1


def test_an_event_that_names_another_person_is_refused_or_makes_that_person(tmp_path: Path) -> None:
    """An identifier under `events` must not vanish without a word."""
    text = STAYS_AS_CROSSINGS.replace("  document_number: passport\n", "").replace(
        "crossed_on: arrived}", "crossed_on: arrived, document_number: passport}"
    )
    land = begin(tmp_path, sbs_border_crossing=text)
    file = written(
        tmp_path / "a.csv", ("number", "country", "passport", "arrived", "left"), [(1, "GEO", "P1", "2020-01-05", "")]
    )

    try:
        take_in(land, "sbs_border_crossing", file)
    except UserError:
        return
    assert current(land, "sbs_border_crossing")[0]["person"] is not None


def test_a_selection_says_so_on_its_receipt(tmp_path: Path) -> None:
    land = begin(tmp_path, ssc_population="partial: true\n" + POPULATION)

    assert take_in(land, "ssc_population", written(tmp_path / "a.csv", ("region", "2019"), [("Baku", 5)])).partial


@pytest.mark.parametrize("source", derived())
def test_what_is_made_of_other_deliveries_is_not_taken_in(source: str, tmp_path: Path) -> None:
    mapping = f"source: {source}\nfields: {{}}\n"
    land = begin(tmp_path, **{source: mapping})
    (tmp_path / "rows.csv").write_text("person\nP1\n", encoding="utf-8")

    with pytest.raises(UserError, match=f"'{source}' is not delivered") as refused:
        take_in(land, source, tmp_path / "rows.csv")

    assert "sbs_border_crossing" in refused.value.do
    assert not land.store.exists()
