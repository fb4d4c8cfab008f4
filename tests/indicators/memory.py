"""Records in memory: what indicators are handed, fed by plain rows. Columns a row lacks are null, as in the store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from threading import Lock
from typing import Any

import ibis

from durna.engine.settings import Settings
from durna.engine.tables import tables
from durna.periods import Period, parse
from durna.sources.contract import Contract, load
from durna.store.receipts import Receipt
from durna.workspace import Residence

Row = Mapping[str, Any]
TYPES = {
    "text": "string", "code": "string", "integer": "int64", "number": "float64",
    "date": "date", "datetime": "timestamp", "boolean": "boolean", "period": "date",
}  # fmt: skip


def schema(contract: Contract) -> dict[str, str]:
    columns = {"person": "string"} if contract.person else {}
    for field in contract.fields.values():
        if not field.identifies_person:
            columns |= dict.fromkeys(field.columns, TYPES[field.type])
    return columns | {"flags": "string", "delivery_id": "string", "row_no": "int64", "event_no": "int64"}


class MemoryRecords:
    """`sources`: rows by source. `covers`: what the deliveries cover, where it is not the span of the rows."""

    def __init__(
        self,
        sources: Mapping[str, Sequence[Row]],
        covers: Mapping[str, Sequence[str]] | None = None,
        country: str = "AZE",
        cut_off: str | None = None,
        residence: Residence = Residence(),  # noqa: B008  (frozen)
    ) -> None:
        self.country = country
        self.residence = residence
        self.cut_off = cut_off
        # The engine of the product: several threads may ask it.
        self.con: Any = tables(Settings(threads=1)).backend
        self._one_makes = Lock()
        self.rows = {
            source: [self._filled(row, number) for number, row in enumerate(rows, 1)]
            for source, rows in sources.items()
        }
        self.covers = {source: tuple(map(parse, periods)) for source, periods in (covers or {}).items()}

    @staticmethod
    def _filled(row: Row, number: int) -> dict[str, Any]:
        return {"delivery_id": "d1", "row_no": number, "event_no": 0, **row}

    def sources(self) -> tuple[str, ...]:
        return tuple(self.rows)

    def table(self, source: str) -> ibis.Table:
        import pyarrow as pa

        wanted = ibis.schema(schema(load(source)))
        strange = {name for row in self.rows[source] for name in row} - set(wanted.names)
        assert not strange, f"{source} has no {strange}"
        rows = [{name: row.get(name) for name in wanted.names} for row in self.rows[source]]
        name = f"records_{source}"
        with self._one_makes:
            if name not in self.con.list_tables():
                self.con.create_table(name, pa.Table.from_pylist(rows, schema=wanted.to_pyarrow()))
            table: ibis.Table = self.con.table(name)
        return table

    def receipts(self, source: str | None = None) -> tuple[Receipt, ...]:
        if self.cut_off is None:
            return ()
        return (
            Receipt(
                source=source or "", delivery_id="d1", file="", sha256="", cut_off=self.cut_off, rows_in=0, accepted=0,
                rejected=0, superseded=0, records=0, reasons={}, flags={}, unknown_codes={}, seconds=0, mapping="",
                mapping_sha256="", stream="", covers=None, recorded_at="", recorded_by="",
            ),
        )  # fmt: skip

    def coverage(self, source: str) -> tuple[Period, ...]:
        if source in self.covers:
            return self.covers[source]
        contract = load(source)
        columns = contract.fields[contract.dated_by].columns
        first = min(row[columns[0]] for row in self.rows[source])
        last = max(row[columns[-1]] for row in self.rows[source])
        return (Period(first, last),)
