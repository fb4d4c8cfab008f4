"""One pass over the rows of a measure gives every breakdown that is asked of it.

The rows are the same for each breakdown; to read them is what takes the time. What was found is kept with the view of
the records: several indicators are made of one measure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import ibis.expr.types as ir
import pyarrow as pa

from durna.engine.compiled import Compiled
from durna.indicators import counted
from durna.indicators.buckets import Bucket
from durna.indicators.counted import Part
from durna.indicators.grouping import Question, Rows, cell
from durna.indicators.measures import Count, Median, RowMeasure, Sum, Together
from durna.indicators.remembering import of_behind, of_passes
from durna.indicators.seen import Behind, By, Cell, Pass, Seen, Weights
from durna.persons.record_keys import KEYS
from durna.residence.derived import Derived

# Engines add fractions in different orders, and two sums of one column then differ far behind the point.
_DECIMALS = 6
_AGE = "age_group"


def found(
    measure: RowMeasure | Together,
    kind: RowMeasure,
    records: Derived,
    every: str,
    buckets: tuple[Bucket, ...],
    by: By,
    foreseen: Iterable[By],
) -> Pass:
    """Rows and values by one breakdown. Those that are `foreseen` are found in the same pass, if not known yet."""
    known: dict[By, Pass] = records.known.setdefault((measure, every, buckets), {})
    with records.turns.at((measure, every, buckets)):
        if by not in known:
            _find(known, measure, kind, records, every, buckets, by, foreseen)
    return known[by]


def _find(
    known: dict[By, Pass],
    measure: RowMeasure | Together,
    kind: RowMeasure,
    records: Derived,
    every: str,
    buckets: tuple[Bucket, ...],
    by: By,
    foreseen: Iterable[By],
) -> None:
    memory = of_passes(measure, records, every, buckets)
    known |= memory.recalled(each for each in (by, *foreseen) if each not in known)
    if wanted := _missing(known, by, foreseen):
        rows = _compiled(measure, records, every, buckets, wanted)
        passed, stood_behind = _passed(rows, kind, wanted, is_weighed=records.is_to_be_protected)
        if records.is_to_be_protected:
            kept = of_behind(measure, records, every, buckets).keeping(stood_behind)
            records.known.setdefault(("behind", measure, every, buckets), {}).update(kept)
        known |= memory.keeping(passed)


def behind(
    measure: RowMeasure | Together,
    kind: RowMeasure,
    records: Derived,
    every: str,
    buckets: tuple[Bucket, ...],
    by: By,
    foreseen: Iterable[By],
) -> dict[Cell, Behind]:
    """What protection has to know of the same rows; kept likewise. Where nobody said before that they were to be
    protected, they are read once more."""
    known: dict[By, dict[Cell, Behind]] = records.known.setdefault(("behind", measure, every, buckets), {})
    if by not in known:
        memory = of_behind(measure, records, every, buckets)
        known |= memory.recalled(each for each in (by, *foreseen) if each not in known)
        if wanted := _missing(known, by, foreseen):
            rows = _compiled(measure, records, every, buckets, wanted)
            known |= memory.keeping(_behind(rows, kind, wanted))
    return known[by]


def _compiled(
    measure: RowMeasure | Together, records: Derived, every: str, buckets: tuple[Bucket, ...], wanted: Sequence[By]
) -> _Asked:
    """Rows with more columns than are wanted do as well: to compile them anew costs more than the engine's counting
    of a small country."""
    kept: dict[frozenset[str], _Asked] = records.known.setdefault(("rows", measure, every, buckets), {})
    names = list(dict.fromkeys(name for by in wanted for name in by))
    able = next((rows for has, rows in kept.items() if has.issuperset(names)), None)
    if able is None:
        able = kept[frozenset(names)] = _Asked.of(counted.parts(measure, records, every, buckets, names))
    return able


def _missing(known: Mapping[By, Any], by: By, foreseen: Iterable[By]) -> list[By]:
    return list(dict.fromkeys(each for each in (by, *foreseen) if each not in known))


def _behind(rows: _Asked, kind: RowMeasure, wanted: Sequence[By]) -> dict[By, dict[Cell, Behind]]:
    weights: dict[By, dict[Cell, Weights]] = {by: defaultdict(Weights) for by in wanted}
    question = Question(wanted, _weighed(kind), where="counts", is_by_key=_is_of_persons(kind))
    for by, place, row in rows.answers(question):
        weights[by][place].add(row)
    return _behind_of(weights)


def _behind_of(weights: Mapping[By, Mapping[Cell, Weights]]) -> dict[By, dict[Cell, Behind]]:
    return {by: {cell: each.behind(KEYS) for cell, each in some.items()} for by, some in weights.items()}


def _weighed(kind: RowMeasure) -> dict[str, str]:
    if _is_of_persons(kind):
        return {"keys": "sum(record_key)", "contributors": "count(key)", "largest": "max(0)"}
    return {"keys": "sum(record_key)", "contributors": "count(*)", "largest": "max(abs(amount))"}


def _is_of_persons(kind: RowMeasure) -> bool:
    """Or of files: what does not add up over deliveries."""
    return bool(getattr(kind, "key", ()))


def _passed(
    rows: _Asked, kind: RowMeasure, wanted: Sequence[By], *, is_weighed: bool
) -> tuple[dict[By, Pass], dict[By, dict[Cell, Behind]]]:
    """What is found, and what protection has to know of it where that is told in the same pass (`is_weighed`)."""
    passes = {by: Pass() for by in wanted}
    weights: dict[By, dict[Cell, Weights]] = {by: defaultdict(Weights) for by in wanted}
    with_rows, with_values = _weighed_with(kind) if is_weighed else ({}, {})
    of_rows = Question(wanted, _noted(kind, wanted) | with_rows, beside=("source", "delivery_id"))
    for by, place, row in rows.answers(of_rows):
        # Of whom only the year of birth is known matters where ages are told apart, and nowhere else.
        passes[by].seen[place].add(row if _AGE in by else {**row, "from_year": 0})
        if with_rows and row["contributors"]:
            weights[by][place].add(row)
    if (value := _value(kind)) is not None:
        where, aggregate = value
        of_values = Question(wanted, {"value": aggregate, **with_values}, where=where, is_by_key=_is_of_persons(kind))
        for by, place, row in rows.answers(of_values):
            passes[by].values[place] = None if row["value"] is None else float(row["value"])
            if with_values:
                weights[by][place].add(row)
    for each in passes.values():
        each.values = _of_rows(each.seen, kind) | each.values
    return passes, _behind_of(weights)


def _weighed_with(kind: RowMeasure) -> tuple[dict[str, str], dict[str, str]]:
    """What is weighed beside the rows of each delivery, and beside values that do not add up over deliveries."""
    if _is_of_persons(kind):
        return {}, _weighed(kind)
    return {name: f"{aggregate} FILTER (WHERE counts)" for name, aggregate in _weighed(kind).items()}, {}


def _noted(kind: RowMeasure, wanted: Sequence[By]) -> dict[str, str]:
    """What is noted of the rows: no more than the measure needs, for each costs a pass over millions of them."""
    noted = {"rows": _count("counts"), "undecided": _count("counts IS NULL")}
    if _is_of_persons(kind):
        noted["nameless"] = _count("counts AND nameless")
        noted["strangers"] = _count("counts AND key IS NULL")
    if any(_AGE in by for by in wanted):
        noted["from_year"] = _count("counts AND from_year")
    if isinstance(kind, Sum):
        noted["amount"] = "sum(amount) FILTER (WHERE counts)"
    return noted


def _count(condition: str) -> str:
    return f"count(*) FILTER (WHERE {condition})"


def _value(kind: RowMeasure) -> tuple[str, str] | None:
    """For values that do not add up over deliveries: the rows that say something, and what is made of them."""
    if isinstance(kind, Median):
        # A negative duration is an error of the record, flagged at intake; it says nothing of how long things take.
        return "counts AND amount >= 0", f"quantile_cont(amount, {kind.quantile})"
    if isinstance(kind, Count | Sum) or not _is_of_persons(kind):
        return None
    return "counts", "count(key)"


def _of_rows(seen: Mapping[Cell, Seen], kind: RowMeasure) -> dict[Cell, float | None]:
    """What the rows themselves add up to; nought where it is something else that is counted."""
    if isinstance(kind, Sum):
        return {cell: None if each.amount is None else round(each.amount, _DECIMALS) for cell, each in seen.items()}
    if isinstance(kind, Median):
        return {}
    if _value(kind) is None:
        return {cell: float(each.counted) for cell, each in seen.items()}
    return dict.fromkeys(seen, 0.0)


@dataclass(frozen=True)
class _Asked:
    """Rows of which questions can be asked."""

    compiled: Compiled
    rows: tuple[Rows, ...]

    @classmethod
    def of(cls, parts: Sequence[Part]) -> _Asked:
        compiled = Compiled(*(part.rows for part in parts))
        named = zip(compiled.names, parts, strict=True)
        return cls(compiled, tuple(Rows(name, part.dimension, part.labels) for name, part in named))

    def answers(self, question: Question) -> Iterator[tuple[By, Cell, dict[str, Any]]]:
        """Each row of the answer with the breakdown and the cell that it belongs to."""
        for row in _in_portions(self.compiled.answer(question.text(self.rows))):
            by = question.breakdown(row)
            yield by, cell(row, by), row


def run(query: ir.Table) -> Iterator[dict[str, Any]]:
    """The rows that an expression of this room yields."""
    return _in_portions(query.to_pyarrow())


def _in_portions(table: pa.Table) -> Iterator[dict[str, Any]]:
    """Python's form of a long table takes ten times the room of Arrow's."""
    for portion in table.to_batches(max_chunksize=20_000):
        yield from portion.to_pylist()
