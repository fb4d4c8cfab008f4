"""What a pass over the rows of a measure finds, cell by cell."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from durna.indicators.tallies import Dimensions

Cell = tuple[int, Dimensions]
By = tuple[str, ...]


@dataclass
class Seen:
    """The rows behind one value, and those that leave it open, by delivery."""

    rows: dict[tuple[str, str], int] = field(default_factory=dict)
    left_open: Counter[tuple[str, str]] = field(default_factory=Counter)
    nameless: int = 0
    strangers: int = 0
    from_year: int = 0
    amount: float | None = None

    @property
    def counted(self) -> int:
        return sum(self.rows.values())

    @property
    def undecided(self) -> int:
        return self.left_open.total()

    def add(self, row: Mapping[str, Any]) -> None:
        if row["rows"]:
            self.rows[row["source"], row["delivery_id"]] = row["rows"]
        self.left_open[row["source"], row["delivery_id"]] += row["undecided"]
        self.nameless += row.get("nameless") or 0
        self.strangers += row.get("strangers") or 0
        self.from_year += row.get("from_year") or 0
        if row.get("amount") is not None:
            self.amount = (self.amount or 0.0) + row["amount"]


@dataclass(frozen=True)
class Behind:
    """What disclosure control has to know of a value: its cell key in [0, 1), how many rows (or persons, files) are
    behind it, and the largest amount among them."""

    key: float = 0.5
    contributors: float = 0.0
    largest: float = 0.0


@dataclass
class Weights:
    """What stands behind a value, added up over the rows of an answer: whole numbers, so that their order is no
    matter."""

    keys: int = 0
    contributors: int = 0
    largest: float = 0.0

    def add(self, row: Mapping[str, Any]) -> None:
        self.keys += int(row["keys"] or 0)
        self.contributors += row["contributors"] or 0
        self.largest = max(self.largest, float(row["largest"] or 0.0))

    def behind(self, keys: int) -> Behind:
        """`keys`: how many cell keys there are."""
        return Behind(self.keys % keys / keys, float(self.contributors), self.largest)


@dataclass
class Pass:
    """What one breakdown of a measure says, cell by cell."""

    seen: dict[Cell, Seen] = field(default_factory=lambda: defaultdict(Seen))
    values: dict[Cell, float | None] = field(default_factory=dict)
