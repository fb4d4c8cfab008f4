"""Intake against a bare DuckDB copy of the same file: from Parquet, from CSV, ten times as large, onto a full store."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import REPOSITORY, SHARED, Line, Measured, step

SOURCE = "sbs_stay"
FILE = SHARED / "us-i94-arrivals-2016-04" / "i94-arrivals-2016-04-01--15.parquet"
COPIES = 10

_SETTINGS = "{'threads': 2, 'memory_limit': '1GB', 'temp_directory': arguments[-1]}"
_CONNECT = f"import duckdb; con = duckdb.connect(config={_SETTINGS})\n"
_BARE = _CONNECT + (
    "def work(): con.execute(f\"COPY (FROM '{arguments[0]}') TO '{arguments[1]}' (FORMAT parquet, COMPRESSION zstd)\")"
)
_DELIVER = """
from pathlib import Path
from durna.intake.deliver import Delivery, deliver
from durna.workspace import open_workspace
import pyarrow, numpy, durna.intake.reading
def work():
    receipt = deliver(open_workspace(Path(arguments[0])), arguments[1], Delivery(Path(arguments[2])))
    assert receipt.rejected == 0, receipt.reasons
"""


def lines() -> Iterator[Line]:
    if not FILE.exists():
        yield Line("intake", "skipped", f"the I-94 file is not in {SHARED.name}")
        return
    with tempfile.TemporaryDirectory() as name:
        yield from _measure(Path(name))


def _measure(folder: Path) -> Iterator[Line]:
    csv = _as(folder, f"SELECT * FROM '{FILE}'", "one.csv")
    many = _as(folder, _many(COPIES), "many.parquet")
    few = _as(
        folder, "SELECT * REPLACE (cicid + 900000000 AS cicid) FROM '" + str(FILE) + "' LIMIT 1000", "few.parquet"
    )
    bare = {file: _bare(folder, file) for file in (FILE, csv)}
    small = _best(folder, FILE)
    yield from _against("I-94, 1.5 million rows, from Parquet", small, bare[FILE])
    yield from _against("I-94, 1.5 million rows, from CSV", _best(folder, csv), bare[csv])
    onto_empty = min(_deliver(_workspace(folder, f"few{n}"), few).seconds for n in range(3))
    full = _workspace(folder, "full")
    large = _deliver(full, many)
    growth = large.seconds / small.seconds
    yield Line(
        f"{COPIES} times as many rows, from Parquet", f"{growth:.1f} x the time", f"bar {COPIES} x", growth <= COPIES
    )
    yield _memory(large)
    onto_full = _deliver(full, few)
    ratio = onto_full.seconds / onto_empty
    taken = f"{ratio:.2f} x ({onto_full.seconds:.2f} s)"
    yield Line("1,000 rows onto 15 million, against onto nothing", taken, "bar 1.25 x", ratio <= 1.25)


def _against(what: str, taken: Measured, bare: Measured) -> Iterator[Line]:
    ratio = taken.seconds / bare.seconds
    yield Line(what, f"{taken.seconds:.1f} s, {ratio:.1f} x bare", "bar 4 x", ratio <= 4)
    yield _memory(taken)


def _memory(taken: Measured) -> Line:
    return Line("  peak memory", f"{taken.megabytes:.0f} MB", "bar 2 GB", taken.megabytes < 2048)


def _best(folder: Path, file: Path) -> Measured:
    return min((_deliver(_workspace(folder, f"{file.stem}-{n}"), file) for n in range(3)), key=lambda m: m.seconds)


def _deliver(workspace: Path, file: Path) -> Measured:
    return step(_DELIVER, workspace, SOURCE, file)


def _bare(folder: Path, file: Path) -> Measured:
    target, spill = folder / "bare.parquet", folder / "spill"
    return min((step(_BARE, file, target, spill) for _ in range(3)), key=lambda m: m.seconds)


def _workspace(folder: Path, name: str) -> Path:
    place = folder / name
    shutil.copytree(REPOSITORY / "examples" / "us-i94", place)
    return place


def _as(folder: Path, statement: str, name: str) -> Path:
    target = folder / name
    step(
        _CONNECT + "def work(): con.execute(f\"COPY ({arguments[0]}) TO '{arguments[1]}'\")", statement, target, folder
    )
    return target


def _many(copies: int) -> str:
    """The file several times over, with keys and document numbers of their own."""
    return (
        "SELECT * EXCLUDE (n) REPLACE (cicid + n * 10000000 AS cicid, admnum + n * 1000000000000 AS admnum) "
        f"FROM '{FILE}', range({copies}) AS copies(n)"
    )
