"""Seconds and peak memory of each stage of a piece of work, told from inside the process that does it.

A stage inside another takes its time from it, so that all of them add up to the whole.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

REST = "all else"
_PROC = Path("/proc/self")


@dataclass
class Stage:
    seconds: float = 0.0
    megabytes: float = 0.0


class Stages:
    """The stages of this process, from when it is made."""

    def __init__(self) -> None:
        self.found: dict[str, Stage] = {}
        self._open = [REST]
        self._since = time.perf_counter()
        _forget_peak()

    def named(self, stage: str, owner: Any, function: str, when: Callable[..., bool] = lambda *_, **__: True) -> None:
        """From now on a function of a module or a class is this stage, where its arguments say so."""
        inner = getattr(owner, function)

        def timed(*given: Any, **named: Any) -> Any:
            return self.during(stage, inner, *given, **named) if when(*given, **named) else inner(*given, **named)

        setattr(owner, function, timed)

    def during(self, stage: str, function: Callable[..., Any], *given: Any, **named: Any) -> Any:
        self._turn()
        self._open.append(stage)
        try:
            return function(*given, **named)
        finally:
            self._turn()
            self._open.pop()

    def write(self, file: Path) -> None:
        self._turn()
        file.write_text(json.dumps({name: [one.seconds, one.megabytes] for name, one in self.found.items()}))

    def _turn(self) -> None:
        stage, now = self.found.setdefault(self._open[-1], Stage()), time.perf_counter()
        stage.seconds += now - self._since
        stage.megabytes = max(stage.megabytes, _peak())
        self._since = now
        _forget_peak()


def read(file: Path) -> dict[str, Stage]:
    return {name: Stage(*numbers) for name, numbers in json.loads(file.read_text(encoding="utf-8")).items()}


def of_figures(stages: Stages) -> None:
    """What a Profile is gathered in, whether for an edition, for a page or for a comparison."""
    from durna.disclosure import deciding
    from durna.publish import gather
    from durna.publish.editions import differing, protecting
    from durna.residence.derived import Derived
    from durna.sources import contract

    stages.named("figures", gather, "figures_of")
    stages.named("residence within them", Derived, "table", lambda _, source: source in contract.derived())
    stages.named("estimates within them", Derived, "totals")
    stages.named("checks", gather, "findings_of")
    stages.named("passports", gather, "passports")
    stages.named("passports", protecting, "passports")
    stages.named("protection", protecting, "protect")
    stages.named("attacker", deciding, "prove")
    stages.named("documents", differing, "document_of")
    stages.named("comparison", differing, "changes")


def _forget_peak() -> None:
    """Where the system lets a process begin anew; elsewhere a stage is told the peak of all before it too."""
    if sys.platform == "linux":
        (_PROC / "clear_refs").write_text("5")


def _peak() -> float:
    if sys.platform == "linux":
        status = (_PROC / "status").read_text(encoding="utf-8").splitlines()
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
