"""Runs the query of an own indicator over the records, on the engine that holds them, for no longer than it may."""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from durna.engine import sql
from durna.errors import UserError
from durna.indicators.measures import Written
from durna.indicators.own.headers import wrong
from durna.indicators.own.query import PERIODS
from durna.indicators.own.written import too_long
from durna.periods import Period

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import pyarrow as pa
    import sqlglot

# What engines say of columns and types names no value of a record; whatever else they say may, and is not repeated.
_HARMLESS = ("BinderException", "CatalogException", "ParserException", "AnalysisException", "ParseException")


def answer(
    measure: Written, statement: sqlglot.exp.Select, tables: Mapping[str, ir.Table], periods: Sequence[Period]
) -> pa.Table:
    """The rows of the answer, as the engine gives them. Raises UserError where it refuses or lasts too long."""
    backend: Any = next(iter(tables.values())).get_backend()
    text = _over(statement, tables, periods, backend)
    stopped = threading.Event()
    # Of this thread: the one that watches has a connection of its own.
    con = getattr(backend, "con", None)

    def stop() -> None:
        stopped.set()
        _interrupt(backend, con)

    watch = threading.Timer(measure.seconds, stop)
    watch.daemon = True
    watch.start()
    try:
        return backend.sql(text).to_pyarrow()
    except UserError as error:
        raise _understood(error, measure, stopped) from None
    except Exception as error:  # the engine's own, of whatever engine: a mistake in a query is its writer's
        raise _understood(error, measure, stopped) from None
    finally:
        watch.cancel()


def refuse_strange(
    measure: Written, statement: sqlglot.exp.Select, tables: Mapping[str, ir.Table], periods: Sequence[Period]
) -> None:
    """Raises UserError where the engine would not run a statement; nothing is run."""
    backend: Any = next(iter(tables.values())).get_backend()
    try:
        # Binds its columns to those of the records.
        backend.sql(_over(statement, tables, periods, backend))
    except Exception as error:  # as above
        raise _understood(error, measure, threading.Event()) from None


def _over(
    statement: sqlglot.exp.Select, tables: Mapping[str, ir.Table], periods: Sequence[Period], backend: Any
) -> str:
    """One statement in the engine's dialect: records and periods under their names, then what was written."""
    dialect = backend.dialect
    asked = statement.copy()
    own = asked.args.pop("with_", None) or asked.args.pop("with", None)
    named = [f"{_quoted(source, dialect)} AS ({backend.compile(table)})" for source, table in tables.items()]
    named.append(f"{_quoted(PERIODS, dialect)} AS ({_periods(periods)})")
    named += [cte.sql(dialect=dialect) for cte in (own.expressions if own else [])]
    recursive = "RECURSIVE " if own and own.args.get("recursive") else ""
    return f"WITH {recursive}{', '.join(named)} {asked.sql(dialect=dialect)}"


def _quoted(name: str, dialect: Any) -> str:
    from sqlglot import exp

    return exp.to_identifier(name, quoted=True).sql(dialect=dialect)


def _periods(periods: Sequence[Period]) -> str:
    return " UNION ALL ".join(
        f"SELECT CAST({sql.text(period.start.isoformat())} AS DATE) AS period_start, "
        f"CAST({sql.text(period.end.isoformat())} AS DATE) AS period_end"
        for period in periods
    )


def _interrupt(backend: Any, con: Any) -> None:
    if backend.name == "duckdb":
        con.interrupt()
    else:
        # One request at a time: nothing but this query runs in the session.
        backend._session.sparkContext.cancelAllJobs()


def _understood(error: Exception, measure: Written, stopped: threading.Event) -> UserError:
    if stopped.is_set():
        return too_long(measure.file, measure.seconds)
    kind = type(error).__name__
    said = _first_line(str(error)) if kind in _HARMLESS else f"the engine stopped it ({kind})"
    return wrong(
        measure.file, f"{_line(said, measure.code)}{said}", "A query that the engine can run.",
        "Correct the file; the columns of a source are listed by `durna sources NAME`.",
    )  # fmt: skip


def _first_line(said: str) -> str:
    first = said.strip().splitlines()[0] if said.strip() else "the engine refused it"
    return re.sub(r"^\[[A-Z_.]+\]\s*|^\w+ Error:\s*", "", first).rstrip(".")[:300]


def _line(said: str, code: str) -> str:
    """The engine saw the statement, not the file: the last word it complains of (first the table, then the column) is
    looked for there."""
    for word in reversed(re.findall(r"[\"'`](\w+)[\"'`]|name (\w+)", said)):
        name = next(filter(None, word))
        lines = [number for number, line in enumerate(code.splitlines(), 1) if re.search(rf"\b{name}\b", line)]
        if lines:
            return f"line {lines[-1]}: "
    return ""
