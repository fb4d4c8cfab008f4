"""One workspace for reading; a fresh folder of indicators for each test."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from durna.workspace import Workspace, open_workspace
from tests.indicators.own import desk


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return desk.workspace(tmp_path_factory.mktemp("own") / "land").root


@pytest.fixture
def land(filled: Path) -> Iterator[Workspace]:
    yield open_workspace(filled)
    shutil.rmtree(filled / "indicators")
    (filled / "indicators").mkdir()
