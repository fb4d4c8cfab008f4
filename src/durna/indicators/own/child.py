"""Run apart, in a process of its own: calls the function of an own indicator and prints the query that it makes.

It is given the names and types of columns and never a row. Its limits are there against mistakes, not against
somebody who means harm: see docs/decisions/0019. Standard input: the job as JSON; standard output: the answer as JSON.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from typing import Any

FUNCTION = "figures"


def main() -> None:
    job = json.load(sys.stdin)
    answer = os.fdopen(os.dup(1), "w")
    # What the file prints is nobody's answer.
    os.dup2(2, 1)
    json.dump(_answered(job), answer)
    answer.flush()
    os._exit(0)


def _answered(job: dict[str, Any]) -> dict[str, Any]:
    import ibis

    # Loaded before the door is shut: rendering imports modules on its first use.
    ibis.to_sql(ibis.table({"one": "int64"}, name="one"), dialect="duckdb")
    _shut(job["megabytes"], job["seconds"])
    try:
        return {"queries": _queries(job, ibis)}
    except SystemExit:
        return {"error": "it ends the program", "line": None}
    except BaseException as error:  # whatever a file of somebody else raises is told, with its line
        return {"error": _said(error), "line": _line(error, job["name"])}


def _queries(job: dict[str, Any], ibis: Any) -> list[str]:
    space: dict[str, Any] = {"__name__": "own_indicator", "__builtins__": __builtins__}
    exec(compile(job["code"], job["name"], "exec"), space)
    function = space.get(FUNCTION)
    if not callable(function):
        raise TypeError(f"there is no function {FUNCTION}(records, periods, by)")
    records = {source: ibis.table(columns, name=source) for source, columns in job["records"].items()}
    periods = ibis.table({"period_start": "date", "period_end": "date"}, name="periods")
    # Groups first: what is wrong with them is told, rather than what it does to the whole.
    asked = sorted(job["by"], key=len, reverse=True)
    made = {tuple(by): _query(function(dict(records), periods, tuple(by)), by, ibis) for by in asked}
    return [made[tuple(by)] for by in job["by"]]


def _query(found: Any, by: list[str], ibis: Any) -> str:
    import ibis.expr.types as ir

    if not isinstance(found, ir.Table):
        raise TypeError(f"{FUNCTION}() returns {type(found).__name__}, not a table of Ibis")
    columns = ["period_start", "period_end", *by, "value", "rows"]
    if sorted(found.columns) != sorted(columns):
        raise TypeError(f"{FUNCTION}() returns the columns {', '.join(found.columns)}, not {', '.join(columns)}")
    return str(ibis.to_sql(found.select(columns), dialect="duckdb"))


def _said(error: BaseException) -> str:
    if isinstance(error, MemoryError):
        return "it takes more memory than it may"
    return f"{type(error).__name__}: {error}".splitlines()[0].removesuffix(": ")[:300]


def _line(error: BaseException, name: str) -> int | None:
    """The last line of the file itself that was being run."""
    mine = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == name]
    return mine[-1] if mine else getattr(error, "lineno", None)


_REFUSED = ("socket.", "subprocess.", "os.system", "os.exec", "os.fork", "os.spawn", "os.posix_spawn", "os.kill",
            "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod",
            "os.chown", "shutil.", "ctypes.", "urllib.", "ftplib.", "http.", "smtplib.", "webbrowser.")  # fmt: skip


def _shut(megabytes: int, seconds: int) -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds + 1, seconds + 2))
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
    places = tuple(os.path.realpath(place) for place in {sys.prefix, sys.base_prefix, *filter(None, sys.path)})

    def guard(event: str, arguments: tuple[Any, ...]) -> None:
        if event.startswith(_REFUSED):
            raise PermissionError(f"{event} is not allowed in an indicator")
        if event == "open" and not _is_library(arguments, places):
            raise PermissionError("an indicator opens no files: it is handed the records")

    sys.addaudithook(guard)


def _is_library(arguments: tuple[Any, ...], places: tuple[str, ...]) -> bool:
    """Python reads its own libraries when they are imported."""
    path, _, flags = (*arguments, None, None, None)[:3]
    if isinstance(path, int):
        return True
    is_for_writing = isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
    return not is_for_writing and os.path.realpath(os.fsdecode(path)).startswith(places)


if __name__ == "__main__":
    main()
