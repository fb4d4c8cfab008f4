"""Lives that hang together: crossings alternate, nobody crosses unborn or dead, and the same seed gives the same."""

from __future__ import annotations

import duckdb
import pytest

from durna.errors import UserError
from durna.synthetic.histories import History, histories
from durna.synthetic.mixes import KINDS, MIXES, counts
from durna.synthetic.place import OWN

PEOPLE, SEED = 3000, 11


@pytest.fixture(scope="module")
def history() -> History:
    return histories(PEOPLE, SEED)


@pytest.fixture(scope="module")
def ask(history: History) -> duckdb.DuckDBPyConnection:
    con = duckdb.connect()
    for name in ("people", "crossings", "periods", "permits"):
        con.register(name, getattr(history, name))
    return con


def only(con: duckdb.DuckDBPyConnection, statement: str) -> object:
    (found,) = con.execute(statement).fetchone() or (None,)
    return found


def test_the_same_seed_gives_the_same_tables(history: History) -> None:
    again = histories(PEOPLE, SEED)
    for name in ("people", "crossings", "periods", "permits"):
        assert getattr(again, name).equals(getattr(history, name))


def test_another_seed_gives_other_lives(history: History) -> None:
    assert not histories(PEOPLE, SEED + 1).crossings.equals(history.crossings)


def test_everyone_is_a_person_and_has_a_kind_of_life(history: History, ask: duckdb.DuckDBPyConnection) -> None:
    assert history.people["person"].to_pylist() == list(range(1, PEOPLE + 1))
    assert only(ask, "SELECT count(DISTINCT kind) FROM people") == len(KINDS)


def test_directions_alternate_and_times_of_a_person_differ(ask: duckdb.DuckDBPyConnection) -> None:
    wrong = """SELECT count(*) FROM (
        SELECT direction = lag(direction) OVER w OR crossed_at <= lag(crossed_at) OVER w AS wrong
        FROM crossings WINDOW w AS (PARTITION BY person ORDER BY crossed_at)) WHERE wrong"""
    assert only(ask, wrong) == 0


def test_nobody_crosses_before_birth_or_after_death(ask: duckdb.DuckDBPyConnection) -> None:
    outside_life = "crossed_at::DATE < people.birth_date OR crossed_at::DATE >= death_date"
    assert only(ask, f"SELECT count(*) FROM crossings JOIN people USING (person) WHERE {outside_life}") == 0


def test_babies_travel(ask: duckdb.DuckDBPyConnection) -> None:
    assert only(ask, "SELECT count(*) FROM crossings WHERE crossed_at::DATE < birth_date + INTERVAL 1 YEAR") != 0


def test_crossings_reach_from_the_first_day_of_the_data_into_2023(ask: duckdb.DuckDBPyConnection) -> None:
    assert only(ask, "SELECT min(crossed_at) >= '2009-01-01' AND min(crossed_at) < '2009-02-01' FROM crossings")
    assert only(ask, "SELECT max(crossed_at) >= '2023-06-01' AND max(crossed_at) < '2023-07-01' FROM crossings")


def test_citizens_need_no_permit_and_foreigners_hold_one_with_an_end(ask: duckdb.DuckDBPyConnection) -> None:
    assert only(ask, f"SELECT count(*) FROM crossings WHERE (citizenship = '{OWN}') <> (permit_class = 'none')") == 0
    endless = "permit_class NOT IN ('none', 'refugee', 'asylum_seeker') AND permit_until IS NULL"
    assert only(ask, f"SELECT count(*) FROM crossings WHERE {endless}") == 0


def test_whoever_is_naturalised_crosses_as_a_citizen_from_that_day(ask: duckdb.DuckDBPyConnection) -> None:
    joined = "FROM crossings JOIN people USING (person) WHERE naturalised_on IS NOT NULL"
    differs = f"(crossings.citizenship = '{OWN}') <> (crossed_at::DATE >= naturalised_on)"
    assert only(ask, f"SELECT count(*) {joined}") != 0
    assert only(ask, f"SELECT count(*) {joined} AND {differs}") == 0


def test_few_cross_after_the_closure(ask: duckdb.DuckDBPyConnection) -> None:
    in_spring = "SELECT count(*) FROM crossings WHERE crossed_at::DATE BETWEEN '{0}-04-01' AND '{0}-06-30'"
    assert only(ask, in_spring.format(2020)) * 5 < only(ask, in_spring.format(2019))  # type: ignore[operator]


def test_students_leave_in_summer(ask: duckdb.DuckDBPyConnection) -> None:
    """Of those who are in the country at the beginning of June, most are away at the beginning of August."""
    there = """SELECT count(*) FROM (
        SELECT person, arg_max(direction, crossed_at) AS last FROM crossings JOIN people USING (person)
        WHERE kind = 'student' AND crossed_at < '2018-{}-01' GROUP BY person) WHERE last = 'entry'"""
    assert only(ask, there.format("08")) * 2 < only(ask, there.format("06"))  # type: ignore[operator]


def test_permits_follow_one_another_within_a_stay(ask: duckdb.DuckDBPyConnection) -> None:
    assert only(ask, "SELECT count(*) FROM permits WHERE decided_on < applied_on OR valid_to < valid_from") == 0
    inside = """SELECT count(*) FROM permits WHERE decision = 'granted' AND NOT EXISTS (
        FROM periods WHERE periods.person = permits.person AND inside
        AND decided_on BETWEEN start::DATE AND coalesce("end", '2024-01-01')::DATE)"""
    assert only(ask, inside) == 0


def test_a_family_crosses_together(ask: duckdb.DuckDBPyConnection) -> None:
    """A spouse, whom nothing but death keeps away from a journey, makes those of the head."""
    alone = """SELECT count(*) FROM people AS one JOIN people AS head ON one.family = head.person
        WHERE one.person <> head.person AND one.birth_date < '1990-01-01' AND one.death_date IS NULL
        AND head.death_date IS NULL AND (SELECT list(crossed_at) FROM crossings WHERE person = one.person)
        IS DISTINCT FROM (SELECT list(crossed_at) FROM crossings WHERE person = head.person)"""
    assert only(ask, alone) == 0


def test_every_mix_has_as_many_people_as_asked_for() -> None:
    for mix in MIXES:
        assert sum(counts(777, mix).values()) == 777


def test_a_mix_that_is_not_known_is_named() -> None:
    with pytest.raises(UserError, match="balanced"):
        histories(10, 1, "unheard of")


def test_a_country_of_one_person() -> None:
    assert len(histories(1, 1).people) == 1
