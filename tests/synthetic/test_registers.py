"""Registers that agree with the lives they were made from, and with one another."""

from __future__ import annotations

import duckdb
import pytest

from durna.sources.contract import load
from durna.synthetic.country import Country, country
from durna.synthetic.place import OWN
from tests.synthetic.asking import count, only

INSIDE = """(
    SELECT person, crossed_at::DATE AS since, coalesce(lead(crossed_at) OVER w, '2023-07-01')::DATE AS until, direction
    FROM crossings WINDOW w AS (PARTITION BY person ORDER BY crossed_at) QUALIFY direction = 'entry')"""
PERMITS = ("sms_temporary_residence", "sms_permanent_residence", "sms_work_permit")


def test_registers_have_the_stored_columns_of_their_contracts(small_country: Country) -> None:
    for source, table in small_country.registers.items():
        stored = [name for name in load(source).stored_columns if name != "person"]
        assert table.column_names[: len(stored)] == stored
        assert table.column_names[len(stored) :] == (["true_person"] if load(source).person else [])


def test_required_fields_are_filled_and_numbers_are_unique(small_country: Country) -> None:
    for source, table in small_country.registers.items():
        contract = load(source)
        for field in contract.fields.values():
            if field.required:
                assert all(table[column].null_count == 0 for column in field.columns), (source, field.name)
        if not contract.is_table and contract.natural_key:
            keys = table.select(list(contract.key_columns)).group_by(list(contract.key_columns)).aggregate([])
            assert len(keys) == len(table), source


def test_no_row_breaks_a_check_of_its_contract(registers: duckdb.DuckDBPyConnection, small_country: Country) -> None:
    for source in small_country.registers:
        for check in load(source).checks:
            assert count(registers, f"{source} WHERE NOT ({check.expect})") == 0, (source, check.name)


def test_the_same_seed_gives_the_same_registers() -> None:
    one, other = (country(500, 4).registers for _ in range(2))
    assert all(one[source].equals(other[source]) for source in one)


def test_every_crossing_stands_in_the_register(registers: duckdb.DuckDBPyConnection) -> None:
    same = "person = true_person AND crossings.crossed_at = sbs_border_crossing.crossed_at"
    known = f"crossings JOIN sbs_border_crossing ON {same}"
    assert count(registers, known) == count(registers, "crossings") == count(registers, "sbs_border_crossing")


def test_a_stay_lasts_from_an_entry_to_the_next_exit(registers: duckdb.DuckDBPyConnection) -> None:
    entries = count(registers, f"crossings WHERE direction = 'entry' AND citizenship <> '{OWN}'")
    matched = f"""sbs_stay JOIN {INSIDE} AS spell ON person = true_person AND since = arrived_on
        AND until = coalesce(departed_on, '2023-07-01')"""
    assert count(registers, "sbs_stay") == entries
    # A commuter may enter twice on one day and match twice.
    assert count(registers, f"(SELECT DISTINCT stay_no FROM {matched})") == entries


@pytest.mark.parametrize("register", PERMITS)
def test_whoever_is_granted_a_permit_is_an_inhabitant_who_has_crossed_or_lived_here_before(
    registers: duckdb.DuckDBPyConnection, register: str
) -> None:
    """Some live in the country when the data begin; nobody else has a permit before the first entry."""
    early = f"""{register} JOIN (SELECT person, min(crossed_at)::DATE AS first, arg_min(direction, crossed_at) AS way
        FROM crossings GROUP BY person) ON person = true_person WHERE way = 'entry' AND decided_on < first"""
    assert count(registers, register) > 0
    assert count(registers, early) == 0


@pytest.mark.parametrize("register", PERMITS)
def test_nothing_is_decided_for_the_dead_or_for_citizens(registers: duckdb.DuckDBPyConnection, register: str) -> None:
    late = "decided_on >= death_date OR decided_on < people.birth_date OR decided_on >= naturalised_on"
    assert count(registers, f"{register} JOIN people ON person = true_person WHERE {late}") == 0


