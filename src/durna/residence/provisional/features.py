"""What can be seen of an open crossing on the day of a cut, the same for learning and for estimating; nothing later.

Nothing looks back further than 730 days: lives before the data begin must not pass for lives that began late.
"""

from __future__ import annotations

import numpy as np

from durna.residence.columns import Numbers
from durna.residence.provisional.panel import Panel, Standing
from durna.residence.scan import UNKNOWN

LOOK_BACK_DAYS = 730
MOST_CROSSINGS = 60


def features(cut: Panel, stands: Standing, rows: Numbers, day: int) -> Numbers:
    """float32 (rows, features); categories last, `category_count` of them. The cut holds nothing after `day`."""
    history = _History(cut, rows)
    return np.stack(
        [np.asarray(column, np.float32) for column in (
            *_since(cut, stands, rows, day, history), *_before(cut, rows, history), *_calendar(cut, rows, day),
            *_dates(cut, rows, history.last, day), *_categories(cut, rows, history.last),
        )],
        axis=1,
    )  # fmt: skip


def category_count(cut: Panel) -> int:
    return 2 * cut.covariates.category_count


class _History:
    """Where each row's person begins and ends, and the first crossing that the look-back reaches."""

    def __init__(self, cut: Panel, rows: Numbers) -> None:
        owner = np.searchsorted(cut.starts, rows, side="right") - 1
        self.first, self.last = cut.starts[owner], cut.starts[owner + 1] - 1
        self.within = _first_within(cut, rows, owner)


def _first_within(cut: Panel, rows: Numbers, owner: Numbers) -> Numbers:
    # Lives follow one another: a key that rises with person and day finds every place in one search.
    begin = int(cut.days.min()) - LOOK_BACK_DAYS
    span = int(cut.days.max()) - begin + 1
    key = np.repeat(np.arange(len(cut.starts) - 1), np.diff(cut.starts)) * span + (cut.days - begin)
    found: Numbers = np.searchsorted(key, owner * span + (cut.days[rows] - LOOK_BACK_DAYS - begin))
    return found


def _since(cut: Panel, stands: Standing, rows: Numbers, day: int, history: _History) -> list[Numbers]:
    """What the person did from the crossing to the cut."""
    here, days = cut.directions[rows], cut.days[rows]
    inside, observed = stands.days_in[rows], stands.days_observed[rows]
    kept = np.where(here == 1, inside, observed - inside)
    following = np.minimum(rows + 1, history.last)
    return [
        day - days, kept, observed - kept, cut.directions[history.last] == here, day - cut.days[history.last],
        np.minimum(history.last - rows, MOST_CROSSINGS),
        np.where(rows < history.last, cut.days[following] - days, np.nan),
        np.where(stands.before[rows] == UNKNOWN, 0.5, stands.before[rows] != here),
        _mean_spell(cut, rows, history, day),
    ]  # fmt: skip


def _mean_spell(cut: Panel, rows: Numbers, history: _History, day: int) -> Numbers:
    """Mean days of a spell since the crossing: regular short trips look different from one long absence."""
    spells: Numbers = history.last - rows + 1
    length: Numbers = (day - cut.days[rows]) / spells
    return length


def _before(cut: Panel, rows: Numbers, history: _History) -> list[Numbers]:
    """What the person did in the two years before the crossing."""
    spans = [_gap(cut, rows - n, rows - n - 1, history.within) for n in range(3)]
    reach = cut.days[rows] - cut.days[history.within]
    spell = np.diff(cut.days, append=cut.days[-1:]).astype(np.int64)
    inside = np.concatenate([[0], np.cumsum(np.where(cut.directions == 1, spell, 0))])
    stayed = inside[rows] - inside[history.within]
    return [
        *spans, np.minimum(rows - history.within, MOST_CROSSINGS), reach,
        np.where(reach > 0, stayed / np.maximum(reach, 1), np.nan),
    ]  # fmt: skip


def _gap(cut: Panel, later: Numbers, earlier: Numbers, within: Numbers) -> Numbers:
    """Days between two crossings of a person; missing where the earlier one lies beyond the look-back."""
    gap = cut.days[np.maximum(later, 0)] - cut.days[np.maximum(earlier, 0)]
    return np.where(earlier >= within, gap, np.nan)


def _calendar(cut: Panel, rows: Numbers, day: int) -> list[Numbers]:
    """Day of the year of the crossing and of the cut: students leave in summer and come in autumn."""
    return [_day_of_year(cut.days[rows]), _day_of_year(np.full(len(rows), day))]


def _day_of_year(days: Numbers) -> Numbers:
    dates = days.astype("datetime64[D]")
    found: Numbers = (dates - dates.astype("datetime64[Y]")).astype(np.int64)
    return found


def _dates(cut: Panel, rows: Numbers, last: Numbers, day: int) -> list[Numbers]:
    """Days from the crossing to each date noted of it, and from the cut to the one noted last."""
    here, lately = cut.covariates.dates_at(rows), cut.covariates.dates_at(last)
    return [
        column
        for at_crossing, at_last in zip(here, lately, strict=True)
        for column in (at_crossing - cut.days[rows], at_last - day)
    ]


def _categories(cut: Panel, rows: Numbers, last: Numbers) -> list[Numbers]:
    """As noted at the crossing, and at the person's last one."""
    return cut.covariates.categories_at(rows) + cut.covariates.categories_at(last)
