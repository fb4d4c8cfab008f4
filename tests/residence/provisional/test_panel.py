"""What was known at a cut."""

from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa

from durna.residence.calendar import day_number
from durna.residence.provisional.counted import Counted
from durna.residence.provisional.months import month_number
from durna.residence.provisional.panel import Panel, panel_of, standing
from durna.residence.rule import as_rule

RULE = as_rule("12/16")
TWO_ARRIVALS = [(1, date(2015, 1, 1), "A"), (1, date(2015, 3, 2), "A")]


def panel(*rows: tuple[int, date, str], gaps: str = "reject") -> Panel:
    persons, days, directions = zip(*rows, strict=True)
    return panel_of(pa.table({"person": persons, "date": days, "direction": directions}), RULE, gaps)


def test_a_cut_holds_nothing_that_comes_later() -> None:
    whole = panel((1, date(2015, 1, 1), "A"), (2, date(2015, 1, 2), "A"), (1, date(2015, 1, 3), "D"))

    cut, rows = whole.at(day_number(date(2015, 1, 2)))

    assert cut.persons.tolist() == [1, 2]
    assert whole.sources[rows].tolist() == [0, 1]


def test_a_crossing_put_in_for_a_missing_one_is_known_when_the_gap_shows() -> None:
    # Half way between 1 January and 2 March 2015 is 31 January; nobody knew of it before 2 March.
    whole = panel(*TWO_ARRIVALS, gaps="impute")
    put_in = day_number(date(2015, 1, 31))

    assert put_in in whole.days.tolist()
    assert put_in not in whole.at(day_number(date(2015, 3, 1)))[0].days.tolist()
    assert put_in in whole.at(day_number(date(2015, 3, 2)))[0].days.tolist()


def test_a_gap_rejects_a_person_only_once_it_shows() -> None:
    whole = panel(*TWO_ARRIVALS)
    before, after = day_number(date(2015, 3, 1)), day_number(date(2015, 3, 2))

    assert standing(whole.at(before)[0], before).is_open.tolist() == [True]
    assert standing(whole.at(after)[0], after).is_rejected.tolist() == [True, True]


def test_crossings_of_one_day_alternate() -> None:
    day = date(2015, 5, 1)

    assert panel((1, date(2015, 1, 1), "A"), (1, day, "A"), (1, day, "D")).directions.tolist() == [1, 0, 1]


def test_codes_of_what_is_noted_do_not_depend_on_what_comes_later() -> None:
    known = {"person": [1, 2], "date": [date(2015, 1, 1), date(2015, 1, 2)], "direction": ["A", "A"]}
    first = pa.table(known | {"citizenship": ["TUR", "GEO"]})
    later = pa.table({"person": [3], "date": [date(2015, 2, 1)], "direction": ["A"], "citizenship": ["AFG"]})

    short = _citizenships(first)
    longer = _citizenships(pa.concat_tables([first, later]))

    assert longer[:2].tolist() == short.tolist()


def test_crossings_are_counted_by_month_however_long_ago() -> None:
    # From January 2000 to December 2015 are 192 months.
    whole = panel((1, date(2000, 1, 1), "A"), (2, date(2000, 1, 1), "D"), (1, date(2015, 12, 31), "D"))
    counted = Counted(whole, month_number("2015-12"), 192).by_lag(np.arange(3))

    assert counted[:, [0, 191]].tolist() == [[1, 1], [0, 1]]
    assert counted.sum() == 3


def _citizenships(crossings: pa.Table) -> Any:
    whole = panel_of(crossings, RULE, "reject")
    (codes,) = whole.covariates.categories_at(np.arange(len(whole)))
    return codes
