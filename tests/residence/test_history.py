"""Month by month must equal a full recomputation."""

from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from durna.errors import UserError
from durna.residence.hashing import hash_of
from durna.residence.history import PARTS_BITS, History
from durna.residence.partitions import part_of_all

FIRST = date(2018, 1, 1)

# Persons, days and directions as they come: histories with gaps, repeated days, late rows, and text keys.
ROW = st.tuples(st.sampled_from("abcdef"), st.integers(0, 1300), st.sampled_from([0, 1, None]))


def crossings(rows: list[tuple[str, int, int | None]]) -> pa.Table:
    days = [FIRST + timedelta(days=day) for _, day, _ in rows]
    return pa.table(
        {
            "person": pa.array([person for person, _, _ in rows], pa.string()),
            "date": days,
            "direction": pa.array([direction for _, _, direction in rows], pa.int8()),
        }
    )


def everything(history: History) -> pa.Table:
    return pa.concat_tables(history.tables())


@settings(max_examples=60, deadline=None)
@given(
    first=st.lists(ROW, min_size=1, max_size=25),
    months=st.lists(st.tuples(st.integers(0, 500), st.lists(ROW, min_size=1, max_size=6)), min_size=1, max_size=3),
    gaps=st.sampled_from(["reject", "impute"]),
    rule=st.sampled_from(["12/16", "3/4", "12/16 months"]),
)
def test_updates_equal_a_full_recomputation(
    tmp_path_factory: pytest.TempPathFactory,
    first: list[tuple[str, int, int | None]],
    months: list[tuple[int, list[tuple[str, int, int | None]]]],
    gaps: str,
    rule: str,
) -> None:
    folder = tmp_path_factory.mktemp("history")
    until = FIRST + timedelta(days=1300)
    history = History.start(folder / "grown", crossings(first), rule, until, gaps=gaps)
    rows = list(first)
    for days, new in months:
        until += timedelta(days=days)
        rows += new
        history.update(crossings(new), until)

    full = History.start(folder / "full", crossings(rows), rule, until, gaps=gaps)

    assert everything(history).equals(everything(full))
    assert History.open(folder / "grown").report() == full.report()


def test_a_decision_that_comes_due_is_made_without_a_new_crossing_of_the_person(tmp_path: Path) -> None:
    history = History.start(tmp_path / "h", crossings([("a", 0, 1)]), "12/16", FIRST + timedelta(days=364))
    assert everything(history)["migration"].to_pylist() == ["unknown"]

    history.update(crossings([("b", 365, 1)]), FIRST + timedelta(days=365))

    found = {row["person"]: row for row in everything(history).to_pylist()}
    assert found["a"]["migration"] == "yes"
    assert found["a"]["migration_settled_on"] == FIRST + timedelta(days=365)


def test_people_whose_windows_are_over_are_left_alone(tmp_path: Path) -> None:
    part_of_a, part_of_c = part_of_all(hash_of(pa.chunked_array([["a", "c"]])), PARTS_BITS)
    assert part_of_a != part_of_c
    history = History.start(tmp_path / "h", crossings([("a", 0, 1)]), "12/16", FIRST + timedelta(days=487))

    history.update(crossings([("c", 500, 1)]), FIRST + timedelta(days=500))

    # 487 days are the window: the answers of "a" are still those of the first update, those of "c" of the second.
    written = sorted(file.name for file in (tmp_path / "h").glob("answers-*"))
    assert written == sorted([f"answers-{part_of_a:02}-1", f"answers-{part_of_c:02}-2"])


def test_an_update_that_is_refused_changes_nothing(tmp_path: Path) -> None:
    history = History.start(tmp_path / "h", crossings([("a", 0, 1)]), "12/16", FIRST + timedelta(days=400))
    before = everything(history)

    with pytest.raises(UserError, match="dated after"):
        history.update(crossings([("b", 500, 1)]), FIRST + timedelta(days=450))

    assert everything(History.open(tmp_path / "h")).equals(before)


def test_an_update_that_dies_before_its_end_leaves_the_old_state(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    history = History.start(tmp_path / "h", crossings([("a", 0, 1)]), "12/16", FIRST + timedelta(days=400))
    before = everything(history)
    monkeypatch.setattr(History, "_keep", lambda self: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        history.update(crossings([("a", 410, 0)]), FIRST + timedelta(days=450))
    monkeypatch.undo()

    again = History.open(tmp_path / "h")
    assert everything(again).equals(before)
    again.update(crossings([("a", 410, 0)]), FIRST + timedelta(days=450))
    assert everything(again)["direction"].to_pylist() == ["A", "D"]


def test_time_does_not_go_back(tmp_path: Path) -> None:
    history = History.start(tmp_path / "h", crossings([("a", 0, 1)]), "12/16", FIRST + timedelta(days=400))

    with pytest.raises(UserError, match="before the last one"):
        history.update(crossings([("a", 10, 0)]), FIRST + timedelta(days=399))


def test_a_folder_that_holds_a_history_is_not_overwritten(tmp_path: Path) -> None:
    History.start(tmp_path / "h", crossings([("a", 0, 1)]), "12/16", FIRST + timedelta(days=400))

    with pytest.raises(UserError, match="holds a history already"):
        History.start(tmp_path / "h", crossings([("a", 0, 1)]), "12/16", FIRST + timedelta(days=400))


def test_a_folder_that_holds_none_is_not_opened(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="is no history"):
        History.open(tmp_path)
