"""The attacker and suppression against their bars, each in a process of its own; seconds include no import."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.measure import REPOSITORY, Line, Measured, step

_START = """
sys.path.insert(0, arguments[0])
import numpy as np
from benchmarks.cubes import crossed, skewed
from durna.disclosure.attacker import Problem, Requirement, attack
from durna.disclosure.attacker.published import rounded, suppressed, unpublished
from durna.disclosure.suppression import hide, small
# Compiled functions are loaded before the clock starts.
little = crossed(skewed((4, 4), 1))
hide(little, small(little.values, 3))
"""
_HIDE = (
    _START
    + """
tables = crossed(skewed(tuple(map(int, arguments[1:])), 3))
def work(): hide(tables, small(tables.values, 3))
"""
)
_HIDDEN = (
    _START
    + """
tables = crossed(skewed((45, 30, 20), 4))
sensitive = small(tables.values, 3)
shown = np.random.default_rng(4).random(len(tables.values)) < 0.3
hidden = (tables.values > 0) & (~shown | (tables.values < 3))
hidden &= np.cumsum(hidden) <= 12_000
known = suppressed(tables.values, hidden, tables.is_magnitude)
kept = hidden[sensitive.cells]
needed = sensitive.requirement(tables.values).chosen(kept)
assert hidden.sum() == 12_000
def work(): attack(Problem(known, tables.equations, tables.ids, tables.tables), needed, tables.values)
"""
)
_ROUNDED = (
    _START
    + """
inner = skewed((10, 182, 2, 10, 2), 1)
draws = np.random.default_rng(2).random(inner.shape)
leaves = np.floor(inner / 5) * 5 + 5 * (draws < inner % 5 / 5)
tables, shown = crossed(inner), crossed(leaves)
own, above = rounded(shown.values, 5), unpublished(len(shown.values))
is_leaf = np.array([min(place) > 0 for place in tables.ids])
known = type(own)(np.where(is_leaf, own.lower, above.lower), np.where(is_leaf, own.upper, above.upper), own.integral)
little = np.flatnonzero((tables.values > 0) & (tables.values < 5))
needed = Requirement(little, np.full(len(little), 4.0), np.full(len(little), 4.0))
assert len(tables.values) > 190_000
def work(): attack(Problem(known, tables.equations, tables.ids, tables.tables), needed, tables.values).require_safe()
"""
)


def lines() -> Iterator[Line]:
    yield _line("suppression of 5,041 cells, two ways", step(_HIDE, REPOSITORY, 70, 70), 10)
    yield _line("suppression of 4,913 cells, three ways", step(_HIDE, REPOSITORY, 16, 16, 16), 10)
    yield _line("suppression of 11,907 cells, three ways", step(_HIDE, REPOSITORY, 20, 20, 26), 90)
    yield _line("attack on 12,000 suppressed cells, three ways", step(_HIDDEN, REPOSITORY), 5)
    yield _line("attack on a rounded cube of 199,287 cells", step(_ROUNDED, REPOSITORY), 5)


def _line(what: str, measured: Measured, bar: float) -> Line:
    ratio = measured.seconds / bar
    value = f"{measured.seconds:.1f} s, {measured.megabytes:,.0f} MB"
    return Line(what, value, f"< {bar:g} s ({ratio:.2f} of the bar)", ratio < 1)
