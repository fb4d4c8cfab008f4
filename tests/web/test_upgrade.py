"""A database of an earlier state comes forward whole: by restoring its backup, into either database.

`states/` holds a backup of each release, made by scripts/keep_state.py when it was released.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.web.test_backup import contents, durna, run

pytestmark = pytest.mark.slow
STATES = sorted((Path(__file__).parent / "states").glob("*.zip"))


@pytest.fixture(scope="module")
def earlier(land: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The backup of a site that had people and an audit, and none of the later rooms."""
    home = tmp_path_factory.mktemp("earlier")
    shutil.copytree(land, home / "land")
    told = run(home / "land", "tests.web.earlier", str(home / "land"), str(home / "old.zip"))
    assert told.returncode == 0, told.stderr
    return home / "old.zip"


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_site_of_an_earlier_version_comes_forward(
    kind: str, earlier: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    address = fresh(kind, request)
    there = tmp_path / "machine" / "land"
    durna(there, "restore", str(earlier), address=address)
    found = contents(there, address)["rows"]
    assert found["audit"] is None  # type: ignore[index]
    people = found["tables"]["accounts.user"]  # type: ignore[index]
    assert [row for row in people if "'old@example.org'" in row and "'O. Old'" in row]
    assert len(found["tables"]["audit.event"]) == 5  # type: ignore[index]
    # Rooms that came later have their tables, and work.
    assert run(there, "tests.web.filled", "fill", str(there), address=address).returncode == 0


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
@pytest.mark.parametrize("state", STATES, ids=lambda path: path.stem)
def test_the_site_of_each_release_comes_forward(
    state: Path, kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    address = fresh(kind, request)
    there = tmp_path / "machine" / "land"
    durna(there, "restore", str(state), address=address)
    found = contents(there, address)["rows"]
    assert found["audit"] is None  # type: ignore[index]
    assert found["found"] > 0  # type: ignore[index]
    assert "The audit is whole" in durna(there, "audit", "verify", address=address)
    assert run(there, "tests.web.filled", "fill", str(there), address=address).returncode == 0


def fresh(kind: str, request: pytest.FixtureRequest) -> str:
    if kind == "sqlite":
        return ""
    make: Callable[[], str] = request.getfixturevalue("fresh_postgresql")
    return make()
