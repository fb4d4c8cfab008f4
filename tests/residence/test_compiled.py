"""A compiled function that was kept is used again only while all sources are the same."""

import subprocess
import sys
from pathlib import Path

import pytest

INNER = "from numba import njit\n\n@njit(cache=True)\ndef answer():\n    return {}\n"
OUTER = "from numba import njit\nfrom inner import answer\n\n@njit(cache=True)\ndef ask():\n    return answer()\n"
PROGRAM = """
from pathlib import Path
from durna.residence import compiled
compiled.FOLDER = Path('.').resolve()
from outer import ask
print(ask(), sum(ask.stats.cache_hits.values()))
"""


@pytest.mark.slow
def test_a_change_in_what_a_function_calls_counts(tmp_path: Path) -> None:
    (tmp_path / "outer.py").write_text(OUTER)

    said = []
    for number in (1, 1, 2):
        (tmp_path / "inner.py").write_text(INNER.format(number))
        command = [sys.executable, "-c", PROGRAM]
        said.append(subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout.split())

    # The second run takes what the first has kept; the third must not.
    assert said == [["1", "0"], ["1", "1"], ["2", "0"]]
