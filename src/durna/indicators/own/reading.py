"""The own indicators of a workspace: every file of its folder `indicators`, defined or refused, never one for all."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from durna.errors import UserError
from durna.indicators.own import headers, known
from durna.indicators.own.known import Own

if TYPE_CHECKING:
    from durna.indicators.definition import Indicator
    from durna.indicators.measures import Written
    from durna.workspace import Workspace

FOLDER = "indicators"
Done = TypeVar("Done", bound=Callable[..., Any])


def knowing(function: Done) -> Done:
    """For what is done to a workspace, its first argument: its own indicators are known until it is done."""

    @wraps(function)
    def inside(workspace: Workspace, *arguments: Any, **named: Any) -> Any:
        with known.known(read(workspace)):
            return function(workspace, *arguments, **named)

    return cast(Done, inside)


def read(workspace: Workspace) -> Own:
    """What is wrong with one file is kept beside the others: it stops none of them."""
    files = [] if not (workspace.root / FOLDER).is_dir() else _files(workspace.root / FOLDER)
    if not files:
        return known.NONE
    found: dict[str, tuple[Indicator, Written]] = {}
    wrong: dict[str, UserError] = {}
    for file in files:
        name = f"{FOLDER}/{file.name}"
        try:
            if file.stem in found:
                raise headers.wrong(
                    name, f"another file defines '{file.stem}' already", "One file for each indicator.",
                    "Remove one of the two.",
                )  # fmt: skip
            found[file.stem] = _one(file, name, workspace)
        except UserError as error:
            wrong[name] = error
    return Own(
        {stem: indicator for stem, (indicator, _) in found.items()},
        {stem: measure for stem, (_, measure) in found.items()},
        wrong,
    )


def _files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.iterdir() if file.suffix in (headers.PYTHON, headers.SQL) and file.is_file())


def _one(file: Path, name: str, workspace: Workspace) -> tuple[Indicator, Written]:
    from durna.indicators.measures import Written
    from durna.indicators.own import metadata

    source = headers.read(file, name)
    indicator = metadata.indicator(source.header, file.stem, workspace.languages, name)
    measure = Written(
        file=name, sha256=hashlib.sha256(source.code.encode()).hexdigest(), code=source.code,
        sources=indicator.sources, breakdowns=indicator.breakdowns, is_stock=indicator.kind == "stock",
        seconds=workspace.indicator_seconds,
    )  # fmt: skip
    return indicator, measure
