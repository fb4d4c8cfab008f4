"""The command `durna` as a person at a terminal meets it: exit status, standard output, standard error."""

import re
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from durna.cli.main import main


@dataclass(frozen=True)
class Shown:
    status: int
    out: str
    error: str

    @property
    def is_a_users_error(self) -> bool:
        """What was found, what was expected, what to do; nothing else, and no traceback."""
        return self.status == 1 and not self.out and re.fullmatch(
            r"durna: \S.*\n  Expected: \S.*\n  What to do: \S.*\n", self.error, re.DOTALL
        ) is not None and "Traceback" not in self.error  # fmt: skip


class Command:
    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch, self._capsys = monkeypatch, capsys

    def __call__(self, *words: str | Path) -> Shown:
        self._monkeypatch.setattr(sys, "argv", ["durna", *map(str, words)])
        status = 0
        try:
            main()
        except SystemExit as left:
            status = int(left.code or 0)
        shown = self._capsys.readouterr()
        return Shown(status, shown.out, shown.err)
