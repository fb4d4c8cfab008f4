"""What a freeze pins, read from the workspace, the store and the program: hashes of everything a figure depends on."""

from __future__ import annotations

import hashlib
import platform
import shutil
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import cache
from importlib import metadata, resources
from pathlib import Path

import durna
from durna.editions import canonical
from durna.editions.folder import Edition
from durna.editions.freeze import Delivery, Freeze, Program
from durna.errors import UserError
from durna.indicators.chapters import declared
from durna.indicators.definition import catalogue
from durna.store import manifest
from durna.store.manifest import Entry
from durna.workspace import TEMPLATES, TEXTS, Workspace

# Folders of a workspace that say how figures and documents are made, and the notes and settings beside them.
FOLDERS = ("mappings", "indicators", TEMPLATES, TEXTS)
NOTES = ("*.toml", "*.yaml")
# What people answer to findings changes no figure and comes after the freeze: it is taken in until signing.
LATE = "explanations.yaml"
# Those whose version may change a byte of a document, or the last digit of an estimate.
LIBRARIES = (
    "duckdb", "ibis-framework", "pyarrow", "numpy", "numba", "scikit-learn", "jinja2", "babel", "fluent.runtime",
    "vl-convert-python", "xlsxwriter", "python-docx", "lxml", "typst", "pyyaml",
)  # fmt: skip


def moment(workspace: Workspace, as_of: datetime | None) -> datetime:
    """The recorded time of the last delivery that was known as of then: later ones of the same day stay outside.

    Raises UserError where nothing was known.
    """
    known = manifest.read(workspace.store).as_known(as_of).entries
    if not known:
        raise UserError(
            message="nothing-to-freeze",
            found="No delivery was known then." if as_of else "The workspace has no delivery yet.",
            expected="At least one delivery to make an edition from.",
            do="Take a delivery in with `durna intake SOURCE FILE`" + (", or correct --as-of." if as_of else "."),
        )
    return max(entry.known_since for entry in known)


def deliveries(workspace: Workspace, when: datetime) -> tuple[Delivery, ...]:
    """Every delivery known at a moment, with the hashes of its files. Raises UserError where the store lacks one."""
    known = manifest.read(workspace.store).as_known(when).entries
    return tuple(_delivery(workspace.store, entry) for entry in known)


def check_sources(workspace: Workspace, freeze: Freeze) -> None:
    """Raises UserError unless the store still holds, byte for byte, every delivery of the freeze and no other."""
    known = {each.delivery_id: each for each in deliveries(workspace, freeze.moment)}
    for pinned in freeze.deliveries:
        found = known.pop(pinned.delivery_id, None)
        if found is None:
            raise _gone(freeze, f"The store lacks delivery {pinned.delivery_id} ({pinned.file})")
        changed = [name for name, digest in pinned.files.items() if found.files.get(name) != digest]
        if changed:
            raise _gone(freeze, _changed(workspace, pinned, changed[0]))
    if known:
        other = next(iter(known.values()))
        raise _gone(freeze, f"The store has a delivery of that time that was not frozen, {other.delivery_id}")


def _changed(workspace: Workspace, pinned: Delivery, file: str) -> str:
    stones = manifest.read(workspace.store).tombstones
    erased = next((stone for stone in stones if stone.delivery_id == pinned.delivery_id), None)
    if erased is not None:
        return f"Records of delivery {pinned.delivery_id} were erased on {erased.at[:10]} ({erased.reason})"
    return f"{file} of delivery {pinned.delivery_id} ({pinned.file}) is not what it was"


def inputs(root: Path) -> tuple[Path, ...]:
    """The settings and notes of a workspace: what a freeze keeps a copy of."""
    found = [file for pattern in NOTES for file in root.glob(pattern)]
    found += [file for folder in FOLDERS if (root / folder).is_dir() for file in canonical.files(root / folder)]
    return tuple(sorted(file for file in found if "__pycache__" not in file.parts and file.name != LATE))


def input_hashes(root: Path) -> dict[str, str]:
    return {file.relative_to(root).as_posix(): canonical.sha256(file) for file in inputs(root)}


def copy_inputs(root: Path, target: Path) -> None:
    """Copy settings and notes into a folder that is made for them."""
    target.mkdir()
    for file in inputs(root):
        place = target / file.relative_to(root)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, place)


def late(root: Path) -> bytes | None:
    """The explanations of a workspace, or of the inputs of an edition; None where there is no such file."""
    file = root / LATE
    return file.read_bytes() if file.is_file() else None


def copy_notices(earlier: Iterable[Edition], target: Path) -> None:
    """Copy the correction notices on earlier editions: those known when an edition was frozen are the ones it shows."""
    for edition in earlier:
        if edition.notices.is_dir():
            shutil.copytree(edition.notices, target / "notices" / edition.name)


def definitions() -> dict[str, str]:
    """A hash for each indicator over its definition in the catalogue and its measures."""
    return {
        name: canonical.sha256_of(f"{indicator!r}\n{declared(name)!r}".encode())
        for name, indicator in catalogue().items()
    }


@cache
def program() -> Program:
    package = dict(_package())
    together = hashlib.sha256(canonical.encode(package)).hexdigest()
    return Program(
        version=durna.__version__,
        code=together,
        python=platform.python_version(),
        libraries={name: metadata.version(name) for name in LIBRARIES},
        fonts={name: digest for name, digest in package.items() if "/fonts/" in name},
    )


def _package() -> Iterator[tuple[str, str]]:
    """Every file of the installed package; what Python itself keeps beside them is left out."""
    with resources.as_file(resources.files("durna")) as root:
        for file in canonical.files(root):
            if "__pycache__" not in file.parts:
                yield file.relative_to(root).as_posix(), canonical.sha256(file)


def _delivery(store: Path, entry: Entry) -> Delivery:
    receipt = entry.receipt
    return Delivery(
        delivery_id=receipt.delivery_id, source=receipt.source, file=receipt.file, sha256=receipt.sha256,
        mapping=receipt.mapping, mapping_sha256=receipt.mapping_sha256, recorded_at=receipt.recorded_at,
        cut_off=receipt.cut_off, covers=receipt.covers, replaced=tuple(entry.replaced),
        folder=entry.folder, files=_records(store, entry),
    )  # fmt: skip


def _records(store: Path, entry: Entry) -> Mapping[str, str]:
    """The Parquet files alone: an index of keys is made anew when the engine's version changes."""
    folder = store / entry.folder
    found = {file.name: canonical.sha256(file) for file in sorted(folder.glob("*.parquet"))}
    if "records.parquet" not in found:
        raise UserError(
            message="store-lacks",
            what=entry.receipt.file,
            found=f"The store lacks the records of delivery {entry.receipt.delivery_id} ({entry.receipt.file}).",
            expected="Every delivery that the manifest names.",
            do="Restore the store from a backup. Nothing was changed.",
        )
    return found


def _gone(freeze: Freeze, found: str) -> UserError:
    return UserError(
        message="pins-gone",
        what=freeze.edition,
        found=f"{found}; edition '{freeze.edition}' was made from it.",
        expected="The deliveries that the edition pins, as they were when it was frozen.",
        do="Restore the store from a backup. The signature can be verified without --rebuild.",
    )
