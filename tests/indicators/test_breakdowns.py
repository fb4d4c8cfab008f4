"""Breakdowns: what a source can be broken down by, ages, and age groups that may be added."""

from datetime import date

import ibis
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from durna.indicators.breakdowns import age_group, completed_years, of_records, of_table, tell_apart
from durna.sources.contract import load
from tests.indicators import oracle

FIVE_YEAR = [f"{first}-{first + 4}" for first in range(0, 85, 5)]


def test_no_breakdown_identifies_a_row_or_a_person() -> None:
    possible = of_records(load("sms_work_permit"), {})
    assert {"citizenship", "sex", "age_group", "month", "economic_activity", "quota_year", "posted"} <= set(possible)
    assert not {"permit_no", "application_no", "employer_id", "person", "family_name", "birth_date"} & set(possible)


def test_a_measure_may_give_a_column_the_name_of_the_catalogue() -> None:
    assert "outcome" in of_records(load("sms_asylum_case"), {"outcome": "appeal_outcome"})


def test_a_table_is_broken_down_by_its_key() -> None:
    assert of_table(load("mirror_undesa")) == ("origin", "sex", "age_group", "variant", "domain")


@settings(max_examples=40, deadline=None)
@given(st.dates(date(1920, 1, 1), date(2024, 12, 31)), st.dates(date(1920, 1, 1), date(2024, 12, 31)))
def test_completed_years_are_birthdays_lived_through(born: date, when: date) -> None:
    born, when = min(born, when), max(born, when)
    years = ibis.duckdb.connect().execute(completed_years(ibis.literal(born), ibis.literal(when)))
    assert years == oracle.completed_years(born, when)


@pytest.mark.parametrize(
    ("years", "group"), [(0, "0-4"), (4, "0-4"), (84, "80-84"), (85, "85+"), (131, "unknown"), (-1, "unknown")]
)
def test_ages_fall_into_five_year_groups(years: int, group: str) -> None:
    assert ibis.duckdb.connect().execute(age_group(ibis.literal(years))) == group == oracle.age_group(years)


def test_groups_that_overlap_are_added_only_as_five_year_groups_of_all_ages() -> None:
    assert tell_apart(["0-14", "15-64", "65+", "unknown"]) == {"0-14", "15-64", "65+", "unknown"}
    assert tell_apart([*FIVE_YEAR, "85+", "0-17", "18+"]) == {*FIVE_YEAR, "85+"}
    assert tell_apart(["0-17", "18+", "15-64"]) is None
    # Without 85+ the five-year groups are not all ages.
    assert tell_apart([*FIVE_YEAR, "0-17"]) is None
