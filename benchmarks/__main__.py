"""`make bench`: every measure in turn, each with what it is compared with."""

from __future__ import annotations

import sys

from benchmarks import (
    attacker,
    backtest,
    costs,
    country,
    evidence,
    intake,
    load,
    projects,
    protection,
    residence,
    rounds,
    site,
    start,
    synthetic,
    training,
)
from benchmarks.measure import Line

MEASURES = {
    "start": start.lines, "site": site.lines, "intake": intake.lines, "residence": residence.lines,
    "backtest": backtest.lines, "protection": protection.lines, "synthetic": synthetic.lines,
    "load": load.lines, "costs": costs.lines, "attacker": attacker.lines, "country": country.lines,
    "evidence": evidence.lines, "projects": projects.lines, "rounds": rounds.lines, "training": training.lines,
}  # fmt: skip


def main() -> None:
    chosen = sys.argv[1:] or list(MEASURES)
    for name in chosen:
        print(f"\n{name}", flush=True)
        for line in MEASURES[name]():
            print(f"  {line}", flush=True)


__all__ = ["Line", "main"]

if __name__ == "__main__":
    main()
