"""Provisional estimates: every bar of `durna backtest` on synthetic countries that played no part in development.

DURNA_BENCH_PEOPLE sets how many people a country has (200,000 unless told); the fewer, the more chance there is in a
month's migrations. DURNA_BENCH_COUNTRIES names others, as visitors:2031,labour:2032.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator

from benchmarks.measure import Line

PEOPLE = int(float(os.environ.get("DURNA_BENCH_PEOPLE", "2e5")))
# The mix `visitors` was never looked at in development, nor was any of these seeds.
COUNTRIES = os.environ.get("DURNA_BENCH_COUNTRIES", "visitors:2031,balanced:2032")
LAST = "2020-12"


def lines() -> Iterator[Line]:
    for country in COUNTRIES.split(","):
        mix, _, seed = country.partition(":")
        yield from _country(mix, int(seed))


def _country(mix: str, seed: int) -> Iterator[Line]:
    from durna.residence.provisional import backtest, bars
    from durna.synthetic.histories import histories

    made = histories(PEOPLE, seed, mix).crossings
    crossings = made.rename_columns(["date" if name == "crossed_at" else name for name in made.column_names])
    started = time.perf_counter()
    found = backtest(crossings, "12/16", "2023-06-30", group="citizenship", last=LAST)
    seconds = time.perf_counter() - started
    yield Line(f"{mix}, seed {seed}: {PEOPLE:,} people, {made.num_rows:,} crossings", f"{seconds:.0f} s")
    for bar in bars(found):
        limit = "" if bar.limit is None else f"bar {'at least' if bar.is_least else 'at most'} {bar.limit:g}"
        yield Line(f"  {bar.what}", f"{bar.value:.3f}", limit, bar.is_met)
