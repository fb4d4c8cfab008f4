"""Persons as numbers: who is who stays the same, and a record keeps its key."""

from __future__ import annotations

import ibis

from durna.persons.record_keys import KEY, KEYS, record_key
from durna.residence.numbered import numbered
from tests.residence.histories_told import told

CROSSINGS = "sbs_border_crossing"
RECORDS = """person | crossed_on | direction | citizenship
    0f0000cc | 2018-05-01 | in  | GEO
    00000aab | 2018-05-02 | in  | TUR
    0f0000cc | 2018-05-08 | out | GEO
             | 2018-05-09 | in  | AZE"""


def nowhere(table: str) -> None:
    """No table outlives this run."""


def test_numbers_follow_the_pseudonyms_and_nobody_gets_one_without_a_name() -> None:
    found = numbered(told(RECORDS), CROSSINGS, nowhere)

    rows = found.rows.order_by("row_no").to_pyarrow()
    assert rows["person"].to_pylist() == [1, 0, 1, None]
    assert rows["citizenship"].to_pylist() == ["GEO", "TUR", "GEO", "AZE"]
    assert found.persons.order_by("number").to_pyarrow()["person"].to_pylist() == ["00000aab", "0f0000cc"]


def test_the_key_is_that_of_the_person_or_of_the_row() -> None:
    rows = numbered(told(RECORDS), CROSSINGS, nowhere).rows.order_by("row_no")

    # The first six digits: 0f0000 is 15 x 16^4, 00000a is 10; and the fourth row by its number.
    expected = [15 * 16**4, 10, 15 * 16**4, 4 * 2_654_435_761 % KEYS]
    assert rows.to_pyarrow()[KEY].to_pylist() == expected
    assert rows.select(found=record_key(rows)).to_pyarrow()["found"].to_pylist() == expected


def test_the_key_of_a_record_is_the_same_where_nobody_is_numbered() -> None:
    table = told(RECORDS).table(CROSSINGS)

    found = table.select("row_no", found=record_key(table)).order_by(ibis._.row_no).to_pyarrow()["found"].to_pylist()

    assert found == numbered(told(RECORDS), CROSSINGS, nowhere).rows.order_by("row_no").to_pyarrow()[KEY].to_pylist()
