"""A synthetic country from its records to its protected figures: from nothing, after a delivery, after a definition;
and its documents, once the figures exist.

DURNA_BENCH_COUNTRY sets how many people it has (a million unless told), DURNA_BENCH_COUNTRY_FOLDER where such a
workspace stands already, loaded but for its visas, its work permits and the last file of its crossings (it is made
there otherwise). Bars are those of a million people. Visas touch what follows from crossings and leave the crossings
themselves; crossings are the dearest delivery: residence follows from them, and all that follows from residence.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measure import REPOSITORY, Line, Measured, command, step
from benchmarks.stages import Stage, read
from durna.publish.beside import WRITERS

MILLION, SEED = 1_000_000, 7
PEOPLE = int(float(os.environ.get("DURNA_BENCH_COUNTRY", MILLION)))
KEPT_IN = os.environ.get("DURNA_BENCH_COUNTRY_FOLDER")
_EVERYTHING = f"{PEOPLE:,} people: figures, checks, protection"
ALL_BAR, DOCUMENTS_BAR, DELIVERY_BAR, DIFF_BAR, MEMORY_BAR = 60, 60, 15, 20, 4000
# What is delivered later, in this order.
_LATER = {
    "work permits": "sms_work_permit.csv",
    "visas": "visa_register.parquet",
    "crossings": "sbs_border_crossing-2021.parquet",
}
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
# The libraries are read in before the clock starts, as everywhere in these measures.
_ALL = """
sys.path.insert(0, arguments[2])
from pathlib import Path
import sklearn.ensemble, duckdb, ibis, durna.residence.provisional.totals
from benchmarks.stages import Stages, of_figures
from durna.publish.editions import protecting
from durna.workspace import open_workspace
workspace = open_workspace(Path(arguments[0]))
def work():
    stages = Stages()
    of_figures(stages)
    protecting.gathered(workspace)
    stages.write(Path(arguments[1]))
"""
# A command is waited for from its start: reading the libraries in is part of it.
_DIFF = """
sys.path.insert(0, arguments[2])
def work():
    from pathlib import Path
    from benchmarks.stages import Stages, of_figures
    stages = Stages()
    stages.during("start", of_figures, stages)
    from durna.cli.main import durna as program
    program.main(["diff", "--workspace", arguments[0], "--against", "bench"], standalone_mode=False)
    stages.write(Path(arguments[1]))
    print()
"""


@dataclass(frozen=True)
class _Run:
    """All in one process, and each stage of it."""

    all: Measured
    stages: Mapping[str, Stage]

    @property
    def megabytes(self) -> float:
        return max(stage.megabytes for stage in self.stages.values())


def lines() -> Iterator[Line]:
    with _folder() as root:
        yield Line("the first run of a machine, which compiles (2,000 people)", f"{_compiled():.1f} s")
        _make(root)
        shutil.rmtree(root / "store" / ".kept", ignore_errors=True)
        yield from _told(f"{_EVERYTHING}, from nothing", _run(_ALL, root), ALL_BAR)
        yield from _told(f"{_EVERYTHING}, nothing new", _run(_ALL, root), None)
        yield from _documents(root)
        for place, what in enumerate(_LATER, 1):
            _load(root, list(_LATER.values())[place:])
            yield from _told(f"{_EVERYTHING}, after a delivery of {what}", _run(_ALL, root), DELIVERY_BAR)
        yield from _told("durna diff of one changed definition", _diff(root), DIFF_BAR)


def _compiled() -> float:
    """What is compiled is kept beside the program; until then any country takes half a minute longer."""
    with tempfile.TemporaryDirectory() as folder:
        small = Path(folder) / "country"
        step(_MAKE, small, 2000, SEED)
        step(_LOAD, small)
        return _run(_ALL, small).all.seconds


def _make(root: Path) -> None:
    if not (root / "durna.toml").exists():
        step(_MAKE, root, PEOPLE, SEED)
    if not (root / "store").exists():
        _load(root, list(_LATER.values()))


def _load(root: Path, without: Sequence[str]) -> None:
    """What is on the list of deliveries, but for some files; the list is whole again afterwards."""
    listed = root / "deliveries.yaml"
    whole = listed.read_text(encoding="utf-8")
    wanted = (line for line in whole.splitlines(True) if not any(file in line for file in without))
    listed.write_text("".join(wanted), encoding="utf-8")
    try:
        step(_LOAD, root)
    finally:
        listed.write_text(whole, encoding="utf-8")


def _run(code: str, root: Path) -> _Run:
    with tempfile.TemporaryDirectory() as folder:
        stages = Path(folder) / "stages.json"
        return _Run(step(code, root, stages, REPOSITORY), read(stages))


def _told(what: str, run: _Run, bar: int | None) -> Iterator[Line]:
    is_held = bar is not None and PEOPLE == MILLION
    seconds = run.all.seconds
    yield Line(what, f"{seconds:.1f} s", *((f"bar {bar} s", seconds < bar) if bar is not None and is_held else ()))
    yield Line("  of all processors together", f"{run.all.cpu:.1f} s")
    for name, stage in run.stages.items():
        share = f"{stage.seconds:.1f} s ({stage.seconds / seconds:.0%})"
        yield Line(f"  {name}", f"{share} {stage.megabytes:,.0f} MB")
    held = (f"bar {MEMORY_BAR:,} MB", run.megabytes < MEMORY_BAR) if is_held else ()
    yield Line("  peak memory", f"{run.megabytes:,.0f} MB", *held)


def _documents(root: Path) -> Iterator[Line]:
    """In every format and one language, as a command; kept figures are read, and the second time kept drawings."""
    with tempfile.TemporaryDirectory() as folder:
        asked = ("build", "--workspace", root, "--formats", ",".join(WRITERS), "--out", Path(folder) / "site")
        seconds = command(*asked)
        held = (f"bar {DOCUMENTS_BAR} s", seconds < DOCUMENTS_BAR) if PEOPLE == MILLION else ()
        yield Line(f"{PEOPLE:,} people: documents in five formats", f"{seconds:.1f} s", *held)
        yield Line("  again, with drawings that were kept", f"{command(*asked):.1f} s")


def _diff(root: Path) -> _Run:
    """An edition is frozen, a definition of the workspace changes, and the program says what readers would find."""
    own = root / "indicators" / "bench_permits.sql"
    own.parent.mkdir(exist_ok=True)
    own.write_text(_OWN, encoding="utf-8")
    shutil.rmtree(root / "editions", ignore_errors=True)
    command("edition", "freeze", "bench", "--workspace", root)
    own.write_text(_OWN.replace("GROUP BY", "WHERE w.decision = 'granted' GROUP BY"), encoding="utf-8")
    taken = _run(_DIFF, root)
    own.unlink()
    return taken


@contextmanager
def _folder() -> Iterator[Path]:
    if KEPT_IN:
        yield Path(KEPT_IN)
        return
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder) / "country"
