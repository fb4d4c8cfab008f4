"""Reading, writing and comparing activities: what is not understood is kept, listed and written back."""

from __future__ import annotations

import json

from lxml import etree

from durna.iati import origin, reading, reconcile, writing
from durna.iati.reconcile import DIFFERS, OURS, SAME, THEIRS
from durna.iati.validate import validate
from durna.iati.xml import parse
from tests.iati.files import TODAY, WHERE, activity, file, told

MORE = """
<budget><period-start iso-date="2025-01-01"/><period-end iso-date="2025-12-31"/>
<value value-date="2025-01-01">100.50</value></budget>
<transaction ref="T1" humanitarian="1"><transaction-type code="3"/><transaction-date iso-date="2025-02-01"/>
<value value-date="2025-02-01">40</value><provider-org ref="XX-2"><narrative>Fund</narrative></provider-org>
<sector code="15190"/></transaction>
<conditions attached="0"/>
"""


def the_same(one: etree._Element, other: etree._Element) -> bool:
    """Whatever the order of siblings and the space between them."""
    return canonical(one) == canonical(other)


def canonical(element: etree._Element) -> object:
    children = sorted((canonical(child) for child in element), key=repr)
    return element.tag, sorted(element.attrib.items()), (element.text or "").strip(), children


def test_what_is_read_is_written_again_even_what_is_not_understood() -> None:
    root = parse(file(activity(after=MORE)))
    nodes = json.loads(json.dumps(reading.activities(root)))
    written = writing.document(nodes)
    assert the_same(root[0], written[0])
    assert told(validate(writing.content(written), TODAY)) == told(validate(file(activity(after=MORE)), TODAY))


def test_what_is_not_understood_is_listed_with_its_place() -> None:
    found = [(each.values["name"], each.path) for each in reading.not_covered(parse(file(activity(after=MORE))))]
    assert ("conditions", "/iati-activities/iati-activity/conditions") in found
    assert ("@humanitarian", "/iati-activities/iati-activity/transaction") in found


def test_elements_are_written_in_the_order_of_the_schema_whatever_the_order_of_the_parts() -> None:
    node = reading.activities(parse(file(activity(after=MORE))))[0]
    backwards = dict(reversed(list(node.items())))
    assert validate(writing.content(writing.document([backwards])), TODAY).is_valid


def test_a_path_leads_back_to_the_node_it_was_written_from() -> None:
    nodes = [{"identifier": {}}, {"budgets": [{"origin": "entry/1"}, {"origin": "entry/2"}]}]
    way, left = origin.nodes_of("/iati-activities/iati-activity[2]/budget[2]/value", nodes)
    assert (way[-1], left) == ({"origin": "entry/2"}, "value")
    assert origin.nodes_of("/iati-activities/iati-activity[1]/title", nodes)[1] == "title"
    assert origin.nodes_of("/iati-activities", nodes) == ([], "iati-activities")


def test_two_tellings_of_one_project_are_compared_line_by_line() -> None:
    ours = reading.activities(parse(file(activity(after=MORE))))[0]
    theirs = reading.activities(parse(file(activity(
        where=WHERE.replace('code="15190"', 'code="15136"'),
        after=MORE.replace("100.50", "100.5").replace(">40<", ">45<"),
    ))))[0]  # fmt: skip
    lines = {(line.what, line.which): line for line in reconcile.reconcile(ours, theirs)}
    assert lines[("budget", "2025-01-01..2025-12-31 EUR")].outcome == SAME
    assert lines[("transaction-3", "2025-02-01 EUR")].outcome == DIFFERS
    assert lines[("sector", "1 15190")].outcome == OURS
    assert lines[("sector", "1 15136")].outcome == THEIRS


def test_amounts_of_one_day_and_currency_are_added_before_they_are_compared() -> None:
    half = MORE.replace(">40<", ">20<")
    node = reading.activities(parse(file(activity(after=MORE))))[0]
    parted = reading.activities(parse(file(activity(after=half + half[half.index("<transaction") :]))))[0]
    lines = {line.what: line for line in reconcile.reconcile(node, parted)}
    assert lines["transaction-3"].outcome == SAME


def test_the_same_project_is_found_by_identifier_by_another_code_and_by_title() -> None:
    theirs = reading.activities(parse(file()))
    assert reconcile.same_project({"identifier": {"text": "XX-1-A"}}, theirs) is theirs[0]
    assert reconcile.same_project({"identifiers": [{"ref": "XX-1-A"}]}, theirs) is theirs[0]
    assert reconcile.same_project({"title": [["en", "a TITLE"]]}, theirs) is theirs[0]
    assert reconcile.same_project({"title": [["en", "Another"]]}, theirs) is None
