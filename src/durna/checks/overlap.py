"""Overlap: parts and indicators that hold a person or decision twice, and counts of something else than their name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from durna.checks import texts
from durna.checks.findings import Finding
from durna.indicators.definition import catalogue
from durna.indicators.figures import Figure, Figures

# A removal may carry an entry ban, and the ban is counted with the bans.
OVERLAPPING = (("entry_bans", "removals_decided"), ("entry_bans", "removals_enforced"))
JOINED = ("removals_and_entry_bans",)
# The arrivals of the official series are the permits of the Service: equal in every late year that both are known for.
PERMITS_BY_ANOTHER_NAME = (("immigration_permanent_administrative", "permanent_permits_issued"),)
# Stocks whose published count includes registrations of short stays (12-13 percent by one statement).
WITH_SHORT_STAYS = ("foreigners_living", "foreigners_in_country")


def check(figures: Figures) -> Iterator[Finding]:
    yield from _parts(figures)
    for one, other in OVERLAPPING:
        yield from _indicators(figures, one, other)
    for one, other in PERMITS_BY_ANOTHER_NAME:
        yield from _permits(figures, one, other)
    for indicator in JOINED:
        yield from (_about_value("not_separable", figure) for figure in figures.of(indicator) if not figure.dimensions)
    for indicator in WITH_SHORT_STAYS:
        totals = (figure for figure in figures.of(indicator) if not figure.dimensions)
        yield from (_about_value("short_stays_in_stock", figure) for figure in totals)


def _parts(figures: Figures) -> Iterator[Finding]:
    groups: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in figures:
        known = catalogue().get(figure.indicator)
        for name, _ in figure.dimensions:
            if known is not None and name in known.not_additive:
                groups[figure.indicator, name].append(figure)
    for (indicator, name), found in groups.items():
        if len({figure.dimension(name) for figure in found}) > 1:
            text = texts.say("overlapping_parts", title=texts.title(indicator), dimension=texts.dimension(name))
            yield Finding("overlapping_parts", indicator, text, tuple(one.figure_id for one in found), about=name)


def _indicators(figures: Figures, one: str, other: str) -> Iterator[Finding]:
    periods = {figure.period for figure in figures.of(one)} & {figure.period for figure in figures.of(other)}
    found = [figure for name in (one, other) for figure in figures.of(name) if figure.period in periods]
    if found:
        text = texts.say("overlapping_indicators", title=texts.title(one), other=texts.title(other))
        yield Finding("overlapping_indicators", one, text, tuple(figure.figure_id for figure in found), about=other)


def _permits(figures: Figures, one: str, other: str) -> Iterator[Finding]:
    found = [
        (arrivals, permits)
        for arrivals in figures.series(one)
        for permits in figures.series(other)
        if arrivals.value and (arrivals.period, arrivals.value) == (permits.period, permits.value)
    ]
    if found:
        periods = [arrivals.period for arrivals, _ in found]
        text = texts.say("count_of_permits", title=texts.title(one), other=texts.title(other), periods=periods)
        ids = tuple(figure.figure_id for pair in found for figure in pair)
        yield Finding("count_of_permits", one, text, ids, about=other)


def _about_value(check: str, figure: Figure) -> Finding:
    value = figure.value if figure.value is not None else "…"
    text = texts.say(check, title=texts.about(figure), period=figure.period, value=value)
    return Finding(check, figure.indicator, text, (figure.figure_id,))
