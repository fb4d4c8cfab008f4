"""Options that several commands share, and how their words become values."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from durna.errors import UserError

if TYPE_CHECKING:
    from durna.periods import Period
    from durna.workspace import Workspace

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

workspace: Decorator = click.option(
    "--workspace", "-w", "folder", type=click.Path(path_type=Path), default=Path(), show_default="this folder",
    help="The workspace.",
)  # fmt: skip
as_of: Decorator = click.option("--as-of", metavar="DATE", help="As it was known at the end of that day (or moment).")
as_json: Decorator = click.option("--json", "as_json", is_flag=True, help="Data only, as JSON.")

protected: Decorator = click.option(
    "--protected", "is_protected", is_flag=True, help="As it may be published: by the policy of durna.toml."
)  # fmt: skip


def open_workspace(folder: Path) -> Workspace:
    """The workspace of a command; what it adds to the catalogue is known until the command ends."""
    from durna.indicators.own import known, reading
    from durna.workspace import open_workspace as read

    workspace = read(folder)
    click.get_current_context().with_resource(known.known(reading.read(workspace)))
    return workspace


def day(text: str | None, option: str) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UserError(
            found=f"'{text}' is not a date.", expected="A date as 2021-10-31.", do=f"Correct {option}."
        ) from None


def period(text: str | None) -> Period | None:
    from durna.periods import parse

    return None if text is None else parse(text)


def names(text: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip()) if text else ()


def columns(text: str | None) -> dict[str, str]:
    """How a file of crossings names its columns, from `person=..,date=..`."""
    pairs = [pair.partition("=") for pair in (text or "").split(",") if pair.strip()]
    if any(not separator or not name.strip() or not column.strip() for name, separator, column in pairs):
        raise UserError(
            found=f"'{text}' does not name columns.",
            expected="person=..,date=..,direction=..,order=..",
            do="Write for example --columns person=id,date=day.",
        )
    return {name.strip(): column.strip() for name, _, column in pairs}
