"""Periods: parts of a period above the whole, one value for two periods, years announced before their end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from durna.checks import texts
from durna.checks.findings import Finding
from durna.checks.lookup import is_stated
from durna.indicators.breaks import Break, between
from durna.indicators.definition import catalogue
from durna.indicators.figures import Figure, Figures
from durna.indicators.published import half_step

# Balances may fall as a year goes on: a part above the whole is no contradiction there.
BALANCES = (
    "net_migration_administrative", "net_migration_residence_12m", "usual_residents_other_changes_12m",
    "natural_increase", "border_balance_foreigners", "remittances_balance",
)  # fmt: skip
# Equal small counts are chance.
SMALLEST_TELLING_VALUE = 100


def check(figures: Figures, breaks: Iterable[Break] = ()) -> Iterator[Finding]:
    breaks = tuple(breaks)
    for indicator in figures.indicators:
        known = catalogue().get(indicator)
        kind = known.kind if known else ""
        for series in _series(figures.of(indicator)):
            if kind in ("flow", "amount") and indicator not in BALANCES:
                yield from _parts_above_period(series)
            if kind in ("flow", "amount"):
                yield from _same_value(series)
            if kind == "stock":
                yield from _breaks_not_declines(series, breaks)
        yield from _cut_short([figure for figure in figures.of(indicator) if "cut_short" in figure.flags])


def _series(figures: Sequence[Figure]) -> Iterator[list[Figure]]:
    groups: dict[Any, list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.value is not None:
            groups[figure.geography, figure.dimensions, figure.counting_unit, figure.unit].append(figure)
    yield from groups.values()


def _parts_above_period(series: Sequence[Figure]) -> Iterator[Finding]:
    """Between figures of one publisher only: publishers may mean different things by one name."""
    for whole in series:
        for part in series:
            inside = whole.period.contains(part.period) and whole.period != part.period
            if not inside or whole.publisher != part.publisher or whole.counted is None or part.counted is None:
                continue
            if part.counted - half_step(part) > whole.counted + half_step(whole):
                text = texts.say(
                    "subperiod_above_period", title=texts.about(whole), part=part.counted,
                    part_period=part.period, whole=whole.counted, period=whole.period,
                )  # fmt: skip
                ids = (part.figure_id, whole.figure_id)
                yield Finding("subperiod_above_period", whole.indicator, text, ids)


def _same_value(series: Sequence[Figure]) -> Iterator[Finding]:
    by_value: dict[float, list[Figure]] = defaultdict(list)
    for figure in series:
        is_exact = figure.value is not None and not half_step(figure)
        # What is counted here from records is counted anew: only a statement can be sent again.
        if is_exact and abs(figure.value or 0.0) >= SMALLEST_TELLING_VALUE and is_stated(figure):
            by_value[figure.value or 0.0].append(figure)
    for value, same in by_value.items():
        periods = sorted({figure.period for figure in same})
        if len(periods) > 1:
            title = texts.about(same[0])
            text = texts.say("same_value_other_period", title=title, value=value, periods=periods)
            ids = tuple(figure.figure_id for figure in same)
            yield Finding("same_value_other_period", same[0].indicator, text, ids)


def _cut_short(announced: Sequence[Figure]) -> Iterator[Finding]:
    if announced:
        ends = ", ".join(sorted({figure.period.end.isoformat() for figure in announced}))
        text = texts.say("year_cut_short", title=texts.title(announced[0].indicator), ends=ends)
        yield Finding(
            "year_cut_short", announced[0].indicator, text, tuple(one.figure_id for one in announced), about="all"
        )


def _breaks_not_declines(series: Sequence[Figure], breaks: Sequence[Break]) -> Iterator[Finding]:
    shown = sorted((figure for figure in series if figure.preferred), key=lambda figure: figure.period)
    for old, new in pairwise(shown):
        crossed = between(new, old, breaks)
        if not crossed or old.value is None or new.value is None or new.value >= old.value:
            continue
        text = texts.say(
            "break_not_decline", title=texts.about(new), new=new.value, period=new.period, old=old.value,
            old_period=old.period, reason=crossed[-1].text,
        )  # fmt: skip
        yield Finding("break_not_decline", new.indicator, text, (new.figure_id, old.figure_id))
