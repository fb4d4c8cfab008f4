"""Files of more crossings than memory holds: through the disk, by parts of whole persons.

Three passes: the crossings are divided by person into files; each is classified in memory, and its answers go to a file
for each stretch of the input; then the input is read again and written out with its answers. The result is the same,
byte for byte, as that of one piece.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from durna.errors import UserError
from durna.residence import crossings as reading
from durna.residence import files, moments, results
from durna.residence.columns import Columns, numbers_of, plain
from durna.residence.crossings import Crossings
from durna.residence.hashing import hash_of
from durna.residence.histories import NO_DAY
from durna.residence.initial import of_present, refuse_absent
from durna.residence.kernel import Answers, classify_columns
from durna.residence.partitions import part_of_all
from durna.residence.problems import CODES
from durna.residence.results import STRETCH
from durna.residence.rule import Rule
from durna.residence.scan import WIDTH

# What a crossing takes at the most while its part is classified, and what the program takes before any crossing.
BYTES_A_ROW, BYTES_TO_BEGIN = 110, 700 << 20
MICROSECONDS_A_DAY = 86_400 * 10**6
_UNITS = {"": 1, "KB": 10**3, "MB": 10**6, "GB": 10**9, "TB": 10**12}


@dataclass(frozen=True)
class Job:
    path: Path
    names: Mapping[str, str] | None
    rule: Rule
    until: date
    initial: Any
    imputes: bool

    def portions(self) -> Iterator[Crossings]:
        wanted = reading.wanted_columns(self.names)
        zones: set[str] = set()
        with files.readable(self.path):
            for table in files.batches(self.path, list(wanted.values()), STRETCH, as_text=[wanted["date"]]):
                named = reading.renamed(table, wanted, "order" in (self.names or {}))
                # Each portion may be of one zone, and the file of several.
                zones |= moments.zones_of(named["date"])
                moments.refuse_zones(zones)
                found = _with_times(reading.understood(named), named)
                reading.refuse_later(found.columns, self.until)
                yield found


def _with_times(portion: Crossings, table: pa.Table) -> Crossings:
    """Of texts one portion may have times and another only dates: all have times then, as in one piece."""
    columns = portion.columns
    if columns.times.size or not moments.is_text(plain(table["date"])):
        return portion
    midnights = np.where(columns.days == NO_DAY, 0, columns.days.astype(np.int64) * MICROSECONDS_A_DAY)
    return replace(portion, columns=replace(columns, times=midnights))


def bytes_of(memory: str) -> int:
    """`2GB`, `512MB`. Raises UserError for anything else."""
    found = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*([KMGT]B|)\s*", memory.upper())
    if found is None:
        raise UserError(found=f"memory = '{memory}'.", expected="An amount as 2GB or 512MB.", do="Correct --memory.")
    return int(float(found[1]) * _UNITS[found[2]])


def bits_needed(rows: int, budget: int) -> int:
    """Two to this many parts, so that one part fits. Raises UserError where the budget holds no part at all."""
    room = budget - BYTES_TO_BEGIN
    if room < 100 << 20:
        raise UserError(
            found=f"A memory budget of {budget // 10**6} MB.",
            expected=f"At least {(BYTES_TO_BEGIN + (100 << 20)) // 10**6} MB.",
            do="Raise --memory.",
        )
    return max(0, (rows * BYTES_A_ROW // room).bit_length())


def fits(rows: int, budget: int) -> bool:
    return BYTES_TO_BEGIN + rows * BYTES_A_ROW <= budget


def classify_through_disk(job: Job, out: Path, bits: int, scratch: Path) -> dict[str, Any]:
    """Returns the counts of the report; the result is at `out`."""
    rows = _divide(job, bits, scratch)
    summary = _Summary()
    late: list[pa.Table] = []
    for part in range(1 << bits):
        late += _classify_part(job, scratch / f"part{part}", scratch, summary)
    summary.refuse_unmet(job.initial)
    with files.writer(out) as write:
        schema = None
        for number, portion in enumerate(job.portions()):
            packed = _assembled(scratch / f"answers{number}", portion.columns.rows)
            table = results.as_table(portion, Answers.plain(packed), {}).replace_schema_metadata(None)
            schema = table.schema
            write(table)
        if late and schema is not None:
            imputed = pa.concat_tables(late).sort_by("row").drop_columns(["row"])
            write(imputed.select(schema.names).cast(schema))
    return summary.counts(rows)


def _divide(job: Job, bits: int, scratch: Path) -> int:
    """Write each crossing to the file of its person's part; returns how many there are."""
    writers: dict[int, Any] = {}
    rows = 0
    try:
        for portion in job.portions():
            table = _as_stored(portion, rows)
            rows += portion.columns.rows
            parts = part_of_all(hash_of(portion.persons), bits)
            order = np.argsort(parts, kind="stable")
            bounds = np.searchsorted(parts[order], np.arange((1 << bits) + 1))
            table = table.take(pa.array(order))
            for part in range(1 << bits):
                if part not in writers:
                    writers[part] = pa.ipc.new_stream(scratch / f"part{part}", table.schema)
                writers[part].write_table(table.slice(bounds[part], bounds[part + 1] - bounds[part]))
    finally:
        for writer in writers.values():
            writer.close()
    if not rows:
        raise reading.nothing_there()
    return rows


