"""Refusals of the program in the reader's language. It says them in English, as the command line does; those that are
met on the pages of the data room are known here by their first part. Any other stays as it was said.
"""

from __future__ import annotations

import re

from durna.errors import UserError
from durna.web import texts
from durna.web.refusals import refusal

_KNOWN = {
    "program-no-mapping": r"The workspace has no mapping '(?P<what>.+)'\.",
    "program-no-column": r"The file has no column '(?P<what>.+)', which the mapping needs for '(?P<field>.+)'\.",
    "program-not-filled": r"The mapping does not fill '(?P<what>.+)': .*",
    "program-no-data": r"(?P<what>.+) has no data rows\.",
    "program-no-header": r"(?P<what>.+) has no header: .*",
    "program-same-name": r"Columns .+ of (?P<what>.+) have the same name\.",
    "program-damaged": r"The file '(?P<what>.+)' could not be read to its end: .*",
    "program-busy": r"Another intake is writing to this store\.|Somebody else is freezing, publishing or signing .*",
    "program-no-key": r"There is no pseudonym key\.",
    "program-unexplained": r"Edition '(?P<what>.+)' has (?P<count>\d+) severe findings? without an explanation; .*",
    "program-explained-later": r"Explanations of findings were given or changed after edition '(?P<what>.+)' .*",
    "program-overtaken": r"Edition '.+' was signed after '(?P<what>.+)' was frozen, .*",
    "program-no-delivery": r"There is no delivery '(?P<what>.+)'\.",
    "program-bad-code": r"The mapping turns codes of '(?P<field>.+)' into '(?P<what>.+)', which its code list .*",
}


def said(error: UserError) -> UserError:
    if texts.code() == texts.FALLBACK:
        return error
    for message, pattern in _KNOWN.items():
        if found := re.fullmatch(pattern, error.found, re.DOTALL):
            return refusal(message, **{name: value or "" for name, value in found.groupdict().items()})
    return error
