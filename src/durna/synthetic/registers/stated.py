"""Rows of tables that other offices publish: one value of a series for a period, a country and a group."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa

from durna.sources.contract import load
from durna.synthetic.place import CITIZENSHIPS, OWN
from durna.synthetic.registers.scene import SEXES, Scene, complete
from durna.synthetic.timeline import Codes, Days

YEARS, MONTHS = range(2009, 2023), range(1, 13)
PUBLISHERS = {
    "moe_students": "moe", "labour_quota": "cabinet", "cba_bop": "cba", "mirror_partner": "partner",
    "mirror_undesa": "undesa", "mirror_unhcr": "unhcr", "mirror_worldbank": "worldbank",
}  # fmt: skip
Row = dict[str, Any]


def table(source: str, rows: Sequence[Row]) -> pa.Table:
    """The rows of a table source. What is not said of a row is about the own country, by the usual publisher."""
    usual: Mapping[str, str] = {"geography": OWN, "publisher": PUBLISHERS.get(source, "ssc"), "status": "final"}
    names = list(dict.fromkeys([*(name for row in rows for name in row), "series", *usual]))
    columns = {name: pa.array([row.get(name, usual.get(name)) for row in rows]) for name in names}
    return complete(load(source), columns)


def year(series: str, year: int, value: float, **groups: str) -> Row:
    return cell(series, date(year, 1, 1), date(year, 12, 31), value, **groups)


def cell(series: str, start: date, end: date, value: float, **groups: str) -> Row:
    return {"series": series, "period_start": start, "period_end": end, "value": float(value), **groups}


def by_sex(scene: Scene, person: Days) -> Iterator[tuple[str, int]]:
    women = int(scene.lived.people.is_female[person].sum())
    yield from zip(SEXES, (len(person) - women, women), strict=True)


def by_code(places: Codes) -> Iterator[tuple[str, int]]:
    """Countries, by their places among CITIZENSHIPS, that anybody is counted for."""
    counts = np.bincount(places, minlength=len(CITIZENSHIPS))
    yield from ((CITIZENSHIPS[place], int(count)) for place, count in enumerate(counts) if count)