def _as_stored(portion: Crossings, first_row: int) -> pa.Table:
    columns = portion.columns
    stored = {
        "person": portion.persons,
        "row": pa.array(np.arange(first_row, first_row + columns.rows)),
        "day": columns.days,
        "direction": columns.directions,
    }
    extra = {"time": columns.times, "order": columns.orders, "numbered": columns.numbered}
    return pa.table(stored | {name: values for name, values in extra.items() if values.size})


def _classify_part(job: Job, file: Path, scratch: Path, summary: _Summary) -> list[pa.Table]:
    """The answers of one part, appended to the files of their stretches of the input; returns what was imputed."""
    with pa.OSFile(str(file), "rb") as stream:
        stored = pa.ipc.open_stream(stream).read_all()
    file.unlink()
    if not stored.num_rows:
        return []
    crossings = _as_read(stored)
    given = of_present(job.initial, crossings)
    answers = classify_columns(crossings.columns, job.rule, job.until, given, job.imputes)
    rows = numbers_of(stored["row"])
    _append(rows, answers.packed, scratch)
    summary.add(answers)
    if not len(answers.imputed):
        return []
    imputed = results.imputed_table(crossings, answers)
    return [imputed.append_column("row", pa.array(rows[answers.imputed[:, 0]]))]


def _as_read(stored: pa.Table) -> Crossings:
    numbers, keys = reading.person_numbers(stored["person"])
    extra = {
        field: numbers_of(stored[name])
        for name, field in (("time", "times"), ("order", "orders"), ("numbered", "numbered"))
        if name in stored.column_names
    }
    days, directions = numbers_of(stored["day"]), numbers_of(stored["direction"])
    order = stored["order"] if "order" in stored.column_names else None
    return Crossings(stored["person"], order, Columns(numbers, days, directions, **extra), keys)


def _append(rows: Any, packed: Any, scratch: Path) -> None:
    """Rows of a part stand in input order, so that each stretch of the input is one slice of them."""
    stretches = rows // STRETCH
    bounds = np.flatnonzero(np.diff(stretches, prepend=-1, append=-1))
    for start, end in pairwise(bounds):
        with (scratch / f"answers{stretches[start]}").open("ab") as stream:
            stream.write(np.int64(end - start).tobytes())
            stream.write((rows[start:end] % STRETCH).astype(np.int32).tobytes())
            stream.write(packed[start:end].tobytes())


def _assembled(file: Path, rows: int) -> Any:
    packed = np.empty((rows, WIDTH), np.uint16)
    with file.open("rb") as stream:
        while head := stream.read(8):
            count = int(np.frombuffer(head, np.int64)[0])
            places = np.frombuffer(stream.read(4 * count), np.int32)
            packed[places] = np.frombuffer(stream.read(2 * WIDTH * count), np.uint16).reshape(count, WIDTH)
    file.unlink()
    return packed


class _Summary:
    """The report of all parts together."""

    def __init__(self) -> None:
        self.migrations = np.zeros(3, np.int64)
        self.problems = np.zeros((2, len(CODES)), np.int64)
        self.imputed = self.met = 0

    def add(self, answers: Answers) -> None:
        self.migrations += results.migrations_of(answers.scattered)
        self.problems += answers.problems
        self.imputed += len(answers.imputed)
        self.met += answers.met

    def refuse_unmet(self, initial: Any) -> None:
        if initial is not None:
            refuse_absent(initial.num_rows - self.met, initial.num_rows)

    def counts(self, rows: int) -> dict[str, Any]:
        return results.report_counts(rows, self.migrations, self.problems, self.imputed)
