"""The duration rule: who has stayed, or stayed away, long enough has changed the country of residence.

Threshold and window are whole days (12/16 months are 365 of 487 days, as Stats NZ counts them) or calendar months from
the crossing. Either way a crossing qualifies when the days in the state it leads to reach the threshold before the
days in the other state exceed the allowance, which is what the window leaves.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from durna.errors import UserError

DAYS, MONTHS = "days", "months"
_MEAN_MONTH = 365.25 / 12
# A window is kept in 16 bits; a rule of a century is a mistake.
LONGEST_WINDOW_DAYS = 36_525


@dataclass(frozen=True)
class Rule:
    threshold: int
    window: int
    unit: str = DAYS

    def __post_init__(self) -> None:
        if self.unit not in (DAYS, MONTHS):
            raise _wrong(f"A rule counted in '{self.unit}'.", "days or months.")
        if self.threshold < 1:
            raise _wrong(f"A threshold of {self.threshold} {self.unit}.", "A threshold of at least one.")
        if self.threshold > self.window:
            raise _wrong(
                f"A threshold of {self.threshold} {self.unit} in a window of {self.window}.",
                "A threshold no longer than its window: nobody can stay 500 of 487 days.",
            )
        if self.longest_window_days > LONGEST_WINDOW_DAYS:
            raise _wrong(f"A window of {self.window} {self.unit}.", "A window of at most a hundred years.")

    def __str__(self) -> str:
        return f"{self.threshold}/{self.window} {self.unit}"

    def threshold_days(self, on: date) -> int:
        """The threshold for a crossing on that day."""
        return self.threshold if self.unit == DAYS else (plus_months(on, self.threshold) - on).days

    def window_days(self, on: date) -> int:
        return self.window if self.unit == DAYS else (plus_months(on, self.window) - on).days

    def window_end(self, on: date) -> date:
        return on + timedelta(days=self.window_days(on))

    @cached_property
    def longest_window_days(self) -> int:
        return self.window if self.unit == DAYS else max(days for _, days in _calendar_lengths(0, self.window))

    @cached_property
    def exclusion_days(self) -> int:
        """Two opposite crossings with fewer days than this between them cannot both qualify; none if not positive.

        What the first still lacks is then at least what the second may still lose. In calendar months the shortest
        threshold and the longest allowance are taken, so that the conclusion always holds.
        """
        if self.unit == DAYS:
            return 2 * self.threshold - self.window
        lengths = list(_calendar_lengths(self.threshold, self.window))
        return min(threshold for threshold, _ in lengths) - max(window - threshold for threshold, window in lengths)


RuleLike = Rule | str | tuple[int, int]


def as_rule(given: RuleLike) -> Rule:
    """A Rule, `(threshold_days, window_days)`, or text: `12/16` in months of mean length, so 365 of 487 days;
    `365/487 days`; `12/16 months` for calendar months. Raises UserError for anything else."""
    if isinstance(given, Rule):
        return given
    if isinstance(given, str):
        return _parsed(given)
    try:
        threshold, window = given
        return Rule(int(threshold), int(window))
    except (TypeError, ValueError):
        raise _unreadable(given) from None


def _parsed(text: str) -> Rule:
    found = re.fullmatch(r"\s*(\d{1,5})\s*/\s*(\d{1,5})\s*(days|months|)\s*", text)
    if found is None:
        raise _unreadable(text)
    threshold, window, unit = int(found[1]), int(found[2]), found[3]
    if unit:
        return Rule(threshold, window, unit)
    return Rule(round(threshold * _MEAN_MONTH), round(window * _MEAN_MONTH))


def plus_months(on: date, months: int) -> date:
    """The same day of a later month, or its last day where it has no such day."""
    year, month = divmod(on.year * 12 + on.month - 1 + months, 12)
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))


def _calendar_lengths(threshold: int, window: int) -> list[tuple[int, int]]:
    """The days that the two make from each day of the four years that hold a leap day, and of four that hold none."""
    starts = [date(1996, 1, 1) + timedelta(days=n) for n in range(1461)]
    starts += [date(1896, 1, 1) + timedelta(days=n) for n in range(3 * 1461)]
    return [((plus_months(s, threshold) - s).days, (plus_months(s, window) - s).days) for s in starts]


def _unreadable(given: object) -> UserError:
    return _wrong(f"'{given}' is not a rule.", "12/16, '365/487 days', '12/16 months' or (365, 487).")


def _wrong(found: str, expected: str) -> UserError:
    return UserError(
        found=found, expected=expected, do="Correct the rule: --rule, or --threshold-days and --window-days."
    )
