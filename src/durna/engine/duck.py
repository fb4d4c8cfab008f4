"""DuckDB in process: the default engine. The only place that opens a connection to it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from durna.engine import sql
from durna.errors import UserError

Watcher = Callable[[float], None]


def connect(
    *, memory: str = "1GB", threads: int | None = None, scratch: Path | None = None, timezone: str = "UTC"
) -> duckdb.DuckDBPyConnection:
    """A private in-memory database that spills to `scratch` and never writes anywhere else."""
    settings: dict[str, Any] = {"memory_limit": memory, "autoinstall_known_extensions": False}
    if threads:
        settings["threads"] = threads
    try:
        con = duckdb.connect(config=settings)
    except duckdb.Error:
        raise UserError(
            found=f"The engine does not start with memory = '{memory}' and threads = {threads or 'all'}.",
            expected="An amount as 1GB or 512MB, and a number of threads.",
            do="Correct [engine] in durna.toml.",
        ) from None
    # An instant has the day that the country had, wherever the machine stands.
    con.execute(f"SET TimeZone = {sql.text(timezone)}")
    # Progress is measured, for `watch`, and never printed: standard output is for data.
    con.execute("SET enable_progress_bar = true")
    con.execute("SET enable_progress_bar_print = false")
    spill_to(con, scratch)
    if scratch is not None:
        _encrypt_what_is_spilled(con)
    return con


def beside(con: duckdb.DuckDBPyConnection, timezone: str) -> duckdb.DuckDBPyConnection:
    """Another connection to the same database. What is set for one connection alone is set for it too."""
    other = con.cursor()
    other.execute(f"SET TimeZone = {sql.text(timezone)}")
    return other


def spill_to(con: duckdb.DuckDBPyConnection, scratch: Path | None) -> None:
    """What does not fit in memory goes there, or nowhere: by itself the engine would take the folder it stands in."""
    con.execute(f"SET temp_directory = {sql.text(str(scratch / 'spill') if scratch else '')}")


def _encrypt_what_is_spilled(con: duckdb.DuckDBPyConnection) -> None:
    """Spilled pages may hold what a delivery says of a person.

    The better cipher comes with an extension that would have to be fetched from the network; without it the engine
    refuses to write unless told that its own, whose keys are drawn less well, will do.
    """
    con.execute("SET force_mbedtls_unsafe = true")
    con.execute("SET temp_file_encryption = true")


def scan(files: Iterable[Path]) -> str:
    """What stands behind FROM to read Parquet files as one table, columns matched by name."""
    return f"read_parquet([{', '.join(sql.text(str(file)) for file in files)}], union_by_name = true)"


def run(con: duckdb.DuckDBPyConnection, statement: str, watch: Watcher | None = None) -> list[tuple[Any, ...]]:
    """Execute and fetch. `watch` is called with the percentage done while a long statement runs."""
    if watch is None:
        return con.execute(statement).fetchall()
    return _watched(con, statement, watch)


@contextmanager
def understood() -> Iterator[None]:
    """What goes wrong outside the program, in words: a full disk, too little memory. Other errors are ours."""
    try:
        yield
    except (duckdb.IOException, duckdb.OutOfMemoryException) as error:
        raise _no_room(error) from None


@contextmanager
def joins_as_written(con: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Keep the small side of a join the one that is looked up.

    The engine cannot tell how long a text file is, takes it for the shorter side, and then holds all of it in memory
    and goes on with one core.
    """
    con.execute("SET disabled_optimizers = 'join_order,build_side_probe_side'")
    try:
        yield
    finally:
        con.execute("RESET disabled_optimizers")


def _watched(con: duckdb.DuckDBPyConnection, statement: str, watch: Watcher) -> list[tuple[Any, ...]]:
    done = threading.Event()

    def follow() -> None:
        while not done.wait(0.3):
            share = con.query_progress()
            if share >= 0:
                watch(share)

    follower = threading.Thread(target=follow, daemon=True)
    follower.start()
    try:
        return con.execute(statement).fetchall()
    finally:
        done.set()
        follower.join()


def _no_room(error: duckdb.Error) -> Exception:
    message = str(error)
    if isinstance(error, duckdb.OutOfMemoryException):
        return UserError(
            found="The memory granted to the engine was not enough.",
            expected="Room for the working set of the largest step.",
            do="Raise [engine] memory in durna.toml, or free disk space so that the engine can spill.",
        )
    if any(said in message.lower() for said in ("no space left", "could not write", "too large", "disk")):
        return no_space()
    return error


def no_space() -> UserError:
    return UserError(
        message="no-space",
        found="The disk is full: the delivery could not be written.",
        expected="Free space of about twice the size of the delivery.",
        do="Free space or move the workspace, then deliver again. Nothing was changed.",
    )
