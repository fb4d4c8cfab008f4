"""Rejected rows: read from quarantine, sent back to the institution as a workbook, taken back corrected.

The workbook has one row for each rejected one, with what could be read of it. Fields that identify a person stand
empty: the row itself stays with the institution, which finds it by its number and fills them in. Every cell is a text,
so that none can be a formula.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from durna.errors import UserError
from durna.sources import contract as contracts
from durna.sources import keeping
from durna.sources import mapping as mappings
from durna.sources.contract import Contract, Field
from durna.sources.mapping import FieldMapping, Mapping
from durna.store.receipts import Receipt
from durna.web.dataroom import words
from durna.web.refusals import refusal
from durna.web.texts import say
from durna.workspace import Workspace

SHEET, HEADER_ROW = "rows", 3
ROW, REASON = "row_no", "reason"
_DATED = ("date", "datetime", "period")
MOST_ROWS = 200_000


@dataclass(frozen=True)
class Row:
    """A rejected row: its number in the delivered file, why, and its cells by stored column."""

    row_no: int
    reason: str
    cells: dict[str, str]


def rows(workspace: Workspace, receipt: Receipt) -> Iterator[Row]:
    """In the order of the file; none where nothing was rejected. Raises UserError where the file is gone."""
    if receipt.quarantine is None:
        return
    file = workspace.root / receipt.quarantine
    try:
        with file.open(encoding="utf-8", newline="") as stream:
            for cells in csv.DictReader(stream):
                yield Row(int(cells.pop(ROW)), cells.pop(REASON) or "", {k: v or "" for k, v in cells.items()})
    except OSError:
        raise refusal("rejected-gone") from None


def workbook(workspace: Workspace, receipt: Receipt) -> bytes:
    """XLSX, in the reader's language. Raises UserError where there are more rows than somebody would correct."""
    import xlsxwriter

    contract = contracts.load(receipt.source)
    if receipt.rejected > MOST_ROWS:
        raise refusal("rejected-too-many", most=MOST_ROWS, count=receipt.rejected)
    columns = _columns(contract, _mapping(workspace, receipt))
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    text, bold = book.add_format({"num_format": "@"}), book.add_format({"bold": True, "num_format": "@"})
    sheet = book.add_worksheet(SHEET)
    sheet.write_string(0, 0, say("rejected-of", file=receipt.file, delivery=receipt.delivery_id), bold)
    heads = [say("rejected-row"), say("rejected-reason"), *(words.field(contract, name) for name in columns)]
    for place, (head, name) in enumerate(zip(heads, (ROW, REASON, *columns), strict=True)):
        sheet.write_string(1, place, head, bold)
        sheet.write_string(2, place, name, text)
    for number, row in enumerate(rows(workspace, receipt), start=HEADER_ROW):
        cells = (str(row.row_no), words.reason(contract, row.reason), *(_cell(row, name) for name in columns))
        for place, cell in enumerate(cells):
            sheet.write_string(number, place, cell, text)
    sheet.set_column(0, 0, 10, text)
    sheet.set_column(1, 1, 44, text)
    sheet.set_column(2, len(columns) + 1, 20, text)
    sheet.freeze_panes(HEADER_ROW, 2)
    _explain(book.add_worksheet("about"), receipt, bold)
    book.close()
    return target.getvalue()


def mapping_for_corrections(workspace: Workspace, receipt: Receipt) -> str:
    """Write the mapping by which the workbook comes back; returns its name. The office's own codes stay known."""
    contract, known = contracts.load(receipt.source), _mapping(workspace, receipt)
    fields = {name: _given(contract, known, name) for name in _columns(contract, known)}
    raw = {
        "source": receipt.source, "about": "Rejected rows that come back corrected",
        **({"stream": receipt.stream} if receipt.stream else {}), **({"partial": "true"} if receipt.partial else {}),
        "file": {"sheet": SHEET, "header_row": HEADER_ROW}, "fields": fields,
    }  # fmt: skip
    name = f"{receipt.mapping}-corrections"
    keeping.keep(workspace, name, yaml.safe_dump(raw, allow_unicode=True, sort_keys=False))
    return name


def _cell(row: Row, name: str) -> str:
    """A code that nobody knew is not repeated: in a shifted row it may be a name."""
    value = row.cells.get(name, "")
    return "" if value == "?" else value


def _columns(contract: Contract, known: Mapping | None) -> list[str]:
    """The stored columns that the mapping fills, and the fields that identify a person; of no mapping all."""
    filled = None
    if known is not None:
        filled = {*known.fields, *(name for event in known.events.values() for name in event)}
    return [
        column for field in contract.fields.values() for column in field.columns
        if filled is None or field.required or field.name in filled or column in filled
    ]  # fmt: skip


def _given(contract: Contract, known: Mapping | None, column: str) -> dict[str, object]:
    field = _field_of(contract, column)
    given: dict[str, object] = {"column": column}
    if field.type in _DATED:
        given["form"] = "iso"
    if field.type == "code" and (codes := _codes(known, field)):
        given["codes"] = codes
    return given


def _codes(known: Mapping | None, field: Field) -> dict[str, str | None]:
    given: FieldMapping | None = known.fields.get(field.name) if known else None
    return dict(given.codes or {}) if given else {}


def _field_of(contract: Contract, column: str) -> Field:
    return next(field for field in contract.fields.values() if column in field.columns)


def _mapping(workspace: Workspace, receipt: Receipt) -> Mapping | None:
    """As it is today; None where it is gone or no longer one."""
    try:
        return mappings.load(workspace.mappings / f"{receipt.mapping}.yaml")
    except UserError:
        return None


def _explain(sheet: object, receipt: Receipt, bold: object) -> None:
    sheet.set_column(0, 0, 110)  # type: ignore[attr-defined]
    lines = ("rejected-how-title", "rejected-how-1", "rejected-how-2", "rejected-how-3", "rejected-how-4")
    for number, message in enumerate(lines):
        words_of = say(message, file=receipt.file, delivery=receipt.delivery_id, header=HEADER_ROW)
        sheet.write_string(number, 0, words_of, *((bold,) if not number else ()))  # type: ignore[attr-defined]
