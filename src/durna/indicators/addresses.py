"""Addresses of figures: `border_entries_foreigners:2019:AZE@sms.news24_2019`, taken apart again.

`Figure.figure_id` makes them. An address holds all that tells a figure apart from every other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from durna.errors import UserError
from durna.periods import Period, parse

_ADDRESS = re.compile(
    r"(?P<indicator>[^:@]+):(?P<period>[^:@()]+)(\((?P<kind>\w+)\))?:(?P<geography>[^:@]+)(:(?P<cells>.+))?"
    r"@(?P<origin>[^@]+?)(/(?P<counting_unit>\w+))?"
)


@dataclass(frozen=True)
class Address:
    """The parts of a figure's address."""

    indicator: str
    period: Period
    period_kind: str
    geography: str
    dimensions: tuple[tuple[str, str], ...]
    publisher: str
    origin: str
    counting_unit: str | None


def read_address(text: str) -> Address:
    """Take a figure id apart. Raises UserError where it is none."""
    found = _ADDRESS.fullmatch(text.strip())
    if found is None:
        raise UserError(
            found=f"'{text}' is not the address of a figure.",
            expected="indicator:period:country, breakdowns where it has them, and the publisher after @.",
            do="Copy one from `durna figures --format csv`: border_entries_foreigners:2019:AZE@sms.news24_2019 is one.",
        )
    publisher, _, origin = found["origin"].partition(".")
    # A value may hold a comma; a new cell begins where a name and = follow it.
    cells = re.split(r",(?=[a-z_]+=)", found["cells"]) if found["cells"] else []
    dimensions = tuple((name, value) for name, _, value in (cell.partition("=") for cell in cells))
    return Address(
        found["indicator"], parse(found["period"]), found["kind"] or "", found["geography"], dimensions,
        publisher, origin, found["counting_unit"],
    )  # fmt: skip