def test_permits_are_extended_and_some_are_refused(registers: duckdb.DuckDBPyConnection) -> None:
    for what in ("first_or_extension = 'extension'", "decision = 'refused'", "end_reason = 'left_country'"):
        assert count(registers, f"sms_temporary_residence WHERE {what}") > 0


def test_an_overstayer_has_stayed_longer_than_was_permitted(registers: duckdb.DuckDBPyConnection) -> None:
    found = "sms_violation_decision WHERE violation_type = 'overstay'"
    proven = """EXISTS (FROM sbs_stay AS stay WHERE stay.true_person = sms_violation_decision.true_person
        AND permitted_until < found_on AND arrived_on <= found_on
        AND coalesce(departed_on, '2023-07-01') >= found_on)"""
    assert count(registers, found) > 0
    assert count(registers, f"{found} AND NOT {proven}") == 0


def test_who_must_leave_leaves_on_the_day_of_enforcement(registers: duckdb.DuckDBPyConnection) -> None:
    enforced = "sms_removal_entry_ban WHERE enforced_on IS NOT NULL"
    left = """EXISTS (FROM crossings WHERE person = true_person AND direction = 'exit'
        AND crossed_at::DATE = enforced_on)"""
    assert count(registers, f"{enforced} AND type = 'administrative_removal'") > 0
    assert count(registers, f"{enforced} AND NOT {left}") == 0


def test_who_is_banned_does_not_come_back(registers: duckdb.DuckDBPyConnection) -> None:
    banned = "sms_removal_entry_ban JOIN crossings ON person = true_person WHERE type = 'entry_ban'"
    assert count(registers, f"{banned} AND direction = 'entry' AND crossed_at::DATE > ban_from") == 0


def test_who_is_held_is_released_when_leaving(registers: duckdb.DuckDBPyConnection) -> None:
    gone = """EXISTS (FROM sbs_stay AS stay WHERE stay.true_person = sms_detention.true_person
        AND departed_on = released_on)"""
    assert count(registers, f"sms_detention WHERE NOT {gone}") == 0


def test_a_refused_attempt_is_made_from_the_other_side(registers: duckdb.DuckDBPyConnection) -> None:
    """The next crossing goes the way that was refused."""
    next_way = """(SELECT arg_min(direction, crossed_at) FROM crossings
        WHERE person = true_person AND crossed_at::DATE > refused_on)"""
    assert count(registers, "sbs_refusal") > 0
    assert count(registers, f"sbs_refusal WHERE direction IS DISTINCT FROM {next_way}") == 0


def test_every_naturalisation_is_an_admission_or_a_restoration(registers: duckdb.DuckDBPyConnection) -> None:
    granted = "sms_citizenship JOIN people ON person = true_person WHERE decision = 'granted'"
    admitted = f"{granted} AND type IN ('admission', 'restoration')"
    naturalised = count(registers, "people WHERE naturalised_on IS NOT NULL")
    assert count(registers, admitted) == naturalised > 0
    assert count(registers, f"{admitted} AND decided_on <> naturalised_on") == 0


def test_births_and_deaths_are_those_of_the_people(registers: duckdb.DuckDBPyConnection) -> None:
    for event, day in (("birth", "birth_date"), ("death", "death_date")):
        acts = f"moj_civil_registry AS act JOIN people ON person = true_person WHERE event_type = '{event}'"
        assert count(registers, acts) > 0
        assert count(registers, f"{acts} AND event_on <> people.{day}") == 0


def test_refugees_are_those_whose_application_was_recognised(registers: duckdb.DuckDBPyConnection) -> None:
    recognised = "(SELECT DISTINCT true_person FROM sms_asylum_case WHERE outcome = 'recognised')"
    assert only(registers, f"SELECT count(*) FROM sms_refugee_register ANTI JOIN {recognised} USING (true_person)") == 0


