"""What makes a file invalid, what is only a warning, and that every message says where and what to do."""

from __future__ import annotations

import pytest

from durna.iati.messages import texts
from durna.iati.validate import validate
from durna.publish.texts import message_ids
from tests.iati.files import BEFORE, DAYS, TODAY, WHERE, activity, file, judged, told

BUDGET = (
    '<budget><period-start iso-date="{0}"/><period-end iso-date="{1}"/>'
    '<value value-date="2025-01-01"{3}>{2}</value></budget>'
)


def test_a_whole_activity_is_valid_without_a_word() -> None:
    assert told(judged()) == []


def test_a_missing_element_is_told_with_its_line_and_path() -> None:
    found = judged(activity(before=BEFORE.replace("<title><narrative>A title</narrative></title>", "")))
    assert not found.is_valid
    message = found.messages[0]
    assert (message.code, message.path) == ("element-strange", "/iati-activities/iati-activity/description")
    assert message.line == 5
    assert "title" in message.found()
    assert message.do()


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        (WHERE.replace("15190", "99999"), ("error", "code")),
        (WHERE.replace('code="AZ"', 'code="ZZ"'), ("error", "code")),
        (WHERE + '<sector code="15136" percentage="10"/>', ("error", "shares-sum")),
        (WHERE + '<sector code="15136"/>', ("warning", "share-missing")),
        (WHERE.replace('code="15190" percentage="100"', 'code="15190" percentage="130"'), ("error", "share-range")),
        ('<recipient-country code="AZ"/>', ("warning", "sector-missing")),
        ('<sector code="15190"/>', ("warning", "recipient-missing")),
    ],
)  # fmt: skip
def test_codes_and_shares_are_checked(where: str, expected: tuple[str, str]) -> None:
    assert expected in told(judged(activity(where=where)))


def test_shares_of_two_vocabularies_are_added_each_for_itself() -> None:
    two = WHERE + '<sector vocabulary="7" code="10" percentage="100"/>'
    assert told(judged(activity(where=two))) == []


def test_three_thirds_are_the_whole() -> None:
    thirds = "".join(f'<sector code="{code}" percentage="33.33"/>' for code in ("15190", "15136", "15110"))
    assert ("error", "shares-sum") not in told(judged(activity(where='<recipient-country code="AZ"/>' + thirds)))


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (DAYS + '<activity-date type="3" iso-date="2024-12-31"/>', ("error", "days-order")),
        ('<activity-date type="3" iso-date="2024-12-31"/>', ("warning", "start-missing")),
        (DAYS + '<activity-date type="2" iso-date="2027-01-01"/>', ("warning", "not-yet")),
        ('<activity-date type="1" iso-date="-2025-01-01"/>', ("warning", "day-strange")),
        ('<activity-date type="1" iso-date="12025-01-01"/>', ("warning", "day-strange")),
    ],
)  # fmt: skip
def test_days_are_in_order(days: str, expected: tuple[str, str]) -> None:
    assert expected in told(judged(activity(days=days)))


@pytest.mark.parametrize(
    ("budget", "expected"),
    [
        (BUDGET.format("2025-12-31", "2025-01-01", 1, ""), ("error", "period-order")),
        (BUDGET.format("2025-01-01", "2027-12-31", 1, ""), ("warning", "budget-long")),
        (BUDGET.format("2025-01-01", "2025-12-31", -5, ""), ("warning", "amount-negative")),
        (BUDGET.format("2025-01-01", "2025-12-31", "", ""), ("error", "value")),
        (BUDGET.format("2025-01-01", "2025-12-31", "1,000", ""), ("error", "value")),
        (BUDGET.format("2025-01-01", "2025-12-31", 1, ' currency="EURO"'), ("error", "code")),
    ],
)  # fmt: skip
def test_budgets_are_checked(budget: str, expected: tuple[str, str]) -> None:
    assert expected in told(judged(activity(after=budget)))


def test_an_amount_without_any_currency_is_an_error() -> None:
    found = judged(activity(after=BUDGET.format("2025-01-01", "2025-12-31", 1, ""), more='hierarchy="1"'))
    assert ("error", "currency-missing") in told(found)


def test_a_total_that_its_parts_go_beyond_is_an_error_and_one_they_stay_below_a_warning() -> None:
    result = """<result type="1"><title><narrative>R</narrative></title><indicator measure="1">
    <title><narrative>I</narrative></title>
    <period><period-start iso-date="2025-01-01"/><period-end iso-date="2025-12-31"/><actual value="{}"/>
    <actual value="20"><dimension name="sex" value="female"/></actual>
    <actual value="22"><dimension name="sex" value="male"/></actual></period></indicator></result>"""
    assert ("error", "cells-sum") in told(judged(activity(after=result.format(40))))
    assert ("warning", "cells-sum") in told(judged(activity(after=result.format(45))))
    assert told(judged(activity(after=result.format(42)))) == []


def test_an_identifier_that_two_activities_have_is_an_error_on_both() -> None:
    assert told(judged(activity(), activity())).count(("error", "identifier-repeated")) == 2


def test_a_file_that_names_no_version_is_judged_by_the_schema_alone() -> None:
    wrong = activity(where=WHERE.replace("15190", "99999"))
    found = judged(wrong, version="xx")
    assert found.is_valid
    assert told(found) == [("warning", "version-unknown"), ("warning", "code")]


def test_version_one_is_refused_and_2_02_reads() -> None:
    assert ("error", "version-old") in told(judged(version="1.05"))
    assert told(judged(version="2.02")) == []


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "xml-broken"),
        (b"<iati-activities", "xml-broken"),
        (b"\xff\xfe\x00", "xml-broken"),
        (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>', "xml-doctype"),
        (b'<!DOCTYPE a [<!ENTITY a "aa"><!ENTITY b "&a;&a;&a;">]><a>&b;</a>', "xml-doctype"),
        (b"<html/>", "not-iati"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_and_nothing_is_expanded(content: bytes, code: str) -> None:
    found = validate(content, TODAY)
    assert not found.is_valid
    assert found.messages[0].code == code
    assert "hostname" not in found.messages[0].found()


def test_an_organisation_file_is_judged_by_its_own_schema() -> None:
    content = """<iati-organisations version="2.03"><iati-organisation default-currency="EUR">
    <organisation-identifier>XX-1</organisation-identifier><name><narrative>N</narrative></name>
    <reporting-org ref="XX-1" type="10"><narrative>N</narrative></reporting-org>
    <total-budget><period-start iso-date="2025-12-31"/><period-end iso-date="2025-01-01"/>
    <value value-date="2025-01-01">1</value></total-budget></iati-organisation></iati-organisations>"""
    assert told(validate(content.encode(), TODAY)) == [("error", "period-order")]


@pytest.mark.parametrize("language", ["az", "en", "ru"])
def test_every_message_can_be_said_in_every_language(language: str) -> None:
    rooms = ("durna.iati",)
    assert message_ids(language, rooms) == message_ids("en", rooms)
    found = judged(activity(where=WHERE.replace("15190", "99999"))).messages[0]
    assert "99999" in found.found(language)
    assert found.do(language)
    assert texts(language)("iati-xml-doctype")


def test_more_wrong_lines_than_anybody_reads_are_cut_short() -> None:
    assert len(judged(*[activity(before="") for _ in range(700)]).messages) < 2_000
    assert file()
