"""Buckets have true ends and never claim more than the data cover."""

from datetime import date, timedelta
from typing import Any

import ibis
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from durna.errors import UserError
from durna.indicators.buckets import buckets, common, merged, number, number_of
from durna.periods import Period, parse


def shown(some: Any) -> list[str]:
    return [f"{bucket.period} {' '.join(bucket.flags)}".strip() for bucket in some]


def test_without_a_request_the_buckets_are_what_the_deliveries_cover() -> None:
    assert shown(buckets([parse("2019-11..2021-10")], None, "year")) == [
        "2019-11..2019-12 part_year", "2020", "2021-01..2021-10 part_year",
    ]  # fmt: skip


def test_a_request_cuts_them_and_what_is_not_covered_is_left_out() -> None:
    assert shown(buckets([parse("2019..2020")], parse("2013..2021-10"), "year")) == ["2019", "2020"]
    assert shown(buckets([parse("2016-04-01..2016-04-15")], parse("2016"), "month")) == [
        "2016-04-01..2016-04-15 part_month"
    ]
    assert buckets([], parse("2020"), "year") == ()


def test_a_hole_is_flagged_and_the_ends_are_those_of_the_data() -> None:
    covered = [parse("2020-03"), parse("2020-05..2020-07"), parse("2020-09")]
    assert shown(buckets(covered, None, "year")) == ["2020-03..2020-09 part_year gap"]
    assert shown(buckets(covered, None, "quarter")) == [
        "2020-03 part_quarter", "2020-05..2020-06 part_quarter", "2020-07..2020-09 gap",
    ]  # fmt: skip


def test_periods_that_touch_are_one() -> None:
    assert merged([parse("2020-02"), parse("2020-01"), parse("2020-04")]) == (
        parse("2020-01..2020-02"),
        parse("2020-04"),
    )


def test_what_two_sources_cover_together_is_what_both_cover() -> None:
    assert common([[parse("2019..2020")], [parse("2020-06..2021")]]) == (parse("2020-06..2020-12"),)
    assert common([[parse("2019")], []]) == ()
    assert common([]) == ()


def test_an_unknown_length_is_refused() -> None:
    with pytest.raises(UserError, match="no length of period"):
        buckets([parse("2020")], None, "week")


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.dates(date(1999, 1, 1), date(2030, 12, 31)), min_size=1, max_size=5),
    st.sampled_from(["year", "quarter", "month"]),
)
def test_a_column_and_a_day_fall_into_the_same_bucket(days: list[date], every: str) -> None:
    table = ibis.memtable({"day": days}, schema={"day": "date"})
    found = table.select("day", number=number_of(table["day"], every)).to_pyarrow().to_pylist()
    assert all(row["number"] == number(row["day"], every) for row in found)


@given(st.dates(date(1999, 1, 1), date(2030, 12, 30)), st.sampled_from(["year", "quarter", "month"]))
def test_days_share_a_number_exactly_when_they_share_a_bucket(day: date, every: str) -> None:
    after = day + timedelta(days=1)
    [first, *others] = list(Period(day, after).split(every))
    assert (number(day, every) == number(after, every)) == (not others)
    assert number(first.start, every) == number(day, every)
