"""The queries of an own indicator written in Python: made in a process that never sees a row and can be killed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from durna.errors import UserError
from durna.indicators.measures import Written
from durna.indicators.own.headers import wrong

MEGABYTES = 4096
_EXPECTED = (
    "A function figures(records, periods, by) that returns a table of Ibis: period_start, period_end, by, value, rows."
)
_HELP = "Correct the file; docs/how-to/add-an-indicator.md shows one."


def queries(
    measure: Written, columns: Mapping[str, Mapping[str, str]], by: Sequence[tuple[str, ...]]
) -> dict[tuple[str, ...], str]:
    """The statement for each set of breakdowns. Raises UserError, with the line, where the file raises or lasts."""
    job = {
        "name": measure.file, "code": measure.code, "records": columns, "by": list(by), "megabytes": MEGABYTES,
        "seconds": int(measure.seconds),
    }  # fmt: skip
    return dict(zip(by, _answered(json.dumps(job, sort_keys=True)), strict=True))


@lru_cache(maxsize=64)
def _answered(text: str) -> tuple[str, ...]:
    """One process for one file; asked again for the same, nothing is run again."""
    job = json.loads(text)
    answer = _run(text, job["name"], job["seconds"])
    if "error" in answer:
        at = f"line {answer['line']}: " if answer["line"] else ""
        raise wrong(job["name"], f"{at}{answer['error'].rstrip('.')}", _EXPECTED, _HELP)
    return tuple(answer["queries"])


def _run(job: str, name: str, seconds: int) -> dict[str, Any]:
    program = f"import sys; sys.path[:] = {sys.path!r}; from {__package__}.child import main; main()"
    with tempfile.TemporaryDirectory(prefix="durna-") as nowhere:
        try:
            done = subprocess.run(
                [sys.executable, "-c", program], input=job, capture_output=True, text=True, cwd=nowhere,
                env=_environment(), timeout=seconds,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            raise too_long(name, seconds) from None
    try:
        found: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        raise wrong(name, f"it ended without an answer (status {done.returncode})", _EXPECTED, _HELP) from None
    return found


def too_long(name: str, seconds: float) -> UserError:
    return wrong(
        name, f"it was stopped after {seconds:g} seconds", "An answer within the time that durna.toml grants.",
        "Make it read less, or raise [indicators] seconds in durna.toml.",
    )  # fmt: skip


def _environment() -> dict[str, str]:
    """Neither keys nor addresses of databases: what a machine needs to start Python."""
    kept = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "LD_LIBRARY_PATH")
    return {name: os.environ[name] for name in kept if name in os.environ} | {"PYTHONDONTWRITEBYTECODE": "1"}
