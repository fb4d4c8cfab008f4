"""What is kept between runs is the answer to the very question, or nothing."""

import os
import shutil
import stat
import time
from pathlib import Path

import pytest

from durna.store import kept
from durna.store.kept import FOLDER, MOST_DAYS, Kept

QUESTION = ["passes", "Count(...)", ["citizenship"], {"state": "a"}]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    (tmp_path / "store").mkdir()
    return tmp_path / "store"


def files(store: Path) -> list[Path]:
    return sorted((store / FOLDER).iterdir())


def test_an_answer_comes_back_as_it_was_kept(store: Path) -> None:
    answer = [[2020, [["citizenship", "AZE"]], 0.1 + 0.2, None, "Şəki"]]

    Kept(store).put(QUESTION, answer)

    assert Kept(store).get(QUESTION) == answer


def test_another_question_has_no_answer(store: Path) -> None:
    Kept(store).put(QUESTION, [1])

    assert Kept(store).get([*QUESTION[:3], {"state": "b"}]) is None


def test_another_program_has_no_answer(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Kept(store).put(QUESTION, [1])

    monkeypatch.setattr(kept, "program", lambda: "another")

    assert Kept(store).get(QUESTION) is None


@pytest.mark.parametrize("place", [0, 31, 32, 40, -1])
def test_a_damaged_answer_is_none(store: Path, place: int) -> None:
    Kept(store).put(QUESTION, list(range(100)))
    (file,) = files(store)
    raw = bytearray(file.read_bytes())

    raw[place] ^= 1
    file.write_bytes(raw)

    assert Kept(store).get(QUESTION) is None


@pytest.mark.parametrize("length", [0, 10, 32, 50])
def test_an_answer_that_was_cut_is_none(store: Path, length: int) -> None:
    Kept(store).put(QUESTION, list(range(100)))
    (file,) = files(store)

    file.write_bytes(file.read_bytes()[:length])

    assert Kept(store).get(QUESTION) is None


def test_the_answer_to_another_question_under_this_name_is_none(store: Path) -> None:
    one = Kept(store)
    one.put(QUESTION, [1])
    (first,) = files(store)
    one.put(["other"], [2])
    (other,) = (file for file in files(store) if file != first)

    shutil.copy(other, first)

    assert one.get(QUESTION) is None
    one.put(QUESTION, [1])
    assert one.get(QUESTION) == [1]


def test_nobody_else_may_read_it(store: Path) -> None:
    Kept(store).put(QUESTION, [1])

    (file,) = files(store)
    assert stat.S_IMODE((store / FOLDER).stat().st_mode) == 0o700
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path) -> None:
    there_is_a_file = tmp_path / "store"
    there_is_a_file.write_text("", encoding="utf-8")

    for store in (there_is_a_file, tmp_path / "nowhere"):
        Kept(store).put(QUESTION, [1])
        assert Kept(store).get(QUESTION) is None


def test_what_nobody_asked_for_in_a_long_time_goes(store: Path) -> None:
    Kept(store).put(QUESTION, [1])
    Kept(store).put(["other"], [2])
    long_ago = time.time() - (MOST_DAYS + 1) * 86_400
    for file in files(store):
        os.utime(file, (long_ago, long_ago))

    assert Kept(store).get(QUESTION) == [1]  # asked for: it stays
    Kept(store).put(["a third"], [3])

    assert Kept(store).get(QUESTION) == [1]
    assert Kept(store).get(["other"]) is None


def test_the_folder_stays_small(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(10):
        Kept(store).put([number], list(range(number, number + 50)))
        os.utime(files(store)[0])
    size = max(file.stat().st_size for file in files(store))
    monkeypatch.setattr(kept, "MOST_BYTES", 3 * size)

    Kept(store).put(["new"], [1])

    assert Kept(store).get(["new"]) == [1]
    assert sum(file.stat().st_size for file in files(store)) <= 4 * size
