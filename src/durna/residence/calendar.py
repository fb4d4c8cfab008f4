"""Days as numbers for the compiled kernel: days since 1970-01-01, and calendar months on them.

The arithmetic is that of the proleptic Gregorian calendar, in whole numbers (Hinnant, "chrono-compatible low-level date
algorithms"); `rule.plus_months` says the same with Python's dates, and a test compares the two.
"""

from __future__ import annotations

from datetime import date

from durna.residence.compiled import njit

EPOCH = date(1970, 1, 1)


def day_number(day: date) -> int:
    return (day - EPOCH).days


@njit(cache=True, nogil=True)
def civil(number):  # type: ignore[no-untyped-def]
    """Year, month, day of a day number."""
    shifted = number + 719468
    era = shifted // 146097
    day_of_era = shifted - era * 146097
    year_of_era = (day_of_era - day_of_era // 1460 + day_of_era // 36524 - day_of_era // 146096) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted_month = (5 * day_of_year + 2) // 153
    day = day_of_year - (153 * shifted_month + 2) // 5 + 1
    month = shifted_month + 3 if shifted_month < 10 else shifted_month - 9
    year = year_of_era + era * 400 + (1 if month <= 2 else 0)
    return year, month, day


@njit(cache=True, nogil=True)
def number(year, month, day):  # type: ignore[no-untyped-def]
    """The day number of a date."""
    shifted_year = year - 1 if month <= 2 else year
    era = shifted_year // 400
    year_of_era = shifted_year - era * 400
    shifted_month = month - 3 if month > 2 else month + 9
    day_of_year = (153 * shifted_month + 2) // 5 + day - 1
    day_of_era = year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year
    return era * 146097 + day_of_era - 719468


@njit(cache=True, nogil=True)
def months_later(start, months):  # type: ignore[no-untyped-def]
    """The same day of a later month, or its last day where it has no such day."""
    year, month, day = civil(start)
    place = year * 12 + month - 1 + months
    year, month = place // 12, place % 12 + 1
    length = 31 if month == 12 else number(year, month + 1, 1) - number(year, month, 1)
    return number(year, month, min(day, length))