def test_the_parts_of_the_population_add_up(registers: duckdb.DuckDBPyConnection) -> None:
    parts = "SELECT sum(value) FROM ssc_population WHERE series = 'population' AND period_start = '2015-01-01' AND {}"
    whole = only(registers, parts.format("sex IS NULL AND citizenship IS NULL"))
    assert whole == only(registers, parts.format("sex IS NOT NULL"))
    assert whole == only(registers, parts.format("citizenship IS NOT NULL"))


AWAY = """(SELECT person AS who, start::DATE AS since, coalesce("end"::DATE, '2023-07-01') AS until
    FROM periods JOIN people USING (person) WHERE NOT inside AND citizenship = 'BVT')"""


def test_who_is_registered_with_a_consulate_lives_abroad(registers: duckdb.DuckDBPyConnection) -> None:
    abroad = f"EXISTS (FROM {AWAY} WHERE who = true_person AND registered_on >= since AND registered_on <= until)"
    assert count(registers, "mfa_consular") > 0
    assert count(registers, f"mfa_consular WHERE NOT {abroad}") == 0


def test_who_is_helped_to_come_home_crosses_the_border_on_that_day(registers: duckdb.DuckDBPyConnection) -> None:
    comes = """EXISTS (FROM crossings WHERE person = true_person AND direction = 'entry'
        AND crossed_at::DATE = returned_on)"""
    assert count(registers, "reintegration_cases") > 0
    assert count(registers, f"reintegration_cases WHERE NOT {comes}") == 0


def test_who_gives_up_the_citizenship_does_not_cross_as_a_citizen_again(registers: duckdb.DuckDBPyConnection) -> None:
    gave_up = "sms_citizenship JOIN crossings ON person = true_person WHERE type = 'termination'"
    assert count(registers, "sms_citizenship WHERE type = 'termination'") > 0
    assert count(registers, f"{gave_up} AND crossed_at::DATE >= decided_on") == 0


@pytest.mark.parametrize(
    ("register", "day"), [("idp_register", "registered_on"), ("training_center", "ends_on"),
                          ("mia_trafficking", "identified_on"), ("sms_citizenship_determination", "decided_on")]
)  # fmt: skip
def test_nobody_is_written_down_before_birth_or_after_death(
    registers: duckdb.DuckDBPyConnection, register: str, day: str
) -> None:
    outside = f"{day} < people.birth_date OR {day} > death_date"
    assert count(registers, register) > 0
    assert count(registers, f"{register} JOIN people ON person = true_person WHERE {outside}") == 0


def test_the_displaced_are_no_longer_so_when_dead(registers: duckdb.DuckDBPyConnection) -> None:
    dead = "idp_register JOIN people ON person = true_person WHERE death_date IS NOT NULL"
    assert count(registers, f"{dead} AND (left_on IS NULL OR left_on > death_date)") == 0


def test_partners_see_the_citizens_who_live_with_them(registers: duckdb.DuckDBPyConnection) -> None:
    """On the last day of 2018: whoever is alive and in a period abroad then."""
    there = f"""{AWAY} JOIN people ON person = who WHERE since <= '2018-12-31' AND until > '2018-12-31'
        AND birth_date <= '2018-12-31' AND (death_date IS NULL OR death_date > '2018-12-31')"""
    stated = only(
        registers,
        """SELECT sum(value) FROM mirror_partner
        WHERE series = 'population_by_citizenship' AND period_start = '2018-01-01'""",
    )
    assert stated == count(registers, there) > 0


def test_courses_begin_on_a_monday_and_end_on_a_friday(registers: duckdb.DuckDBPyConnection) -> None:
    days = "SELECT DISTINCT dayname(starts_on) || dayname(ends_on) FROM training_center"
    assert registers.execute(days).fetchall() == [("MondayFriday",)]
