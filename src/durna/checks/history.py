"""History: a year that does not look like the years before it. What a declared break explains is not flagged.

Levels: the change of the logarithm against the median of the earlier changes, in units of their median absolute
deviation, which one wild year does not stretch. Breakdowns: the population stability index between the shares of two
years, held against a floor (an effect too small to act on) and against how much the shares moved before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from math import log, sqrt
from statistics import median

from durna.checks import texts
from durna.checks.findings import Finding
from durna.indicators.breaks import Break, between
from durna.indicators.definition import catalogue
from durna.indicators.figures import Figure, Figures
from durna.indicators.published import half_step
from durna.periods import Period

# Fewer changes than this have no habit to be held against.
FEWEST_CHANGES = 4
# 1.4826 median absolute deviations are one standard deviation where changes are normal; five and more are never chance.
DEVIATIONS, NORMAL = 5.0, 1.4826
# A series that never moved must not make one per cent an outlier; nor is less than a third more or less worth a letter.
SMALLEST_SPREAD, SMALLEST_CHANGE = 0.05, log(4 / 3)
# Counts below this move by chance.
SMALLEST_LEVEL = 50
# The usual reading of the index: below 0.1 nothing, from 0.25 a shift.
SHIFTED = 0.25
TIMES_BEFORE = 3.0
FEWEST_SHARES, SMALLEST_TOTAL = 3, 200
# An empty group would make the index infinite.
SMALLEST_SHARE = 0.001

Shares = Mapping[str, Figure]


def check(figures: Figures, breaks: Iterable[Break] = ()) -> Iterator[Finding]:
    breaks = tuple(breaks)
    for indicator in figures.indicators:
        known = catalogue().get(indicator)
        if known is None or known.kind not in ("flow", "stock", "amount"):
            continue
        mine = [one for one in figures.of(indicator) if _is_comparable(one)]
        for series in _totals(mine):
            yield from _levels(series, breaks)
            yield from _zeros(series, breaks)
        for name, by_year in _breakdowns(mine, known.not_additive):
            yield from _shares(name, by_year, breaks)
            yield from _repeated(name, by_year)


def _is_comparable(figure: Figure) -> bool:
    """Shown, settled, of a full year or a date; estimates and carried-forward stocks have no habit of their own."""
    whole = figure.period.is_year or figure.period.start == figure.period.end
    doubtful = {"cut_short", "carried_forward", "other_unit", "low_coverage", "gap"}
    return figure.preferred and figure.value is not None and whole and not doubtful.intersection(figure.flags)


def _totals(figures: Iterable[Figure]) -> Iterator[list[Figure]]:
    """Series of one geography, unit and publisher: who follows another publisher changes its meaning, not its level."""
    found: dict[tuple[str, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        if not figure.dimensions:
            kind = "year" if figure.period.is_year else "date"
            found[figure.geography, figure.counting_unit, figure.unit, figure.publisher, kind].append(figure)
    for series in found.values():
        yield sorted(series, key=lambda one: one.period)


def _consecutive(series: Sequence[Figure]) -> list[tuple[Figure, Figure]]:
    return [pair for pair in pairwise(series) if pair[1].period.end.year - pair[0].period.end.year == 1]


def _levels(series: Sequence[Figure], breaks: Sequence[Break]) -> Iterator[Finding]:
    known: list[float] = []
    for old, new in _consecutive(series):
        if not (old.value and new.value and min(old.value, new.value) > 0):
            continue
        change = log(new.value / old.value)
        if between(new, old, breaks):
            continue
        chance = sqrt(1 / old.value + 1 / new.value)
        if _is_shift(change, known, chance) and max(old.value, new.value) >= SMALLEST_LEVEL:
            yield _shift(old, new, known)
        known.append(change)


def _is_shift(change: float, before: Sequence[float], chance: float) -> bool:
    """`chance` is how far the logarithm of two such counts differs where nothing but chance is at work (Poisson)."""
    if len(before) < FEWEST_CHANGES or abs(change) < SMALLEST_CHANGE:
        return False
    usual = median(before)
    spread = max(NORMAL * median(abs(each - usual) for each in before), SMALLEST_SPREAD, chance)
    # Where up and down alternate the median is one of the two, and the deviations from it say little.
    is_unusual = abs(change) > TIMES_BEFORE * median(map(abs, before))
    return is_unusual and abs(change - usual) > DEVIATIONS * spread


def _shift(old: Figure, new: Figure, before: Sequence[float]) -> Finding:
    assert old.value is not None
    assert new.value is not None
    usual = round(100 * median(map(abs, before)))
    text = texts.say(
        "level_shift", title=texts.about(new), old=old.value, old_period=old.period, new=new.value,
        period=new.period, percent=round(100 * (new.value / old.value - 1)), usual=usual,
    )  # fmt: skip
    return Finding("level_shift", new.indicator, text, (new.figure_id, old.figure_id))


def _zeros(series: Sequence[Figure], breaks: Sequence[Break]) -> Iterator[Finding]:
    """A zero after years of which none was small."""
    for place, figure in enumerate(series):
        before = [one for one in series[:place] if not between(figure, one, breaks)]
        if figure.value == 0 and len(before) >= FEWEST_CHANGES - 1:
            least = min(one.value or 0.0 for one in before)
            if least >= SMALLEST_LEVEL:
                text = texts.say(
                    "sudden_zero", title=texts.about(figure), period=figure.period, least=least,
                    count=len(before),
                )  # fmt: skip
                yield Finding("sudden_zero", figure.indicator, text, (figure.figure_id,))


def _breakdowns(figures: Iterable[Figure], overlapping: Collection[str]) -> Iterator[tuple[str, list[Shares]]]:
    """By breakdown and publisher, the groups of each year in order of time."""
    found: dict[tuple[str, ...], dict[Period, dict[str, Figure]]] = defaultdict(lambda: defaultdict(dict))
    for figure in figures:
        if len(figure.dimensions) == 1:
            ((name, value),) = figure.dimensions
            if name in overlapping:
                continue
            found[name, figure.geography, figure.counting_unit, figure.publisher][figure.period][value] = figure
    for (name, *_), years in found.items():
        yield name, [years[period] for period in sorted(years)]


def _total(shares: Shares) -> float:
    return sum(one.value or 0.0 for one in shares.values())


def _any(shares: Shares) -> Figure:
    return next(iter(shares.values()))


def _shares(name: str, years: Sequence[Shares], breaks: Sequence[Break]) -> Iterator[Finding]:
    known: list[float] = []
    for old, new in pairwise(years):
        enough = min(len(old), len(new)) >= FEWEST_SHARES and min(_total(old), _total(new)) >= SMALLEST_TOTAL
        if not enough or between(_any(new), _any(old), breaks):
            continue
        moved = stability_index(_values(old), _values(new))
        telling = max(SHIFTED + 2 * _by_chance(old, new), TIMES_BEFORE * median(known or [0.0]))
        if len(known) >= FEWEST_CHANGES - 1 and moved >= telling:
            yield _shifted(name, old, new)
        known.append(moved)


def _by_chance(old: Shares, new: Shares) -> float:
    """What the index is on average where only chance moves people between groups: it follows a chi-square law."""
    groups = len({**old, **new})
    return (groups - 1) * (1 / _total(old) + 1 / _total(new))


def _values(shares: Shares) -> dict[str, float]:
    return {value: one.value or 0.0 for value, one in shares.items()}


def stability_index(old: Mapping[str, float], new: Mapping[str, float]) -> float:
    """The sum over groups of (new share - old share) x ln(new share / old share); 0 where nothing moved."""
    before, after = sum(old.values()), sum(new.values())
    shares = ((old.get(group, 0.0) / before, new.get(group, 0.0) / after) for group in {**old, **new})
    bounded = ((max(one, SMALLEST_SHARE), max(other, SMALLEST_SHARE)) for one, other in shares)
    return sum((other - one) * log(other / one) for one, other in bounded)


def _shifted(name: str, old: Shares, new: Shares) -> Finding:
    """The finding, with the group whose share moved most."""
    before, after = _total(old), _total(new)
    most = max({**old, **new}, key=lambda group: abs(_of(new, group) / after - _of(old, group) / before))
    figure = _any(new)
    text = texts.say(
        "breakdown_shifted", title=texts.title(figure.indicator), dimension=texts.dimension(name),
        old_period=_any(old).period, period=figure.period, group=texts.group(name, most),
        old=round(100 * _of(old, most) / before, 1), new=round(100 * _of(new, most) / after, 1),
    )  # fmt: skip
    ids = tuple(one.figure_id for one in (*new.values(), *old.values()))
    about = f"{name} {figure.period} {_any(old).period} {figure.publisher}"
    return Finding("breakdown_shifted", figure.indicator, text, ids, about=about)


def _of(shares: Shares, group: str) -> float:
    return (shares[group].value or 0.0) if group in shares else 0.0


def _repeated(name: str, years: Sequence[Shares]) -> Iterator[Finding]:
    for old, new in pairwise(years):
        alike = _values(old) == _values(new) and len(new) >= FEWEST_SHARES and _total(new) >= SMALLEST_TOTAL
        if alike and not any(half_step(one) for one in new.values()):
            figure = _any(new)
            text = texts.say(
                "breakdown_repeated", title=texts.title(figure.indicator), dimension=texts.dimension(name),
                period=figure.period, old_period=_any(old).period, count=len(new),
            )  # fmt: skip
            ids = tuple(one.figure_id for one in (*new.values(), *old.values()))
            about = f"{name} {figure.period} {figure.publisher}"
            yield Finding("breakdown_repeated", figure.indicator, text, ids, about=about)
