"""Decimal signs are decided from all values, and said to be ambiguous where they do not decide it."""

from __future__ import annotations

import pytest

from durna.intake.proposing.columns import Column
from durna.intake.proposing.numbers import read_numbers
from durna.sources.contract import Field

WAGE = Field(name="wage", type="number", title={"en": "Wage"})
AGE = Field(name="age", type="integer", title={"en": "Age"}, minimum=0, maximum=120)


def column(*cells: str) -> Column:
    return Column("c", "VARCHAR", len(cells), len(cells), len(set(cells)), {cell: cells.count(cell) for cell in cells})


@pytest.mark.parametrize(
    ("cells", "decimal"),
    [
        (("1200", "7.5"), None),
        (("1 200,50", "7,5"), ","),
        (("1.200,50", "300"), ","),
        (("1,200.50", "300"), "."),
        (("1,200,300", "300"), "."),
    ],
)
def test_the_decimal_sign_follows_from_the_values(cells: tuple[str, ...], decimal: str | None) -> None:
    reading = read_numbers(column(*cells), WAGE)
    assert (reading.decimal, reading.share, reading.remarks) == (decimal, 1.0, ())


def test_a_comma_before_three_digits_only_is_ambiguous() -> None:
    assert "AMBIGUOUS" in read_numbers(column("3,125", "4,250"), WAGE).remarks[0]


def test_a_point_before_three_digits_only_is_ambiguous() -> None:
    assert "AMBIGUOUS" in read_numbers(column("3.125", "4.250"), WAGE).remarks[0]
    assert read_numbers(column("3.125", "4.25"), WAGE).remarks == ()
    assert read_numbers(column("0.125", "4.250"), WAGE).remarks == ()


def test_blanks_that_part_no_thousands_make_no_number() -> None:
    assert read_numbers(column("1 234", "1 234 2"), WAGE).share == 0.5


def test_numbers_outside_the_limits_of_the_field_do_not_count() -> None:
    assert read_numbers(column("1950", "34"), AGE).share == 0.5


def test_a_currency_sign_makes_no_number() -> None:
    assert read_numbers(column("$14.94", "$12.85"), WAGE).share == 0
