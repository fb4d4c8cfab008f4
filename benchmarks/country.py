"""A synthetic country from its records to its protected figures: from nothing, after a delivery, after a definition.

DURNA_BENCH_COUNTRY sets how many people it has (a million unless told), DURNA_BENCH_COUNTRY_FOLDER where such a
workspace stands already, loaded but for the last file of its crossings (it is made there otherwise). Bars are those of
a million people.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measure import Line, Measured, command, step

MILLION, SEED = 1_000_000, 7
PEOPLE = int(float(os.environ.get("DURNA_BENCH_COUNTRY", MILLION)))
KEPT_IN = os.environ.get("DURNA_BENCH_COUNTRY_FOLDER")
ALL_BAR, DELIVERY_BAR, DIFF_BAR, MEMORY_BAR = 60, 15, 20, 4000
_STAGES = {"figures_of": "figures", "findings_of": "checks", "passports": "passports", "protect": "protection"}
_LAST = "sbs_border_crossing-2021.parquet"
_OWN = """/*
id: bench_permits
title: {en: Permits}
definition: {en: Work permits decided on in the period.}
chapter: A.2.2
kind: flow
unit: permits
counting_unit: permit
breakdowns: [sex]
sources: [sms_work_permit]
periodicity: yearly
part_year: state_period
*/
SELECT p.period_start, p.period_end, coalesce(w.sex, 'unknown') AS sex, count(*) AS value, count(*) AS rows
FROM sms_work_permit AS w JOIN periods AS p ON w.decided_on BETWEEN p.period_start AND p.period_end
GROUP BY p.period_start, p.period_end, coalesce(w.sex, 'unknown')
"""
_MAKE = """
from durna.cli.main import durna as program
def work():
    program.main(["synthesize", arguments[0], "--people", arguments[1], "--seed", arguments[2]], standalone_mode=False)
"""
_LOAD = """
from durna.cli.main import durna as program
def work():
    program.main(["load", "--workspace", arguments[0], "--json"], standalone_mode=False)
"""
# The libraries are read in before the clock starts, as everywhere in these measures. Each stage adds up in a file.
_ALL = """
import json, time
from pathlib import Path
import sklearn.ensemble, duckdb, ibis, durna.residence.provisional.totals
from durna.publish import gather
from durna.publish.editions import protecting
from durna.workspace import open_workspace
taken = {}
def timed(module, name):
    inner = getattr(module, name)
    def outer(*given, **named):
        started = time.perf_counter()
        try:
            return inner(*given, **named)
        finally:
            taken[name] = taken.get(name, 0) + time.perf_counter() - started
    setattr(module, name, outer)
for module, name in ((gather, "figures_of"), (gather, "findings_of"), (gather, "passports"), (protecting, "protect")):
    timed(module, name)
workspace = open_workspace(Path(arguments[0]))
def work():
    protecting.gathered(workspace)
    Path(arguments[1]).write_text(json.dumps(taken))
"""


@dataclass(frozen=True)
class _Run:
    """All in one process, and the seconds of each stage of it."""

    all: Measured
    stages: Mapping[str, float]


def lines() -> Iterator[Line]:
    with _folder() as root:
        _make(root)
        shutil.rmtree(root / "store" / ".kept", ignore_errors=True)
        yield from _told("from nothing", _run(root), ALL_BAR)
        yield from _told("nothing new", _run(root), None)
        step(_LOAD, root)
        yield from _told("after one delivery of crossings", _run(root), DELIVERY_BAR)
        yield _diff(root)


def _make(root: Path) -> None:
    """All is loaded but the last file of the crossings; the list of deliveries is whole again afterwards."""
    if not (root / "durna.toml").exists():
        step(_MAKE, root, PEOPLE, SEED)
    if not (root / "store").exists():
        listed = root / "deliveries.yaml"
        whole = listed.read_text(encoding="utf-8")
        listed.write_text("".join(line for line in whole.splitlines(True) if _LAST not in line), encoding="utf-8")
        step(_LOAD, root)
        listed.write_text(whole, encoding="utf-8")


def _run(root: Path) -> _Run:
    with tempfile.TemporaryDirectory() as folder:
        stages = Path(folder) / "stages.json"
        taken = step(_ALL, root, stages)
        return _Run(taken, json.loads(stages.read_text(encoding="utf-8")))


def _told(when: str, run: _Run, bar: int | None) -> Iterator[Line]:
    yield _line(f"{PEOPLE:,} people, {when}: figures, checks, protection", run.all.seconds, bar)
    yield Line("  of all processors together", f"{run.all.cpu:.1f} s")
    for name, seconds in run.stages.items():
        yield Line(f"  {_STAGES[name]}", f"{seconds:.1f} s ({seconds / run.all.seconds:.0%})")
    yield Line("  peak memory", f"{run.all.megabytes:,.0f} MB", *_memory(run.all.megabytes, bar))


def _memory(megabytes: float, bar: int | None) -> tuple[str, bool | None]:
    is_held = bar is not None and PEOPLE == MILLION
    return (f"bar {MEMORY_BAR:,} MB", megabytes < MEMORY_BAR) if is_held else ("", None)


def _line(what: str, seconds: float, bar: int | None) -> Line:
    if bar is None or PEOPLE != MILLION:
        return Line(what, f"{seconds:.1f} s")
    return Line(what, f"{seconds:.1f} s", f"bar {bar} s", seconds < bar)


def _diff(root: Path) -> Line:
    """An edition is frozen, a definition of the workspace changes, and the program says what readers would find."""
    own = root / "indicators" / "bench_permits.sql"
    own.parent.mkdir(exist_ok=True)
    own.write_text(_OWN, encoding="utf-8")
    shutil.rmtree(root / "editions", ignore_errors=True)
    command("edition", "freeze", "bench", "--workspace", root)
    own.write_text(_OWN.replace("GROUP BY", "WHERE w.decision = 'granted' GROUP BY"), encoding="utf-8")
    seconds = command("diff", "--workspace", root, "--against", "bench")
    own.unlink()
    return _line("  durna diff of one changed definition", seconds, DIFF_BAR)


@contextmanager
def _folder() -> Iterator[Path]:
    if KEPT_IN:
        yield Path(KEPT_IN)
        return
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder) / "country"
