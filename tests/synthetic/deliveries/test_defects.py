"""Defects: each at its rate, each with its switch, each written down."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest

from durna.errors import UserError
from durna.synthetic.deliveries.defects import (
    CORRECTED,
    LATE,
    LOST,
    RATES,
    SCRIPTS,
    TWO_PASSPORTS,
    WRONG_CODES,
    Defects,
    rates_of,
)

ROWS, CROSSINGS = 100_000, "sbs_border_crossing"


def planted(rates: dict[str, float], source: str = CROSSINGS) -> dict[str, int]:
    """How many rows of each cause are written down for a register of 100,000 rows about as many foreigners."""
    defects = Defects.of(rates, 3, np.zeros(ROWS, dtype=bool))
    person = np.arange(ROWS)
    defects.marks(source, person, pa.array(person.astype(str)))
    defects.scripts(source, person)
    counts = defects.written_down().group_by("cause").aggregate([([], "count_all")]).to_pylist()
    return {row["cause"]: row["count_all"] for row in counts}


def within(found: int, rate: float) -> bool:
    """Five standard deviations of a binomial count on either side: missed once in a million."""
    return abs(found - ROWS * rate) <= 5 * np.sqrt(ROWS * rate * (1 - rate))


@pytest.mark.parametrize("cause", [LOST, TWO_PASSPORTS, SCRIPTS, LATE, CORRECTED, WRONG_CODES])
def test_a_defect_alone_is_planted_at_its_rate_and_no_other(cause: str) -> None:
    found = planted({cause: 0.02})
    assert set(found) == {cause}
    assert within(found[cause], 0.02)


def test_all_defects_together_keep_their_rates() -> None:
    """Late, corrected and wrong rows are told apart from lost ones: their rates are of the rows that are left."""
    found = planted(dict(RATES))
    left = 1 - RATES[LOST]
    assert within(found[LOST], RATES[LOST])
    assert within(found[LATE], RATES[LATE] * left)
    assert within(found[CORRECTED], RATES[CORRECTED] * left * (1 - RATES[LATE]))
    assert within(found[WRONG_CODES], RATES[WRONG_CODES] * left * (1 - RATES[CORRECTED]))


def test_nothing_is_planted_when_all_is_off() -> None:
    assert planted({}) == {}


def test_only_crossings_are_lost() -> None:
    assert LOST not in planted({LOST: 0.5, LATE: 0.5}, "sbs_stay")


def test_citizens_by_birth_are_known_by_their_personal_number() -> None:
    defects = Defects.of({TWO_PASSPORTS: 1.0}, 3, np.array([True, False]))
    last_day = np.array([6500, 6500])
    assert defects.uses_second(np.array([0, 1]), last_day).tolist() == [False, True]


def test_one_defect_does_not_move_another() -> None:
    """Switched on together or alone, the same rows are lost."""
    person, keys = np.arange(ROWS), pa.array(np.arange(ROWS).astype(str))
    alone, together = (
        Defects.of(rates, 3, np.zeros(ROWS, dtype=bool)).marks(CROSSINGS, person, keys).lost
        for rates in ({LOST: 0.01}, {LOST: 0.01, LATE: 0.1})
    )
    assert np.array_equal(alone, together)


def test_defects_are_said_in_words() -> None:
    assert rates_of("none") == {}
    assert rates_of("all") == RATES
    assert rates_of("late=0.5, wrong_codes") == {LATE: 0.5, WRONG_CODES: RATES[WRONG_CODES]}


@pytest.mark.parametrize("said", ["lost", "late=much", "late=2"])
def test_a_defect_that_is_not_one_is_answered(said: str) -> None:
    with pytest.raises(UserError, match="--defects"):
        rates_of(said)
