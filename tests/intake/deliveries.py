"""Small deliveries as an office would send them, and a workspace that takes them in."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from durna.intake.deliver import Delivery, deliver
from durna.periods import Period
from durna.store.receipts import Receipt
from durna.store.records import Records
from durna.workspace import Workspace, open_workspace

KEY = "5f" * 32

REGISTRATIONS = """\
source: sms_stay_registration
fields:
  registration_no: number
  registered_on: day
  citizenship: country
  sex: {column: sex, codes: {M: male, F: female}}
  age: age
  document_number: passport
  family_name: name
"""
REGISTRATION_COLUMNS = ("number", "day", "country", "sex", "age", "passport", "name")

REFUSALS = """\
source: sbs_refusal
fields:
  decision_no: number
  refused_on: day
  citizenship: country
  document_number: passport
"""
REFUSAL_COLUMNS = ("number", "day", "country", "passport")

CROSSINGS = """\
source: sbs_border_crossing
fields:
  crossing_no: number
  direction: {column: direction, codes: {in: entry, out: exit}}
  crossed_on: day
  document_number: passport
"""
CROSSING_COLUMNS = ("number", "direction", "day", "passport")

STAYS_AS_CROSSINGS = """\
source: sbs_border_crossing
fields:
  crossing_no: number
  citizenship: country
  document_number: passport
events:
  arrival:   {direction: {constant: entry}, crossed_on: arrived}
  departure: {direction: {constant: exit}, crossed_on: left}
"""

POPULATION = """\
source: ssc_population
file:
  unpivot: {columns: "^[0-9]{4}$", name: year, value: count}
fields:
  series: {constant: population}
  period: {column: year, form: year}
  region: region
  value: count
  publisher: {constant: ssc}
"""


def begin(folder: Path, settings: str = "", **mappings: str) -> Workspace:
    """A workspace in `folder`/land with these mappings, named as their sources unless told."""
    root = folder / "land"
    (root / "mappings").mkdir(parents=True, exist_ok=True)
    (root / "durna.toml").write_text(f'[workspace]\ncountry = "AZE"\n{settings}', encoding="utf-8")
    for name, text in mappings.items():
        (root / "mappings" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return open_workspace(root)


def written(file: Path, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Path:
    """A comma separated file; None is an empty cell."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(columns)
        writer.writerows(["" if cell is None else cell for cell in row] for row in rows)
    return file


def take_in(
    workspace: Workspace, source: str, file: Path, *, mapping: str | None = None, cut_off: date | None = None,
    covers: Period | None = None, supplements: bool = False,
) -> Receipt:  # fmt: skip
    return deliver(workspace, source, Delivery(file, cut_off, covers, supplements), mapping)


def current(workspace: Workspace, source: str, as_of: datetime | None = None) -> list[dict[str, Any]]:
    """The current records, by delivery and row."""
    rows: list[dict[str, Any]] = Records(workspace, as_of).table(source).to_pyarrow().to_pylist()
    return sorted(rows, key=lambda row: (row["delivery_id"], row["row_no"], row["event_no"]))


def known_at(receipt: Receipt) -> datetime:
    return datetime.fromisoformat(receipt.recorded_at)


def state(workspace: Workspace) -> Mapping[str, bytes]:
    """Every file of store, vault and quarantine with its bytes; the lock says nothing."""
    places = (workspace.store, workspace.vault, workspace.quarantine)
    files = (file for place in places if place.exists() for file in place.rglob("*") if file.is_file())
    return {str(file.relative_to(workspace.root.parent)): file.read_bytes() for file in files if file.name != ".lock"}
