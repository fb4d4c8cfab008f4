"""How long a person waits for the command line to answer."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.measure import Line, command


def lines() -> Iterator[Line]:
    command("--help")
    best = min(command("--help") for _ in range(5))
    yield Line("durna --help", f"{best:.2f} s", "bar 0.4 s", best < 0.4)
