"""A table that is kept between runs is found whole, or not at all."""

from __future__ import annotations

import os
import stat
import time
from pathlib import Path

import pytest

from durna.store import kept
from durna.store.kept import FOLDER, TABLES, Kept
from durna.store.shelf import MOST_STATES, Place

QUESTION = ["AZE", {"rule": "12/16"}, [["sbs_border_crossing", "a"]]]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    (tmp_path / "store").mkdir()
    return tmp_path / "store"


def place(store: Path, state: str = "a", what: str = "answers") -> Place:
    return Kept(store).place(what, [*QUESTION, state])


def write(content: bytes = b"a table"):  # type: ignore[no-untyped-def]
    return lambda file: file.write_bytes(content)


def files(store: Path) -> list[Path]:
    return sorted((store / FOLDER / TABLES).iterdir())


def test_a_table_is_found_by_its_question(store: Path) -> None:
    file = place(store).keep(write())

    assert file is not None
    assert place(store).found() == file
    assert file.read_bytes() == b"a table"
    assert place(store, "b").found() is None
    assert place(store, what="persons").found() is None


def test_another_program_finds_none(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place(store).keep(write())

    monkeypatch.setattr(kept, "program", lambda: "another")

    assert place(store).found() is None


@pytest.mark.parametrize("content", [b"A table", b"a tabl", b""])
def test_a_damaged_table_is_none_and_goes(store: Path, content: bytes) -> None:
    place(store).keep(write())
    (file,) = files(store)

    file.write_bytes(content)

    assert place(store).found() is None
    assert files(store) == []


def test_what_breaks_off_leaves_nothing(store: Path) -> None:
    def breaks_off(file: Path) -> None:
        file.write_bytes(b"half")
        file.with_name(f"{file.name}.wal").write_bytes(b"and its log")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        place(store).keep(breaks_off)

    assert files(store) == []


def test_a_full_disk_keeps_nothing(store: Path) -> None:
    def is_full(file: Path) -> None:
        file.write_bytes(b"half")
        raise OSError("no space left on device")

    assert place(store).keep(is_full) is None
    assert files(store) == []


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path) -> None:
    there_is_a_file = tmp_path / "store"
    there_is_a_file.write_text("", encoding="utf-8")

    for store in (there_is_a_file, tmp_path / "nowhere"):
        assert place(store).keep(write()) is None
        assert place(store).found() is None
    assert not (tmp_path / "nowhere").exists()


def test_of_each_table_the_states_last_used_stay(store: Path) -> None:
    for number, state in enumerate("abc"):
        file = place(store, state).keep(write())
        assert file is not None
        os.utime(file, (number, number))
    place(store, what="persons").keep(write())

    assert place(store, "b").found() is not None  # used: it stays
    place(store, "d").keep(write())

    assert MOST_STATES == 2
    assert [place(store, state).found() is not None for state in "abcd"] == [False, True, False, True]
    assert place(store, what="persons").found() is not None


def test_what_a_killed_program_left_goes(store: Path) -> None:
    place(store).keep(write())
    left, in_hand = (files(store)[0].with_name(name) for name in ("0f.fresh.wal", "1e.fresh"))
    for file in (left, in_hand):
        file.write_bytes(b"half")
    os.utime(left, (time.time() - 100_000,) * 2)

    place(store, what="persons").keep(write())

    assert not left.exists()
    assert in_hand.exists()


def test_nobody_else_may_read_it(store: Path) -> None:
    file = place(store).keep(write())

    assert file is not None
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert {stat.S_IMODE(each.stat().st_mode) for each in (store / FOLDER, file.parent)} == {0o700}


def test_answers_and_tables_do_not_sweep_each_other(store: Path) -> None:
    file = place(store).keep(write())

    Kept(store).put(["question"], [1])

    assert file is not None
    assert file.exists()
    assert Kept(store).get(["question"]) == [1]
