from copy import deepcopy
from typing import Any

import pytest

from durna.errors import UserError
from durna.sources import contract as contracts

PERMITS: dict[str, Any] = {
    "source": "permits", "kind": "record", "title": {"en": "Permits"}, "institution": "sms", "counting_unit": "permit",
    "natural_key": ["permit_no", "document_number"], "dated_by": "valid",
    "person": ["personal_number", "document_number"],
    "fields": {
        "permit_no": {"type": "text", "required": True, "title": {"en": "Number"}},
        "personal_number": {"type": "text", "identifies": "person", "title": {"en": "FIN"}},
        "document_number": {"type": "text", "identifies": "person", "title": {"en": "Document"}},
        "valid": {"type": "period", "title": {"en": "Valid"}},
        "age": {"type": "integer", "min": 0, "max": 120, "title": {"en": "Age"}},
    },
    "checks": {"adult": {"expect": "age >= 18", "title": {"en": "Younger than 18"}}},
}  # fmt: skip


def changed(**parts: Any) -> dict[str, Any]:
    return {**deepcopy(PERMITS), **parts}


def test_identifiers_are_never_stored_the_person_is() -> None:
    contract = contracts.parse(PERMITS)

    assert contract.identifiers == ("personal_number", "document_number")
    assert contract.stored_columns == ("person", "permit_no", "valid_start", "valid_end", "age")


def test_an_identifier_in_the_key_is_represented_by_the_pseudonym() -> None:
    assert contracts.parse(PERMITS).key_columns == ("permit_no", "person")


def test_a_key_of_two_identifiers_names_the_person_once() -> None:
    contract = contracts.parse(changed(natural_key=["personal_number", "document_number"]))

    assert contract.key_columns == ("person",)


def test_a_row_dated_by_a_period_has_the_date_of_its_last_day() -> None:
    assert contracts.parse(PERMITS).date_column == "valid_end"


def test_limits_and_checks_are_read() -> None:
    contract = contracts.parse(PERMITS)

    assert (contract.fields["age"].minimum, contract.fields["age"].maximum) == (0, 120)
    assert [(check.name, check.expect) for check in contract.checks] == [("adult", "age >= 18")]


@pytest.mark.parametrize(
    "parts",
    [
        {"dated_by": "decided_on"},
        {"natural_key": ["permit_number"]},
        {"person": ["passport"]},
        {"counting_unit": "application"},
        {"kind": "records"},
        {"fields": {**PERMITS["fields"], "wage": {"type": "decimal", "title": {"en": "Wage"}}}},
    ],
)
def test_a_contract_that_contradicts_itself_is_refused(parts: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="permits"):
        contracts.parse(changed(**parts))


def test_a_person_is_made_of_identifying_fields_only() -> None:
    """Were a stored field part of `person`, its value would stand beside the pseudonym that it makes."""
    with pytest.raises(ValueError, match="permits"):
        contracts.parse(changed(person=["permit_no"]))


def test_a_row_is_dated_by_a_field_that_holds_dates() -> None:
    with pytest.raises(ValueError, match="permits"):
        contracts.parse(changed(dated_by="age"))


def test_an_unknown_source_is_answered_with_near_names() -> None:
    with pytest.raises(UserError, match="There is no source 'sms_work_permits'") as refused:
        contracts.load("sms_work_permits")
    assert "sms_work_permit" in refused.value.expected
    assert "durna sources" in refused.value.do


@pytest.mark.parametrize("name", ["", "../contract", "sms_work_permit.yaml", "SMS_WORK_PERMIT"])
def test_only_the_exact_name_is_a_source(name: str) -> None:
    with pytest.raises(UserError):
        contracts.load(name)
