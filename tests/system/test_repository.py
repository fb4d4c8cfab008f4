"""What must hold of the repository as a whole, whichever room a change is in."""

import re
import socket
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest
import pytest_socket

from tests.conftest import BEGUN_FIRST

ROOT = Path(__file__).resolve().parents[2]
LARGEST_FILE = 1_500_000
TARGETS = ["help", "setup", "profile", "test", "check", "fix", "bench", "docs", "clean"]

# Host names in parts and paths in parts: this file must pass its own tests.
REGISTRIES = [("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("npmjs", "com"), ("crates", "io"),
              ("deb.debian", "org"), ("archive.ubuntu", "com")]  # fmt: skip
REGISTRY_HOSTS = re.compile(r"\b(" + "|".join(rf"{re.escape(name)}[.]{end}" for name, end in REGISTRIES) + r")\b")
MACHINE_PATHS = re.compile(r"(^|[^A-Za-z0-9_.:/-])/(work|farm|root|home|Users)/")


@pytest.fixture(scope="module")
def files() -> list[Path]:
    """Everything that is, or would be, committed."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if listed.returncode != 0:
        pytest.skip("This copy is not a git checkout, so the files that belong to it are not known.")
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def lines_with(pattern: re.Pattern[str], files: list[Path]) -> list[str]:
    found = []
    for path in files:
        content = path.read_bytes()
        if b"\0" in content:
            continue
        text = content.decode("utf-8", errors="replace")
        if pattern.search(text):
            numbered = enumerate(text.splitlines(), start=1)
            found += [f"{path.relative_to(ROOT)}:{number}" for number, line in numbered if pattern.search(line)]
    return found


def test_no_file_names_a_package_registry(files: list[Path]) -> None:
    assert lines_with(REGISTRY_HOSTS, files) == []


def test_no_file_names_a_folder_of_one_machine(files: list[Path]) -> None:
    assert lines_with(MACHINE_PATHS, [path for path in files if path.suffix != ".svg"]) == []


def test_no_file_is_as_large_as_a_data_set(files: list[Path]) -> None:
    assert [str(path.relative_to(ROOT)) for path in files if path.stat().st_size > LARGEST_FILE] == []


def test_every_pinned_package_has_hashes() -> None:
    for path in sorted((ROOT / "requirements").glob("*.txt")):
        entries = re.split(r"\n(?=\S)", path.read_text(encoding="utf-8").strip())
        assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == [], path.name


def test_the_same_version_is_pinned_in_every_requirements_file() -> None:
    def pins(name: str) -> set[str]:
        text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
        return set(re.findall(r"^[^\s#]+==[^\s\\]+", text, re.MULTILINE))

    assert pins("base") <= pins("test") <= pins("dev")


def makefile() -> str:
    return (ROOT / "Makefile").read_text(encoding="utf-8")


@pytest.mark.parametrize("target", TARGETS)
def test_make_help_explains_every_target(target: str) -> None:
    command = ["make", "--no-print-directory", "help"]
    shown = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert re.search(rf"^  make {target} +\S", shown, re.MULTILINE)


def test_only_steps_of_other_targets_go_without_help() -> None:
    targets = re.findall(r"^([a-z-]+):(.*)$", makefile(), re.MULTILINE)
    needed_by_others = " ".join(rest.split("##")[0] for _, rest in targets).split()
    assert [name for name, rest in targets if "## " not in rest and name not in needed_by_others] == []


def test_continuous_integration_checks_and_tests_and_does_nothing_else() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert lines == ["#!/usr/bin/env bash", "set -e", 'cd "$(dirname "$0")/.."', "make check", "make test"]
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o111


def test_the_files_of_tests_that_are_begun_first_are_there() -> None:
    assert [file for file in BEGUN_FIRST if not (ROOT / "tests" / file).is_file()] == []


def test_the_network_is_closed_while_tests_run() -> None:
    # An address of this machine that is not on the list of allowed ones: were the block missing, nothing would leave.
    blocked = pytest.raises(pytest_socket.SocketConnectBlockedError)
    with socket.socket() as closed, pytest.warns(UserWarning, match="127.0.0.2"), blocked:
        closed.connect(("127.0.0.2", 9))


@pytest.mark.slow
def test_the_built_package_holds_the_data_files_and_the_licence(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)

    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        packed = set(archive.namelist())
        (entry_points,) = [archive.read(name).decode() for name in packed if name.endswith("entry_points.txt")]
    source = ROOT / "src"
    written = {path.relative_to(source).as_posix() for path in (source / "durna").rglob("*") if path.is_file()}
    assert {name for name in written if "__pycache__" not in name} <= packed
    assert any(name.endswith("licenses/LICENSE") for name in packed)
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["scripts"]
    assert all(f"{name} = {target}" in entry_points for name, target in scripts.items())

    (archive_of_source,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(archive_of_source) as source_archive:
        assert any(name.endswith("/src/durna/__init__.py") for name in source_archive.getnames())
