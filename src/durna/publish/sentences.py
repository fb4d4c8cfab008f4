"""Sentences bound to figures: "rose", "fell", "doubled" are computed, and a comparison that would mislead is refused.

Which figures may be compared at all is the rule of durna.indicators.comparisons; here it gets its words. A break
between two figures, or a change of publisher, is said.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from durna.errors import Refused
from durna.indicators import comparisons
from durna.indicators.breaks import Break, between
from durna.indicators.definition import Indicator
from durna.indicators.figures import Figure
from durna.publish import document, series
from durna.publish.amounts import decimals_of, is_percent
from durna.publish.language import Language, ordinal_ending

ALMOST = 0.01  # less than one percent of the earlier value
ALMOST_POINTS = 0.05  # would round to 0.1 points or less
DOUBLE = (1.95, 2.05)
MANIFOLD = 3.0
HALF = 0.5

# In the short sentences every rise is a rise: the percentage says how large, until times are easier to grasp.
SHORT = {
    "rose": "rose", "doubled": "rose", "more_than_doubled": "rose", "manifold": "manifold", "fell": "fell",
    "fell_more_than_half": "fell", "almost_unchanged": "almost_unchanged", "unchanged": "unchanged",
    "from_to": "from_to",
}  # fmt: skip

# What an author may claim of two figures, and the directions in which it is true. `changed` claims nothing.
CLAIMS = {
    "rose": ("rose", "doubled", "more_than_doubled", "manifold"),
    "fell": ("fell", "fell_more_than_half"),
    "doubled": ("doubled",),
    "more-than-doubled": ("more_than_doubled", "manifold"),
    "fell-more-than-half": ("fell_more_than_half",),
    "almost-unchanged": ("almost_unchanged", "unchanged"),
    "unchanged": ("unchanged",),
    "changed": (),
}  # fmt: skip

# What an author may claim of every year from one to another.
OVER_YEARS = ("highest", "lowest", "rose-every-year", "fell-every-year")

_OPEN, _CLOSE = "\ue000", "\ue001"
_SLOT = re.compile(f"{_OPEN}(.*?){_CLOSE}")


@dataclass(frozen=True)
class Change:
    earlier: Figure
    later: Figure
    direction: str
    size: float  # percent; percentage points where the figures are percentages
    factor: float  # the later value over the earlier one; 0 where that says nothing
    breaks: tuple[Break, ...]


@dataclass(frozen=True)
class Changes:
    """What can be said of one series: the last step, the whole way, and the part-year like for like."""

    latest: Change | None = None
    overall: Change | None = None
    part: Change | None = None

    @property
    def all(self) -> tuple[Change, ...]:
        return tuple(each for each in (self.latest, self.overall, self.part) if each is not None)


def compare(earlier: Figure, later: Figure, breaks: Sequence[Break] = ()) -> Change:
    """How the later figure stands to the earlier one. Raises Refused where the comparison would be false."""
    comparisons.compare(later, earlier, breaks)
    before, after = earlier.value or 0.0, later.value or 0.0
    factor = after / before if before else 0.0
    direction, size = _points(before, after) if is_percent(later) else _relative(before, after)
    if direction == "unchanged" and "carried_forward" in later.flags:
        direction = "carried_forward"
    return Change(earlier, later, direction, size, factor, between(later, earlier, breaks))


def claimed(kind: str, change: Change) -> bool:
    """Whether what an author claims of a change is true; from nought, or through it, more and less still are."""
    if change.direction == "from_to":
        rises = (change.later.value or 0.0) > (change.earlier.value or 0.0)
        return kind == "changed" or kind == ("rose" if rises else "fell")
    return not CLAIMS[kind] or change.direction in CLAIMS[kind]


def claimed_over(kind: str, steps: Sequence[Change]) -> bool:
    """Whether a claim of years is true; `steps` are the changes from each year to the next, two at least."""
    if kind in ("highest", "lowest"):
        last, before = steps[-1].later.value or 0.0, [step.earlier.value or 0.0 for step in steps]
        return last > max(before) if kind == "highest" else last < min(before)
    return all(claimed(kind.removesuffix("-every-year"), step) for step in steps)


def word_over(language: Language, kind: str, steps: Sequence[Change]) -> str:
    """`the highest value of 2013-2020`, `rose 3 years in a row`."""
    if kind in ("highest", "lowest"):
        first, last = steps[0].earlier.period.start.year, steps[-1].later.period.start.year
        return language(f"word-{kind}", years=language.years(first, last))
    return language(f"word-{kind}", count=len(steps))


def word(language: Language, kind: str, change: Change) -> str:
    """The word for a change, which is none of a value carried forward: the claimed one while it is true, else the one
    that is."""
    if kind != "changed" and claimed(kind, change):
        return language(f"word-{kind}")
    if change.direction == "from_to":
        return language("word-rose" if claimed("rose", change) else "word-fell")
    direction = "more_than_doubled" if change.direction == "manifold" else change.direction
    return language(f"word-{direction.replace('_', '-')}")


def breaks_of(breaks: Sequence[Break], indicator: str) -> tuple[Break, ...]:
    return tuple(each for each in breaks if indicator in each.affected)


def statement(language: Language, indicator: Indicator, changes: Changes) -> document.Paragraph | None:
    """One paragraph: the latest change in full, the whole period and the part-year in short, breaks once for all.

    `Entries fell by 74.9 % between 2019 and 2020, from 3 170 321 to 795 700 entries. Against 2013 (2 508 800) ...`
    """
    said: list[document.Run] = []
    for name, change in (("change", changes.latest), ("since", changes.overall), ("part", changes.part)):
        if change is not None:
            said += [document.Words(" ")] if said else []
            said += _said(language, indicator, name, change)
    if not said:
        return None
    said += [document.Words(f" {remark}") for remark in remarks(language, changes.all)]
    return document.Paragraph(tuple(said), "statement")


def remarks(language: Language, changes: Sequence[Change]) -> list[str]:
    """What must be said beside changes: other publishers, and the breaks between the periods, once for all."""
    found = {each.id: each for change in changes for each in change.breaks}
    breaks = sorted(found.values(), key=lambda each: each.date)
    said = []
    if any(change.earlier.publisher != change.later.publisher for change in changes):
        said.append(language("change-publishers"))
    if breaks:
        days = language.listed(dict.fromkeys(language.day(each.date) for each in breaks))
        said.append(language("change-break", days=days, count=len(breaks)))
    return said


def _said(language: Language, indicator: Indicator, name: str, change: Change) -> document.Runs:
    direction = change.direction if name == "change" else SHORT[change.direction]
    percent = is_percent(change.later)
    size = language.number(abs(change.size), 1)
    return bind(
        language, f"{name}-{direction.replace('_', '-')}",
        {"earlier": change.earlier, "later": change.later}, indicator,
        title=language.of(indicator.title), unit=unit_text(language, change.later, indicator),
        size=language("change-points", size=size) if percent else language("format-percent", number=size),
        factor=language.number(change.factor, 1), **_periods(language, change),
    )  # fmt: skip


def bind(
    language: Language, message: str, figures: Mapping[str, Figure], indicator: Indicator, **texts: str | float
) -> document.Runs:
    """A message whose numbers stay bound to their figures, wherever the language puts them."""
    slots = {name: f"{_OPEN}{name}{_CLOSE}" for name in figures}
    parts = _SLOT.split(_closed(language(message, **slots, **texts)))
    return tuple(
        document.Number(figures[part].figure_id, value_text(language, figures[part], indicator))
        if place % 2
        else document.Words(part)
        for place, part in enumerate(parts)
        if part
    )


def _closed(text: str) -> str:
    """Without the gap that a unit leaves where numbers have none."""
    return text.replace(" .", ".").replace(" )", ")").replace(" ,", ",").rstrip()


def unit_text(language: Language, figure: Figure, indicator: Indicator) -> str:
    unit = series.shown_unit(figure, indicator)
    if unit == "count":
        return ""
    value = series.shown_value(figure, indicator)
    return language.unit(unit, value, 0 if value is None else decimals_of(value, unit))


def value_text(language: Language, figure: Figure, indicator: Indicator) -> str:
    value = series.shown_value(figure, indicator)
    return "" if value is None else language.number(value, decimals_of(value, series.shown_unit(figure, indicator)))


def changes_of(line: series.Line, breaks: Sequence[Break]) -> Changes:
    """The last full year against the one before it that has a figure, and against the first where more lies between."""
    known = [figure for figure in line.comparable if figure.value is not None]
    last = _or_none(known[-2], known[-1], breaks) if len(known) >= 2 else None
    if last is not None and last.direction == "carried_forward":
        return Changes(last)
    return Changes(last, _or_none(known[0], known[-1], breaks) if len(known) >= 3 else None)


def like_for_like(part: Figure, same: Sequence[Figure], breaks: Sequence[Break]) -> Change | None:
    """A part-year against the nearest earlier year that has the same months."""
    earlier = [figure for figure in same if figure.period < part.period and figure.value is not None]
    return _or_none(earlier[-1], part, breaks) if earlier and part.value is not None else None


def _or_none(earlier: Figure, later: Figure, breaks: Sequence[Break]) -> Change | None:
    try:
        return compare(earlier, later, breaks)
    except Refused:
        return None


def _points(before: float, after: float) -> tuple[str, float]:
    gap = after - before
    if gap == 0:
        return "unchanged", 0.0
    if abs(gap) < ALMOST_POINTS:
        return "almost_unchanged", gap
    return ("rose" if gap > 0 else "fell"), gap


def _relative(before: float, after: float) -> tuple[str, float]:
    if before == after:
        return "unchanged", 0.0
    if before == 0 or (before < 0) != (after < 0):
        return "from_to", 0.0
    ratio = after / before
    percent = (ratio - 1) * 100 if before > 0 else (1 - ratio) * 100
    if abs(ratio - 1) < ALMOST:
        return "almost_unchanged", percent
    if before > 0 and ratio >= DOUBLE[0]:
        return _multiple(ratio), percent
    if before > 0 and ratio < HALF:
        return "fell_more_than_half", percent
    return ("rose" if after > before else "fell"), percent


def _multiple(ratio: float) -> str:
    if ratio <= DOUBLE[1]:
        return "doubled"
    return "more_than_doubled" if ratio < MANIFOLD else "manifold"


def _periods(language: Language, change: Change) -> dict[str, str]:
    said = {
        f"{name}_{case}": language.period(figure.period, figure.period_kind, case)
        for name, figure in (("earlier", change.earlier), ("later", change.later))
        for case in ("name", "in", "with", "bare")
    }
    year = change.earlier.period.start.year
    return {**said, "year": str(year), "ending": ordinal_ending(year)}
