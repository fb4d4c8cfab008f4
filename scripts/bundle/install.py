"""Install Durna from this folder, or upgrade it. It asks no network for anything. Called by install.sh and install.cmd.

    install.sh FOLDER                          install into FOLDER
    install.sh FOLDER --workspace WORKSPACE    upgrade: makes a backup of WORKSPACE first

Each version stands in a folder of its own below FOLDER/versions; the program `durna` in FOLDER calls the newest.
"""

import argparse
import hashlib
import os
import subprocess
import sys
import time
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
WINDOWS = os.name == "nt"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="where Durna is installed")
    parser.add_argument("--workspace", type=Path, help="of an upgrade: what to back up first")
    parser.add_argument("--no-backup", action="store_true", help="of an upgrade: you have a backup already")
    asked = parser.parse_args()
    own, version = (HERE / "version.txt").read_text(encoding="ascii").split()
    if version != f"{sys.version_info.major}.{sys.version_info.minor}":
        sys.exit(f"This bundle is for Python {version}; this is {sys.version.split()[0]}. Name another one in PYTHON.")
    pins = HERE / f"requirements-{'windows' if WINDOWS else 'linux'}.txt"
    if not pins.exists():
        sys.exit("This bundle was not made for this system.")
    check_sums()
    folder = asked.folder.resolve()
    program = folder / ("durna.cmd" if WINDOWS else "durna")
    if program.exists():
        back_up(program, folder, asked.workspace, asked.no_backup)
    made = folder / "versions" / time.strftime(f"{own.split('-')[1]}-%Y%m%d-%H%M%S")
    install(made, pins, own)
    write_program(program, made)
    print(f"Durna is installed. Its command is {program}; its documentation {HERE / 'documentation' / 'index.html'}")


def check_sums() -> None:
    for line in (HERE / "SHA256SUMS").read_text(encoding="utf-8").splitlines():
        wanted, name = line.split("  ", 1)
        if hashlib.sha256((HERE / name).read_bytes()).hexdigest() != wanted:
            sys.exit(f"{name} is damaged: copy the bundle again.")


def back_up(program: Path, folder: Path, workspace: "Path | None", refused: bool) -> None:
    if refused:
        return
    if workspace is None:
        sys.exit("Durna is installed there already. To upgrade, name its --workspace: a backup is made of it first.")
    backups = folder / "backups"
    backups.mkdir(mode=0o700, exist_ok=True)
    file = backups / time.strftime("before-upgrade-%Y%m%d-%H%M%S.zip")
    done = subprocess.run([str(program), "backup", str(file), "--workspace", str(workspace)])
    if done.returncode:
        sys.exit("The backup failed, so nothing was changed.")


def install(made: Path, pins: Path, own: str) -> None:
    """All of it into a new folder: what is installed already goes on working whatever happens here."""
    venv.create(made, with_pip=False, symlinks=not WINDOWS)
    python = made / ("Scripts/python.exe" if WINDOWS else "bin/python")
    (pip,) = HERE.glob("pip-*.whl")
    install = [
        str(python),
        str(pip / "pip"),
        "install",
        "--no-index",
        "--no-deps",
        "--disable-pip-version-check",
        "--quiet",
    ]
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON"))}
    wheels = HERE / "wheels"
    for words in (["--find-links", str(wheels), "--require-hashes", "-r", str(pins)], [str(wheels / own)]):
        if subprocess.run([*install, *words], env=environment).returncode:
            sys.exit("The installation failed; its message stands above. What was installed before is as it was.")
    if subprocess.run([str(python), "-m", "durna.cli.main", "--version"], env=environment).returncode:
        sys.exit("What was installed does not start. What was installed before is as it was.")


def write_program(program: Path, made: Path) -> None:
    """In one step: there is always a program, the old one or the new one."""
    fresh = program.with_name(program.name + ".new")
    if WINDOWS:
        fresh.write_text(f'@"{made}\\Scripts\\python.exe" -m durna.cli.main %*\r\n', encoding="utf-8", newline="")
    else:
        fresh.write_text(f'#!/bin/sh\nexec "{made}/bin/python" -m durna.cli.main "$@"\n', encoding="utf-8")
        fresh.chmod(0o755)
    fresh.replace(program)


if __name__ == "__main__":
    main()
