"""The house format: the same number is read the same way in every language and program."""

import pytest

from durna.publish import formats

GAP = "\u202f"


@pytest.mark.parametrize(
    ("value", "decimals", "language", "shown"),
    [
        (3170321, 0, "en", f"3{GAP}170{GAP}321"),
        (3170321, 0, "az", f"3{GAP}170{GAP}321"),
        (1234, 0, "en", f"1{GAP}234"),
        (999, 0, "en", "999"),
        (0, 0, "en", "0"),
        (12.34, 1, "en", "12.3"),
        (12.34, 1, "az", "12,3"),
        (12.34, 1, "ru", "12,3"),
        (-1234.5, 1, "en", f"\u22121{GAP}234.5"),
        (0.5, 0, "en", "1"),
        (2.5, 0, "en", "3"),
        (-0.04, 1, "en", "0.0"),
    ],
)
def test_numbers(value: float, decimals: int, language: str, shown: str) -> None:
    assert formats.number(value, language, decimals) == shown


def test_an_exact_value_keeps_every_digit() -> None:
    assert formats.exact(2.33705, "en") == "2.33705"
    assert formats.exact(9356500.0, "az") == f"9{GAP}356{GAP}500"


def test_months_have_names_in_every_language() -> None:
    assert formats.month_alone(10, "en") == "October"
    assert formats.month_short(10, "en") == "Oct"
    assert formats.month_alone(10, "az") == "oktyabr"
    assert formats.month(10, "ru") == "октября"


def test_azerbaijani_letters_keep_their_dots() -> None:
    assert formats.capital("icazə", "az") == "İcazə"
    assert formats.capital("icazə", "en") == "Icazə"
    assert formats.uncapital("İcazə", "az") == "icazə"
    assert formats.uncapital("Islahat", "az") == "ıslahat"
    assert formats.uncapital("MGI sahəsi", "az") == "MGI sahəsi"


def test_the_workbook_groups_thousands_as_the_page_does() -> None:
    assert formats.excel(0, 795700) == f'[>=999999.5]#"{GAP}"###"{GAP}"##0;[>=999.5]#"{GAP}"##0;0'
    assert formats.excel(1, 12.3).endswith(";0.0")
    assert formats.excel(0, -1500) == f'#"{GAP}"##0;\u2212#"{GAP}"##0'


def test_charts_are_given_the_same_signs() -> None:
    assert formats.vega("az")["decimal"] == ","
    assert formats.vega("en")["thousands"] == GAP
