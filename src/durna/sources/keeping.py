"""Writing a mapping into a workspace: only what loads as one, and whole or not at all."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from durna.errors import UserError
from durna.sources import mapping
from durna.sources.mapping import Mapping
from durna.sources.plain_yaml import load_plain
from durna.workspace import Workspace


def place(workspace: Workspace, name: str) -> Path:
    """Where the mapping of that name stands or would stand. Raises UserError for what cannot be a name."""
    if re.fullmatch(r"[\w][\w.-]*", name):
        return workspace.mappings / f"{name}.yaml"
    raise UserError(
        message="mapping-name",
        what=name,
        found=f"'{name}' cannot be the name of a mapping.",
        expected="Letters, digits, hyphens and underscores.",
        do="Give another with --name.",
    )


def read(workspace: Workspace, name: str, text: str) -> Mapping:
    """What a text would be as the mapping of that name. Raises UserError where it is none."""
    try:
        raw = load_plain(text)
    except ValueError as error:
        raise UserError(
            message="wrong-mapping",
            what=f"{name}.yaml",
            detail=f"{error}.",
            found=f"Mapping {name}.yaml: {error}.",
            expected="A YAML file with source, fields and, where needed, file, events, stream.",
            do="Compare it with docs/reference/mapping.md, or let `durna map FILE SOURCE` write a new one.",
        ) from None
    return mapping.parse(raw, name, workspace.mappings)


def keep(workspace: Workspace, name: str, text: str) -> Mapping:
    """Write it, over one of that name. Raises UserError where the text is no mapping, or cannot be written."""
    target = place(workspace, name)
    made = read(workspace, name, text)
    write(target, text)
    return made


def seen(target: Path) -> str:
    """A mark of what stands there, so that nobody overwrites what he has not seen; empty where nothing does."""
    return hashlib.sha256(target.read_bytes()).hexdigest() if target.exists() else ""


def write(target: Path, text: str) -> None:
    """Whole or not at all: a half-written mapping would look like a finished one."""
    partial = target.with_name(f".{target.name}.partial")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        partial.write_text(text, encoding="utf-8")
        partial.replace(target)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise UserError(
            message="no-writing",
            found=f"The mapping {target.name} cannot be written ({error.strerror}).",
            expected="A workspace whose folder 'mappings' this user may write to.",
            do="Check the rights and the space on the disk.",
        ) from None
