"""Somebody who looks at the crossings at the end of every month and knows nothing that comes later.

For each cut: what is settled, what is open, how the open part is thought to end, and what a simpler observer would say.
The model of a cut was trained on that day or earlier, with answers that were settled by then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from durna.residence.columns import Numbers
from durna.residence.provisional import simulate
from durna.residence.provisional.counted import Counted, Told, told
from durna.residence.provisional.features import LOOK_BACK_DAYS, category_count, features
from durna.residence.provisional.flows import IN, OUT
from durna.residence.provisional.model import Lessons, Model, sampled, together
from durna.residence.provisional.months import last_day, months_of
from durna.residence.provisional.panel import Panel, Standing, standing

TRAIN_EVERY = 4
LEAD_IN_DAYS = 365
# With so many days of lessons those of the second year of the data are left out too.
ENOUGH_DAYS = 730
YEAR = 12


@dataclass(frozen=True)
class Observation(Told):
    """What was seen at one cut, and thought of what is open then; arrays as those of `Told`.

    settled: migrations that are settled; covariance of the numbers expected (3, lags, lags), with net, over all drawn
    histories; forever: migrations if every last spell went on for ever. group_*: the same (groups, 2, ...).
    """

    day: int
    settled: Numbers
    covariance: Numbers
    forever: Numbers
    group_settled: Numbers
    group_variance: Numbers

    @property
    def variance(self) -> Numbers:
        """(3, lags) of the number of a month."""
        found: Numbers = np.diagonal(self.covariance, axis1=1, axis2=2)
        return found

    def variance_of(self, lags: slice) -> Numbers:
        """(3) of months together: summed within each drawn history."""
        found: Numbers = self.covariance[:, lags, lags].sum(axis=(1, 2))
        return found


class Observer:
    """`lags` is the number of months, the cut's own included, in which a crossing can still be open.

    `simulations`: how many histories are drawn at each cut.
    """

    def __init__(self, panel: Panel, simulations: int = simulate.DRAWS) -> None:
        self.panel, self.simulations = panel, simulations
        self.window = panel.rule.longest_window_days
        self.lags = lags_of(self.window)
        self.first_day = int(panel.days.min())
        self.first_month = int(months_of(self.first_day))
        self._lessons: list[Lessons] = []
        self._model: Model | None = None
        self._trained_at = -TRAIN_EVERY
        # First and last day of the crossings that taught the model.
        self.taught = (0, 0)
        # Of the last cut: the open crossings, as rows of the panel, and how likely each is to be a migration.
        self.open_rows, self.chances = np.empty(0, np.int64), np.empty(0)

    def observe(self, days: Iterable[int]) -> Iterator[Observation]:
        """At each of the days, from the first one on at which there is something to learn from. Days must rise."""
        for number, day in enumerate(days):
            cut, rows = self.panel.at(day)
            if day < self.first_day + LEAD_IN_DAYS or not len(cut):
                continue
            stands = standing(cut, day)
            is_open = np.flatnonzero(stands.is_open)
            seen = features(cut, stands, is_open, day)
            self._learn(rows, stands, day, number)
            # Before there is a model, every crossing is as doubtful as the next.
            chances = np.full(len(is_open), 0.5)
            if self._model is not None:
                chances = self._model.probabilities(seen, cut.directions[is_open])
                self.open_rows, self.chances = rows[is_open], chances
                yield self._observation(cut, stands, is_open, chances, day)
            self._remember(cut, is_open, rows, seen, chances, day)

    def seen_by(self, other: Observer, day: int) -> Observation:
        """What the model of another observer, who saw some of these lives, says of all of them on a day."""
        cut, _ = self.panel.at(day)
        stands = standing(cut, day)
        is_open = np.flatnonzero(stands.is_open)
        return self._observation(cut, stands, is_open, other.chances_of(cut, stands, is_open, day), day)

    def chances_of(self, cut: Panel, stands: Standing, is_open: Numbers, day: int) -> Numbers:
        assert self._model is not None  # as after every observation
        return self._model.probabilities(features(cut, stands, is_open, day), cut.directions[is_open])

    def counted(self, day: int) -> Told:
        """What is settled and what is open on a day."""
        cut, _ = self.panel.at(day)
        stands = standing(cut, day)
        return told(cut, stands.is_open, stands.is_migration, int(months_of(day)), self.first_month, self.lags)

    def _learn(self, rows: Numbers, stands: Standing, day: int, number: int) -> None:
        if not self._lessons or number - self._trained_at < TRAIN_EVERY:
            return
        lessons = together(self._lessons)
        days = self.panel.days[lessons.rows]
        first, last = self._lessons_from(day), day - self.window
        lessons = lessons.of((days <= last) & (days >= first))
        labels = stands.is_migration[np.searchsorted(rows, lessons.rows)]
        if labels.any():
            self._model = Model(lessons, labels, category_count(self.panel))
            self._trained_at, self.taught = number, (first, last)

    def _lessons_from(self, day: int) -> int:
        """Where the look-back of a crossing reaches beyond the data, a frequent visitor passes for a new one."""
        seen_whole = self.first_day + LOOK_BACK_DAYS
        return seen_whole if day - self.window - seen_whole >= ENOUGH_DAYS else self.first_day + LEAD_IN_DAYS

    def _remember(self, cut: Panel, is_open: Numbers, rows: Numbers, seen: Numbers, chances: Numbers, day: int) -> None:
        """This cut's open crossings are the lessons of later cuts; those of the first year of the data are left out."""
        kept = np.flatnonzero(cut.days[is_open] >= self.first_day + LEAD_IN_DAYS)
        chosen = is_open[kept]
        lessons = Lessons(seen[kept], cut.directions[chosen], rows[chosen], np.ones(len(kept)))
        self._lessons.append(sampled(lessons, chances[kept], day))

    def _observation(self, cut: Panel, stands: Standing, is_open: Numbers, chances: Numbers, day: int) -> Observation:
        month = int(months_of(day))
        counted, ever = Counted(cut, month, self.lags), Counted(cut, month, month - self.first_month + 1)
        counts, group_counts = counted.standing(stands), counted.standing_by_group(stands)
        drawn = self._drawn(cut, is_open, chances, counted, day)
        forever = standing(cut, day + self.window).is_migration
        return Observation(
            month=month, day=day, settled=counts.settled, open=counts.open, expected=counted.by_lag(is_open, chances),
            covariance=np.stack([_covariance(flow) for flow in drawn]), forever=counted.by_lag(forever),
            known=ever.by_lag(stands.is_migration)[:, ::-1],
            group_settled=group_counts.settled, group_open=group_counts.open,
            group_expected=counted.by_group(is_open, chances),
            group_variance=counted.by_group(is_open, chances * (1 - chances)),
            group_known=ever.by_group(stands.is_migration)[:, :, ::-1],
        )  # fmt: skip

    def _drawn(
        self, cut: Panel, is_open: Numbers, chances: Numbers, counted: Counted, day: int
    ) -> tuple[Numbers, Numbers, Numbers]:
        """Emigration, immigration and net (draws, lags)."""
        within = counted.lags[is_open] < self.lags
        rows = is_open[within]
        found = simulate.draws(
            cut.persons[rows], chances[within], counted.cells[rows], 2 * self.lags, day, self.simulations
        )  # fmt: skip
        flows = found.reshape(-1, 2, self.lags)
        return flows[:, OUT], flows[:, IN], flows[:, IN] - flows[:, OUT]


def lags_of(window: int) -> int:
    """In how many months, that of the cut included, a crossing can still be open. `window`: in days."""
    return window // 30 + 2


def _covariance(drawn: Numbers) -> Numbers:
    """(lags, lags) of what was drawn (draws, lags)."""
    apart = drawn - drawn.mean(axis=0)
    # Not by a matrix product: its sums may be taken in another order on another machine.
    found: Numbers = np.einsum("dl,dm->lm", apart, apart, optimize=False) / len(drawn)
    return found


def cut_days(first_month: int, until: int) -> list[int]:
    """The ends of months up to a day, and that day itself."""
    months = range(first_month, int(months_of(until)) + 1)
    return [*(day for month in months if (day := last_day(month)) < until), until]
