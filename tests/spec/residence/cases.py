"""The travel histories of docs/reference/residence-rule.md, and the worked cases of Stats NZ's programs."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

from durna.residence.reference import Crossing
from durna.residence.rule import Rule, as_rule
from tests.residence.forms import Line
from tests.residence.histories import Person

PAGE = Path(__file__).resolve().parents[3] / "docs" / "reference" / "residence-rule.md"
WORKED = Path(__file__).parent / "residence_rule_cases.csv"
ASKED = re.compile(r"^Rule `(.+?)`, observed until `(.+?)`(?:, gaps `(.+?)`)?(?:, given `(.+?)`)?\.$", re.MULTILINE)
IMPUTED = " (imputed)"


@dataclass(frozen=True)
class Told:
    """A history of the page. `answers`: for each crossing what the table says of before, after and migration."""

    title: str
    rule: Rule
    until: date
    gaps: str
    person: Person
    answers: list[tuple[str, ...]]

    def __str__(self) -> str:
        return self.title


def of_the_page() -> list[Told]:
    _, *parts = re.split(r"^## ", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return [_told(part) for part in parts]


def _told(part: str) -> Told:
    title, asked = part.partition("\n")[0], ASKED.search(part)
    assert asked is not None, title
    rule, until, gaps, given = asked.groups()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in part.splitlines() if line[:1] == "|"][2:]
    crossings = tuple(
        Crossing(date.fromisoformat(day), 1 if way == "in" else 0, order=number)
        for number, (day, way, *_) in enumerate((row for row in rows if IMPUTED not in row[1]), 1)
    )
    initial = None if given is None else int(given == "resident")
    answers = [tuple(row) for row in rows]
    return Told(title, as_rule(rule), date.fromisoformat(until), gaps or "reject", Person(crossings, initial), answers)


def as_told(lines: Sequence[Line]) -> list[tuple[str, ...]]:
    """Answers of any form, in the words of the page and in the order of the days."""
    return [
        (
            str(line[2]),
            ("in" if line[3] else "out") + (IMPUTED if line[12] == "imputed" else ""),
            *(_said(label, on) for label, on in zip(line[4:7], line[7:10], strict=True)),
        )
        for line in sorted(lines, key=lambda line: (line[2], line[1] or 0))
    ]


def _said(label: int | None, on: date | None) -> str:
    if on is None:
        return "unknown"
    return f"{'open' if label is None else ('no', 'yes')[label]}, {on}"


@dataclass(frozen=True)
class Worked:
    """`rows` are the lines of the file, one a crossing, in its words."""

    name: str
    rule: Rule
    until: date
    person: Person
    rows: list[dict[str, str]]

    def __str__(self) -> str:
        return self.name


def worked() -> list[Worked]:
    with WORKED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [_worked(name, list(own)) for name, own in groupby(rows, key=lambda row: row["case_id"])]


def _worked(name: str, rows: list[dict[str, str]]) -> Worked:
    first = rows[0]
    crossings = tuple(
        Crossing(date.fromisoformat(row["date"]), int(row["direction"] == "A"), order=int(row["seq"])) for row in rows
    )
    initial = int(first["initial_resident"]) if first["initial_resident"] else None
    rule = Rule(int(first["threshold_days"]), int(first["window_days"]))
    return Worked(name, rule, date.fromisoformat(first["observed_until"]), Person(crossings, initial), rows)
