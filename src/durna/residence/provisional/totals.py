"""Totals of any months, everybody's or a group's, each with a 95 % interval of its own.

Monthly intervals do not add up, because their errors are shared: each total is summed within every drawn history, and
its spread is learned from totals of the same months at earlier cuts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from durna.residence.columns import Numbers
from durna.residence.provisional import simulate
from durna.residence.provisional.counted import Told
from durna.residence.provisional.estimates import closed_at
from durna.residence.provisional.flows import FLOWS, IN, NET, OUT
from durna.residence.provisional.intervals import FEWEST, WIDTH
from durna.residence.provisional.model import name_of_model
from durna.residence.provisional.months import day_as_date, last_whole_month, month_text
from durna.residence.provisional.observer import Observation, Observer, cut_days
from durna.residence.provisional.panel import Panel
from durna.residence.provisional.revisions import learned
from durna.residence.provisional.spans import Spans

# Earlier cuts against which a total of the same months was held; with fewer no interval is stated.
FEWEST_CUTS = 12
# Of more crossings an earlier cut teaches hardly more, and each of a hundred cuts takes its time.
ENOUGH_CROSSINGS = 1_000_000
# Why there is no estimate.
SWITCHED_OFF, CLOSED, TOO_SHORT, NEVER_KNOWN = "switched_off", "closed", "too_short", "never_known"
Group = tuple[str, str]


@dataclass(frozen=True)
class Total:
    """The estimate with its interval; where `why_not` says why there is none, what is settled, and where it can end.

    In whole persons. `settled`: what is settled; `open`: crossings that are not. `is_small`: it, or a flow that it is
    the balance of, is below about 20 and not settled. `cuts`: how many earlier cuts its interval was learned from.
    `closed`: the months of a closure that forbid an estimate.
    """

    value: int
    lower: int
    upper: int
    settled: int
    open: int
    is_small: bool
    cuts: int = 0
    why_not: str = ""
    closed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Method:
    """How the estimates of a cut were made. Days as ISO text; `seed`: what the generator starts from."""

    model: str
    simulations: int
    seed: str
    taught_from: str
    taught_until: str


@dataclass(frozen=True)
class _Part:
    """Of some months, and of one group or everybody: settled and open (2), and what is expected of the open crossings
    (2, lags), from the first to the last lag at which any are."""

    settled: Numbers
    open: Numbers
    lags: slice
    expected: Numbers


class Totals:
    """What is settled, open and expected of every total at one cut.

    `spans`, `method`: None where nothing is estimated, for the reason that `why_not` gives. `one_in`: of how many
    persons one was looked at in earlier cuts.
    """

    def __init__(
        self, groups: Sequence[Group], now: Told, closed: Sequence[int], spans: Spans | None = None,
        method: Method | None = None, why_not: str = "", one_in: int = 1,
    ) -> None:  # fmt: skip
        self.method, self._one_in = method, one_in
        self._now, self._closed, self._spans, self._why_not = now, closed, spans, why_not
        self._places = {name: place for place, name in enumerate(groups)}

    def has(self, breakdown: str) -> bool:
        return any(name == breakdown for name, _ in self._places)

    def of(self, flow: str, first: int, last: int, group: Group | None = None) -> Total:
        """From the first to the last of some months, each counted whole, the last one of all up to the cut."""
        way = FLOWS.index(flow)
        ways = [OUT, IN] if way == NET else [way]
        part = self._part(ways, first, last, group)
        if not part.open[ways].any():
            return _settled(ways, part, NEVER_KNOWN)
        closed = tuple(month_text(one) for one in self._closed if self._now.month - part.lags.stop < one)
        if self._spans is None or closed:
            return _settled(ways, part, self._why_not or CLOSED, closed)
        cuts, deviation = self._deviation(self._spans, way, part, group)
        if cuts < FEWEST_CUTS:
            return _settled(ways, part, TOO_SHORT)
        return _estimated(ways, part, deviation, cuts)

    def _part(self, ways: list[int], first: int, last: int, group: Group | None) -> _Part:
        now, oldest = self._now, self._now.month - self._now.known.shape[1] + 1
        place = None if group is None else self._places[group]
        known, still_open, expected = (
            (now.known, now.open, now.expected) if place is None
            else (now.group_known[place], now.group_open[place], now.group_expected[place])
        )  # fmt: skip
        seen = slice(max(now.month - last, 0), max(now.month - first + 1, 0))
        are_open = np.flatnonzero(still_open[ways, seen].sum(axis=0)) + seen.start
        lags = slice(int(are_open.min()), int(are_open.max()) + 1) if len(are_open) else slice(0, 0)
        factor = self._spans.factor[:, lags] if self._spans else 1.0
        months = slice(max(first - oldest, 0), max(last - oldest + 1, 0))
        return _Part(
            known[:, months].sum(axis=1), still_open[:, seen].sum(axis=1), lags, expected[:, lags] * factor
        )  # fmt: skip

    def _deviation(self, spans: Spans, way: int, part: _Part, group: Group | None) -> tuple[int, float]:
        """How many earlier cuts tell of it; and one standard deviation: chance of the draws, and what all share."""
        flows = part.expected.sum(axis=1)
        size = float(np.sqrt((flows**2).sum()) if way == NET else flows[way])
        now = self._now
        assert isinstance(now, Observation)  # as wherever there are spans
        if group is None:
            told, drawn = spans.of_all(way, part.lags), float(now.variance_of(part.lags)[way])
        else:
            told = spans.of_groups(self._breakdown(group[0]), way, part.lags, size / self._one_in)
            variance = now.group_variance[self._places[group]][:, part.lags].sum(axis=1)
            drawn = float(variance.sum() if way == NET else variance[way])
        return told.cuts, float(np.sqrt(drawn + (told.spread * size) ** 2))

    def _breakdown(self, name: str) -> slice:
        places = [place for (breakdown, _), place in self._places.items() if breakdown == name]
        return slice(min(places), max(places) + 1)


def totals(
    panel: Panel, until: int, *, wanted: bool = True, simulations: int = simulate.DRAWS, closures: Iterable[str] = ()
) -> Totals:
    """`wanted`: whether anything is to be estimated. Nothing is, and no model made, while the border is closed.

    What earlier cuts teach is relative: of very many crossings they are those of every so-manieth person.
    """
    observer, names = Observer(panel, simulations), panel.groups.names
    closed = closed_at(panel, until, closures)
    if why_not := why_nothing(until, closed, wanted):
        return settled_only(names, observer.counted(until), closed, why_not)
    one_in = -(-len(panel) // ENOUGH_CROSSINGS)
    taught = Observer(panel.of_one_in(one_in), simulations)
    seen = list(taught.observe(cut_days(observer.first_month, until)))
    if not seen or seen[-1].day != until:
        return Totals(names, observer.counted(until), closed, why_not=TOO_SHORT)
    *past, last = seen
    spans = Spans(past, last, taught.window, learned(past, last, taught.window))
    now = last if one_in == 1 else observer.seen_by(taught, until)
    return Totals(names, now, closed, spans, _method(taught, until, one_in), one_in=one_in)


def why_nothing(until: int, closed: Collection[int], wanted: bool) -> str:
    """Why nothing is estimated, whatever the crossings say: it is not wanted, or the border is closed."""
    if not wanted:
        return SWITCHED_OFF
    return CLOSED if last_whole_month(until) in closed else ""


def settled_only(groups: Sequence[Group], now: Told, closed: Sequence[int], why_not: str) -> Totals:
    """For the reason that `why_nothing` gives. While the border is closed the month that is not over is so too."""
    months = sorted({*closed, now.month}) if why_not == CLOSED else ()
    return Totals(groups, now, months, why_not=why_not)


def _method(observer: Observer, until: int, one_in: int) -> Method:
    first, last = (day_as_date(day).isoformat() for day in observer.taught)
    model = name_of_model() if one_in == 1 else f"{name_of_model()}, taught by one person in {one_in}"
    return Method(model, observer.simulations, f"{simulate.SEED}, {until}", first, last)


def _settled(ways: list[int], part: _Part, why: str, closed: tuple[str, ...] = ()) -> Total:
    value, least, most = _ends(ways, part.settled, part)
    return Total(value, least, most, value, _open(ways, part), _is_small(ways, part.settled, part), 0, why, closed)


def _estimated(ways: list[int], part: _Part, deviation: float, cuts: int) -> Total:
    """What is settled stays settled, and no more can follow than is open."""
    exact = np.clip(part.settled + part.expected.sum(axis=1), part.settled, part.settled + part.open)
    # Rounded after summing; and a balance is that of the two figures that stand beside it.
    value, least, most = _ends(ways, np.rint(exact).astype(np.int64), part)
    middle = float(exact[IN] - exact[OUT]) if len(ways) > 1 else float(exact[ways[0]])
    lower = min(max(int(np.floor(middle - WIDTH * deviation)), least), value)
    upper = max(min(int(np.ceil(middle + WIDTH * deviation)), most), value)
    settled, _, _ = _ends(ways, part.settled, part)
    return Total(value, lower, upper, settled, _open(ways, part), _is_small(ways, exact, part), cuts)


def _ends(ways: list[int], flows: Numbers, part: _Part) -> tuple[int, int, int]:
    """The figure that the flows make; and the least and the most that can come out."""
    least, most = part.settled, part.settled + part.open
    if len(ways) == 1:
        return int(flows[ways[0]]), int(least[ways[0]]), int(most[ways[0]])
    return int(flows[IN] - flows[OUT]), int(least[IN] - most[OUT]), int(most[IN] - least[OUT])


def _open(ways: list[int], part: _Part) -> int:
    return int(part.open[ways].sum())


def _is_small(ways: list[int], flows: Numbers, part: _Part) -> bool:
    return bool(((flows < FEWEST) & (part.open > 0))[ways].any())
