"""Tables that the engine holds in little room: as long as it runs, or in a file that a later run finds.

Both are databases beside the engine's own: only there does DuckDB pack what it holds. Ten million crossings take an
eighth of what a temporary table takes.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from durna.engine import sql
from durna.engine.codes import Values, as_code, select

_MEMORY, _TABLE = "durna_room", "kept"
_PIECE = 122_880
_ONE_OPENS = threading.Lock()


class Place(Protocol):
    """Where a table outlives the run; durna.store.shelf.Place is one."""

    def found(self) -> Path | None:
        """The file that an earlier run left."""
        ...

    def keep(self, write: Callable[[Path], None]) -> Path | None:
        """The file that `write` makes; None where nothing can be written."""
        ...


class Room:
    """One table of a database that is open for writing."""

    def __init__(self, backend: Any, database: str, name: str) -> None:
        self._backend, self._database, self.name = backend, database, name
        self._is_begun = False

    def hold(self, rows: ir.Table, values: Values | None = None) -> None:
        """What an expression yields. `values`: of texts that are held as numbers."""
        self._write(select(rows, values or {}))

    def take_in(self, tables: Iterable[pa.Table], values: Values | None = None) -> None:
        """What was computed here, table after table; all have the columns of the first."""
        for table in tables:
            self._take_in(table, values or {})

    def _take_in(self, table: pa.Table, codes: Values) -> None:
        columns = ", ".join(as_code(each, codes.get(each, ())) for each in table.column_names)
        # What Arrow is done with and holds on to would stand beside what the engine takes: a quarter of all memory.
        pa.default_memory_pool().release_unused()
        given = ibis.util.gen_name("durna_given")
        # The engine reads a table piece by piece, and one of a single piece on one core.
        self._backend.con.register(given, pa.Table.from_batches(table.to_batches(_PIECE), table.schema))
        try:
            self._write(f"SELECT {columns} FROM {given}")
        finally:
            self._backend.con.unregister(given)

    def _write(self, rows: str) -> None:
        import duckdb

        con, table = self._backend.con, f"{self._database}.{self.name}"
        con.execute(f"INSERT INTO {table} {rows}" if self._is_begun else f"CREATE TABLE {table} AS {rows}")
        self._is_begun = True
        # Packed now, and not when room is short. Where somebody else is writing just then it stays as it is.
        with suppress(duckdb.TransactionException):
            con.execute(f"CHECKPOINT {self._database}")


Fill = Callable[[Room], None]


def standing(backend: Any, place: Place | None, fill: Fill) -> ir.Table:
    """The table that an earlier run left at this place; otherwise what `fill` brings, kept there where that can be.

    For DuckDB. It is read where it stands: nothing of it is brought into memory but what is asked for.
    """
    if place is not None and (file := place.found() or place.keep(lambda fresh: _into(backend, fresh, fill))):
        return _of_file(backend, file)
    with _ONE_OPENS:
        backend.con.execute(f"ATTACH IF NOT EXISTS ':memory:' AS {_MEMORY}")
    room = Room(backend, _MEMORY, ibis.util.gen_name("durna"))
    fill(room)
    return backend.table(room.name, database=(_MEMORY, "main"))


def held(rows: ir.Table, values: Values | None = None) -> ir.Table:
    """What an expression yields, computed now and once, in any engine."""
    backend: Any = rows.get_backend()
    if backend.name != "duckdb":
        return rows.cache()
    return standing(backend, None, lambda room: room.hold(rows, values))


def _into(backend: Any, file: Path, fill: Fill) -> None:
    import duckdb

    database = ibis.util.gen_name("durna_new")
    try:
        backend.con.execute(f"ATTACH {sql.text(str(file))} AS {database}")
        try:
            fill(Room(backend, database, _TABLE))
        finally:
            backend.con.execute(f"DETACH {database}")
        if file.with_name(f"{file.name}.wal").exists():
            raise OSError("the table was not written out")
    except duckdb.IOException as error:
        raise OSError(str(error)) from error


def _of_file(backend: Any, file: Path) -> ir.Table:
    database = ibis.util.gen_name("durna_kept")
    backend.con.execute(f"ATTACH {sql.text(str(file))} AS {database} (READ_ONLY)")
    table: ir.Table = backend.table(_TABLE, database=(database, "main"))
    return table
