"""Little text tables: records as a statistician would write them down, and figures as she would expect them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from durna.indicators.calculate import Request, compute
from durna.indicators.definition import indicator as definition
from durna.indicators.figures import Figure
from durna.periods import parse
from durna.sources.contract import load
from tests.indicators.memory import MemoryRecords


def rows(source: str, text: str) -> list[dict[str, Any]]:
    """One line a record, columns apart by `|`; an empty cell is no value, `period` stands for its two ends."""
    lines = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    return [typed(source, dict(zip(lines[0], cells, strict=True))) for cells in lines[1:]]


def typed(source: str, cells: Mapping[str, str]) -> dict[str, Any]:
    fields = load(source).fields
    found: dict[str, Any] = {}
    for name, cell in cells.items():
        kind = fields[name].type if name in fields else "text"
        if cell and kind == "period":
            found |= {f"{name}_start": parse(cell).start, f"{name}_end": parse(cell).end}
        elif cell:
            found[name] = one(kind, cell)
    return found


def one(kind: str, cell: str) -> Any:
    if kind == "boolean":
        return cell == "yes"
    read = {"date": date.fromisoformat, "integer": int, "number": float}.get(kind, str)
    return read(cell)


def figures(
    name: str,
    *,
    by: str = "",
    every: str = "year",
    period: str = "",
    covers: str = "",
    country: str = "AZE",
    **sources: str,
) -> list[Figure]:
    covered = {source: covers.split(", ") for source in sources} if covers else None
    records: Any = MemoryRecords({s: rows(s, text) for s, text in sources.items()}, covered, country)
    request = Request(parse(period) if period else None, every, tuple(by.split(", ")) if by else ())
    return compute(definition(name), records, request)


def shown(some: list[Figure]) -> str:
    """One line a figure: period, groups, value, its flags."""
    lines = []
    for figure in some:
        groups = ", ".join(f"{name} {code}" for name, code in figure.dimensions) or "all"
        flags = f" ({', '.join(figure.flags)})" if figure.flags else ""
        lines.append(f"{figure.period} | {groups} | {figure.value:g}{flags}")
    return "\n".join(lines)


def expect(some: list[Figure], text: str) -> None:
    wanted = "\n".join(line.strip() for line in text.strip().splitlines())
    assert shown(some) == wanted, f"\n{shown(some)}\ninstead of\n{wanted}"
