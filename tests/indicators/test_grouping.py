"""Each shape of a question against counting by hand."""

from __future__ import annotations

from collections import defaultdict
from random import Random
from typing import Any

import ibis
import pyarrow as pa
import pytest

from durna.engine.compiled import Compiled
from durna.indicators.grouping import Question, Rows, cell
from durna.indicators.seen import By

WANTED: tuple[By, ...] = ((), ("sex",), ("sex", "kind"))
Row = dict[str, Any]


def rows(random: Random) -> list[Row]:
    return [
        {
            "bucket": random.choice([2019, 2020]), "source": "s", "delivery_id": random.choice(["d1", "d2"]),
            "counts": random.choice([True, True, None]), "key": random.choice(["a", "b", "c", None]),
            "nameless": False, "amount": float(random.randrange(9)), "record_key": random.randrange(100),
            "from_year": False, "by_sex": random.choice(["female", "male"]),
        }
        for _ in range(60)
    ]  # fmt: skip


def answers(question: Question, parts: list[list[Row]], labels: list[tuple[str, ...]]) -> dict[Any, list[Any]]:
    backend = ibis.duckdb.connect()
    tables = [backend.create_table(f"part_{place}", pa.Table.from_pylist(part)) for place, part in enumerate(parts)]
    compiled = Compiled(*tables)
    named = [Rows(name, "kind", some) for name, some in zip(compiled.names, labels, strict=True)]
    found: dict[Any, list[Any]] = defaultdict(list)
    for row in compiled.answer(question.text(named)).to_pylist():
        by = question.breakdown(row)
        found[by, cell(row, by)].append(tuple(row[name] for name in question.aggregates))
    return {place: sorted(each) for place, each in found.items()}


def by_hand(question: Question, parts: list[list[Row]], labels: list[tuple[str, ...]]) -> dict[Any, list[Row]]:
    """The rows of each cell that count, those under two labels twice."""
    found: dict[Any, list[Row]] = defaultdict(list)
    for part, some in zip(parts, labels, strict=True):
        for label in some:
            for row in part:
                for by in question.wanted:
                    if row["counts"] or question.where == "true":
                        told = {**row, "by_kind": label}
                        found[by, cell(told, by)].append(told)
    return found


PARTS = [rows(Random(1)), rows(Random(2))]
LABELS = [("one", "two"), ("three",)]


def test_parts_that_add_up() -> None:
    counted = {
        "rows": "count(*) FILTER (WHERE counts)", "largest": "max(abs(amount))",
        "amount": "sum(amount) FILTER (WHERE counts)",
    }  # fmt: skip
    question = Question(WANTED, counted)

    expected = {
        place: [(
            sum(row["counts"] is True for row in some), max(row["amount"] for row in some),
            sum(row["amount"] for row in some if row["counts"]),
        )]
        for place, some in by_hand(question, PARTS, LABELS).items()
    }  # fmt: skip
    assert answers(question, PARTS, LABELS) == expected


def test_each_key_once() -> None:
    question = Question(WANTED, {"value": "count(key)", "keys": "sum(record_key)"}, where="counts", is_by_key=True)

    def once(some: list[Row]) -> tuple[int, int]:
        least = {
            key: min(row["record_key"] for row in some if row["key"] == key) for key in {row["key"] for row in some}
        }
        return len(set(least) - {None}), sum(least.values())

    expected = {place: [once(some)] for place, some in by_hand(question, PARTS, LABELS).items()}
    assert answers(question, PARTS, LABELS) == expected


@pytest.mark.parametrize("parts", [1, 2])
def test_medians_are_of_all_rows(parts: int) -> None:
    question = Question(WANTED, {"value": "quantile_cont(amount, 0)"}, where="counts")
    some, labels = PARTS[:parts], LABELS[:parts]

    expected = {
        place: [(min(row["amount"] for row in each),)] for place, each in by_hand(question, some, labels).items()
    }
    assert answers(question, some, labels) == expected


def test_rows_without_labels_are_counted_as_they_are() -> None:
    question = Question(((), ("sex",)), {"rows": "count(*)"}, beside=("delivery_id",))

    found = answers(question, PARTS[:1], [()])

    assert sum(count for place, each in found.items() if not place[0] for (count,) in each) == len(PARTS[0])
