"""What the schema says of a file, in words that name the element and what is missing from it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from threading import Lock

from lxml import etree

from durna.iati import standard
from durna.iati.messages import Message
from durna.iati.xml import Element

MOST = 500  # a file that is wrong throughout is told so; more would not be read
_ONE_AT_A_TIME = Lock()
_QUOTED = re.compile(r"'([^']*)'")
_EXPECTED = re.compile(r"Expected is (?:one of )?\( ([^)]*) \)")
# What libxml2 calls it, what we call it.
_MISSING = re.compile(r"Missing child element\(s\)")
_CODES = {
    "SCHEMAV_CVC_COMPLEX_TYPE_4": "attribute-missing",
    "SCHEMAV_CVC_COMPLEX_TYPE_3_2_1": "attribute-strange",
    "SCHEMAV_CVC_COMPLEX_TYPE_3_2_2": "attribute-strange",
    "SCHEMAV_CVC_COMPLEX_TYPE_2_1": "text-strange",
    "SCHEMAV_CVC_COMPLEX_TYPE_2_3": "text-strange",
}


def check(root: Element, version: str, kind: str) -> Iterator[Message]:
    schema = standard.schema(version, kind)
    # The log belongs to the schema, which all threads of the site share.
    with _ONE_AT_A_TIME:
        errors = [] if schema.validate(root) else list(schema.error_log)[:MOST]
    for error in errors:
        yield _message(error)


def _message(error: etree._LogEntry) -> Message:
    code, values = _said(error.type_name, error.message)
    return Message(code, line=error.line, path=error.path or "", values=values)


def _said(type_name: str, message: str) -> tuple[str, dict[str, str | int]]:
    quoted = _QUOTED.findall(message)
    element = quoted[0].rpartition("}")[2] if quoted else ""
    expected = _EXPECTED.search(message)
    values: dict[str, str | int] = {"element": element, "expected": expected[1] if expected else ""}
    if type_name == "SCHEMAV_ELEMENT_CONTENT":
        return ("child-missing" if _MISSING.search(message) else "element-strange"), values
    if type_name in _CODES:
        return _CODES[type_name], {**values, "attribute": quoted[1] if len(quoted) > 1 else ""}
    if "is not a valid value" in message:
        told = message.partition(": ")[2]
        value = _QUOTED.search(told)
        attribute = quoted[1] if ", attribute '" in message else "-"
        kind = quoted[-1].rpartition(":")[2]
        return "value", {**values, "attribute": attribute, "value": value[1][:100] if value else "", "kind": kind}
    return "schema", {**values, "reason": message[:200]}
