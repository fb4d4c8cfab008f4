"""Rounding and the cell key method on one linked cube of 200,000 cells, with every margin."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.measure import REPOSITORY, Line, step

# 39 citizenships, 24 ages, 2 sexes, 12 months, 4 grounds, each with a total: 40 x 25 x 3 x 13 x 5 = 195,000 cells.
_CUBE = """
sys.path.insert(0, arguments[0])
from benchmarks.cubes import crossed, skewed
from durna.disclosure import methods
from durna.disclosure.policy import Policy
import numpy as np
tables = crossed(skewed((39, 24, 2, 12, 4), 7))
policy = Policy(method=arguments[1])
methods.applied(crossed(skewed((2, 2, 2), 1)), policy)
def work():
    found = methods.applied(tables, policy).values
    if arguments[1] == "additive-rounding":
        assert (tables.equations @ found == 0).all()
        print(np.abs(found - tables.values).max(), file=sys.stderr)
"""


def lines() -> Iterator[Line]:
    for method in ("additive-rounding", "cell-key"):
        found = step(_CUBE, REPOSITORY, method)
        yield Line(
            f"195,000 linked cells by {method}", f"{found.seconds:.2f} s, {found.megabytes:,.0f} MB",
            "under 5 s and 1 GB", found.seconds < 5 and found.megabytes < 1_000,
        )  # fmt: skip
