"""What institutions know on a day: nothing of what comes after it."""

from __future__ import annotations

from datetime import date

import pyarrow as pa

from durna.sources.contract import load
from durna.synthetic.country import Country
from durna.synthetic.deliveries.knowledge import NEWS, known

UNTIL = date(2018, 6, 30)


def test_no_record_of_a_later_day_is_delivered(small_country: Country) -> None:
    for source, register in small_country.registers.items():
        contract = load(source)
        if not contract.is_table:
            days = known(source, register, UNTIL)[contract.date_column].to_pylist()
            assert all(day <= UNTIL for day in days), source


def test_news_of_a_later_day_is_not_told(small_country: Country) -> None:
    for source, news in NEWS.items():
        table = known(source, small_country.registers[source], UNTIL)
        for name in news:
            assert all(day is None or day <= UNTIL for day in table[name].to_pylist()), (source, name)


def test_an_end_comes_with_its_reason() -> None:
    """A permit that ends after the day is in force, and nobody knows why it will end."""
    days = {"decided_on": date(2018, 1, 1), "ended_on": date(2018, 7, 1)}
    columns = {name: pa.array([day], pa.date32()) for name, day in days.items()}
    register = pa.table({**columns, "end_reason": pa.array(["death"])})
    (row,) = known("sms_temporary_residence", register, UNTIL).to_pylist()
    assert (row["ended_on"], row["end_reason"]) == (None, None)


def test_a_table_is_out_when_its_year_allows(small_country: Country) -> None:
    """Until June 2018: the population of 1 January 2018, but not that of the middle of the year."""
    rows = known("ssc_population", small_country.registers["ssc_population"], UNTIL).to_pylist()
    years = {series: max(r["period_start"].year for r in rows if r["series"] == series) for series in
             ("population", "population_mid_year")}  # fmt: skip
    assert years == {"population": 2018, "population_mid_year": 2017}
