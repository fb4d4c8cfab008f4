"""Where an edition lies and what lies in it. The files of an edition are named here and nowhere else.

freeze.json      what the edition pins: deliveries, notes, definitions, program
inputs/          settings, notes and mappings as they were
internal/        unprotected: figures.jsonl and what the documents would say; never handed out
data/            figures.jsonl: the figures as they are published
documents/       what is published
manifest.json    the hash of every file above
signature.json   the signature over the manifest
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from durna.errors import UserError
from durna.workspace import Workspace

INTERNAL, INPUTS = "internal", "inputs"
NOT_FOR_READERS = (INTERNAL, INPUTS)
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_NOTICES = ".corrections"
REGISTER = "register.jsonl"


@dataclass(frozen=True)
class Edition:
    folder: Path

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def freeze(self) -> Path:
        return self.folder / "freeze.json"

    @property
    def inputs(self) -> Path:
        return self.folder / INPUTS

    @property
    def internal(self) -> Path:
        return self.folder / INTERNAL

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def documents(self) -> Path:
        return self.folder / "documents"

    @property
    def manifest(self) -> Path:
        return self.folder / "manifest.json"

    @property
    def signature(self) -> Path:
        return self.folder / "signature.json"

    @property
    def notices(self) -> Path:
        """Correction notices stand beside the edition: nothing is ever added to a signed one."""
        return self.folder.with_name(self.name + _NOTICES)

    @property
    def salt(self) -> Path:
        """What hides the hashes of the internal files from those who have the manifest without them."""
        return self.internal / "salt"

    @property
    def exists(self) -> bool:
        return self.freeze.is_file()

    @property
    def is_signed(self) -> bool:
        return self.signature.exists()


def place(workspace: Workspace) -> Path:
    return workspace.root / "editions"


def named(workspace: Workspace, name: str) -> Edition:
    """The edition of that name, whether or not there is one. Raises UserError for what cannot be a name."""
    if not _NAME.fullmatch(name) or name.endswith(_NOTICES) or name == REGISTER:
        raise UserError(
            message="edition-name",
            what=name,
            found=f"'{name}' cannot be the name of an edition.",
            expected="Up to 64 letters of the Latin alphabet, digits, full stops, hyphens and underscores.",
            do="Name it for example 2026 or 2026-06.",
        )
    return Edition(place(workspace) / name)


def existing(workspace: Workspace, name: str) -> Edition:
    """Raises UserError where there is no such edition."""
    edition = named(workspace, name)
    if edition.exists:
        return edition
    known = [each.name for each in every(workspace)]
    raise UserError(
        message="no-edition",
        what=name,
        found=f"There is no edition '{name}'.",
        expected=f"One of: {', '.join(known)}." if known else "An edition; there is none yet.",
        do="Correct the name, or make the edition with `durna edition freeze NAME`.",
    )


def every(workspace: Workspace) -> tuple[Edition, ...]:
    """All editions in order of name."""
    root = place(workspace)
    if not root.is_dir():
        return ()
    found = (Edition(each) for each in sorted(root.iterdir()) if not each.name.startswith("."))
    return tuple(edition for edition in found if edition.exists)
