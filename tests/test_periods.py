from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from durna import periods
from durna.errors import UserError
from durna.periods import Period, parse

days = st.dates(date(1, 1, 1), date(9999, 12, 31))
ordinary_days = st.dates(date(1850, 1, 1), date(2150, 12, 31))
EVERY = st.sampled_from(["year", "quarter", "month"])


@st.composite
def any_period(draw: st.DrawFn, of: st.SearchStrategy[date] = ordinary_days) -> Period:
    first, last = sorted((draw(of), draw(of)))
    return Period(first, last)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2019", date(2019, 1, 1), date(2019, 12, 31)),
        ("2019-05", date(2019, 5, 1), date(2019, 5, 31)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2018-07-01", date(2018, 7, 1), date(2018, 7, 1)),
        ("2021-01..2021-10", date(2021, 1, 1), date(2021, 10, 31)),
        ("2013..2021-10", date(2013, 1, 1), date(2021, 10, 31)),
        ("2017-01-01..2017-12-23", date(2017, 1, 1), date(2017, 12, 23)),
        (" 2019 ", date(2019, 1, 1), date(2019, 12, 31)),
    ],
)
def test_a_period_is_read_to_its_true_first_and_last_day(text: str, start: date, end: date) -> None:
    assert parse(text) == Period(start, end)


@pytest.mark.parametrize(
    "text", ["2019", "2019-05", "2018-07-01", "2021-01..2021-10", "2017-01-01..2017-12-23", "2013-01..2014-12"]
)
def test_a_period_is_written_as_it_is_read(text: str) -> None:
    assert str(parse(text)) == text


@pytest.mark.parametrize(
    ("text", "is_year"),
    [
        ("2019", True),
        ("2019-07..2020-06", True),
        ("2019-03..2020-02", True),
        ("2019-04-06..2020-04-05", True),
        ("2019-04-06..2020-04-06", False),
        ("2019-07..2020-05", False),
        ("2019-07..2021-06", False),
        ("2019-04-06..2021-04-05", False),
        ("2019-07-01..2020-06-29", False),
        # No later year could begin on that day.
        ("2020-02-29..2021-02-28", False),
    ],
)
def test_twelve_months_are_a_year_wherever_they_begin(text: str, is_year: bool) -> None:
    assert parse(text).is_twelve_months is is_year


@given(any_period(days))
@example(periods.year(202))
@example(Period(date(202, 3, 1), date(2020, 5, 31)))
def test_the_written_form_loses_nothing(period: Period) -> None:
    assert parse(str(period)) == period


@pytest.mark.parametrize(
    "text",
    ["", "..", "2019..", "..2019", "2019...2020", "2019-13", "2019-00", "2019-02-30", "19", "0000", "next year",
     "2019-5", "2019/05", "20190531", "2019-W05-1", "2019..2020..2021"],
)  # fmt: skip
def test_anything_else_is_refused_with_the_forms_that_are_understood(text: str) -> None:
    with pytest.raises(UserError, match=r"is not a period|before it starts") as refused:
        parse(text)
    assert "2019-05" in refused.value.expected


@pytest.mark.parametrize("bounds", [("2020", "2019"), ("2019-06", "2019-05"), ("2019-05-02", "2019-05-01")])
def test_a_period_cannot_end_before_it_starts(bounds: tuple[str, str]) -> None:
    with pytest.raises(UserError, match="before it starts"):
        parse("..".join(bounds))


@pytest.mark.parametrize(
    ("text", "is_year", "is_part_year"),
    [
        ("2019", True, False),
        ("2021-01..2021-10", False, True),
        ("2019-05", False, True),
        ("2018-07-01", False, False),  # a reference date
        ("2013..2014", False, False),
        ("2019-11..2020-02", False, False),
        ("2017-01-01..2017-12-23", False, True),  # a year cut short is no year
    ],
)
def test_a_part_year_is_told_from_a_year_and_from_a_date(text: str, is_year: bool, is_part_year: bool) -> None:
    assert (parse(text).is_year, parse(text).is_part_year) == (is_year, is_part_year)


def test_days_and_months_are_counted_with_both_ends() -> None:
    assert parse("2020").days == 366
    assert parse("2021-01..2021-10").months == 10
    assert parse("2018-07-01").days == 1
    assert parse("2019-11-30..2019-12-01").months == 2


@pytest.mark.parametrize(
    ("text", "every", "expected"),
    [
        ("2019-11..2021-10", "year", ["2019-11..2019-12", "2020", "2021-01..2021-10"]),
        ("2019-02..2019-07", "quarter", ["2019-02..2019-03", "2019-04..2019-06", "2019-07"]),
        ("2019-12-15..2020-01-10", "month", ["2019-12-15..2019-12-31", "2020-01-01..2020-01-10"]),
        ("2020-02-28..2020-03-01", "day", ["2020-02-28", "2020-02-29", "2020-03-01"]),
    ],
)
def test_a_period_is_split_and_cut_to_its_ends(text: str, every: str, expected: list[str]) -> None:
    assert [str(part) for part in parse(text).split(every)] == expected


@given(any_period(), EVERY)
def test_the_parts_of_a_period_are_the_period(period: Period, every: str) -> None:
    parts = list(period.split(every))

    assert (parts[0].start, parts[-1].end) == (period.start, period.end)
    assert all(after.start - before.end == timedelta(days=1) for before, after in pairwise(parts))
    assert sum(part.days for part in parts) == period.days


@pytest.mark.parametrize("every", periods.EVERY)
def test_a_period_without_a_known_end_can_be_split(every: str) -> None:
    """Registers write 9999-12-31 where something has no end."""
    last = list(parse("9999-12-30..9999-12-31").split(every))[-1]

    assert last.end == date(9999, 12, 31)


@given(any_period(), any_period())
def test_periods_overlap_exactly_where_they_have_days_in_common(one: Period, other: Period) -> None:
    common = one.intersection(other)

    assert one.overlaps(other) == other.overlaps(one) == (common is not None)
    if common is not None:
        assert one.contains(common)
        assert other.contains(common)
    assert one.contains(other) == (common == other)


@pytest.mark.parametrize(
    ("text", "year", "expected"),
    [
        ("2021-01..2021-10", 2020, "2020-01..2020-10"),
        ("2021-01..2021-02", 2020, "2020-01..2020-02"),  # to the end of February, be it the 28th or the 29th
        ("2020-01..2020-02", 2021, "2021-01..2021-02"),
        ("2020-02-29", 2021, "2021-02-28"),
        ("2017-01-01..2017-12-23", 2018, "2018-01-01..2018-12-23"),
        ("2019-11..2020-02", 2020, "2020-11..2021-02"),
    ],
)
def test_a_part_year_is_compared_with_the_same_months(text: str, year: int, expected: str) -> None:
    assert str(parse(text).same_months_of(year)) == expected


def test_a_year_and_a_day_are_periods() -> None:
    assert str(periods.year(2019)) == "2019"
    assert str(periods.day(date(2019, 5, 31))) == "2019-05-31"
