"""Work in two threads is the same work; and what is made once is made once, however many ask for it."""

from __future__ import annotations

import threading
import time
from contextvars import ContextVar

import pytest

from durna.engine.settings import Settings
from durna.engine.tables import tables
from durna.engine.turns import Turns, from_both_ends

SAID: ContextVar[str] = ContextVar("SAID", default="")


def test_what_is_made_stands_in_the_order_of_the_items() -> None:
    assert from_both_ends(lambda number: number * number, range(50)) == [number * number for number in range(50)]
    assert from_both_ends(str, []) == []


def test_one_begins_with_the_first_and_one_with_the_last() -> None:
    both = threading.Barrier(2, timeout=10)
    begun: list[int] = []

    def begin(item: int) -> None:
        if len(begun) < 2:
            begun.append(item)
            both.wait()

    from_both_ends(begin, range(5))

    assert sorted(begun) == [0, 4]


def test_the_error_of_the_first_that_failed_is_raised_and_nothing_is_begun_after_it() -> None:
    both = threading.Barrier(2, timeout=10)
    begun: list[int] = []

    def fail(item: int) -> None:
        begun.append(item)
        if len(begun) <= 2:
            both.wait()
        raise ValueError(str(item))

    with pytest.raises(ValueError, match=r"^0$"):
        from_both_ends(fail, range(100))
    assert sorted(begun) == [0, 99]


def test_both_threads_know_what_the_caller_knows() -> None:
    token = SAID.set("here")
    try:
        assert from_both_ends(lambda _: SAID.get(), range(4)) == ["here"] * 4
    finally:
        SAID.reset(token)


def test_whoever_asks_second_finds_what_the_first_has_made() -> None:
    turns, made = Turns(), list[str]()

    def make(name: str) -> None:
        with turns.at("table"):
            if not made:
                time.sleep(0.05)
                made.append(name)

    from_both_ends(make, ["one", "other"])

    assert len(made) == 1


def test_each_thread_asks_the_engine_for_itself_and_in_the_same_time_zone() -> None:
    """Over one connection the second question would take away the answer to the first."""
    engine = tables(Settings(timezone="Asia/Baku"))

    def ask(number: int) -> list[tuple[object, ...]]:
        asked = engine.backend.con.execute(
            f"SELECT {number}, current_setting('TimeZone'), sum(i) FROM range(200000) AS r(i)"
        )
        time.sleep(0.001)
        found: list[tuple[object, ...]] = asked.fetchall()
        return found

    assert from_both_ends(ask, range(40)) == [[(number, "Asia/Baku", 19_999_900_000)] for number in range(40)]
    assert engine.sql("SELECT 1 AS one").to_pyarrow()["one"].to_pylist() == [1]
