"""The bundle, as a new user of a new machine meets it: no network, no make, an empty folder."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
UNREACHABLE = ("No matching distribution", "Could not find a version", "ConnectionError", "NewConnectionError")


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made for this system, of the wheels in build/wheels, or of the registry where it can be reached."""
    folder = tmp_path_factory.mktemp("dist")
    made = subprocess.run(
        [sys.executable, "scripts/bundle.py", "--platforms", "linux", "--without-documentation", "--out", str(folder)],
        cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    if made.returncode and any(words in made.stderr for words in UNREACHABLE):
        pytest.skip("The wheels are not in build/wheels, and the registry cannot be reached.")
    assert made.returncode == 0, made.stderr
    (file,) = folder.glob("*.zip")
    return file


@pytest.mark.slow
def test_the_bundle_installs_runs_and_upgrades_with_the_network_closed(bundle: Path, tmp_path: Path) -> None:
    closed = ["unshare", "--map-root-user", "--net"]
    if subprocess.run([*closed, "true"], capture_output=True).returncode:
        pytest.skip("This system lets nobody close a network (unshare).")
    python = str(Path(sys.executable).resolve())
    done = subprocess.run(
        [*closed, python, str(Path(__file__).with_name("closed.py")), str(bundle), str(tmp_path)],
        capture_output=True, text=True, env={**os.environ, "PYTHON": python},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    told = dict(line.split(": ", 1) for line in done.stdout.splitlines())
    assert told["outside"] == "False"
    assert told["first"] == told["second"] == "200 200 200 200"
    assert "name its --workspace" in told["refused"]
    assert (told["backups"], told["versions"]) == ("1", "2")


@pytest.mark.slow
def test_the_bundle_holds_what_a_site_needs(bundle: Path) -> None:
    with zipfile.ZipFile(bundle) as archive:
        names = archive.namelist()

        (own,) = (name for name in names if Path(name).name.startswith("durna-"))
        with archive.open(own) as wheel, zipfile.ZipFile(wheel) as inside:
            held = inside.namelist()
    assert {"durna/install.sh", "durna/install.cmd", "durna/install.py", "durna/README.txt", "durna/SHA256SUMS"} <= set(
        names
    )
    assert any(name.endswith(".woff2") for name in held)
    assert any(name.endswith("site.css") for name in held)
