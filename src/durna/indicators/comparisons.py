"""Comparisons: like with like, or not at all.

Ten months against twelve, persons against entries, a result announced on 23 December against a full year: each of these
has been printed as a rise or a fall. They are refused here. What may be compared but needs a word carries a warning.
docs/explanation/part-years.md gives the rules and the size of the errors they prevent.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from durna.errors import Refused
from durna.indicators.breaks import Break, between
from durna.indicators.definition import catalogue
from durna.indicators.figures import Figure, add, refuse_mixed_units
from durna.indicators.texts import text
from durna.periods import Period

# Where a ratio lies this near to a whole factor, the word for the factor is true to the reader.
NEAR_FACTOR = 0.05
_FACTORS = ((2.0, "doubled"), (3.0, "tripled"), (0.5, "halved"))


@dataclass(frozen=True)
class Comparison:
    """`percent` is of the old figure; there is none where that is nought."""

    new: Figure
    old: Figure
    change: float
    percent: float | None
    direction: str  # rose | fell | unchanged | doubled | tripled | halved
    warnings: tuple[Mapping[str, str], ...] = ()


def compare(new: Figure, old: Figure, breaks: Iterable[Break] = ()) -> Comparison:
    """The change from an old figure to a new one. Raises Refused where they are not alike."""
    refuse_unlike(new, old)
    if new.value is None or old.value is None:
        raise Refused(
            message="compared-without-value",
            found="A figure without a value was to be compared.",
            expected="Two figures with values.",
            do="Look up in the gap register why it has none.",
        )
    change = new.value - old.value
    percent = None if old.value == 0 else 100 * change / abs(old.value)
    warnings = (*_warnings(new, old), *(found.text for found in between(new, old, breaks)))
    return Comparison(new, old, change, percent, direction(new.value, old.value), warnings)


def direction(new: float, old: float) -> str:
    """The word for a change, computed and never written by hand."""
    if new == old:
        return "unchanged"
    if old > 0 and new > 0:
        for factor, word in _FACTORS:
            if abs(new / old / factor - 1) <= NEAR_FACTOR:
                return word
    return "rose" if new > old else "fell"


def refuse_unlike(new: Figure, old: Figure) -> None:
    """Raise Refused where a comparison of two figures would make a false statement."""
    refuse_mixed_units((new, old))
    if (new.indicator, new.geography, new.dimensions) != (old.indicator, old.geography, old.dimensions):
        raise Refused(
            message="compared-unlike",
            found="Two figures about different things were to be compared.",
            expected="One indicator, one place and one cell of its breakdowns, in two periods.",
            do="Show them side by side, without a change between them.",
        )
    if new.unit != old.unit:
        raise Refused(
            message="compared-units",
            new=new.unit,
            old=old.unit,
            found=f"A figure in {new.unit} and one in {old.unit}.",
            expected="One unit.",
            do="Show them side by side, or find both in one unit.",
        )
    kinds = {kind_of_period(new), kind_of_period(old)}
    if len(kinds) > 1:
        _refuse_kinds(kinds, new, old)
    _refuse_other_months(kinds.pop(), new, old)


def kind_of_period(figure: Figure) -> str:
    """date | part_year | year | year_cut_short | academic_year | several_years; a year is any twelve months."""
    period = figure.period
    if figure.period_kind in ("academic_year", "year_cut_short", "date"):
        return figure.period_kind
    if period.start == period.end:
        return "date"
    if not period.has_whole_months or period.months != 12:
        return "part_year" if period.months < 12 or period.is_part_year else "several_years"
    known = catalogue().get(figure.indicator)
    starts_late = period.start.month != 1
    return "academic_year" if known and known.part_year == "academic_year" and starts_late else "year"


def _refuse_kinds(kinds: set[str], new: Figure, old: Figure) -> None:
    short = next((f for f in (new, old) if kind_of_period(f) == "part_year"), None)
    if "year_cut_short" in kinds:
        do = "Wait for the result of the full year; the announced one ends before it."
    elif short is not None:
        other = old if short is new else new
        do = f"Take the same months of the other year: {short.period.same_months_of(other.period.start.year)}."
    elif "academic_year" in kinds:
        do = "Compare academic years with academic years."
    else:
        do = "Compare dates with dates and years with years."
    raise Refused(
        message="compared-kinds", new=str(new.period), old=str(old.period),
        found=f"{_described(new)} against {_described(old)}.", expected="Two periods of one kind and length.", do=do,
    )  # fmt: skip


def _refuse_other_months(kind: str, new: Figure, old: Figure) -> None:
    if kind in ("date", "year"):
        return
    if new.period.same_months_of(old.period.start.year) != old.period:
        raise Refused(
            message="compared-months",
            new=str(new.period),
            old=str(old.period),
            same=str(new.period.same_months_of(old.period.start.year)),
            found=f"{_described(new)} against {_described(old)}: other months or days of the year.",
            expected="The same months of two years.",
            do=f"Take {new.period.same_months_of(old.period.start.year)} for the comparison.",
        )


def _described(figure: Figure) -> str:
    words = {
        "part_year": "The part-year", "year_cut_short": "The year cut short", "academic_year": "The academic year",
        "date": "The date", "year": "The year", "several_years": "The years",
    }  # fmt: skip
    return f"{words[kind_of_period(figure)]} {figure.period}"


def _warnings(new: Figure, old: Figure) -> list[Mapping[str, str]]:
    flags = {*new.flags, *old.flags}
    dates = kind_of_period(new) == "date" and (new.period.end.month, new.period.end.day) != (
        old.period.end.month, old.period.end.day,
    )  # fmt: skip
    named = {
        "not_final": {new.status, old.status} != {"final"},
        "disputed": "disputed" in flags,
        "derived": "derived" in flags,
        "rounded": "rounded" in flags,
        "publisher": new.publisher != old.publisher,
        "other_day": dates,
    }
    return [text(f"compared_{name}") for name, holds in named.items() if holds]


def same_months(figures: Iterable[Figure], part: Figure) -> tuple[Figure, ...]:
    """The preferred figures of the same months of earlier years, in order of time: a part-year's only company."""
    return tuple(
        sorted(
            (figure for figure in figures if figure.preferred and _is_same_months_earlier(figure, part)),
            key=lambda figure: figure.period,
        )
    )


