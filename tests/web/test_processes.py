"""Processes beside the server: how soon one that died is started again."""

from __future__ import annotations

import logging
import subprocess
import sys
import time
from pathlib import Path

import pytest

from durna.web import processes

DIES = """
import pathlib, sys
with pathlib.Path(sys.argv[1]).open("a") as stream:
    stream.write("x")
"""


def test_the_pauses_before_a_process_that_dies_at_once_double_up_to_a_minute() -> None:
    pauses = [0.0]
    for _ in range(8):
        pauses.append(processes.pause_after(pauses[-1], lived=0.1))
    assert pauses[1:] == [1, 2, 4, 8, 16, 32, 60, 60]


def test_one_that_worked_for_a_minute_is_started_again_at_once() -> None:
    assert processes.pause_after(32, lived=60) == 1
    assert processes.pause_after(32, lived=59) == 60


def test_one_that_died_is_started_again_with_a_line_in_the_log_and_not_after_the_end(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "dies.py").write_text(DIES, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(processes, "SHORTEST", 0.01)
    starts = tmp_path / "starts"
    with caplog.at_level(logging.WARNING), processes.kept("dies", str(starts)):
        for _ in range(300):
            if starts.is_file() and len(starts.read_text(encoding="utf-8")) >= 2:
                break
            time.sleep(0.1)
    started = len(starts.read_text(encoding="utf-8"))
    assert started >= 2
    assert "dies" in caplog.text
    assert "status 0" in caplog.text
    time.sleep(0.2)
    assert len(starts.read_text(encoding="utf-8")) == started


def test_one_that_lives_ends_with_the_one_that_began_it(tmp_path: Path) -> None:
    """What it reads from ends, and so does it, though nobody told it to."""
    words = [
        sys.executable,
        "-c",
        "import time; from durna.web import processes; processes.end_with_the_server(); time.sleep(600)",
    ]
    process = subprocess.Popen(words, stdin=subprocess.PIPE)
    assert process.stdin is not None
    process.stdin.close()
    assert process.wait(timeout=60) == 0
