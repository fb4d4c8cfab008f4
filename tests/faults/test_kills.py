"""A power cut or a kill at any moment leaves the store as it was before, or as it is after; never between."""

import random
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from durna.persons import vault
from durna.store import manifest
from durna.workspace import open_workspace
from tests.intake.deliveries import REGISTRATION_COLUMNS, REGISTRATIONS, begin, current, state, take_in, written

pytestmark = pytest.mark.slow
DYING = Path(__file__).parent / "dying.py"
SOURCE = "sms_stay_registration"
Facts = Mapping[str, Any]


def rows(first: int, count: int, day: str) -> list[tuple[object, ...]]:
    """Every tenth row cannot be used."""
    return [
        (number, "" if number % 10 == 0 else day, "GEO", "M", 30, f"P{number}", "somebody")
        for number in range(first, first + count)
    ]


@pytest.fixture
def base(tmp_path: Path) -> Path:
    begin(tmp_path / "base", **{SOURCE: REGISTRATIONS})
    return tmp_path / "base"


def delivered(folder: Path, first: int, count: int, day: str = "2020-01-05") -> Path:
    return written(folder / f"{first}-{day}.csv", REGISTRATION_COLUMNS, rows(first, count, day))


def facts(root: Path) -> Facts:
    """What anybody can see of a store, without the moment of recording and what depends on it."""
    land = open_workspace(root)
    volatile = {"recorded_at", "seconds"}
    return {
        "receipts": [
            {key: value for key, value in entry.receipt.as_json().items() if key not in volatile}
            for entry in manifest.read(land.store).entries
        ],
        "records": current(land, SOURCE),
    }


def identities(root: Path) -> dict[str, int]:
    """How many identities each delivery of the manifest has in the vault; all of them can be opened."""
    land = open_workspace(root)
    return {
        name: sum(b.num_rows for b in vault.unseal(land.vault / f"{name}.sealed", vault.private_key(land), name))
        for name in (entry.receipt.delivery_id for entry in manifest.read(land.store).entries)
    }


def strangers(root: Path) -> set[str]:
    """Files of which the manifest says nothing."""
    land = open_workspace(root)
    known = {"manifest.json", "vault.pub"}
    places: list[str] = []
    for entry in manifest.read(land.store).entries:
        known |= {f"{entry.receipt.delivery_id}.sealed", f"{entry.receipt.delivery_id}.csv"}
        places.append(f"land/store/{entry.folder}/")
    return {name for name in state(land) if Path(name).name not in known and not name.startswith(tuple(places))}


def die(how: str, base: Path, file: Path, folder: Path, *more: str) -> list[Path]:
    """The workspaces in which a life ended, in the order of their steps or moments; of equal ones the first."""
    folder.mkdir()
    command = [sys.executable, str(DYING), how, str(base), str(file), str(folder), *more]
    done = subprocess.run(command, capture_output=True, text=True, env=environment())
    assert done.returncode == 0, done.stderr
    lives = [folder / str(number) / "land" for number in range(1, sum(1 for _ in folder.iterdir()) + 1)]
    return list({shape(root): root for root in reversed(lives)}.values())[::-1]


def shape(root: Path) -> tuple[str, ...]:
    """Which files there are, empty or not, and what the manifest knows; names made by chance are not told apart."""
    files = [file for file in root.parent.rglob("*") if file.is_file()]
    known = [entry.folder for entry in manifest.read(root / "store").entries]
    names = (f"{file.relative_to(root.parent)} {file.stat().st_size > 0}" for file in files)
    return (*known, *sorted(re.sub("[0-9a-f]{32}", "*", name) for name in names))


def environment() -> dict[str, str]:
    import os

    source = str(Path(__file__).resolve().parents[2] / "src")
    return {**os.environ, "PYTHONPATH": os.pathsep.join([source, os.environ.get("PYTHONPATH", "")])}


def check(root: Path, old: Facts, new: Facts, file: Path, following: Path, expected: Facts) -> bool:
    """Old state or new one; then the delivery and the next one go in as if nothing had been. Tells if it was new."""
    found = facts(root)
    assert found in (old, new)

    land = open_workspace(root)
    receipt = take_in(land, SOURCE, file)
    assert receipt.repeated == (found == new)
    assert facts(root) == new
    take_in(land, SOURCE, following)
    assert facts(root) == expected
    assert identities(root) == {receipt["delivery_id"]: receipt["accepted"] for receipt in expected["receipts"]}
    assert strangers(root) == set()
    return bool(found == new)


def clean(base: Path, folder: Path, *files: Path) -> Facts:
    shutil.copytree(base, folder)
    for file in files:
        take_in(open_workspace(folder / "land"), SOURCE, file)
    return facts(folder / "land")


def test_a_kill_before_any_step_of_the_first_delivery(base: Path, tmp_path: Path) -> None:
    file, following = delivered(tmp_path, 1, 30), delivered(tmp_path, 21, 30)
    old, new = facts(base / "land"), clean(base, tmp_path / "new", file)
    both = clean(base, tmp_path / "both", file, following)

    lives = die("steps", base, file, tmp_path / "lives")

    assert len(lives) > 8
    arrived = [check(root, old, new, file, following, both) for root in lives]
    assert arrived[-1]
    assert arrived == sorted(arrived)  # there is one step at which it comes to exist


def test_a_kill_before_any_step_of_a_delivery_that_supersedes(base: Path, tmp_path: Path) -> None:
    first = delivered(tmp_path, 1, 30)
    file, following = delivered(tmp_path, 21, 30), delivered(tmp_path, 1, 60, "2020-02-05")
    take_in(open_workspace(base / "land"), SOURCE, first)
    old, new = facts(base / "land"), clean(base, tmp_path / "new", file)
    all_three = clean(base, tmp_path / "all", file, following)

    lives = die("steps", base, file, tmp_path / "lives")

    arrived = [check(root, old, new, file, following, all_three) for root in lives]
    assert arrived[-1]
    assert arrived == sorted(arrived)


def test_kills_at_random_moments(base: Path, tmp_path: Path) -> None:
    """Also inside the engine's own writing, where no step can be counted."""
    take_in(open_workspace(base / "land"), SOURCE, delivered(tmp_path, 1, 30))
    file, following = delivered(tmp_path, 21, 20_000), delivered(tmp_path, 1, 60, "2020-02-05")
    old, new = facts(base / "land"), clean(base, tmp_path / "new", file)
    all_three = clean(base, tmp_path / "all", file, following)
    chance = random.Random(1)

    lives = die("moments", base, file, tmp_path / "lives", *(str(chance.uniform(0, 1.0)) for _ in range(3)))

    for root in lives:
        check(root, old, new, file, following, all_three)
