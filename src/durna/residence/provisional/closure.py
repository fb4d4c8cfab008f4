"""Months in which the border was as good as closed: no model trained before can say what people do then.

Found in the crossings themselves, so that it works for any country; months that are known to be broken can be stated
beside them.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from durna.residence.columns import Numbers
from durna.residence.provisional.months import months_of

# Of the traffic of the same month of earlier years; the strongest seasons and slumps stay above it.
COLLAPSED = 0.5
YEARS_COMPARED = 3
YEAR = 12


def closed_months(days: Numbers, stated: Iterable[int] = ()) -> list[int]:
    """Months with fewer than half the crossings of the same month in up to three earlier, open years; and the stated.

    The last month of the data is judged too: it must be whole, or be left out of `days`.
    """
    months = months_of(days)
    return closed_of(int(months.min()), np.bincount(months - months.min()), stated)


def closed_of(first: int, counts: Numbers, stated: Iterable[int] = ()) -> list[int]:
    """The same, of how many crossings there were in each month since the first."""
    closed: set[int] = set()
    for place, count in enumerate(counts):
        earlier = [counts[at] for at in range(place - YEAR, -1, -YEAR) if first + at not in closed][:YEARS_COMPARED]
        if earlier and count < COLLAPSED * np.mean(earlier):
            closed.add(first + place)
    return sorted(closed | set(stated))


def meets(closed: Iterable[int], first: int, last: int) -> bool:
    """Whether any closed month lies between two months, both included."""
    return any(first <= month <= last for month in closed)
