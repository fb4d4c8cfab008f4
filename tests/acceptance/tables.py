"""What the tests of published tables share: every delivery that an example lists, and sums over its records."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import yaml

from durna.store.receipts import Receipt
from tests.acceptance.conftest import Example

if TYPE_CHECKING:
    import ibis.expr.types as ir


def deliver_listed(example: Example) -> dict[str, Receipt]:
    """Take in what `deliveries.yaml` lists, in its order; receipts by mapping."""
    listed = yaml.safe_load((example.workspace.root / "deliveries.yaml").read_text(encoding="utf-8"))
    return {
        line["mapping"]: example.deliver(line["source"], line["file"], line["mapping"], line["cut_off"])
        for line in listed
    }


def chosen(table: ir.Table, **fixed: object) -> ir.Table:
    """The records with these values; None asks for the rows that state none, which are totals."""
    for column, value in fixed.items():
        table = table.filter(table[column].isnull() if value is None else table[column] == value)
    return table


def total(table: ir.Table, **fixed: object) -> float:
    value = chosen(table, **fixed).value.sum().execute()
    return 0.0 if value is None else float(value)


def days(table: ir.Table, column: str) -> set[date]:
    """The different days that stand in a column."""
    return set(table.select(column).distinct().to_pyarrow()[column].to_pylist())


def rows_of(receipts: dict[str, Receipt]) -> dict[str, tuple[int, int, int]]:
    """By mapping: rows in, rows rejected, records that they became."""
    return {name: (receipt.rows_in, receipt.rejected, receipt.records) for name, receipt in receipts.items()}
