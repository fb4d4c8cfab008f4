"""What is current after any sequence of deliveries, and was at any moment, against a dictionary kept by hand."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from durna.periods import Period, parse
from durna.store.receipts import Receipt
from durna.store.records import Records
from durna.workspace import Workspace
from tests.intake.deliveries import (
    CROSSING_COLUMNS,
    CROSSINGS,
    REFUSAL_COLUMNS,
    REFUSALS,
    REGISTRATION_COLUMNS,
    REGISTRATIONS,
    begin,
    current,
    known_at,
    take_in,
    written,
)

generated = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
Seen = list[tuple[str, int]]  # delivery and line of each current record


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("deliveries")


def fresh(place: Path, **mappings: str) -> Workspace:
    number = sum(1 for _ in place.iterdir())
    return begin(place / str(number), **mappings)


def seen(land: Workspace, source: str, receipt: Receipt | None = None) -> Seen:
    records = current(land, source, known_at(receipt) if receipt else None)
    return sorted((row["delivery_id"], row["row_no"]) for row in records)


keys = st.sampled_from(["1", "2", "3", "4", "5", ""])
deliveries_by_key = st.lists(
    st.lists(st.tuples(keys, st.sampled_from(["2020-01-05", "2020-02-05", "never"])), min_size=1, max_size=6),
    min_size=2,
    max_size=4,
)


@generated
@given(files=deliveries_by_key)
def test_a_later_row_with_the_same_key_supersedes(place: Path, files: list[list[tuple[str, str]]]) -> None:
    land = fresh(place, sms_stay_registration=REGISTRATIONS)
    holders: dict[str, Seen] = {}
    receipts: list[Receipt] = []
    expected: list[Seen] = []
    for number, rows in enumerate(files):
        full = [(key, day, "AZE", "M", 30, f"P{key}", f"delivery {number}") for key, day in rows]
        file = written(land.root.parent / f"{number}.csv", REGISTRATION_COLUMNS, full)
        receipt = take_in(land, "sms_stay_registration", file)

        fresh_keys: dict[str, Seen] = {}
        for line, (key, day) in enumerate(rows, 2):
            if key and day != "never":
                fresh_keys.setdefault(key, []).append((receipt.delivery_id, line))
        assert receipt.superseded == sum(len(holders.get(key, [])) for key in fresh_keys)
        holders.update(fresh_keys)
        receipts.append(receipt)
        expected.append(sorted(place for places in holders.values() for place in places))

    assert seen(land, "sms_stay_registration") == expected[-1]
    for receipt, then in zip(receipts, expected, strict=True):
        assert seen(land, "sms_stay_registration", receipt) == then


DAYS = [date(2020, 1, 5), date(2020, 1, 20), date(2020, 2, 5), date(2020, 2, 20), date(2020, 3, 5)]
deliveries_by_period = st.lists(
    st.tuples(
        st.sampled_from(["regular", "expedited"]),
        st.booleans(),  # a supplement
        st.sampled_from([None, None, "2020-01..2020-03", "2020"]),  # said to cover
        st.lists(st.sampled_from(DAYS), min_size=1, max_size=4),
    ),
    min_size=2,
    max_size=4,
)


@generated
@given(files=deliveries_by_period)
def test_without_a_key_a_delivery_replaces_its_period_in_its_stream(
    place: Path, files: list[tuple[str, bool, str | None, list[date]]]
) -> None:
    mappings = {stream: f"{REFUSALS}stream: {stream}\n" for stream in ("regular", "expedited")}
    land = fresh(place, **mappings)
    records: list[tuple[str, date, tuple[str, int]]] = []
    receipts: list[Receipt] = []
    expected: list[Seen] = []
    for number, (stream, supplements, said, days) in enumerate(files):
        rows = [(f"{number}-{line}", day, "GEO", f"P{line}") for line, day in enumerate(days)]
        file = written(land.root.parent / f"{number}.csv", REFUSAL_COLUMNS, rows)
        receipt = take_in(
            land, "sbs_refusal", file, mapping=stream, supplements=supplements, covers=parse(said) if said else None
        )

        covers = parse(said) if said else Period(min(days), max(days))
        replaced = [
            record for record in records
            if not supplements and record[0] == stream and covers.start <= record[1] <= covers.end
        ]  # fmt: skip
        assert receipt.superseded == len(replaced)
        records = [record for record in records if record not in replaced]
        records += [(stream, day, (receipt.delivery_id, line)) for line, day in enumerate(days, 2)]
        receipts.append(receipt)
        expected.append(sorted(place for _, _, place in records))

    assert seen(land, "sbs_refusal") == expected[-1]
    for receipt, then in zip(receipts, expected, strict=True):
        assert seen(land, "sbs_refusal", receipt) == then


def refusals(land: Workspace, name: str, *days: str, **said: object) -> Receipt:
    rows = [(f"{name}-{number}", day, "GEO", f"P{number}") for number, day in enumerate(days)]
    return take_in(land, "sbs_refusal", written(land.root.parent / f"{name}.csv", REFUSAL_COLUMNS, rows), **said)  # type: ignore[arg-type]


def test_a_corrected_file_replaces_also_the_rows_whose_date_was_in_doubt(tmp_path: Path) -> None:
    """Otherwise each correction of January would leave the misdated row of the one before it."""
    land = begin(tmp_path, sbs_refusal=REFUSALS)
    until = date(2020, 1, 31)
    refusals(land, "january", "2020-01-05", "2020-01-25", "2200-01-06", cut_off=until)

    refusals(land, "january corrected", "2020-01-05", "2020-01-25", "2020-01-06", cut_off=until)

    assert [row["decision_no"] for row in current(land, "sbs_refusal")] == [f"january corrected-{n}" for n in range(3)]


def test_a_year_that_was_mistyped_does_not_stop_later_deliveries(tmp_path: Path) -> None:
    land = begin(tmp_path, sbs_refusal=REFUSALS)
    refusals(land, "january", "2020-01-31", "0202-01-01")

    refusals(land, "february", "2020-02-05")

    assert len(current(land, "sbs_refusal")) == 3
    assert Records(land).coverage("sbs_refusal")


def test_a_supplement_is_replaced_with_the_period_it_supplements(tmp_path: Path) -> None:
    land = begin(tmp_path, sbs_refusal=REFUSALS)
    refusals(land, "january", "2020-01-05", "2020-01-25")
    refusals(land, "forgotten", "2020-01-10", supplements=True)
    assert len(current(land, "sbs_refusal")) == 3

    receipt = refusals(land, "january again", "2020-01-05", "2020-01-25")

    assert (receipt.superseded, len(current(land, "sbs_refusal"))) == (3, 2)


def test_the_same_file_as_a_supplement_is_another_delivery(tmp_path: Path) -> None:
    land = begin(tmp_path, sbs_refusal=REFUSALS)
    refusals(land, "january", "2020-01-05")

    assert not refusals(land, "january", "2020-01-05", supplements=True).repeated
    assert len(current(land, "sbs_refusal")) == 2


def test_two_months_adjoin_in_the_coverage_and_a_gap_shows(tmp_path: Path) -> None:
    land = begin(tmp_path, sbs_refusal=REFUSALS)
    refusals(land, "january", "2020-01-05", covers=parse("2020-01"))
    refusals(land, "february", "2020-02-05", covers=parse("2020-02"))
    refusals(land, "april", "2020-04-05", covers=parse("2020-04"))

    assert [str(period) for period in Records(land).coverage("sbs_refusal")] == ["2020-01..2020-02", "2020-04"]


def test_what_was_replaced_whole_is_no_longer_covered(tmp_path: Path) -> None:
    land = begin(tmp_path, sbs_refusal=REFUSALS)
    first = refusals(land, "january", "2020-01-05", covers=parse("2020-01"))
    refusals(land, "first half", "2020-01-06", "2020-05-05", covers=parse("2020-01..2020-06"))

    assert [str(period) for period in Records(land).coverage("sbs_refusal")] == ["2020-01..2020-06"]
    assert [str(period) for period in Records(land, known_at(first)).coverage("sbs_refusal")] == ["2020-01"]


def test_in_a_table_an_empty_dimension_is_the_total_and_is_part_of_the_key(tmp_path: Path) -> None:
    text = """\
