"""What was found in the records, kept between runs: the question that it answers, and the answer as JSON and back.

A question names the measure, its periods and its breakdown, and the state of all that its rows can come from.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from durna.indicators.buckets import Bucket
from durna.indicators.measures import Cells, RowMeasure, Together
from durna.indicators.seen import Behind, By, Cell, Pass, Seen
from durna.residence.derived import Derived
from durna.sources.contract import load
from durna.store.kept import Kept

Found = TypeVar("Found")
Row = dict[str, Any]


@dataclass(frozen=True)
class Memory(Generic[Found]):
    """What is kept of one measure, by breakdown; nothing where the records are of no store, or of one that changed
    under our hands."""

    kept: Kept | None
    question: list[Any]
    write: Callable[[Found], Any]
    read: Callable[[Any], Found]

    def recalled(self, wanted: Iterable[By]) -> dict[By, Found]:
        if self.kept is None:
            return {}
        answers = {by: self.kept.get([*self.question, by]) for by in wanted}
        return {by: self.read(answer) for by, answer in answers.items() if answer is not None}

    def keeping(self, found: dict[By, Found]) -> dict[By, Found]:
        """What was found, as it is."""
        if self.kept is not None:
            for by, each in found.items():
                self.kept.put([*self.question, by], self.write(each))
        return found


@dataclass(frozen=True)
class CellMemory:
    """What is kept of the rows of a table; `dates`: the columns that hold days."""

    kept: Kept | None
    question: list[Any]
    dates: frozenset[str]

    def answered(self, read: Callable[[], list[Row]]) -> list[Row]:
        answer = self.kept.get(self.question) if self.kept else None
        if answer is not None:
            return [{name: self._read(name, value) for name, value in row.items()} for row in answer]
        found = read()
        if self.kept is not None:
            self.kept.put(self.question, [{name: self._write(name, row[name]) for name in row} for row in found])
        return found

    def _read(self, name: str, value: Any) -> Any:
        return date.fromisoformat(value) if name in self.dates and value is not None else value

    def _write(self, name: str, value: Any) -> Any:
        return value.isoformat() if name in self.dates and value is not None else value


def of_cells(measure: Cells, columns: Sequence[str], records: Derived) -> CellMemory:
    kept, state = records.remembered((measure.source,))
    fields = load(measure.source).fields.values()
    if any(field.type == "datetime" for field in fields):
        kept = None  # a time of day is not written as a day
    dates = frozenset(column for field in fields if field.type in ("date", "period") for column in field.columns)
    return CellMemory(kept, ["cells", repr(measure), list(columns), state], dates)


def of_passes(
    measure: RowMeasure | Together, records: Derived, every: str, buckets: tuple[Bucket, ...]
) -> Memory[Pass]:
    return Memory(*_asked("passes", measure, records, every, buckets), _pass_as_json, _pass_of)


def of_behind(
    measure: RowMeasure | Together, records: Derived, every: str, buckets: tuple[Bucket, ...]
) -> Memory[dict[Cell, Behind]]:
    return Memory(*_asked("behind", measure, records, every, buckets), _behind_as_json, _behind_of)


def _asked(
    what: str, measure: RowMeasure | Together, records: Derived, every: str, buckets: tuple[Bucket, ...]
) -> tuple[Kept | None, list[Any]]:
    sources = {leaf.source for leaf in measure.leaves() if isinstance(leaf, RowMeasure)}
    kept, state = records.remembered(sources)
    # Declarations show all that they say: two measures that look the same count the same.
    return kept, [what, repr(measure), every, repr(buckets), state]


def _pass_as_json(found: Pass) -> Any:
    seen = [
        [*cell, _by_delivery(one.rows), _by_delivery(one.left_open), one.nameless, one.strangers, one.from_year,
         one.amount]
        for cell, one in found.seen.items()
    ]  # fmt: skip
    return [seen, [[*cell, value] for cell, value in found.values.items()]]


def _pass_of(answer: Any) -> Pass:
    seen, values = answer
    found = Pass(defaultdict(Seen), {_cell(bucket, cell): value for bucket, cell, value in values})
    for bucket, cell, rows, left_open, nameless, strangers, from_year, amount in seen:
        found.seen[_cell(bucket, cell)] = Seen(
            _of_deliveries(rows), Counter(_of_deliveries(left_open)), nameless, strangers, from_year, amount
        )
    return found


def _behind_as_json(found: dict[Cell, Behind]) -> Any:
    return [[*cell, one.key, one.contributors, one.largest] for cell, one in found.items()]


def _behind_of(answer: Any) -> dict[Cell, Behind]:
    return {_cell(bucket, cell): Behind(*numbers) for bucket, cell, *numbers in answer}


def _by_delivery(rows: Mapping[tuple[str, str], int]) -> list[Any]:
    return [[*place, count] for place, count in rows.items() if count]


def _of_deliveries(rows: Any) -> dict[tuple[str, str], int]:
    return {(source, delivery): count for source, delivery, count in rows}


def _cell(bucket: int, cell: Any) -> Cell:
    return bucket, tuple((name, value) for name, value in cell)
