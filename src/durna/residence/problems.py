"""What can be wrong with a person's history of crossings, and what is done about it.

`reject` answers `unknown` for the whole person, with the problem as reason. `impute` puts a crossing half way between
two of one direction, sets crossings without date or direction aside, and lets dates go before journey numbers.
"""

from __future__ import annotations

REJECT, IMPUTE = "reject", "impute"
GAPS = (REJECT, IMPUTE)

# In order of weight: a person with several problems is known by the first.
MISSING_DATE = "missing_date"
MISSING_DIRECTION = "missing_direction"
DECREASING_DATES = "decreasing_dates"
SAME_DIRECTION = "same_direction"
# The row itself is no crossing that anybody recorded.
IMPUTED = "imputed"

# The code of a problem is its place here; 0 is none.
CODES = ("", MISSING_DATE, MISSING_DIRECTION, DECREASING_DATES, SAME_DIRECTION, IMPUTED)
CODE = {name: number for number, name in enumerate(CODES)}
