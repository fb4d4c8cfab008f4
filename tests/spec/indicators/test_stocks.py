"""Stocks: what holds at the end of a reference date."""

import pytest

from tests.indicators.memory import MemoryRecords
from tests.spec.indicators.tables import Request, compute, definition, expect, figures, parse, rows

pytestmark = pytest.mark.spec

PERMITS = """
    permit_no | person | decided_on | decision | valid_from | valid_to   | ended_on   | citizenship | birth_date | age
    1         | Nino   | 2019-05-01 | granted  | 2019-05-01 | 2020-12-31 |            | GEO         | 2000-12-31 | 18
    2         | Ali    | 2019-06-01 | granted  |            | 2021-06-01 | 2020-12-31 | TUR         |            | 30
    3         | Ali    | 2020-06-01 | granted  | 2020-06-01 | 2021-06-01 |            | TUR         |            | 31
    4         | Eka    | 2020-06-01 | refused  | 2020-06-01 | 2021-06-01 |            | GEO         |            |
"""


def test_a_permit_holds_on_its_last_day_and_not_on_the_day_it_was_ended() -> None:
    expect(
        figures("temporary_permits_valid", by="citizenship", covers="2019..2021-10", sms_temporary_residence=PERMITS),
        """
        2019-12-31 | all | 2
        2019-12-31 | citizenship GEO | 1
        2019-12-31 | citizenship TUR | 1
        2020-12-31 | all | 2
        2020-12-31 | citizenship GEO | 1
        2020-12-31 | citizenship TUR | 1
        2021-10-31 | all | 0
        """,
    )


def test_the_age_is_that_of_the_reference_date_where_the_birth_is_known() -> None:
    some = figures(
        "temporary_permits_valid", by="age_group", period="2020", covers="2019..2021", sms_temporary_residence=PERMITS
    )
    expect(
        some,
        """
        2020-12-31 | all | 2
        2020-12-31 | age_group 20-24 | 1
        2020-12-31 | age_group 30-34 | 1
        """,
    )


def test_a_temporary_permit_without_a_last_day_leaves_it_open() -> None:
    permits = """
        permit_no | person | decided_on | valid_from | valid_to
        1         | Nino   | 2019-05-01 | 2019-05-01 | 2021-12-31
        2         | Ali    | 2019-06-01 | 2019-06-01 |
    """
    [figure] = figures("temporary_permits_valid", covers="2019", sms_temporary_residence=permits)
    assert (figure.value, figure.upper, figure.flags) == (1, 2, ("undecided",))
    [figure] = figures("permanent_permits_valid", covers="2019", sms_permanent_residence=permits)
    assert (figure.value, figure.upper, figure.flags) == (2, None, ())


def test_a_person_with_two_titles_is_one_resident() -> None:
    some = figures(
        "foreign_residents_stock", by="title_type", period="2020", covers="2019..2021",
        sms_temporary_residence=PERMITS,
        sms_permanent_residence="permit_no | person | decided_on\n9 | Ali | 2020-12-01",
        sms_refugee_register="status_no | person | status_from\n1 | | 2018-01-01",
    )  # fmt: skip
    expect(
        some,
        """
        2020-12-31 | all | 3 (unidentified)
        2020-12-31 | title_type permanent | 1
        2020-12-31 | title_type refugee | 1 (unidentified)
        2020-12-31 | title_type temporary | 2
        """,
    )


def test_who_is_released_on_the_day_is_not_held_at_its_end() -> None:
    spells = """
        admitted_on | released_on | person
        2020-12-30  | 2020-12-31  | Nino
        2020-12-31  |             | Ali
        2020-01-01  | 2021-01-01  |
    """
    expect(
        figures("detention_population", covers="2020", sms_detention=spells),
        "2020-12-31 | all | 2 (unidentified)",
    )


def test_an_overstay_begins_the_day_after_the_permitted_stay() -> None:
    stays = """
        stay_no | arrived_on | permitted_until | departed_on | citizenship | person
        1       | 2020-01-01 | 2020-12-31      |             | GEO         | Nino
        2       | 2020-01-01 | 2020-12-30      |             | GEO         | Ali
        3       | 2020-01-01 | 2020-06-30      | 2020-12-31  | GEO         | Eka
        4       | 2020-01-01 | 2020-06-30      | 2021-01-01  | GEO         | Ana
        5       | 2020-01-01 |                 |             | GEO         | Lia
    """
    [figure] = figures("overstay_estimate", covers="2020", sbs_stay=stays)
    assert (figure.value, figure.status, figure.period_kind) == (2, "estimated", "date")


def test_a_register_still_speaks_at_its_cut_off_when_nothing_new_was_entered() -> None:
    register = rows("sms_refugee_register", "status_no | person | status_from\n1 | Nino | 2018-03-01")
    records = MemoryRecords({"sms_refugee_register": register}, cut_off="2021-10-31")
    expect(
        compute(definition("refugees_recognised_stock"), records, Request(parse("2018..2021"))),
        """
        2018-12-31 | all | 1
        2019-12-31 | all | 1
        2020-12-31 | all | 1
        2021-10-31 | all | 1
        """,
    )


def test_naturalisations_are_set_against_the_residents_of_1_january() -> None:
    permits = """
        permit_no | person | decided_on | valid_from | valid_to
        1         | Nino   | 2019-01-01 | 2019-01-01 | 2020-06-30
        2         | Ali    | 2019-01-01 | 2019-01-01 | 2020-06-30
        3         | Eka    | 2020-02-01 | 2020-02-01 | 2021-06-30
    """
    some = figures(
        "naturalisation_rate", period="2020", covers="2019..2020", sms_temporary_residence=permits,
        sms_permanent_residence="permit_no | person | decided_on\n9 | Ali | 2019-12-01",
        sms_citizenship="application_no | decided_on | type | decision\n1 | 2020-05-01 | admission | granted",
    )  # fmt: skip
    # Nino and Ali on 1 January 2020; Ali has two titles.
    expect(some, "2020 | all | 50")
