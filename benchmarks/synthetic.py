"""The synthetic country: every file of its institutions and the truth of every indicator, from nothing.

DURNA_BENCH_SYNTHETIC sets how many people it has (a million unless told). The bar is one of a million people.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import Line, step

MILLION, BAR_SECONDS, SEED = 1_000_000, 120, 7
PEOPLE = int(float(os.environ.get("DURNA_BENCH_SYNTHETIC", MILLION)))
_SYNTHESIZE = """
import duckdb, numpy, pyarrow.csv, pyarrow.parquet, durna.synthetic.country, durna.synthetic.truth
from durna.cli.main import durna as program
def work():
    program.main(["synthesize", arguments[0], "--people", arguments[1], "--seed", arguments[2]], standalone_mode=False)
"""


def lines() -> Iterator[Line]:
    with tempfile.TemporaryDirectory() as folder:
        taken = step(_SYNTHESIZE, Path(folder) / "country", PEOPLE, SEED)
    what, value = f"synthesize {PEOPLE:,} people, with the truth", f"{taken.seconds:.1f} s"
    if PEOPLE == MILLION:
        yield Line(what, value, f"bar {BAR_SECONDS} s", taken.seconds < BAR_SECONDS)
    else:
        yield Line(what, value)
    yield Line("  people a second", f"{PEOPLE / taken.seconds:,.0f}")
    yield Line("  peak memory", f"{taken.megabytes:,.0f} MB")
