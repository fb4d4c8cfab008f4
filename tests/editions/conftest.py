import shutil
from pathlib import Path

import pytest

from durna.editions.folder import Edition
from durna.workspace import Workspace, open_workspace
from tests.faults.command import Command


@pytest.fixture
def durna(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(monkeypatch, capsys)


@pytest.fixture
def land(original: Path, tmp_path: Path) -> Workspace:
    """A copy of the country that a module of tests has made once."""
    shutil.copytree(original, tmp_path / "copy")
    return open_workspace(tmp_path / "copy" / "land")


@pytest.fixture
def one(land: Workspace) -> Edition:
    return Edition(land.root / "editions" / "one")
