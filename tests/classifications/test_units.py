import pytest

from durna.classifications import codelists, units
from durna.errors import UserError


def test_a_multiple_is_brought_to_its_base() -> None:
    thousand = units.unit("thousand persons")

    assert thousand.base == units.unit("persons").base
    assert thousand.in_base(37.5) == 37_500


def test_a_rounded_unit_says_so() -> None:
    assert units.unit("persons (rounded)").flags == ("rounded",)


def test_entries_and_persons_count_different_things() -> None:
    assert units.unit("entries").counting_unit == "event"
    assert units.unit("persons").counting_unit == "person"


def test_names_fall_back_to_english() -> None:
    assert units.unit("persons").name("az") == "nəfər"
    assert units.unit("persons").name("fr") == "persons"


def test_an_unknown_unit_is_a_users_error() -> None:
    with pytest.raises(UserError, match="'furlongs' is not known"):
        units.unit("furlongs")


def test_every_unit_counts_in_a_known_counting_unit_and_has_both_names() -> None:
    counting_units = codelists.load("counting_unit")
    flags = codelists.load("flag")
    for unit in units.load().values():
        assert unit.counting_unit is None or unit.counting_unit in counting_units
        assert unit.names["en"]
        assert unit.names["az"]
        assert all(flag in flags for flag in unit.flags)