source: ssc_population
fields:
  series: {constant: population}
  period: {column: year, form: year}
  region: region
  value: value
"""
    land = begin(tmp_path, ssc_population=text)
    columns = ("year", "region", "value")
    take_in(land, "ssc_population", written(tmp_path / "1.csv", columns, [(2019, "", 100), (2019, "Baku", 40)]))

    receipt = take_in(land, "ssc_population", written(tmp_path / "2.csv", columns, [(2019, "", 101)]))

    assert receipt.superseded == 1
    values = {row["region"]: row["value"] for row in current(land, "ssc_population")}
    assert values == {None: 101, "Baku": 40}


def test_the_two_directions_of_one_crossing_number_are_two_keys(tmp_path: Path) -> None:
    land = begin(tmp_path, sbs_border_crossing=CROSSINGS)
    rows = [("1", "in", "2020-01-05", "P1"), ("1", "out", "2020-01-25", "P1")]
    take_in(land, "sbs_border_crossing", written(tmp_path / "1.csv", CROSSING_COLUMNS, rows))

    receipt = take_in(
        land, "sbs_border_crossing", written(tmp_path / "2.csv", CROSSING_COLUMNS, [("1", "out", "2020-01-26", "P1")])
    )

    assert receipt.superseded == 1
    days = {row["direction"]: row["crossed_on"] for row in current(land, "sbs_border_crossing")}
    assert days == {"entry": date(2020, 1, 5), "exit": date(2020, 1, 26)}


def test_a_clock_set_back_does_not_change_the_order_in_which_things_became_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Recorded time must grow with the manifest: else a moment shows a correction without what it corrected."""
    from datetime import UTC, datetime, timedelta

    land = begin(tmp_path, sms_stay_registration=REGISTRATIONS)
    row = ("1", "2020-01-05", "AZE", "M", 30, "P1", "x")
    first = take_in(land, "sms_stay_registration", written(tmp_path / "1.csv", REGISTRATION_COLUMNS, [row]))

    class SlowClock(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return known_at(first).astimezone(UTC) - timedelta(hours=1)

    monkeypatch.setattr("durna.intake.deliver.datetime", SlowClock)
    corrected = (*row[:-1], "y")
    second = take_in(land, "sms_stay_registration", written(tmp_path / "2.csv", REGISTRATION_COLUMNS, [corrected]))

    assert known_at(second) > known_at(first)


def test_a_record_superseded_twice_is_current_nowhere(tmp_path: Path) -> None:
    land = begin(tmp_path, sms_stay_registration=REGISTRATIONS)
    for number in range(3):
        row = ("1", "2020-01-05", "AZE", "M", 30 + number, "P1", "x")
        take_in(land, "sms_stay_registration", written(tmp_path / f"{number}.csv", REGISTRATION_COLUMNS, [row]))

    assert [row["age"] for row in current(land, "sms_stay_registration")] == [32]
