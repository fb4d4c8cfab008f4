"""The first rows of a file as a mapping reads them, shown so that no personal value is: before anything is taken in."""

from __future__ import annotations

import re
from collections.abc import Mapping as Dict
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from durna.engine import duck
from durna.intake import statement
from durna.intake.plan import Plan, columns_wanted
from durna.intake.reading import open_table
from durna.intake.statement import REJECTED
from durna.intake.values import Columns
from durna.sources.contract import Contract
from durna.sources.mapping import FileOptions, Mapping
from durna.workspace import Workspace

_HIDDEN = "•••"


@dataclass(frozen=True)
class Row:
    """`reason`: why intake would reject the row; `flags`: what it would be in doubt about; `cells` by stored column."""

    row_no: int
    reason: str
    flags: tuple[str, ...]
    cells: Dict[str, str]


@dataclass(frozen=True)
class Preview:
    """`columns`: the stored columns that the mapping fills, and the fields that identify a person, hidden."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def columns(file: Path, options: FileOptions) -> tuple[str, ...]:
    """The columns of a file. Raises UserError where it cannot be read as a table."""
    with TemporaryDirectory(prefix="durna-") as scratch:
        return open_table(file, options, Path(scratch)).columns


def preview(workspace: Workspace, file: Path, contract: Contract, mapping: Mapping, count: int) -> Preview:
    """Raises UserError where the mapping fits neither the file nor the contract."""
    with TemporaryDirectory(prefix="durna-") as scratch:
        con = duck.connect(memory=workspace.memory, scratch=Path(scratch), timezone=workspace.timezone)
        try:
            table = open_table(file, mapping.file, Path(scratch), con)
            described = con.execute(f"DESCRIBE SELECT * FROM {table.scan}").fetchall()
            types = {str(row[0]): str(row[1]) for row in described if row[0] != "row_no"}
            known = Columns(types, mapping.file.missing, columns_wanted(mapping))
            scan = f"(SELECT * FROM {table.scan} LIMIT {int(count)})"  # in the order of the file
            whole = Plan(contract, mapping, scan, known, "preview", "2000-01-01")
            if whole.identifying:
                statement.identifiers(whole)  # raises where a column is not there
            records = statement.records(con, replace(whole, mapping=_without_persons(mapping, contract)))
            found = con.execute(f"SELECT * FROM ({records}) ORDER BY row_no, event_no LIMIT {int(count)}")
            names = [column[0] for column in found.description or ()]
            rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
        finally:
            con.close()
    filled = _filled(mapping, contract)
    return Preview(filled, tuple(_row(row, filled, contract) for row in rows))


def shape(text: str) -> str:
    """A text without what it says: letters as x, digits as 9. A name that stands in the wrong column is not shown."""
    small = re.sub(r"[^\W\d_]", lambda letter: "X" if letter.group().isupper() else "x", text[:40])
    return re.sub(r"\d", "9", small)


def _without_persons(mapping: Mapping, contract: Contract) -> Mapping:
    kept = {name: given for name, given in mapping.fields.items() if name not in contract.identifiers}
    return replace(mapping, fields=kept)


def _filled(mapping: Mapping, contract: Contract) -> tuple[str, ...]:
    given = {*mapping.fields, *(name for event in mapping.events.values() for name in event)}
    return tuple(
        column for field in contract.fields.values() for column in field.columns
        if field.name in given or column in given
    )  # fmt: skip


def _row(row: Dict[str, Any], filled: tuple[str, ...], contract: Contract) -> Row:
    flags = row["flags"] or ""
    is_rejected = flags.startswith(REJECTED)
    cells = {name: _cell(name, row.get(name), contract) for name in filled}
    reason = flags[len(REJECTED) :] if is_rejected else ""
    return Row(int(row["row_no"]), reason, () if is_rejected else tuple(flags.split()), cells)


def _cell(name: str, value: Any, contract: Contract) -> str:
    field = contract.fields.get(name)
    if field is not None and field.identifies_person:
        return _HIDDEN
    if value is None:
        return ""
    text = str(value)
    if field is not None and field.type == "code":
        return f"? {shape(text[1:])}" if text.startswith("?") else text
    return shape(text) if field is not None and field.type == "text" else text
