"""What follows from the crossings of a few persons, by hand."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

import pytest

from durna.errors import UserError
from durna.residence import answers
from durna.residence.answers import CODES
from durna.residence.derived import Derived
from tests.residence.histories_told import records as all_records
from tests.residence.histories_told import table, told
from tests.residence.test_identity import lives

HEAD = "person | crossed_on | direction | citizenship"


def spells(records: Any) -> list[tuple[Any, ...]]:
    return table(records, "residence_spell", "citizenship", "since", "ended", "is_resident")


def migrations(records: Any) -> list[tuple[Any, ...]]:
    return table(records, "residence_migration", "crossed_on", "direction", "is_migration", "settled_on")


def changes(records: Any) -> list[tuple[Any, ...]]:
    return table(records, "residence_change", "changed_on", "direction", "residence_component", "citizenship", "origin")


def test_who_comes_and_stays_has_immigrated() -> None:
    records = told(f"""{HEAD}
        A | 2018-03-01 | in | TUR""")

    # Settled on the 365th day in the country: 1 March 2019.
    assert migrations(records) == [("2018-03-01", "entry", True, "2019-03-01")]
    assert spells(records) == [("TUR", "2018-03-01", "", True)]


def test_who_leaves_for_good_has_lived_here_since_the_data_begin() -> None:
    records = told(f"""{HEAD}
        A | 2018-06-01 | out | AZE""")

    assert migrations(records) == [("2018-06-01", "exit", True, "2019-06-01")]
    assert spells(records) == [("AZE", "2015-01-01", "2018-06-01", True)]


def test_a_tourist_leaves_no_trace() -> None:
    records = told(f"""{HEAD}
        A | 2018-05-01 | in  | GEO
        A | 2018-05-08 | out | GEO""")

    assert migrations(records) == []
    assert spells(records) == []
    assert table(records, "residence_stay", "arrived_on", "departed_on") == [("2018-05-01", "2018-05-08")]


def test_trips_of_a_resident_do_not_end_the_spell() -> None:
    records = told(f"""{HEAD}
        A | 2016-07-01 | out | AZE
        A | 2016-07-15 | in  | AZE
        A | 2017-07-01 | out | AZE
        A | 2017-07-15 | in  | AZE""")

    assert spells(records) == [("AZE", "2015-01-01", "", True)]
    assert migrations(records) == []


def test_what_is_not_known_yet_is_open() -> None:
    # 2021-02-01 to 2021-10-31 are 272 days: neither 365 in the country nor 123 out of it.
    records = told(f"""{HEAD}
        A | 2021-02-01 | in | TUR""")

    assert migrations(records) == [("2021-02-01", "entry", "", "2022-06-03")]
    assert spells(records) == [("TUR", "2021-02-01", "", "")]


def test_a_resident_of_whom_nothing_is_known_any_more_leaves_the_count_by_name() -> None:
    records = told(f"""{HEAD}
        A | 2021-09-01 | out | AZE""")

    assert spells(records) == [("AZE", "2015-01-01", "2021-09-01", True), ("AZE", "2021-09-01", "", "")]
    assert changes(records) == [("2021-09-01", "exit", "undecided", "AZE", "sbs_border_crossing")]


def test_naturalised_in_between() -> None:
    records = told(
        f"""{HEAD}
        A | 2017-01-01 | in  | RUS
        A | 2020-06-01 | out | AZE
        A | 2020-06-10 | in  | AZE""",
        sms_citizenship="""
        person | application_no | type      | decided_on | decision
        A      | 1              | admission | 2019-01-01 | granted""",
    )

    assert spells(records) == [("AZE", "2019-01-01", "", True), ("RUS", "2017-01-01", "2019-01-01", True)]
    assert changes(records) == [
        ("2019-01-01", "entry", "citizenship", "AZE", "sms_citizenship"),
        ("2019-01-01", "exit", "citizenship", "RUS", "sms_citizenship"),
    ]


def test_without_the_register_a_new_citizenship_shows_at_the_next_crossing() -> None:
    records = told(f"""{HEAD}
        A | 2017-01-01 | in  | RUS
        A | 2020-06-01 | out | AZE
        A | 2020-06-10 | in  | AZE""")

    assert spells(records) == [("AZE", "2020-06-01", "", True), ("RUS", "2017-01-01", "2020-06-01", True)]
    assert changes(records) == [
        ("2020-06-01", "entry", "citizenship", "AZE", "sbs_border_crossing"),
        ("2020-06-01", "exit", "citizenship", "RUS", "sbs_border_crossing"),
    ]


def test_a_refused_application_changes_nothing_and_a_termination_does() -> None:
    records = told(
        f"""{HEAD}
        A | 2016-01-01 | in | RUS
        B | 2016-02-01 | in | AZE""",
        sms_citizenship="""
        person | application_no | type        | decided_on | decision | new_citizenship
        A      | 1              | admission   | 2019-01-01 | refused  |
        B      | 2              | termination | 2019-05-01 | granted  | DEU""",
    )

    assert spells(records) == [
        ("AZE", "2016-02-01", "2019-05-01", True),
        ("DEU", "2019-05-01", "", True),
        ("RUS", "2016-01-01", "", True),
    ]


DEATH = """
    person | act_no | office | event_type | event_on
    A      | 1      | Baku   | death      | 2020-05-05"""


def test_a_death_ends_residence() -> None:
    records = told(f"{HEAD}\nA | 2018-03-01 | in | TUR", moj_civil_registry=DEATH)

    assert spells(records) == [("TUR", "2018-03-01", "2020-05-05", True)]
    assert changes(records) == [("2020-05-05", "exit", "death", "TUR", "moj_civil_registry")]


def test_a_death_before_a_crossing_is_not_believed() -> None:
    records = told(
        f"""{HEAD}
        A | 2018-03-01 | in  | TUR
        A | 2020-06-01 | out | TUR
        A | 2020-06-09 | in  | TUR""",
        moj_civil_registry=DEATH,
    )

    assert spells(records) == [("TUR", "2018-03-01", "", True)]


def test_a_child_is_a_resident_from_its_birth() -> None:
    records = told("""person | crossed_on | direction | citizenship | birth_date
        A | 2019-07-01 | out | AZE | 2018-02-03
        A | 2019-07-09 | in  | AZE | 2018-02-03""")

    assert spells(records) == [("AZE", "2018-02-03", "", True)]
    assert changes(records) == [("2018-02-03", "entry", "birth", "AZE", "sbs_border_crossing")]


def test_birthdays_into_another_age_group_are_counted_on_their_day() -> None:
    # Five on 29 February 2016 + 5 years: the first of March 2021. In 2020, at four, nothing happens.
    records = told("""person | crossed_on | direction | citizenship | birth_date
        A | 2018-01-01 | in | TUR | 2016-02-29""")

    found = table(records, "residence_change", "changed_on", "direction", "residence_component", "age")
    assert found == [("2021-03-01", "entry", "ageing", ""), ("2021-03-01", "exit", "ageing", 4)]


LOST_EXIT = f"""{HEAD}
    A | 2018-01-01 | in  | IRN
    A | 2018-01-11 | in  | IRN
    A | 2018-01-15 | out | IRN"""


def test_a_lost_exit_is_counted_and_gives_no_stay_an_end() -> None:
    records = told(LOST_EXIT)

    assert table(records, "residence_stay", "arrived_on", "departed_on", "exit_lost") == [
        ("2018-01-01", "", True),
        ("2018-01-11", "2018-01-15", False),
    ]
    assert table(records, "residence_crossing", "crossed_on", "direction", "repeats") == [
        ("2018-01-01", "entry", False),
        ("2018-01-11", "entry", True),
        ("2018-01-15", "exit", False),
    ]


def test_an_exit_after_an_exit_repeats_too() -> None:
    records = told(f"""{HEAD}
        A | 2018-01-01 | out | AZE
        A | 2018-03-01 | out | AZE""")

    found = table(records, "residence_crossing", "crossed_on", "repeats")
    assert found == [("2018-01-01", False), ("2018-03-01", True)]


def test_a_migration_that_a_missing_crossing_makes_stands_on_the_row_that_showed_it() -> None:
    # In on 1 January 2016, and in again on 1 January 2019: the exit is put half way, on 2 July 2017 (548 of 1,096
    # days). 548 days in the country make an immigrant, 548 days out of it an emigrant, and the second entry stays.
    records = told(f"""{HEAD}
        A | 2016-01-01 | in | IRN
        A | 2019-01-01 | in | IRN""")

    found = table(records, "residence_migration", "crossed_on", "direction", "row_no", "is_imputed")
    assert found == [
        ("2016-01-01", "entry", 1, False),
        ("2017-07-02", "exit", 2, True),
        ("2019-01-01", "entry", 2, False),
    ]
    assert spells(records) == [("IRN", "2016-01-01", "2017-07-02", True), ("IRN", "2019-01-01", "", True)]


def test_gaps_can_be_rejected_instead_and_the_person_is_then_open() -> None:
    records = told(LOST_EXIT, gaps="reject")

    assert {row[2] for row in migrations(records)} == {""}


def test_two_missing_crossings_of_one_person_stand_in_order() -> None:
    records = told(f"""{HEAD}
        A | 2016-01-01 | in  | IRN
        A | 2016-01-11 | in  | IRN
        A | 2016-03-01 | out | IRN
        A | 2016-03-21 | out | IRN
        B | 2016-01-01 | in  | GEO
        B | 2016-01-03 | in  | GEO""")
    answers = Derived(records)._answers.filter(lambda t: t.is_imputed).to_pyarrow().to_pylist()

    found = sorted((row["crossed_on"].isoformat(), row["direction"], row["row_no"]) for row in answers)
    # Half way: 6 January, 11 March (10 of 20 days after 1 March), 2 January.
    assert found == [("2016-01-02", "exit", 6), ("2016-01-06", "exit", 2), ("2016-03-11", "entry", 4)]


VISA = """
    person | application_no | decided_on | decision | valid_from | valid_to   | days_allowed
    A      | 1              | 2018-04-01 | granted  | 2018-04-20 | 2018-07-20 | 5
    B      | 2              | 2018-04-01 | granted  | 2018-04-20 | 2018-05-05 |
    C      | 3              | 2018-04-01 | refused  | 2018-04-20 | 2018-07-20 |"""
WEEK = f"""{HEAD}
    A | 2018-05-01 | in  | GEO
    A | 2018-05-08 | out | GEO
    B | 2018-05-01 | in  | GEO
    B | 2018-05-04 | out | GEO
    C | 2018-05-01 | in  | GEO
    C | 2018-05-08 | out | GEO"""


def test_days_beyond_the_permitted_stay() -> None:
    # A: five days from 1 May end on the 5th; left on the 8th, three days over. B: left a day before the visa ended.
    # C: no visa, and nothing is said.
    found = table(told(WEEK, visa_register=VISA), "residence_stay", "permitted_until", "days_over")

    assert found == [("", ""), ("2018-05-05", 0), ("2018-05-05", 3)]


def test_an_extension_and_a_permit_prolong_the_permitted_stay() -> None:
    records = told(
        WEEK,
        visa_register=VISA,
        sms_stay_extension="""
        person | decision_no | decided_on | decision | extended_until
        A      | 1           | 2018-05-03 | granted  | 2018-05-07""",
        sms_permanent_residence="""
        person | permit_no | decided_on | decision | valid_from | valid_to
        C      | 1         | 2018-05-02 | granted  | 2018-05-02 |""",
    )

    found = table(records, "residence_stay", "permitted_until", "days_over")
    assert found == [("2018-05-05", 0), ("2018-05-07", 1), ("9999-12-31", 0)]


def test_whoever_is_still_here_is_over_the_term_at_the_cut_off() -> None:
    records = told(f"{HEAD}\nB | 2018-05-01 | in | GEO", visa_register=VISA, cut_off="2018-05-25")

    assert table(records, "residence_stay", "departed_on", "days_over") == [("", 20)]


def test_a_status_from_a_register_is_better_than_one_inferred() -> None:
    # Registered as having left in 2014, back in 2018 for a visit: his exit does not make him an emigrant.
    records = told(
        f"""{HEAD}
        A | 2018-05-08 | out | AZE""",
        mia_residence_register="""
        person | registration_no | moved_on   | type_of_move
        A      | 1         | 2010-01-01 | arrival_from_abroad
        A      | 2         | 2014-06-01 | departure_abroad""",
    )

    assert spells(records) == []
    assert migrations(records) == []
    assert Derived(records).observed.trusted_from == date(2015, 1, 1)


def test_without_a_register_the_first_year_is_not_trusted() -> None:
    observed = Derived(told(f"{HEAD}\nA | 2018-05-08 | out | AZE")).observed

    assert (observed.since, observed.trusted_from) == (date(2015, 1, 1), date(2016, 1, 1))
    # 1 July 2020 + 487 days is 31 October 2021.
    assert observed.settled_until == date(2020, 7, 1)


def test_a_birth_that_cannot_be_is_no_birth() -> None:
    records = told("""person | crossed_on | direction | citizenship | birth_date | birth_year | age
        A | 2018-01-01 | in | TUR | 2030-01-01 |      | 40
        B | 2018-01-01 | in | TUR |            | 1990 |
        C | 2018-01-01 | in | TUR | 1980-05-05 | 1980 | 37""")

    found = table(records, "residence_spell", "birth_date", "birth_year")
    assert found == [("", 1978), ("", 1990), ("1980-05-05", "")]


def test_crossings_of_nobody_give_nothing_derived() -> None:
    records = told("crossed_on | direction | citizenship\n2018-01-01 | in | TUR")

    assert not Derived(records).has_persons
    assert "residence_migration" not in Derived(records).sources()


def test_a_rule_that_is_none_is_told() -> None:
    with pytest.raises(UserError, match="is not a rule"):
        spells(told(f"{HEAD}\nA | 2018-01-01 | in | TUR", rule="yearly"))


def test_crossings_of_a_direction_nobody_could_map_are_left_aside() -> None:
    records = told(f"{HEAD}\nA | 2018-01-01 | in | TUR")
    records.rows["sbs_border_crossing"].append(
        {**records.rows["sbs_border_crossing"][0], "direction": "?transit", "crossed_on": date(2018, 2, 1), "row_no": 2}
    )

    assert spells(records) == [("TUR", "2018-01-01", "", True)]


def test_a_status_of_somebody_of_whom_no_crossing_can_be_followed_stops_nothing() -> None:
    records = told(
        f"{HEAD}\nA | 2018-01-01 | in | TUR\nB | 2018-01-01 | in | GEO",
        mia_residence_register="""
        person | registration_no | moved_on   | type_of_move
        A      | 1         | 2010-01-01 | departure_abroad
        B      | 2         | 2010-01-01 | departure_abroad""",
    )
    records.rows["sbs_border_crossing"][1]["direction"] = "?transit"

    assert spells(records) == [("TUR", "2018-01-01", "", True)]


@pytest.mark.parametrize("gaps", ["impute", "reject"])
def test_lives_followed_piece_by_piece_are_the_same_lives(gaps: str, monkeypatch: pytest.MonkeyPatch) -> None:
    known = lives(Random(11), 80)
    columns = ("person", "place", "crossed_on", "direction", "is_migration", "settled_on", "is_imputed", "next_on")
    whole = Derived(all_records(known, gaps=gaps))._answers.order_by("person", "place", "row_no")

    monkeypatch.setattr(answers, "ROWS_IN_A_PIECE", 50)
    pieces = Derived(all_records(known, gaps=gaps))._answers.order_by("person", "place", "row_no")

    assert len(known["sbs_border_crossing"]) > 3 * 50
    assert whole.select(*columns).to_pyarrow().equals(pieces.select(*columns).to_pyarrow())


def test_rows_are_read_in_the_order_of_the_deliveries_whatever_the_engine_hands_over() -> None:
    import pyarrow as pa

    from durna.residence.answers import _encoded, _order_of_rows

    codes = dict.fromkeys(CODES, pa.array(["x"] * 4))
    mixed = _encoded(
        pa.table({**codes, "delivery_id": ["b", "a", "a", "a"], "row_no": [1, 2, 1, 1], "event_no": [0, 0, 1, 0]})
    )
    assert _order_of_rows(mixed).to_pylist() == [3, 2, 1, 0]
    assert _order_of_rows(mixed.slice(0, 0)).to_pylist() == []
