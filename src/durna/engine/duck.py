"""DuckDB in process: the default engine. The only place that opens a connection to it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb

from durna.errors import UserError

Watcher = Callable[[float], None]


def connect(*, memory: str = "1GB", threads: int | None = None, scratch: Path | None = None) -> duckdb.DuckDBPyConnection:
    """A private in-memory database that spills to `scratch` and never writes anywhere else."""
    settings: dict[str, Any] = {"memory_limit": memory, "autoinstall_known_extensions": False}
    if threads:
        settings["threads"] = threads
    if scratch is not None:
        settings["temp_directory"] = str(scratch / "spill")
        # Spilled pages may hold what a delivery says of a person.
        settings["temp_file_encryption"] = True
    return duckdb.connect(config=settings)


def run(con: duckdb.DuckDBPyConnection, statement: str, watch: Watcher | None = None) -> list[tuple[Any, ...]]:
    """Execute and fetch. `watch` is called with the percentage done while a long statement runs.

    Raises UserError when the disk or the memory granted is not enough.
    """
    try:
        if watch is None:
            return con.execute(statement).fetchall()
        return _watched(con, statement, watch)
    except (duckdb.IOException, duckdb.OutOfMemoryException) as error:
        raise _no_room(error) from None


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
    if "No space left" in message or "could not write" in message.lower() or "disk" in message.lower():
        return no_space()
    return error


def no_space() -> UserError:
    return UserError(
        found="The disk is full: the delivery could not be written.",
        expected="Free space of about twice the size of the delivery.",
        do="Free space or move the workspace, then deliver again. Nothing was changed.",
    )
