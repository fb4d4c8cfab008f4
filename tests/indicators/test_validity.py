"""Lengths of validity: bands, the last day, ends of months, and what the record itself states."""

from datetime import date

import ibis
import pytest

from durna.indicators.breakdowns import of_records
from durna.indicators.validity import band
from durna.sources.contract import load

CASES = [
    # From the first of January to the last of December twelve months are lived through.
    (date(2019, 1, 1), date(2019, 12, 31), None, "M_GE12"),
    (date(2019, 1, 1), date(2019, 12, 30), None, "M6-11"),
    (date(2019, 3, 15), date(2019, 9, 14), None, "M6-11"),
    (date(2019, 3, 15), date(2019, 9, 13), None, "M3-5"),
    # Six months from the last day of August end with the last day of February, 2020-02-29: it begins a new month.
    (date(2019, 8, 31), date(2020, 2, 28), None, "M6-11"),
    (date(2019, 8, 31), date(2020, 2, 27), None, "M3-5"),
    (date(2019, 5, 1), date(2019, 5, 1), None, "M_LT3"),
    (date(2019, 5, 2), date(2019, 5, 1), None, "unknown"),
    (None, date(2019, 5, 1), None, "unknown"),
    (date(2019, 1, 1), None, None, "unknown"),
    # What the decision states goes before the dates.
    (date(2019, 1, 1), date(2019, 12, 30), 12, "M_GE12"),
    (None, None, 5, "M3-5"),
    (None, None, 0, "M_LT3"),
]


@pytest.mark.parametrize(("first", "last", "months", "expected"), CASES)
def test_the_band_of_a_permit(first: date | None, last: date | None, months: int | None, expected: str) -> None:
    schema = {"valid_from": "date", "valid_to": "date", "months": "int64"}
    table = ibis.memtable([(first, last, months)], schema=schema)
    found = ibis.duckdb.connect().execute(table.select(band=band(table, "unknown")))
    assert list(found["band"]) == [expected]


def test_permits_can_be_given_by_length_where_both_days_are_recorded() -> None:
    assert "duration" in of_records(load("sms_work_permit"), {})
    assert "duration" in of_records(load("sms_temporary_residence"), {})
    assert "duration" not in of_records(load("sms_asylum_case"), {})
