"""What of an activity is understood, as declarations; whatever no declaration covers is kept and written back.

A node is a dictionary: an element with its understood parts under their names. Under `kept` stands what is not covered:
`attributes` (name to value) and `elements` (XML as text). Reading and writing go by the same declarations, so that what
is read is written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

Node: TypeAlias = dict[str, Any]
OWN = "urn:durna:iati"  # the namespace of what only we say: how precisely a day is known


@dataclass(frozen=True)
class Shape:
    """How an element is read.

    `attributes`: name in the node -> attribute. `text`: under which name its own text stands. `texts`: whether it has
    narratives, as `texts`: pairs of language ('' for the activity's own) and text. `values`: name in the node ->
    (child, attribute), for children that hold one attribute. `narrated`: name in the node -> child that holds
    narratives only. `one` and `many`: name in the node -> (child, shape).
    """

    attributes: Mapping[str, str] = field(default_factory=dict)
    text: str = ""
    texts: bool = False
    values: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    narrated: Mapping[str, str] = field(default_factory=dict)
    one: Mapping[str, tuple[str, Shape]] = field(default_factory=dict)
    many: Mapping[str, tuple[str, Shape]] = field(default_factory=dict)


def _same(*names: str) -> dict[str, str]:
    return {name.replace("-", "_"): name for name in names}


_PERIOD = {"start": ("period-start", "iso-date"), "end": ("period-end", "iso-date")}
_VALUE = Shape({"currency": "currency", "on": "value-date"}, text="amount")
_ORGANISATION = Shape({"ref": "ref", "type": "type", "activity": "provider-activity-id"}, texts=True)
_RECEIVER = Shape({"ref": "ref", "type": "type", "activity": "receiver-activity-id"}, texts=True)
_SHARE = Shape(_same("code", "percentage", "vocabulary", "vocabulary-uri"), texts=True)
_CODE = Shape({"code": "code"})
_PARTNER = Shape({**_same("ref", "type", "role", "activity-id"), "share": f"{{{OWN}}}share"}, texts=True)
_DAY = Shape({"type": "type", "on": "iso-date", "precision": f"{{{OWN}}}precision"}, texts=True)
_BUDGET = Shape({"type": "type", "status": "status"}, values=_PERIOD, one={"value": ("value", _VALUE)})
_DIMENSION = Shape(_same("name", "value"))
_MEASURED = Shape({"value": "value"}, narrated={"comment": "comment"}, many={"dimensions": ("dimension", _DIMENSION)})
_BASELINE = Shape(
    {"value": "value", "year": "year", "on": "iso-date"}, narrated={"comment": "comment"},
    many={"dimensions": ("dimension", _DIMENSION)},
)  # fmt: skip
_RESULT_PERIOD = Shape(values=_PERIOD, many={"targets": ("target", _MEASURED), "actuals": ("actual", _MEASURED)})
_INDICATOR = Shape(
    {"measure": "measure", "ascending": "ascending", "adds_up": "aggregation-status"},
    narrated={"title": "title", "description": "description"},
    many={"baselines": ("baseline", _BASELINE), "periods": ("period", _RESULT_PERIOD)},
)
_RESULT = Shape(
    {"type": "type", "adds_up": "aggregation-status"}, narrated={"title": "title", "description": "description"},
    many={"indicators": ("indicator", _INDICATOR)},
)  # fmt: skip
_LINK = Shape(
    _same("url", "format"), narrated={"title": "title"},
    many={"categories": ("category", _CODE), "languages": ("language", _CODE)},
    values={"on": ("document-date", "iso-date")},
)  # fmt: skip

ACTIVITY = Shape(
    {"currency": "default-currency", "language": "{http://www.w3.org/XML/1998/namespace}lang", "hierarchy": "hierarchy",
     "updated": "last-updated-datetime"},
    narrated={"title": "title"},
    values={"status": ("activity-status", "code"), "scope": ("activity-scope", "code"),
            "flow": ("default-flow-type", "code"), "finance": ("default-finance-type", "code"),
            "tied": ("default-tied-status", "code"), "collaboration": ("collaboration-type", "code")},
    one={"identifier": ("iati-identifier", Shape(text="text")),
         "reporter": ("reporting-org", Shape(_same("ref", "type"), texts=True))},
    many={
        "descriptions": ("description", Shape({"type": "type"}, texts=True)),
        "partners": ("participating-org", _PARTNER),
        "identifiers": ("other-identifier", Shape(_same("ref", "type"))),
        "days": ("activity-date", _DAY),
        "countries": ("recipient-country", _SHARE),
        "regions": ("recipient-region", _SHARE),
        "places": ("location", Shape({"ref": "ref"}, narrated={"title": "name"}, one={"point": ("point", Shape(
            {"system": "srsName"}, one={"position": ("pos", Shape(text="text"))}))})),
        "sectors": ("sector", _SHARE),
        "tags": ("tag", Shape(_same("code", "vocabulary", "vocabulary-uri"), texts=True)),
        "budgets": ("budget", _BUDGET),
        "forecasts": ("planned-disbursement", Shape({"type": "type"}, values=_PERIOD, one={
            "value": ("value", _VALUE), "provider": ("provider-org", _ORGANISATION),
            "receiver": ("receiver-org", _RECEIVER)})),
        "transactions": ("transaction", Shape(
            {"ref": "ref"}, narrated={"description": "description"},
            values={"type": ("transaction-type", "code"), "on": ("transaction-date", "iso-date")},
            one={"value": ("value", _VALUE), "provider": ("provider-org", _ORGANISATION),
                 "receiver": ("receiver-org", _RECEIVER)})),
        "documents": ("document-link", _LINK),
        "related": ("related-activity", Shape(_same("ref", "type"))),
        "results": ("result", _RESULT),
    },
)  # fmt: skip
