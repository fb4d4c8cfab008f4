"""Small files of the standard, made of what a test says of them."""

from __future__ import annotations

from datetime import date

from durna.iati.validate import Judgement, validate

TODAY = date(2026, 11, 26)

BEFORE = """
<iati-identifier>XX-1-A</iati-identifier>
<reporting-org ref="XX-1" type="10"><narrative>The office</narrative></reporting-org>
<title><narrative>A title</narrative></title>
<description><narrative>A description</narrative></description>
<participating-org role="4"><narrative>The office</narrative></participating-org>
<activity-status code="2"/>
"""
DAYS = '<activity-date type="1" iso-date="2025-01-01"/>'
WHERE = '<recipient-country code="AZ" percentage="100"/><sector code="15190" percentage="100"/>'


def activity(before: str = BEFORE, days: str = DAYS, where: str = WHERE, after: str = "", more: str = "") -> str:
    said = more or 'default-currency="EUR"'
    return f"<iati-activity {said}>{before}{days}{where}{after}</iati-activity>"


def file(*activities: str, version: str = "2.03") -> bytes:
    return f'<iati-activities version="{version}">{"".join(activities or (activity(),))}</iati-activities>'.encode()


def judged(*activities: str, version: str = "2.03") -> Judgement:
    return validate(file(*activities, version=version), TODAY)


def told(judgement: Judgement) -> list[tuple[str, str]]:
    return [(message.level, message.code) for message in judgement.messages]
