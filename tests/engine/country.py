"""Every source of the catalogue, delivered twice: small, and as awkward as registers are.

Nulls, month ends, leap days, the hour before midnight, codes that no list knows, letters of Azerbaijan, persons in
several rows, and a second delivery that supersedes a part of the first by key or by period.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import yaml

from durna.classifications import codelists
from durna.sources.contract import Contract, Field, load, sources
from durna.store.receipts import Receipt
from durna.workspace import Workspace, open_workspace
from tests.intake.deliveries import take_in

NOT_GENERATED = ("published_figures",)  # its rows are figures already
COUNTRIES = ("AZE", "AZE", "GEO", "TUR", "RUS", "XXA", "Q-404")
WORDS = ("Bakı", "İsmayıllı", "Şəki", "o'clock", 'a "b"', "text")
UNITS = ("persons", "thousand persons")
AWKWARD_DAYS = tuple(
    date.fromisoformat(day)
    for day in ("2019-12-31", "2020-01-01", "2020-01-31", "2020-02-28", "2020-02-29", "2020-03-31", "2021-02-28")
)
DAYS = tuple(date(2019, 1, 1) + timedelta(number) for number in range(850))
TIMES = (time(0, 0), time(12, 30), time(23, 59, 59))
NUMBERS = (0, 1, 4, 5, 17, 18, 64, 85, 130, 131, 1990)
PERIODS = [(date(year, 1, 1), date(year, 12, 31)) for year in (2019, 2020, 2021)]
PERIODS += [(date(2020, month, 1), date(2020, month, 28)) for month in (1, 2, 3)]
_ARROW = {
    "text": pa.string(), "code": pa.string(), "integer": pa.int64(), "number": pa.float64(), "date": pa.date32(),
    "datetime": pa.timestamp("us"), "boolean": pa.bool_(), "period": pa.date32(),
}  # fmt: skip


def deliver_everything(root: Path, rows: int, seed: int) -> Workspace:
    """A workspace in `root` with two deliveries of `rows` rows of each source. Needs a pseudonym key."""
    (root / "mappings").mkdir(parents=True)
    (root / "durna.toml").write_text('[workspace]\ncountry = "AZE"\ntimezone = "Asia/Baku"\n', encoding="utf-8")
    workspace, random = open_workspace(root), Random(seed)
    for source in sources():
        if source not in NOT_GENERATED:
            for number in (1, 2):
                deliver_some(workspace, load(source), rows, random, number)
    return workspace


def deliver_some(workspace: Workspace, contract: Contract, rows: int, random: Random, number: int) -> Receipt:
    columns = {column: field for field in contract.fields.values() for column in field.columns}
    mapping = {"source": contract.source, "fields": {name: name for name in columns}}
    (workspace.mappings / f"{contract.source}.yaml").write_text(yaml.safe_dump(mapping), encoding="utf-8")
    schema = pa.schema([(column, _ARROW[field.type]) for column, field in columns.items()])
    file = workspace.root.parent / f"{contract.source}-{number}.parquet"
    pq.write_table(pa.Table.from_pylist(list(_Register(contract, random, number).rows(rows)), schema=schema), file)
    return take_in(workspace, contract.source, file, cut_off=date(2021, 4, 30))


class _Register:
    """What one source has to say. Its second delivery begins in the middle of the first: its keys and its days."""

    def __init__(self, contract: Contract, random: Random, number: int) -> None:
        self.contract, self.random = contract, random
        self.first_key = (number - 1) * 30
        self.days = DAYS[(number - 1) * 400 :]
        self.awkward = [day for day in AWKWARD_DAYS if day >= self.days[0]]

    def rows(self, count: int) -> Iterator[dict[str, Any]]:
        for line in range(count):
            cells = (self._cells(field, line) for field in self.contract.fields.values())
            yield {column: value for field in cells for column, value in field.items()}

    def _cells(self, field: Field, line: int) -> dict[str, Any]:
        if field.type == "period":
            return dict(zip(field.columns, self.random.choice(PERIODS), strict=True))
        if field.name in self.contract.natural_key and field.type == "text" and not self.contract.is_table:
            return {field.name: None if line == 7 and not field.required else f"K{self.first_key + line}"}
        is_silent = not field.required and self.random.random() < 0.15
        return {field.name: None if is_silent else self._value(field)}

    def _value(self, field: Field) -> Any:
        if field.identifies_person and field.type == "text":
            return f"P{self.random.randrange(25)}"
        match field.type:
            case "text":
                return self.random.choice(UNITS if field.name == "unit" else WORDS)
            case "code":
                return self.random.choice(_codes(field))
            case "integer":
                return self.random.choice(NUMBERS)
            case "number":
                return round(self.random.uniform(0, 1000), 2)
            case "boolean":
                return self.random.random() < 0.5
            case "datetime":
                return datetime.combine(self._day(), self.random.choice(TIMES))
        return self._day()

    def _day(self) -> date:
        return self.random.choice(self.awkward if self.random.random() < 0.3 else self.days)


def _codes(field: Field) -> tuple[str, ...]:
    if field.codes == "country":
        return COUNTRIES
    known = tuple(codelists.load(field.codes or "").codes)
    return known if field.name == "series" else (*known, "no such code")
