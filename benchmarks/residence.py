"""The residence engine: its speed and memory against bars, against other forms of the rule and a sort of the same keys.

DURNA_BENCH_CROSSINGS sets the largest number of crossings (100 million unless told); bars hold for that size only.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.crossings import OBSERVED_UNTIL
from benchmarks.measure import Line, Measured, step

LARGEST = int(float(os.environ.get("DURNA_BENCH_CROSSINGS", "1e8")))
FULL_SIZE = 100_000_000
_UNTIL = 18931

_MAKE = """
sys.path.insert(0, arguments[0])
from benchmarks import crossings
import pyarrow.parquet as pq
def work():
    table = getattr(crossings, arguments[1])(*map(int, arguments[3:]))
    pq.write_table(table, arguments[2])
"""
_READ = """
import pyarrow.parquet as pq
from durna.residence import classify
table = pq.read_table(arguments[0])
classify(table.slice(0, 1000), '12/16', arguments[1])
"""
_CLASSIFY = _READ + "def work(): classify(table, '12/16', arguments[1])\n"
_FILE = """
from pathlib import Path
from durna.residence import classify
from durna.residence.classifying import classify_file
import pyarrow as pa, datetime
classify(pa.table({'person': [1], 'date': [datetime.date(2020, 1, 1)], 'direction': [1]}), '12/16', arguments[2])
def work():
    memory = arguments[3] if len(arguments) > 3 else None
    classify_file(Path(arguments[0]), Path(arguments[1]), '12/16', arguments[2], memory=memory)
"""
_SORT = """
import pyarrow.parquet as pq, numpy
table = pq.read_table(arguments[0])
persons = table['person'].combine_chunks().to_numpy()
def work(): numpy.argsort(persons, kind='stable')
"""
_POLARS = """
sys.path.insert(0, arguments[2])
import polars as pl
from benchmarks.polars_residence import classify
frame = pl.read_parquet(arguments[0]).select('person', day=pl.col('date').to_physical(), direction='direction')
def work(): classify(frame, 365, 487, int(arguments[1]))
"""
_SET_BASED = """
import datetime, ibis
from durna.residence.rule import Rule
from durna.residence.setbased import classify
con = ibis.duckdb.connect(threads='2', memory_limit='8GB')
con.raw_sql(f"CREATE TABLE crossings AS SELECT person, date, direction::TINYINT AS direction, "
            f"row_number() OVER () AS row FROM read_parquet('{arguments[0]}')")
def work():
    found = classify(con.table('crossings'), Rule(365, 487), datetime.date.fromisoformat(arguments[1]))
    con.create_table('answers', found)
"""
_START = """
from pathlib import Path
from durna.residence.history import History
def work(): History.start(Path(arguments[1]), arguments[0], '12/16', arguments[2])
"""
_UPDATE = """
from pathlib import Path
from durna.residence.history import History
def work(): History.open(Path(arguments[1])).update(arguments[0], arguments[2])
"""


def lines() -> Iterator[Line]:
    with tempfile.TemporaryDirectory() as name:
        yield from _measure(Path(name))


def _measure(folder: Path) -> Iterator[Line]:
    small, medium, large = (_made(folder, rows) for rows in (LARGEST // 100, LARGEST // 10, LARGEST))
    step(_CLASSIFY, small, OBSERVED_UNTIL)  # compiled once, for all that follow
    ten, hundred = step(_CLASSIFY, medium, OBSERVED_UNTIL), step(_CLASSIFY, large, OBSERVED_UNTIL)
    one = step(_CLASSIFY, small, OBSERVED_UNTIL)
    yield _bar(f"{_size(LARGEST // 10)} crossings, in memory", ten, 3)
    yield _bar(f"{_size(LARGEST)} crossings, in memory", hundred, 20)
    yield _memory(hundred, 8)
    yield Line(
        f"  time a row, from {_size(LARGEST // 100)} to {_size(LARGEST)}",
        f"{hundred.seconds / one.seconds / 100:.2f} x",
    )
    yield from _against_others(medium, ten)
    yield from _commuters(folder, ten)
    yield from _from_file_to_file(folder, large)
    yield from _a_month(folder, large)


def _against_others(file: Path, ours: Measured) -> Iterator[Line]:
    root = Path(__file__).resolve().parents[1]
    others = {
        "the set-based form on DuckDB": step(_SET_BASED, file, OBSERVED_UNTIL),
        "a Polars form (labels only)": step(_POLARS, file, _UNTIL, root),
        "a plain sort of the same keys": step(_SORT, file),
    }
    for what, taken in others.items():
        ratio = taken.seconds / ours.seconds
        yield Line(f"  {_size(LARGEST // 10)}: {what} takes", f"{ratio:.1f} x ours ({taken.seconds:.1f} s)")


def _commuters(folder: Path, mean: Measured) -> Iterator[Line]:
    rows = LARGEST // 10
    taken = step(_CLASSIFY, _made(folder, rows, "commuters"), OBSERVED_UNTIL)
    ratio = taken.seconds / mean.seconds
    yield Line("people who cross twice a day, time a row", f"{ratio:.2f} x the mean", "bar 1.5 x", ratio <= 1.5)


def _from_file_to_file(folder: Path, file: Path) -> Iterator[Line]:
    out = folder / "out.parquet"
    yield _bar(f"{_size(LARGEST)} crossings, Parquet in and out", step(_FILE, file, out, OBSERVED_UNTIL), 45)
    within = step(_FILE, file, out, OBSERVED_UNTIL, "2GB")
    yield Line(f"{_size(LARGEST)} crossings within 2 GB, through the disk", f"{within.seconds:.1f} s", "finishes", True)
    yield _memory(within, 2)
    out.unlink()


def _a_month(folder: Path, file: Path) -> Iterator[Line]:
    new = folder / "month.parquet"
    step(_MAKE, Path(__file__).resolve().parents[1], "a_month", new, LARGEST // 5, LARGEST // 100)
    start = step(_START, file, folder / "history", OBSERVED_UNTIL)
    yield Line(f"a history of {_size(LARGEST)} crossings begins", f"{start.seconds:.1f} s")
    month = step(_UPDATE, new, folder / "history", "2021-11-30")
    yield _bar(f"a month of {_size(LARGEST // 100)} onto {_size(LARGEST)}", month, 15)
    yield _memory(month, 8)


def _made(folder: Path, rows: int, what: str = "crossings") -> Path:
    file = folder / f"{what}-{rows}.parquet"
    step(_MAKE, Path(__file__).resolve().parents[1], what, file, rows)
    return file


def _bar(what: str, taken: Measured, seconds: float) -> Line:
    if LARGEST != FULL_SIZE:
        return Line(what, f"{taken.seconds:.2f} s")
    return Line(what, f"{taken.seconds:.1f} s", f"bar {seconds:g} s", taken.seconds <= seconds)


def _memory(taken: Measured, gigabytes: float) -> Line:
    met = taken.megabytes <= gigabytes * 1024
    return Line("  peak memory", f"{taken.megabytes / 1024:.1f} GB", f"bar {gigabytes:g} GB", met)


def _size(rows: int) -> str:
    return f"{rows / 1e6:g} million"
