"""One step in a process of its own: its seconds and its peak memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("DURNA_SHARED_DATA", REPOSITORY.parent / "shared" / "data"))


@dataclass(frozen=True)
class Measured:
    """`cpu`: seconds of all processors together, which do not grow where others use the machine too."""

    seconds: float
    megabytes: float
    cpu: float = 0.0


@dataclass(frozen=True)
class Line:
    """What was measured, what it is held against, and the bar it should meet."""

    what: str
    value: str
    bar: str = ""
    met: bool | None = None

    def __str__(self) -> str:
        verdict = "" if self.met is None else ("  met" if self.met else "  NOT MET")
        return f"{self.what:<62} {self.value:>24}  {self.bar}{verdict}"


def step(code: str, *arguments: object) -> Measured:
    """Run a piece of Python alone; it is timed from inside, after its imports, around `work()`."""
    program = f"""
import json, resource, sys, time
arguments = sys.argv[1:]
{code}
started, used = time.perf_counter(), time.process_time()
work()
seconds, cpu = time.perf_counter() - started, time.process_time() - used
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps([seconds, peak, cpu]))
"""
    environment = {**os.environ, "DURNA_PSEUDONYM_KEY": "5a" * 32, "PYTHONPATH": str(REPOSITORY / "src")}
    done = subprocess.run(
        [sys.executable, "-c", program, *map(str, arguments)],
        capture_output=True, text=True, env=environment, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    return Measured(*json.loads(done.stdout.strip().splitlines()[-1]))


def command(*words: object) -> float:
    """Seconds of a whole command, start of the interpreter included."""
    started = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "durna.cli.main", *map(str, words)],
        capture_output=True, env={**os.environ, "PYTHONPATH": str(REPOSITORY / "src")}, check=True,
    )  # fmt: skip
    return time.perf_counter() - started
