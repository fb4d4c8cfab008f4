"""Many who write in one round at once, on both databases, and a kill meanwhile: nothing is lost and nothing half."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.web.processes import environment
from tests.web.test_databases import ROOT, run


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_two_hundred_edits_of_one_round_at_once_lose_nothing(
    kind: str, land: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    address = request.getfixturevalue("fresh_postgresql")() if kind == "postgresql" else ""
    (tmp_path / "web").mkdir()
    told = run(tmp_path / "web", address, "tests.web.answerers", str(land), "8", "25")
    # Every mark stands in its answer, every save is a revision and an entry of the audit, and the audit is whole.
    assert told.split() == [kind, "200", "200", "200", "None"]


@pytest.mark.slow
def test_a_kill_leaves_no_half_answer_and_no_gap_in_the_audit(land: Path, tmp_path: Path) -> None:
    folder = tmp_path / "web"
    folder.mkdir()
    words = [sys.executable, "-m", "tests.web.answerers", str(land), "8", "10000"]
    process = subprocess.Popen(words, cwd=ROOT, env=environment(folder))
    try:
        while saved(folder) < 30:
            assert process.poll() is None
            time.sleep(0.1)
    finally:
        process.kill()
        process.wait()
    saves, *wrong = run(folder, "", "tests.web.answerers", str(land), "kept").split()
    assert int(saves) >= 30
    assert wrong == ["0", "0", "None"]


@pytest.mark.slow
def test_answers_do_not_wait_for_one_another_and_a_closing_waits_for_them(
    land: Path, tmp_path: Path, fresh_postgresql: Callable[[], str]
) -> None:
    (tmp_path / "web").mkdir()
    told = run(tmp_path / "web", fresh_postgresql(), "tests.web.closers", str(land), "who")
    assert told.splitlines() == [
        "second answer waits: False closing waits: True", "answer waits for closing: True", "closed",
    ]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_what_is_written_while_a_round_closes_is_saved_before_or_kept_as_late(
    kind: str, land: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    address = request.getfixturevalue("fresh_postgresql")() if kind == "postgresql" else ""
    (tmp_path / "web").mkdir()
    told = run(tmp_path / "web", address, "tests.web.closers", str(land), "all", "8", "12")
    # 8 people x 12 times; each is a revision and an entry of the audit, none saved after the end, none late before it.
    assert told.split() == ["96", "96", "96", "0", "None"]


def saved(folder: Path) -> int:
    """How many revisions the database holds; none while it is not made yet."""
    try:
        with closing(sqlite3.connect(f"file:{folder / 'site.sqlite3'}?mode=ro", uri=True)) as database:
            return int(database.execute("SELECT count(*) FROM governance_revision").fetchone()[0])
    except sqlite3.OperationalError:
        return 0
