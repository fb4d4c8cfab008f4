"""Crossings and other records of a few persons, written down as a statistician would: one line a crossing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from durna.residence.derived import Derived
from durna.workspace import Residence
from tests.indicators.memory import MemoryRecords
from tests.spec.indicators.tables import rows

CUT_OFF = "2021-10-31"
COVERS = "2015-01-01..2021-10-31"


def told(crossings: str, rule: str = "12/16", gaps: str = "impute", cut_off: str = CUT_OFF, **others: str) -> Any:
    """Records in memory. `crossings`: person | day | in or out | citizenship | more columns named in the first line."""
    sources = {name: rows(name, text) for name, text in others.items()}
    return records({"sbs_border_crossing": list(_crossings(crossings)), **sources}, rule, gaps, cut_off)


def records(
    sources: Mapping[str, Sequence[Mapping[str, Any]]], rule: str = "12/16", gaps: str = "impute",
    cut_off: str = CUT_OFF,
) -> Any:  # fmt: skip
    covers = {source: [f"{COVERS[:12]}{cut_off}"] for source in sources}
    return MemoryRecords(sources, covers, cut_off=cut_off, residence=Residence(rule=rule, gaps=gaps))


def _crossings(text: str) -> list[dict[str, Any]]:
    lines = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    found = rows("sbs_border_crossing", "\n".join(" | ".join(line) for line in lines))
    for number, row in enumerate(found):
        row["crossing_no"] = str(number)
        row["direction"] = {"in": "entry", "out": "exit"}[row["direction"]]
    return found


def table(records: Any, source: str, *columns: str) -> list[tuple[Any, ...]]:
    """Rows of a derived source in order, dates as text and nothing as an empty cell."""
    found = Derived(records).table(source).select(*columns).to_pyarrow().to_pylist()
    return sorted(tuple(_shown(value) for value in row.values()) for row in found)


def _shown(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else value
