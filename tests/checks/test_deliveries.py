"""Which deliveries are due, received, late or rejected on a day that is told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from durna.checks import deliveries
from durna.checks.deliveries import Expected, Status, statuses
from durna.errors import UserError
from durna.store.receipts import Receipt

SOURCE = "sbs_border_crossing"
MONTHLY = Expected(SOURCE, "month", 15, date(2021, 1, 1), None, "sbs")


def receipt(
    covers: str | None, recorded: str, cut_off: str | None = None, accepted: int = 100, rejected: int = 0,
    stream: str = "",
) -> Receipt:  # fmt: skip
    return Receipt(
        source=SOURCE, delivery_id=f"d-{covers}-{recorded}", file="a.csv", sha256="0", cut_off=cut_off,
        rows_in=accepted + rejected, accepted=accepted, rejected=rejected, superseded=0, records=accepted,
        reasons={"malformed_row": rejected} if rejected else {}, flags={}, unknown_codes={}, seconds=0.0, mapping="m",
        mapping_sha256="", stream=stream, covers=covers, recorded_at=f"{recorded}T09:00:00+00:00", recorded_by="test",
    )  # fmt: skip


def on(day: str, *receipts: Receipt, expected: Sequence[Expected] = (MONTHLY,), zone: str = "UTC") -> list[Status]:
    return statuses(expected, receipts, date.fromisoformat(day), zone)


def states(found: Sequence[Status]) -> dict[str, str]:
    return {str(each.period): each.state for each in found}


def test_a_period_is_expected_once_it_has_ended() -> None:
    assert on("2021-01-31") == []
    assert states(on("2021-02-01")) == {"2021-01": "due"}


def test_it_is_due_through_its_last_day_and_late_after_it() -> None:
    # 31 January and 15 days: 15 February
    assert on("2021-02-15")[0].due_on == date(2021, 2, 15)
    assert states(on("2021-02-15")) == {"2021-01": "due"}
    (late,) = on("2021-02-17")
    assert (late.state, late.days_late, late.is_received) == ("late", 2, False)


def test_what_came_in_time_is_received() -> None:
    (one,) = on("2021-02-20", receipt("2021-01", "2021-02-15"))
    assert (one.state, one.received_on, one.is_received) == ("received", date(2021, 2, 15), True)


def test_what_came_late_is_late_and_received() -> None:
    (one,) = on("2021-02-20", receipt("2021-01", "2021-02-18"))
    assert (one.state, one.days_late, one.is_received) == ("late", 3, True)


def test_what_comes_later_than_the_day_is_not_known() -> None:
    assert states(on("2021-02-15", receipt("2021-01", "2021-02-16"))) == {"2021-01": "due"}


def test_the_day_of_a_record_is_that_of_the_workspace() -> None:
    night = receipt("2021-01", "2021-02-15")
    late = Receipt.from_json({**night.as_json(), "recorded_at": "2021-02-15T22:00:00+00:00"})
    # 22:00 in London is 02:00 of the next day in Baku.
    assert on("2021-02-20", late)[0].state == "received"
    assert on("2021-02-20", late, zone="Asia/Baku")[0].days_late == 1


def test_a_delivery_without_usable_rows_is_rejected_until_it_comes_again() -> None:
    bad = receipt(None, "2021-02-10", cut_off="2021-01-31", accepted=0, rejected=50)
    assert states(on("2021-02-12", bad)) == {"2021-01": "rejected"}
    assert on("2021-02-12", bad)[0].is_received is False
    assert states(on("2021-02-14", bad, receipt("2021-01", "2021-02-13"))) == {"2021-01": "received"}


def test_a_delivery_of_which_most_rows_were_rejected_is_rejected() -> None:
    assert states(on("2021-02-12", receipt("2021-01", "2021-02-10", accepted=49, rejected=51))) == {
        "2021-01": "rejected"
    }
    assert states(on("2021-02-12", receipt("2021-01", "2021-02-10", accepted=50, rejected=50))) == {
        "2021-01": "received"
    }


def test_a_delivery_that_stops_before_the_end_of_the_period_does_not_count() -> None:
    half = receipt("2021-01-01..2021-01-15", "2021-01-16", cut_off="2021-01-15")
    assert states(on("2021-02-02", half)) == {"2021-01": "due"}


def test_one_delivery_may_answer_for_several_periods() -> None:
    found = on("2021-04-10", receipt("2021-01..2021-03", "2021-04-05", cut_off="2021-03-31"))
    # January was due on 15 February, February on 15 March, March on 15 April.
    assert states(found) == {"2021-01": "late", "2021-02": "late", "2021-03": "received"}


def test_streams_are_asked_for_apart() -> None:
    land, air = (Expected(SOURCE, "year", 30, date(2020, 1, 1), None, "sbs", stream) for stream in ("land", "air"))
    found = on("2021-01-20", receipt("2020", "2021-01-10", stream="land"), expected=(land, air))
    assert {each.stream: each.state for each in found} == {"land": "received", "air": "due"}


def test_nothing_is_expected_before_the_first_and_after_the_last_period() -> None:
    ended = Expected(SOURCE, "quarter", 10, date(2020, 4, 1), date(2020, 9, 30), "sbs")
    assert list(states(on("2021-06-01", expected=(ended,)))) == ["2020-04..2020-06", "2020-07..2020-09"]


def test_the_file_says_source_rhythm_and_days(tmp_path: Path) -> None:
    file = tmp_path / deliveries.FILE
    file.write_text("- {source: sbs_border_crossing, every: month, due_days: 15, since: 2021-01}\n", encoding="utf-8")
    assert deliveries.load(file) == (MONTHLY,)
    assert deliveries.load(tmp_path / "none.yaml") == ()


@pytest.mark.parametrize("entry", [
    "1",
    "{source: camels, every: month, due_days: 15, since: 2021}",
    "{source: sbs_stay, every: week, due_days: 1, since: 2021}",
    "{source: sbs_stay, every: month, due_days: -1, since: 2021}",
    "{source: sbs_stay, every: month, due_days: 1, since: soon}",
    "{source: sbs_stay, every: month, due_days: 1, since: 2021, until: never}",
    "{source: sbs_stay, every: month, since: 2021}",
])  # fmt: skip
def test_a_file_that_is_wrong_is_a_users_error(tmp_path: Path, entry: str) -> None:
    file = tmp_path / deliveries.FILE
    file.write_text(f"- {entry}\n", encoding="utf-8")
    with pytest.raises(UserError) as error:
        deliveries.load(file)
    assert error.value.found.startswith("expected_deliveries.yaml: Entry 1")