def _is_same_months_earlier(figure: Figure, part: Figure) -> bool:
    if (figure.indicator, figure.geography, figure.dimensions, figure.counting_unit) != (
        part.indicator, part.geography, part.dimensions, part.counting_unit,
    ):  # fmt: skip
        return False
    years = figure.period.start.year
    return years < part.period.start.year and part.period.same_months_of(years) == figure.period


def moving_twelve_months(figures: Sequence[Figure], end: date) -> Figure:
    """The twelve months up to `end` from the months of one flow: a full year that ends where the part-year does.

    `figures` is a series, as `Figures.series` gives it. Raises Refused where a month is missing, and for anything that
    must not be added over months (persons, stocks).
    """
    start = date(end.year - (end.month < 12), end.month % 12 + 1, 1)
    period = Period(start, end)
    months = [figure for figure in figures if figure.preferred and figure.period in set(period.split("month"))]
    missing = sorted(set(period.split("month")) - {figure.period for figure in months})
    known = catalogue().get(months[0].indicator) if months else None
    if missing or len(months) != 12 or known is None or known.part_year != "cumulate":
        raise Refused(
            message="twelve-months",
            until=end.isoformat(),
            found=f"Twelve months to {end} that cannot be added"
            + (f": {missing[0]} is missing." if missing else ": they are not one series of a flow of events."),
            expected="One monthly figure for each of the twelve months, of an indicator that cumulates over months.",
            do="Ask for the figure of the whole period instead.",
        )
    total = add(months)
    flags = ("moving_12_months", *(flag for figure in months for flag in figure.flags if flag != "part_year"))
    evidence = tuple(item for figure in sorted(months, key=lambda one: one.period) for item in figure.evidence)
    return replace(
        months[0], period=period, value=total, period_kind="", period_label="", published="", evidence=evidence,
        flags=tuple(dict.fromkeys(flags)), lower=None, upper=None, numerator=None, denominator=None,
    )  # fmt: skip
