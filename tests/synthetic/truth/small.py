"""Tiny countries: a handful of people and rows written down in the test, as little text tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import pyarrow as pa

from durna.periods import parse
from durna.sources.contract import load
from durna.synthetic.truth import truth
from tests.spec.indicators.tables import typed

UNTIL, PERIOD = date(2021, 10, 31), "2018..2021-10"
TYPES = {
    "text": pa.string(), "code": pa.string(), "integer": pa.int64(), "number": pa.float64(), "date": pa.date32(),
    "datetime": pa.timestamp("us"), "boolean": pa.bool_(), "period": pa.date32(),
}  # fmt: skip
CROSSING = pa.schema(
    [
        ("person", pa.int64()), ("crossed_at", pa.timestamp("us")), ("direction", pa.string()),
        ("citizenship", pa.string()), ("sex", pa.string()), ("birth_date", pa.date32()), ("purpose", pa.string()),
    ]
)  # fmt: skip
PERSON = pa.schema(
    [("person", pa.int64()), ("birth_date", pa.date32()), ("death_date", pa.date32()), ("naturalised_on", pa.date32())]
)


@dataclass(frozen=True)
class Small:
    registers: Mapping[str, pa.Table] = field(default_factory=dict)
    crossings: pa.Table = field(default_factory=CROSSING.empty_table)
    people: pa.Table = field(default_factory=PERSON.empty_table)


def country(**texts: str) -> Small:
    """A country of registers alone: the text of each in the form of a table, with `who` for the true person."""
    return Small({source: register(source, _rows(source, text)) for source, text in texts.items()})


def register(source: str, rows: Sequence[Mapping[str, Any]]) -> pa.Table:
    """Rows with every stored column of the contract and `true_person`; what a row does not have is null."""
    contract = load(source)
    columns = [("person", pa.string())] if contract.person else []
    for one in contract.fields.values():
        if not one.identifies_person:
            columns += [(column, TYPES[one.type]) for column in one.columns]
    schema = pa.schema([*columns, ("true_person", pa.int64())])
    return pa.Table.from_pylist([{name: row.get(name) for name in schema.names} for row in rows], schema=schema)


def travels(text: str, people: str = "") -> Small:
    """A country of crossings: `who | day or moment | in or out | citizenship | sex | born | purpose`."""
    rows = [_crossing(*_cells(line)) for line in text.strip().splitlines()]
    born = [_person(*_cells(line)) for line in people.strip().splitlines() if line]
    return Small({}, pa.Table.from_pylist(rows, schema=CROSSING), pa.Table.from_pylist(born, schema=PERSON))


def true_figures(small: Small, indicator: str, *, period: str = PERIOD, until: date = UNTIL) -> list[dict[str, Any]]:
    return truth(small, until, parse(period), indicators=[indicator]).to_pylist()


def shown(small: Small, indicator: str, *, by: str = "", period: str = PERIOD) -> str:
    """One line a figure of the total, or of the groups of one breakdown: its period, its group, its value."""
    found = true_figures(small, indicator, period=period)
    chosen = [row for row in found if (row["dimensions"].partition("=")[0] == by)]
    return "\n".join(_line(row) for row in chosen)


def lines(text: str) -> str:
    return "\n".join(line.strip() for line in text.strip().splitlines())


def _line(row: Mapping[str, Any]) -> str:
    first, last = row["period_start"], row["period_end"]
    period = parse(f"{first}..{last}")
    return f"{period} | {row['dimensions'] or 'all'} | {row['value']:g}"


def _rows(source: str, text: str) -> list[dict[str, Any]]:
    table = [_cells(line) for line in text.strip().splitlines()]
    found = []
    for cells in table[1:]:
        row = dict(zip(table[0], cells, strict=True))
        who = row.pop("who", "")
        moments = {name: datetime.fromisoformat(cell) for name, cell in row.items() if name.endswith("_at")}
        found.append({**typed(source, row), **moments, "true_person": int(who) if who else None})
    return found


def _crossing(
    who: str, moment: str, way: str, citizenship: str = "TUR", sex: str = "male", born: str = "", purpose: str = ""
) -> dict[str, Any]:
    return {
        "person": int(who), "crossed_at": datetime.fromisoformat(moment),
        "direction": {"in": "entry", "out": "exit"}[way],
        "citizenship": citizenship, "sex": sex, "birth_date": date.fromisoformat(born) if born else None,
        "purpose": purpose or None,
    }  # fmt: skip


def _person(who: str, born: str, died: str, naturalised: str = "") -> dict[str, Any]:
    days = {"birth_date": born, "death_date": died, "naturalised_on": naturalised}
    return {"person": int(who), **{name: date.fromisoformat(day) if day else None for name, day in days.items()}}


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("|")]
