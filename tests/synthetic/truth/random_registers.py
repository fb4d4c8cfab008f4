"""Registers of random rows: every column of a contract filled with codes, dates and numbers that its type allows."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from durna.classifications import codelists
from durna.sources.contract import Contract, Field, load, sources

FIRST_DAY, DAYS, LAST_DAY = date(2017, 11, 1), 4 * 365, date(2023, 12, 31)
PERSONS = 40
TEXTS = ("a", "b", "c")
COUNTRIES = ("AZE", "TUR", "GEO", "RUS")
Row = dict[str, Any]


def registers(rows: int, seed: int) -> dict[str, list[Row]]:
    """Rows of every record source."""
    random = Random(seed)
    records = (load(name) for name in sources() if not load(name).is_table)
    return {contract.source: [row(contract, random) for _ in range(rows)] for contract in records}


def row(contract: Contract, random: Random) -> Row:
    found: Row = {"true_person": random.randrange(PERSONS)} if contract.person else {}
    begins = FIRST_DAY + timedelta(days=random.randrange(DAYS))
    for field in contract.fields.values():
        # A row that does not say whether it counts leaves a figure open: that is another matter than its value.
        is_silent = field.type in ("date", "text", "integer") and not field.required and random.random() < 0.2
        if not field.identifies_person and not is_silent:
            found[field.name] = value(field, begins, random)
    for name in [name for name in found if name.endswith("_at")]:
        # The moment is one of the day that the row is dated by.
        found[name] = datetime.combine(found[contract.dated_by], time(random.randrange(24), random.randrange(60)))
    return found


def value(field: Field, begins: date, random: Random) -> Any:
    if field.name == "birth_date":
        return date(1925, 1, 1) + timedelta(days=random.randrange(93 * 365))
    if field.codes:
        return random.choice(COUNTRIES if field.codes == "country" else sorted(codelists.load(field.codes).codes))
    day = begins + timedelta(days=random.randrange(400))
    made = {
        "date": lambda: day,
        "datetime": lambda: datetime.combine(day, time()),
        "boolean": lambda: random.random() < 0.5,
        "integer": lambda: random.randrange(1940, 2000) if field.name == "birth_year" else random.randrange(100),
        "number": lambda: float(random.randrange(100)),
        "text": lambda: random.choice(TEXTS),
    }
    return made[field.type]()
