"""A kill at any step of freezing, publishing or signing leaves no half edition, and nothing that stands in the way."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from durna.editions import canonical, freeze, kept, keys
from durna.editions.folder import Edition, every
from durna.editions.verifying import verify
from durna.publish.editions import documents
from durna.workspace import open_workspace
from tests.editions.land import deliver, entries, new_land
from tests.faults.dying_editions import ACTIONS
from tests.faults.test_kills import environment

pytestmark = pytest.mark.slow
REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def ended(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with every life; one process for all, since to load the libraries takes longer than the lives."""
    base, folder = tmp_path_factory.mktemp("base"), tmp_path_factory.mktemp("lives")
    land = new_land(base)
    deliver(land, "first", [entries(2018, 100, "2019-01"), entries(2019, 200, "2020-01")])
    command = [sys.executable, "-m", "tests.faults.dying_editions", str(base), str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, env=environment(), cwd=REPOSITORY)
    assert done.returncode == 0, done.stderr
    return folder


def shape(root: Path) -> tuple[str, ...]:
    """What lies in the editions, two levels deep; names made by chance are not told apart."""
    places = [*(root / "editions").glob("*"), *(root / "editions").glob("*/*")]
    return tuple(sorted(re.sub(r"(new|old)-\w+", r"\1", place.relative_to(root).as_posix()) for place in places))


def lives(folder: Path) -> list[Path]:
    """The workspaces in which a life ended, in the order of the steps; of those that look alike the first."""
    numbers = range(1, len(list(folder.iterdir())) + 1)
    ended = [folder / str(number) / "land" for number in numbers]
    assert len(ended) > 3
    return list({shape(root): root for root in reversed(ended)}.values())[::-1]


def is_whole(edition: Edition) -> bool:
    """Everything that a freeze promises is there and is what it says."""
    inputs = dict(freeze.read(edition).inputs)
    public, internal = kept.read(edition.data / kept.FILE), kept.read(edition.internal / kept.FILE)
    return canonical.hashes(edition.inputs) == inputs and len(public) == len(internal) == 2


def hidden(root: Path) -> list[str]:
    return [each.name for each in (root / "editions").iterdir() if each.name.startswith((".new-", ".old-"))]


def test_a_kill_while_freezing(ended: Path) -> None:
    arrived = []
    for root in lives(ended / "freeze"):
        land = open_workspace(root)
        found = every(land)
        assert all(is_whole(edition) for edition in found)
        arrived.append(bool(found))
        if not found:
            ACTIONS["freeze"](land)
            assert is_whole(every(land)[0])
            assert hidden(root) == []
    assert arrived == sorted(arrived)
    assert (arrived[0], arrived[-1]) == (False, True)


def test_a_kill_while_publishing(ended: Path) -> None:
    results = set()
    for root in lives(ended / "publish"):
        land = open_workspace(root)
        (edition,) = every(land)
        if documents.published(edition) is not None:
            results.add(str(canonical.hashes(edition.documents)))
        ACTIONS["publish"](land)
        results.add(str(canonical.hashes(edition.documents)))
        assert hidden(root) == []
    assert len(results) == 1


def test_a_kill_while_signing(ended: Path) -> None:
    arrived = []
    for root in lives(ended / "sign"):
        land = open_workspace(root)
        (edition,) = every(land)
        arrived.append(edition.is_signed)
        if not edition.is_signed:
            ACTIONS["sign"](land)
        assert verify(edition, keys.trusted(land), is_at_home=True).is_trusted
    assert arrived == sorted(arrived)
    assert (arrived[0], arrived[-1]) == (False, True)
