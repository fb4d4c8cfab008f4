"""A workspace with a contact centre whose records are invented, and files of indicators to put into it.

2024: seven contacts, three by telephone, of which two were answered; citizens of GEO twice, of TUR once, else unknown.
2025 (delivered until June, in two files): four contacts, all by letter.
"""

from __future__ import annotations

from pathlib import Path

from durna.workspace import Workspace, open_workspace
from tests.intake.deliveries import take_in

MAPPING = """\
source: sms_contact_centre
fields:
  received_on: day
  channel: channel
  citizenship: country
  answered: answered
"""
CONTACTS_2024 = """\
day,channel,country,answered
2024-01-05,call,GEO,true
2024-02-06,call,GEO,true
2024-03-07,call,TUR,false
2024-04-08,e_mail,,
2024-05-09,e_mail,,
2024-06-10,letter,,
2024-12-31,letter,,
"""
CONTACTS_2025 = "day,channel,country,answered\n2025-01-02,letter,,\n2025-03-31,letter,GEO,\n"
CONTACTS_LATER = "day,channel,country,answered\n2025-04-01,letter,GEO,\n2025-06-30,letter,TUR,\n"

METADATA = """\
id: {id}
title: {{en: Contacts answered, az: Cavablandırılmış müraciətlər}}
definition: {{en: Contacts of the period., az: Dövr ərzində müraciətlər.}}
chapter: C
kind: {kind}
unit: {unit}
counting_unit: event
breakdowns: [{by}]
sources: [sms_contact_centre]
periodicity: monthly
part_year: cumulate
"""
SELECT = """\
SELECT p.period_start, p.period_end, c.channel, count(*) AS value, count(*) AS rows
FROM sms_contact_centre AS c
JOIN periods AS p ON c.received_on BETWEEN p.period_start AND p.period_end
GROUP BY p.period_start, p.period_end, c.channel
"""
FUNCTION = """\
def figures(records, periods, by):
    contacts = records["sms_contact_centre"]
    during = contacts.join(periods, contacts.received_on.between(periods.period_start, periods.period_end))
    return during.group_by("period_start", "period_end", *by).aggregate(value=during.count(), rows=during.count())
"""


def metadata(name: str, *, kind: str = "flow", unit: str = "calls", by: str = "channel") -> str:
    return METADATA.format(id=name, kind=kind, unit=unit, by=by)


def sql(name: str, select: str = SELECT, header: str = "") -> str:
    return f"/*\n{header or metadata(name)}*/\n{select}"


def python(name: str, function: str = FUNCTION, header: str = "") -> str:
    return f'"""\n{header or metadata(name)}"""\n\n{function}'


def line_of(text: str, word: str) -> int:
    """The last line of a file that has the word."""
    return max(number for number, line in enumerate(text.splitlines(), 1) if word in line)


def workspace(root: Path, settings: str = "") -> Workspace:
    (root / "mappings").mkdir(parents=True)
    (root / "indicators").mkdir()
    (root / "durna.toml").write_text(
        '[workspace]\ncountry = "AZE"\ntitle = "Example"\nlanguages = ["az", "en"]\n' + settings, encoding="utf-8"
    )
    (root / "mappings" / "sms_contact_centre.yaml").write_text(MAPPING, encoding="utf-8")
    made = open_workspace(root)
    for name, text in {"2024": CONTACTS_2024, "2025": CONTACTS_2025, "later": CONTACTS_LATER}.items():
        file = root.parent / f"contacts-{name}.csv"
        file.write_text(text, encoding="utf-8")
        take_in(made, "sms_contact_centre", file)
    return made


def add(workspace: Workspace, file: str, text: str) -> None:
    (workspace.root / "indicators" / file).write_text(text, encoding="utf-8")
