"""Keep requirements/ in step with pyproject.toml: write it, upgrade it, or check it.

A requirements file pins every package, direct or not, with the hashes of its files. No file carries the address of a
registry, so each machine uses its own (docs/decisions/0003-no-lock-file.md).
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "requirements"
UV = Path(sys.executable).parent / "uv"

# File -> its dependency group, and whether the project's own dependencies are in it. The widest comes first: the
# others take its pins, so that one version of a package is used everywhere.
FILES = {"dev": ("dev", True), "test": ("test", True), "base": ("build", True), "uv": ("installer", False)}

OPTIONS = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-annotate", "--no-header", "--quiet"]

UNREACHABLE = re.compile(r"failed to fetch|request failed|error sending request|could not connect|network", re.I)


class RegistryUnreachableError(Exception):
    pass


def compile_file(name: str, folder: Path, *extra: str) -> None:
    """Resolve one file; pins that stand in `folder` already are kept where they still fit."""
    group, with_project = FILES[name]
    command = [str(UV), "pip", "compile", "--group", f"pyproject.toml:{group}", *OPTIONS, *extra]
    command += ["--output-file", str(folder / f"{name}.txt")]
    if with_project:
        command.append("pyproject.toml")
        if name != "dev":
            command += ["--constraint", str(folder / "dev.txt")]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if run.returncode == 0:
        return
    if UNREACHABLE.search(run.stderr):
        raise RegistryUnreachableError
    sys.exit(f"requirements/{name}.txt cannot be resolved from pyproject.toml:\n{run.stderr}")


def pins(path: Path) -> set[str]:
    """The pins without their hashes: a registry may gain a file for a version that was pinned long ago."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return {line.rstrip("\\ ") for line in lines if "==" in line and not line.startswith((" ", "#"))}


def difference(old: set[str], new: set[str]) -> str:
    return "\n".join([f"  - {pin}" for pin in sorted(old - new)] + [f"  + {pin}" for pin in sorted(new - old)])


def resolve_again() -> dict[str, str]:
    """What a new resolution would change, file by file."""
    changes = {}
    with tempfile.TemporaryDirectory() as temporary:
        fresh = Path(temporary)
        for name in FILES:
            shutil.copy(FOLDER / f"{name}.txt", fresh)
        for name in FILES:
            compile_file(name, fresh)
            changes[name] = difference(pins(FOLDER / f"{name}.txt"), pins(fresh / f"{name}.txt"))
    return {name: change for name, change in changes.items() if change}


def group_requirements(groups: dict[str, list[str | dict[str, str]]], group: str) -> Iterator[Requirement]:
    for entry in groups[group]:
        if isinstance(entry, str):
            yield Requirement(entry)
        else:
            yield from group_requirements(groups, entry["include-group"])


def compare_bounds() -> dict[str, str]:
    """Without a registry: is every direct requirement pinned within its bounds?"""
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    own = [Requirement(line) for line in pyproject["project"]["dependencies"]]
    faults = {}
    for name, (group, with_project) in FILES.items():
        direct = [*group_requirements(pyproject["dependency-groups"], group), *(own if with_project else [])]
        pinned = [Requirement(pin) for pin in pins(FOLDER / f"{name}.txt")]
        wrong = [f"  {requirement}" for requirement in direct if not is_pinned(requirement, pinned)]
        if wrong:
            faults[name] = "not pinned within its bounds:\n" + "\n".join(wrong)
    return faults


def is_pinned(requirement: Requirement, pinned: list[Requirement]) -> bool:
    name = canonicalize_name(requirement.name)
    versions = [entry.version for pin in pinned if canonicalize_name(pin.name) == name for entry in pin.specifier]
    return bool(versions) and all(requirement.specifier.contains(version, prereleases=True) for version in versions)


def check() -> int:
    try:
        faults = resolve_again()
        how = "resolved again"
    except RegistryUnreachableError:
        faults = compare_bounds()
        how = "the package registry cannot be reached, so only names and bounds were compared"
    for name, fault in faults.items():
        print(f"requirements/{name}.txt is out of step with pyproject.toml:\n{fault}", file=sys.stderr)
    if faults:
        print("Run `make requirements` and commit what it changes.", file=sys.stderr)
        return 1
    print(f"The requirements are in step with pyproject.toml ({how}).")
    return 0


def write(*extra: str) -> int:
    FOLDER.mkdir(exist_ok=True)
    for name in FILES:
        try:
            compile_file(name, FOLDER, *extra)
        except RegistryUnreachableError:
            sys.exit("The package registry cannot be reached: requirements/ is unchanged. Try again with a network.")
    return 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("action", choices=["check", "write", "upgrade"])
    match parser.parse_args().action:
        case "check":
            return check()
        case "upgrade":
            return write("--upgrade")
        case _:
            return write()


if __name__ == "__main__":
    sys.exit(main())
