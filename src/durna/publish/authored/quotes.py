"""The figures that authored texts quote, found among those of a Profile, and what is not as the author saw it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from durna.errors import Refused
from durna.indicators.breaks import Break
from durna.indicators.figures import Figure, Figures
from durna.periods import year
from durna.publish import groups, sentences
from durna.publish.authored.texts import Claim, Quoted
from durna.publish.groups import Group
from durna.publish.sentences import Change


@dataclass(frozen=True)
class Quotes:
    figures: Figures
    breaks: Sequence[Break]
    country: str

    def figure(self, quoted: Quoted) -> Figure | None:
        """The figure at an address; without one the preferred figure of the country. None where there is no such."""
        if quoted.address:
            return self.figures.by_id().get(quoted.address)
        mine = [
            figure
            for figure in self.figures.of(quoted.indicator)
            if figure.preferred and figure.geography == self.country and figure.dimensions == quoted.dimensions
        ]
        exact = [figure for figure in mine if figure.period == quoted.period]
        return _first(exact or [figure for figure in mine if _is_date_in(figure, quoted)])

    def change(self, claim: Claim) -> Change | None:
        """None where a figure is missing, or the two may not be compared."""
        return self._change(claim.earlier, claim.later)

    def steps(self, claim: Claim) -> tuple[Change, ...]:
        """The changes from each year to the next between two years; none where one of them cannot be told."""
        first, last = claim.earlier.period, claim.later.period
        if first is None or last is None or not (first.is_year and last.is_year):
            return ()
        every = [replace(claim.earlier, period=year(each)) for each in range(first.start.year, last.start.year + 1)]
        found = [self._change(earlier, later) for earlier, later in pairwise(every)]
        told = tuple(step for step in found if step is not None)
        return told if len(told) == len(found) >= 2 else ()

    def group(self, claim: Claim) -> Group | None:
        """The group that a claim is about, among the others of its breakdown; None where it has no figure."""
        figure = self.figure(claim.later)
        return None if figure is None else groups.group(figure, claim.by, self.figures)

    def holds(self, claim: Claim) -> bool:
        if claim.by:
            group = self.group(claim)
            return group is not None and groups.claimed(claim.kind, group)
        if claim.kind in sentences.OVER_YEARS:
            steps = self.steps(claim)
            return bool(steps) and sentences.claimed_over(claim.kind, steps)
        change = self.change(claim)
        return change is not None and sentences.claimed(claim.kind, change)

    def _change(self, before: Quoted, after: Quoted) -> Change | None:
        earlier, later = self.figure(before), self.figure(after)
        if earlier is None or later is None:
            return None
        try:
            found = sentences.compare(earlier, later, sentences.breaks_of(self.breaks, after.indicator))
        except Refused:
            return None
        # A value that nobody counted anew did not move, nor stand still.
        return None if found.direction == "carried_forward" else found


def _first(figures: Sequence[Figure]) -> Figure | None:
    """A count in the indicator's own unit before one in another; of several days of a year the last."""
    return max(figures, key=lambda figure: ("other_unit" not in figure.flags, figure.period.end), default=None)


def _is_date_in(figure: Figure, quoted: Quoted) -> bool:
    """A stock has a day, and people name its year."""
    day, asked = figure.period, quoted.period
    return asked is not None and asked.is_year and day.start == day.end and asked.contains(day)


def is_confirmed(confirmed: str, shown: str) -> bool:
    """Whether an author confirmed the value that is shown: blanks between digits are a matter of the keyboard."""
    return _digits(confirmed) == _digits(shown)


def _digits(text: str) -> str:
    return "".join(text.split()).replace("\u2212", "-").strip("\u200e\u200f\u2066\u2067\u2068\u2069\u061c")
