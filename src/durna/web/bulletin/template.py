"""Templates of bulletins: YAML files of the workspace, and one that every workspace has."""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib.resources import as_file, files
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from durna.errors import UserError
from durna.indicators import handwritten
from durna.workspace import Workspace

FOLDER = "bulletins"
DEFAULT = "monthly"
EXPECTED = "title (a text for each language), months (2 to 36), sections, each with a title and a list of indicators."
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
Texts = Mapping[str, str]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Section(_Part):
    title: Texts
    indicators: tuple[str, ...] = Field(min_length=1)


class Template(_Part):
    """`text`: what stands before the first section, or nothing."""

    title: Texts
    months: int = Field(13, ge=2, le=36)
    sections: tuple[Section, ...] = Field(min_length=1)
    text: Texts = {}


def names(workspace: Workspace) -> list[str]:
    folder = workspace.root / FOLDER
    own = {file.stem for file in folder.glob("*.yaml") if _NAME.fullmatch(file.stem)} if folder.is_dir() else set()
    return sorted({DEFAULT, *own})


def read(workspace: Workspace, name: str) -> Template | None:
    """None where there is no such template. Raises UserError where its file is wrong."""
    if name not in names(workspace):
        return None
    own = workspace.root / FOLDER / f"{name}.yaml"
    if own.is_file():
        return _read(own)
    with as_file(files("durna.web.bulletin") / f"{DEFAULT}.yaml") as file:
        return _read(file)


def _read(file: Path) -> Template:
    raw = handwritten.read(file, EXPECTED)
    try:
        return Template.model_validate(raw)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise UserError(
            found=f"{file.name}: {place}: {first['msg']}.",
            expected=EXPECTED,
            do="Correct the file; docs/how-to/use-the-api.md shows one.",
        ) from None
