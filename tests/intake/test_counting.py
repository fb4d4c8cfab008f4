"""The numbers of a receipt where a row becomes several records: rows are counted, and counted once."""

from pathlib import Path

from durna.store.receipts import Receipt
from tests.intake.deliveries import POPULATION, STAYS_AS_CROSSINGS, begin, take_in, written

STAY_COLUMNS = ("number", "country", "passport", "arrived", "left", "came_by", "went_by", "came_at", "went_at")


def stays(folder: Path, events: str, *rows: tuple[object, ...]) -> Receipt:
    head = STAYS_AS_CROSSINGS.partition("events:")[0]
    land = begin(folder, sbs_border_crossing=f"{head}events:\n{events}")
    return take_in(land, "sbs_border_crossing", written(folder / "a.csv", STAY_COLUMNS, rows))


BY_TRANSPORT = """\
  arrival:   {direction: {constant: entry}, crossed_on: arrived, transport_mode: came_by}
  departure: {direction: {constant: exit}, crossed_on: left, transport_mode: went_by}
"""
BY_TIME = """\
  arrival:   {direction: {constant: entry}, crossed_on: arrived, crossed_at: came_at}
  departure: {direction: {constant: exit}, crossed_on: left, crossed_at: went_at}
"""


def test_an_unknown_code_of_a_later_event_is_counted(tmp_path: Path) -> None:
    row = (1, "GEO", "P1", "2020-01-05", "2020-01-09", "air", "balloon", "", "")

    assert stays(tmp_path, BY_TRANSPORT, row).unknown_codes == {"transport_mode": {"balloon": 1}}


def test_an_unknown_code_of_the_row_is_counted_once_for_its_two_events(tmp_path: Path) -> None:
    row = (1, "Gürcüstan", "P1", "2020-01-05", "2020-01-09", "air", "air", "", "")

    assert stays(tmp_path, BY_TRANSPORT, row).unknown_codes == {"citizenship": {"Gürcüstan": 1}}


def test_a_doubt_about_a_later_event_is_counted(tmp_path: Path) -> None:
    row = (1, "GEO", "P1", "2020-01-05", "2020-01-09", "", "", "2020-01-05 10:00", "at noon")

    assert stays(tmp_path, BY_TIME, row).flags == {"crossed_at_unreadable": 1}


def test_a_check_that_a_later_event_breaks_is_counted(tmp_path: Path) -> None:
    row = (1, "GEO", "P1", "2020-01-05", "2020-01-09", "", "", "2020-01-05 10:00", "2020-02-09 10:00")

    assert stays(tmp_path, BY_TIME, row).flags == {"time_on_another_day": 1}


def table(folder: Path, *rows: tuple[object, ...], more: str = "") -> Receipt:
    land = begin(folder, ssc_population=POPULATION + more)
    return take_in(land, "ssc_population", written(folder / "a.csv", ("region", "age", "sex", "2018", "2019"), rows))


def test_a_doubt_of_a_row_of_several_years_is_counted_once(tmp_path: Path) -> None:
    receipt = table(tmp_path, ("Baku", "150", "", 5, 6), more="  age: age\n")

    assert receipt.flags == {"age_implausible": 1}


def test_an_unknown_code_of_a_row_of_several_years_is_counted_once(tmp_path: Path) -> None:
    receipt = table(tmp_path, ("Baku", "", "both", 5, 6), more="  sex: sex\n")

    assert receipt.unknown_codes == {"sex": {"both": 1}}


def test_a_row_without_a_single_value_is_accepted_and_makes_no_record(tmp_path: Path) -> None:
    receipt = table(tmp_path, ("Baku", "", "", 5, ""), ("Ganja", "", "", "", ""))

    assert (receipt.rows_in, receipt.accepted, receipt.records) == (2, 2, 1)


def test_a_long_text_in_a_column_of_codes_is_counted_and_not_shown(tmp_path: Path) -> None:
    receipt = table(
        tmp_path, ("Baku", "", "a remark that somebody wrote into the wrong column", 5, ""), more="  sex: sex\n"
    )

    assert receipt.unknown_codes == {"sex": {"(long text)": 1}}
