"""What does not fit in the engine's memory lies beside the records while it is needed, and for nobody else."""

import gc
import hashlib
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from durna.engine import duck
from durna.engine.duck_tables import DuckTables
from durna.engine.settings import Settings

# 3 million texts of 32 letters are 96 MB and more to sort; the engine is granted half of it.
TOO_MUCH = "SELECT md5(n::text) AS person, n FROM range(3000000) AS many(n)"
SORTED = f"SELECT person, n, row_number() OVER (ORDER BY person, n) AS place FROM ({TOO_MUCH})"
MEMORY = "50MB"


def tables(store: Path) -> DuckTables:
    return DuckTables(Settings(memory=MEMORY, threads=1, store=store))


@pytest.fixture
def store(tmp_path: Path) -> Path:
    (tmp_path / "store").mkdir()
    return tmp_path / "store"


@pytest.mark.slow
def test_a_query_larger_than_memory_passes_and_leaves_nothing(store: Path) -> None:
    engine = tables(store)

    engine.backend.raw_sql(f"CREATE TEMP TABLE sorted AS {SORTED}")

    ((spilled,),) = engine.backend.raw_sql("SELECT sum(size) FROM duckdb_temporary_files()").fetchall()
    (place,) = store.iterdir()
    assert spilled > 0
    assert stat.S_IMODE(place.stat().st_mode) == 0o700
    assert engine.backend.raw_sql("SELECT max(place) FROM sorted").fetchall() == [(3_000_000,)]
    del engine
    gc.collect()
    assert list(store.iterdir()) == []


def test_what_an_intake_spills_cannot_be_read(tmp_path: Path) -> None:
    con = duck.connect(memory="16MB", threads=1, scratch=tmp_path)

    con.execute(f"CREATE TEMP TABLE sorted AS {SORTED.replace('3000000', '200000')}")

    # Of a hundred persons the bytes that would lie there in plain text.
    names = [hashlib.md5(str(n).encode()).hexdigest().encode() for n in range(0, 200_000, 2_000)]
    spilled = b"".join(file.read_bytes() for file in (tmp_path / "spill").iterdir())
    assert len(spilled) > 1_000_000
    assert not any(name in spilled for name in names)


def test_it_is_beside_the_records_that_the_engine_spills(store: Path) -> None:
    engine = tables(store)

    ((where,),) = engine.backend.raw_sql("SELECT current_setting('temp_directory')").fetchall()

    assert Path(where).is_relative_to(store)


def test_without_a_store_nothing_is_written_anywhere(tmp_path: Path) -> None:
    engine = tables(tmp_path / "no store")

    assert engine.backend.raw_sql("SELECT current_setting('temp_directory')").fetchall() == [("",)]
    assert not (tmp_path / "no store").exists()


def test_tables_that_are_still_held_keep_their_place(store: Path) -> None:
    table = tables(store).sql("SELECT 1 AS one")

    gc.collect()

    assert len(list(store.iterdir())) == 1
    assert table.to_pyarrow().to_pylist() == [{"one": 1}]


def test_what_a_killed_program_left_goes_at_the_next_start_and_what_another_uses_stays(store: Path) -> None:
    killed = subprocess.Popen([sys.executable, "-c", PROGRAM, str(store)], stdout=subprocess.PIPE, text=True)
    assert killed.stdout is not None
    left = store / killed.stdout.readline().strip()
    used = tables(store)
    assert left.is_dir()

    os.kill(killed.pid, signal.SIGKILL)
    killed.communicate()
    assert left.is_dir()
    others = [tables(store), tables(store)]

    assert not left.exists()
    assert len(list(store.iterdir())) == 3
    del used, others
    gc.collect()
    assert list(store.iterdir()) == []


PROGRAM = """
import sys, time
from pathlib import Path
from durna.engine.duck_tables import DuckTables
from durna.engine.settings import Settings

store = Path(sys.argv[1])
engine = DuckTables(Settings(store=store))
print(next(store.iterdir()).name, flush=True)
time.sleep(60)
"""
