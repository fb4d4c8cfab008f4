"""Make one archive that installs and runs Durna without a network: `make bundle`.

It holds the wheels of requirements/base.txt and Durna's own, with fonts and browser assets in it, the documentation,
and a script each for Linux and Windows that installs or upgrades. What was fetched before stays in build/wheels.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path

from packaging.markers import default_environment
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "build" / "wheels"
PINS = ROOT / "requirements" / "base.txt"
INSTALLERS = ROOT / "scripts" / "bundle"
# What pip calls the platform, and what the markers of requirements call it. Linux is the one this runs on.
PLATFORMS: Mapping[str, tuple[list[str], dict[str, str]]] = {
    "linux": ([], {"sys_platform": "linux", "os_name": "posix", "platform_system": "Linux"}),
    "windows": (
        ["win_amd64"],
        {"sys_platform": "win32", "os_name": "nt", "platform_system": "Windows", "platform_machine": "AMD64"},
    ),
}
# Already compressed: packing them again takes time and wins nothing.
STORED = (".whl", ".woff2", ".png")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--platforms", default="linux,windows", help="for which systems; linux,windows unless told")
    parser.add_argument("--out", type=Path, default=ROOT / "dist", help="the folder of the archive")
    parser.add_argument("--without-documentation", action="store_true", help="leave it out")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        top = Path(folder) / "durna"
        wheels = top / "wheels"
        wheels.mkdir(parents=True)
        own = build_wheel(wheels)
        for platform in asked.platforms.split(","):
            pins = top / f"requirements-{platform}.txt"
            pins.write_text("\n".join(pins_for(platform)) + "\n", encoding="utf-8")
            for wheel in fetch(platform, pins):
                shutil.copy(wheel, wheels)
        for path in INSTALLERS.iterdir():
            if path.is_file():
                shutil.copy(path, top)
        shutil.copy(ROOT / "LICENSE", top)
        shutil.copy(pip_wheel(), top)
        (top / "version.txt").write_text(f"{own.name}\n{python_version()}\n", encoding="ascii")
        if not asked.without_documentation:
            build_documentation(top / "documentation")
        made = pack(top, asked.out / f"{own.stem.rsplit('-', 3)[0]}-python{python_version()}.zip")
    print(f"{made}: {made.stat().st_size / 1e6:,.0f} MB, for {asked.platforms} with Python {python_version()}")


def python_version() -> str:
    return f"{sys.version_info.major}.{sys.version_info.minor}"


def build_wheel(folder: Path) -> Path:
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder))
    (made,) = folder.glob("durna-*.whl")
    return made


def build_documentation(folder: Path) -> None:
    run(sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder))


def pins_for(platform: str) -> Iterator[str]:
    """The pins with their hashes that hold for a system; pip itself would ask the system that it runs on."""
    environment = {**{name: str(value) for name, value in default_environment().items()}, **PLATFORMS[platform][1]}
    for entry in re.split(r"\n(?=\S)", PINS.read_text(encoding="utf-8").strip()):
        first, *hashes = entry.replace("\\\n", "\n").splitlines()
        needed = Requirement(first.strip())
        if needed.marker is None or needed.marker.evaluate(environment):
            yield " \\\n".join([f"{needed.name}{needed.specifier}", *(line.rstrip(" \\") for line in hashes)])


def fetch(platform: str, pins: Path) -> list[Path]:
    """The wheels of a system, from the registry of this machine, or from build/wheels where they are kept."""
    state = hashlib.sha256(pins.read_bytes() + python_version().encode()).hexdigest()[:16]
    folder = KEPT / f"{platform}-{state}"
    if not folder.is_dir():
        KEPT.mkdir(parents=True, exist_ok=True)
        coming = Path(tempfile.mkdtemp(dir=KEPT, prefix=".coming-"))
        names = [word for name in PLATFORMS[platform][0] for word in ("--platform", name)]
        run(
            sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps",
            "--only-binary", ":all:", "--require-hashes", "--requirement", str(pins), "--dest", str(coming), *names,
            *(["--python-version", python_version()] if names else []),
        )  # fmt: skip
        coming.rename(folder)
    return sorted(folder.glob("*.whl"))


def pip_wheel() -> Path:
    """The one that Python itself carries: with it a Python that has no pip of its own can install too."""
    found = sorted(Path(str(files("ensurepip") / "_bundled")).glob("pip-*.whl"))
    if not found:
        sys.exit("This Python carries no pip (ensurepip is missing): make the bundle with another one.")
    return found[-1]


def pack(top: Path, file: Path) -> Path:
    """One ZIP, which both systems can open; SHA256SUMS in it names every file."""
    inside = sorted(path for path in top.rglob("*") if path.is_file())
    sums = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(top).as_posix()}" for path in inside]
    (top / "SHA256SUMS").write_text("\n".join(sums) + "\n", encoding="utf-8")
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_suffix(".part")
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in [*inside, top / "SHA256SUMS"]:
            packing = zipfile.ZIP_STORED if path.suffix in STORED else zipfile.ZIP_DEFLATED
            archive.write(path, f"durna/{path.relative_to(top).as_posix()}", packing)
    part.replace(file)
    return file


def run(*command: str) -> None:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(command[:4])} failed:\n{done.stderr.strip() or done.stdout.strip()}")


if __name__ == "__main__":
    main()
