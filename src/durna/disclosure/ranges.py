"""Between which multiples a count may be rounded, given the sums it is in and what was said of it before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from durna.disclosure.tables import Floats, Integers, LinkedTables, Truths


class Cannot(Exception):
    """No multiples satisfy a table."""

    def __init__(self, table: str) -> None:
        super().__init__(table)
        self.table = table


@dataclass(frozen=True)
class Total:
    """The total of a table, by its place, and the places of its parts."""

    table: str
    place: int
    parts: Integers


@dataclass(frozen=True)
class Ranges:
    """`low`, `high`: float[n], multiples of `base`."""

    base: int
    low: Floats
    high: Floats

    def allows(self, values: Floats) -> Truths:
        """NaN is allowed nowhere."""
        return (values >= self.low) & (values <= self.high)


def own_ranges(values: Floats, base: int, held: Floats, firm: Truths, further: int) -> Ranges:
    """The neighbouring multiples; for counts of a base and more so many multiples beyond; what is firm as it was."""
    below, above = np.floor(values / base) * base, np.ceil(values / base) * base
    large = (values >= base) * float(further * base)
    # Only what is below the base may become a nought.
    low, high = np.maximum(below - large, np.minimum(below, base)), above + large
    return Ranges(base, np.where(firm, held, low), np.where(firm, held, high))


def allowed(own: Ranges, downwards: Sequence[Total], joined: Sequence[Total]) -> Ranges:
    """The ranges from which every sum can be made. Raises Cannot.

    A sum of ranges of multiples is such a range, and a cell is part of one of the `downwards` totals at most, so that
    what is possible below a cell is known when its turn comes. `joined`: totals of cubes, with their leaves.
    """
    low, high = own.low.copy(), own.high.copy()
    for total in (*joined, *reversed(downwards)):
        low[total.place] = max(low[total.place], low[total.parts].sum())
        high[total.place] = min(high[total.place], high[total.parts].sum())
        if low[total.place] > high[total.place]:
            raise Cannot(total.table)
    return Ranges(own.base, low, high)


def drawn(goal: float, parts: Integers, tables: LinkedTables, ranges: Ranges, held: Floats) -> Floats:
    """Multiples for the parts of a total, which make `goal`: what was said before where that is possible, and for as
    many of the small ones as possible; the others go up by chance, each about as likely as it should be."""
    low, high, before = ranges.low[parts], ranges.high[parts], held[parts]
    found = np.where((before >= low) & (before <= high), before, np.nan)
    found[_to_release(goal, tables.values[parts], low, high, found)] = np.nan
    free = np.flatnonzero(np.isnan(found))
    values, keys = tables.values[parts[free]], tables.keys[parts[free]]
    left = goal - np.nansum(found)
    found[free] = _made(left, values, keys, low[free], high[free], ranges.base)
    return found


def _to_release(goal: float, values: Floats, low: Floats, high: Floats, kept: Floats) -> Integers:
    """The largest of the kept figures, no more of them than it takes for the others to make the goal."""
    free = np.isnan(kept)
    places = np.flatnonzero(~free)
    places = places[np.argsort(-values[places], kind="stable")]
    ends = (
        np.cumsum([end[free].sum() - goal + kept[places].sum(), *(end[places] - kept[places])]) for end in (low, high)
    )
    least, most = ends
    return places[: int(np.argmax((least <= 0) & (most >= 0)))]


def _made(goal: float, values: Floats, keys: Floats, low: Floats, high: Floats, base: int) -> Floats:
    below = np.floor(values / base) * base
    found: Floats = np.clip(below, low, high)
    may_rise = (values > below) & (found == below) & (high > below)
    ups = round((goal - found.sum()) / base)
    rising = np.flatnonzero(may_rise)
    if 0 <= ups <= len(rising):
        found[rising[_sampled((values - below)[rising] / base, keys[rising], ups)]] += base
        return found
    if ups > 0:
        found[rising] += base
    return _moved_to(goal, found, values, low, high, base)


def _moved_to(goal: float, found: Floats, values: Floats, low: Floats, high: Floats, base: int) -> Floats:
    """One base at a time, the largest counts first: there it matters least."""
    order = np.argsort(-values, kind="stable")
    while left := round((goal - found.sum()) / base):
        step = base if left > 0 else -base
        able = order[((found + step >= low) & (found + step <= high))[order]]
        found[able[: abs(left)]] += step
    return found


def _sampled(chance: Floats, keys: Floats, count: int) -> Integers:
    """So many cells by Pareto sampling (Rosén 1997) with the keys as its uniform numbers: a cell that is unchanged
    keeps its number, so a change elsewhere in the table seldom moves it."""
    odds = chance / (1 - chance)
    uniform = np.clip(keys, 1e-12, 1 - 1e-12)
    order: Integers = np.argsort(uniform / (1 - uniform) / odds, kind="stable")
    return order[:count]
