"""The duration rule by its definition, for all crossings at once and with the whole future.

A crossing qualifies when the person spends the threshold of the window that follows it in the state it leads to. The
state is the direction of the last crossing that qualified, and before any the opposite of the first; a migration is a
change of state (shared method notes, (a), the form without recursion). Bad sequences are not looked for: true crossings
alternate.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

THRESHOLD_DAYS, WINDOW_DAYS = 365, 487
ALLOWANCE_DAYS = WINDOW_DAYS - THRESHOLD_DAYS
# Longer than any history and its window: keeps the days of one person apart from those of the next.
APART = 1 << 20

Days = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Decided:
    """What each crossing means, in the order of the crossings given; days are days since 1970-01-01."""

    is_migration: Flags
    is_resident_before: Flags
    is_resident_after: Flags
    settled_on: Days


def decide(person: Days, day: Days, is_entry: Flags) -> Decided:
    """`person` in groups, each person's crossings in true order.

    The end of a history is for ever: whoever does not cross again stays.
    """
    history = _History.of(person, day, is_entry)
    qualifies = history.qualifies()
    after = history.carried(qualifies)
    before = np.concatenate([after[:1], after[:-1]])
    before[history.is_first] = ~is_entry[history.is_first]
    return Decided(before != after, before, after, history.settled(qualifies, before))


@dataclass(frozen=True)
class _History:
    """`apart` is a number of the person times APART: added to days or to sums of days it makes them one rising row."""

    day: Days
    is_entry: Flags
    is_first: Flags
    apart: Days
    inside: Days  # days in the country since the person's first crossing
    outside: Days

    @classmethod
    def of(cls, person: Days, day: Days, is_entry: Flags) -> _History:
        is_first = np.ones(len(person), dtype=bool)
        is_first[1:] = person[1:] != person[:-1]
        apart = (np.cumsum(is_first) - 1) * APART
        spell = np.zeros(len(day), dtype=np.int64)
        spell[1:] = np.where(is_first[1:], 0, day[1:] - day[:-1])
        was_inside = np.zeros(len(day), dtype=bool)
        was_inside[1:] = is_entry[:-1]
        starts = np.flatnonzero(is_first)[np.cumsum(is_first) - 1]
        inside = np.cumsum(np.where(was_inside, spell, 0))
        inside -= inside[starts]
        return cls(day, is_entry, is_first, apart, inside, day - day[starts] - inside)

    def qualifies(self) -> Flags:
        """Days in the country up to the end of the window, less those up to the crossing."""
        ends = self.day + WINDOW_DAYS
        offset = self.day.min()
        last = np.searchsorted(self.apart + self.day - offset, self.apart + ends - offset, side="right") - 1
        inside = self.inside[last] + np.where(self.is_entry[last], ends - self.day[last], 0) - self.inside
        there: Days = np.where(self.is_entry, inside, WINDOW_DAYS - inside)
        return np.greater_equal(there, THRESHOLD_DAYS)

    def carried(self, qualifies: Flags) -> Flags:
        """The direction of the last crossing that qualified; before any, the opposite of the person's first."""
        places = np.arange(len(self.day))
        start = np.maximum.accumulate(np.where(self.is_first, places, 0))
        last = np.maximum.accumulate(np.where(qualifies | self.is_first, places, 0))
        has_qualified = (last > start) | qualifies[start]
        return np.where(has_qualified, self.is_entry[last], ~self.is_entry[start])

    def settled(self, qualifies: Flags, before: Flags) -> Days:
        """The day on which the state after each crossing was known: that of the last decision up to it.

        A resident who comes home, or a visitor who leaves, has nothing to decide.
        """
        decided = np.empty_like(self.day)
        for stays_inside, spent in ((True, self.inside), (False, self.outside)):
            # Decided by days in this state: those who go there and stay, and those who come from there and go back.
            here = qualifies == (self.is_entry == stays_inside)
            needed = np.where(qualifies[here], THRESHOLD_DAYS, ALLOWANCE_DAYS + 1)
            goal = self.apart[here] + spent[here] + needed
            spell = np.searchsorted(self.apart + spent, goal, side="left") - 1
            decided[here] = self.day[spell] + goal - self.apart[here] - spent[spell]
        decided = np.where(before == self.is_entry, self.day, decided)
        return np.maximum.accumulate(self.apart + decided) - self.apart
