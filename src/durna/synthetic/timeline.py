"""The time of the synthetic country: minutes since 2004-01-01, in its own zone.

Lives run from 2004, so that the first day of the data finds people in the middle of them, to mid-2023, so that what an
observer of October 2021 cannot know yet is known.
"""

from __future__ import annotations

from datetime import date

import numpy as np
import numpy.typing as npt

Minutes = npt.NDArray[np.int64]
Days = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int16]

EPOCH = np.datetime64("2004-01-01", "D")
DAY = 1440
YEAR = 365.25 * DAY


def day_of(day: date | str) -> int:
    """The number of a calendar day."""
    return int((np.datetime64(day, "D") - EPOCH).astype(np.int64))


def minute_of(day: date | str) -> int:
    """The first minute of a calendar day."""
    return day_of(day) * DAY


DATA_FROM, LIVES_UNTIL = date(2009, 1, 1), date(2023, 6, 30)
SEEN_FROM, END = minute_of(DATA_FROM), minute_of("2023-07-01")
LAST_DAY = END // DAY - 1
# Nothing that is simulated comes so late: what has no end, ends then.
FOREVER = (1 << 24) - 1
NEVER = FOREVER // DAY


def calendar(days: npt.ArrayLike) -> npt.NDArray[np.datetime64]:
    """Calendar days of numbers of days."""
    return EPOCH + np.asarray(days, dtype=np.int64)


def every_day() -> Days:
    return np.arange(END // DAY, dtype=np.int64)


def month_index(days: npt.ArrayLike) -> Days:
    """Months since January 2004."""
    months: Days = (calendar(days).astype("datetime64[M]") - EPOCH.astype("datetime64[M]")).astype(np.int64)
    return months


def month_of_year(days: npt.ArrayLike) -> Days:
    """0 for January to 11 for December."""
    return month_index(days) % 12
