"""The published figures of the example workspace as records, without an intake: a loader small enough to trust."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import ibis
import pyarrow as pa

from durna.indicators import breaks, preference, references
from durna.indicators.assemble import assemble
from durna.indicators.breaks import Break
from durna.indicators.calculate import Request
from durna.indicators.figures import Figure, Figures
from durna.indicators.preference import Rules
from durna.indicators.published import SOURCE
from durna.indicators.references import Reference
from durna.periods import Period
from durna.sources.contract import load
from durna.store.receipts import Receipt

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "azerbaijan"
DELIVERIES = EXAMPLE / "deliveries" / "published_figures"
_KINDS = {"integer": "integer", "number": "number", "boolean": "boolean", "period": "date"}
_ARROW = {
    "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_(), "date": pa.date32(), "text": pa.string(),
}  # fmt: skip
_READ: dict[str, Callable[[str], Any]] = {
    "integer": int, "number": float, "boolean": lambda text: text == "true", "date": date.fromisoformat, "text": str,
}  # fmt: skip

Row = Mapping[str, str]


class PublishedRecords:
    """What `durna.store.records.Records` gives, for one source read from rows of text."""

    country = "AZE"
    as_of = None
    engine = f"duckdb {duckdb.__version__}"

    def __init__(self, deliveries: Mapping[str, Iterable[Row]]) -> None:
        contract = load(SOURCE)
        self._kinds = {
            column: _KINDS.get(field.type, "text") for field in contract.fields.values() for column in field.columns
        }
        rows = [
            {**self._typed(row), "delivery_id": delivery, "row_no": number, "event_no": 0, "flags": None}
            for delivery, listed in deliveries.items()
            for number, row in enumerate(listed, start=1)
        ]
        own = {"flags": "text", "delivery_id": "text", "row_no": "integer", "event_no": "integer"}
        schema = pa.schema([(column, _ARROW[kind]) for column, kind in {**self._kinds, **own}.items()])
        self._backend = ibis.duckdb.from_connection(duckdb.connect())
        self._table = self._backend.create_table(SOURCE, pa.Table.from_pylist(rows, schema=schema))
        self._receipts = tuple(_receipt(delivery, list(listed)) for delivery, listed in deliveries.items())

    def sources(self) -> tuple[str, ...]:
        return (SOURCE,)

    def table(self, source: str) -> ibis.Table:
        assert source == SOURCE
        return self._table

    def receipts(self, source: str | None = None) -> tuple[Receipt, ...]:
        return self._receipts if source in (None, SOURCE) else ()

    def coverage(self, source: str) -> tuple[Period, ...]:
        return ()

    def _typed(self, row: Row) -> dict[str, Any]:
        return {column: _READ[kind](row[column]) if row.get(column) else None for column, kind in self._kinds.items()}


def _receipt(delivery: str, rows: list[Row]) -> Receipt:
    return Receipt(
        source=SOURCE, delivery_id=delivery, file=f"{delivery}.csv",
        sha256=hashlib.sha256(delivery.encode()).hexdigest(), cut_off=None, rows_in=len(rows), accepted=len(rows),
        rejected=0, superseded=0, records=len(rows), reasons={}, flags={}, unknown_codes={}, seconds=0.0, mapping="",
        mapping_sha256="", stream="", covers=None, recorded_at="2026-01-01T00:00:00+00:00", recorded_by="test",
    )  # fmt: skip


def delivered() -> dict[str, list[Row]]:
    """The rows of the example by publisher."""
    found = {}
    for file in sorted(DELIVERIES.glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as stream:
            found[file.stem] = list(csv.DictReader(stream))
    return found


def row(indicator: str, period: tuple[str, str], value: str, unit: str, **more: str) -> Row:
    """One published figure in text, as a delivery holds it."""
    return {
        "indicator": indicator, "period_start": period[0], "period_end": period[1], "geography": "AZE", "value": value,
        "unit": unit, "publisher": "sms", "reference": "r1", "status": "final", **more,
    }  # fmt: skip


def records_of(*rows: Row) -> PublishedRecords:
    return PublishedRecords({"d1": rows})


def everything(**changes: Any) -> Request:
    """A request for all published figures with all breakdowns."""
    return Request(**{"period": None, "every": "year", "by": ("*",), "freeze": "", **changes})


def figures_of(*rows: Row, rules: Rules | None = None, breaks: Iterable[Break] = ()) -> Figures:
    return only_published(records_of(*rows), rules=rules, breaks=breaks)


def only_published(records: PublishedRecords, rules: Rules | None = None, breaks: Iterable[Break] = ()) -> Figures:
    return assemble(records, everything(), None, rules, breaks)  # type: ignore[arg-type]


def one(figures: Iterable[Figure], indicator: str, period: str, publisher: str = "", **dimensions: str) -> Figure:
    """The single figure of a description: by its value's place, never by its value."""
    cells = tuple(sorted(dimensions.items()))
    found = [
        figure
        for figure in figures
        if (figure.indicator, str(figure.period), figure.dimensions) == (indicator, period, cells)
        and publisher in ("", figure.publisher, figure.reference)
    ]
    assert len(found) == 1, [figure.figure_id for figure in found]
    return found[0]


def example_rules() -> Rules:
    return preference.load(EXAMPLE / "preference.yaml")


def example_breaks() -> tuple[Break, ...]:
    return breaks.load(EXAMPLE / "breaks.yaml")


def example_references() -> Mapping[str, Reference]:
    return references.load(EXAMPLE / "references.yaml")
