"""Calendar months as whole numbers since January 1970, beside the day numbers of the kernel."""

from __future__ import annotations

from datetime import date

import numpy as np
import numpy.typing as npt

from durna.errors import UserError
from durna.residence.calendar import EPOCH
from durna.residence.columns import Numbers


def months_of(days: npt.ArrayLike) -> Numbers:
    """The month of each day."""
    found: Numbers = np.asarray(days, "datetime64[D]").astype("datetime64[M]").astype(np.int64)
    return found


def first_day(month: int) -> int:
    return int(np.datetime64(int(month), "M").astype("datetime64[D]").astype(np.int64))


def last_day(month: int) -> int:
    return first_day(month + 1) - 1


def last_whole_month(day: int) -> int:
    """The last month that is over on a day."""
    month = int(months_of(day))
    return month if day == last_day(month) else month - 1


def day_as_date(day: int) -> date:
    return date.fromordinal(EPOCH.toordinal() + int(day))


def month_text(month: int) -> str:
    """As 2018-03."""
    return str(np.datetime64(int(month), "M"))


def month_number(text: str) -> int:
    """Raises UserError for what is not written as 2018-03."""
    try:
        return int(np.datetime64(text, "M").astype(np.int64))
    except ValueError:
        raise UserError(
            found=f"'{text}' is no month.", expected="A month as 2018-03.", do="Correct the month."
        ) from None
