"""`durna diff`"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from durna.cli import options

if TYPE_CHECKING:
    from durna.publish.changes import Change, Part
    from durna.publish.editions.differing import Difference

# Of a block that is wholly new the first lines say enough; --json has all.
MOST_PARTS = 12


@click.command("diff")
@options.workspace
@click.option("--against", metavar="EDITION", help="The edition to compare with; the last one signed unless told.")
@click.option(
    "--as-of", metavar="DATE", help="Compare with what was known at the end of that day, not with an edition."
)
@options.as_json
def command(folder: Path, against: str | None, as_of: str | None, as_json: bool) -> None:
    """Every table, chart and sentence that would be other than in an edition if the Profile were published now."""
    from dataclasses import asdict

    from durna.publish.editions.differing import against_edition, against_moment
    from durna.store.moments import moment

    if against and as_of:
        raise click.UsageError("--against and --as-of name two things to compare with; give one.")
    workspace = options.open_workspace(folder)
    when = moment(as_of, workspace.timezone)
    found = against_edition(workspace, against) if when is None else against_moment(workspace, when)
    if as_json:
        click.echo(json.dumps(asdict(found), ensure_ascii=False, indent=1))
    else:
        _print(found)


def _print(found: Difference) -> None:
    counted = Counter(each for change in found.changes for each in _counted(change))
    said = ", ".join(
        f"{count} {kind}{'s' if count > 1 else ''} {what}" for (kind, what), count in sorted(counted.items())
    )
    click.echo(f"Against {found.against}: {said or 'no reader would find anything changed'}.")
    for label, moved in (("delivery", found.deliveries), ("definition", found.definitions), ("notes", found.notes)):
        for name in moved:
            click.echo(f"  {label:<10} {name}")
    place = ""
    for change in found.changes:
        if change.place != place:
            place = change.place
            click.echo(f"\n{place}")
        _print_change(change)


def _counted(change: Change) -> list[tuple[str, str]]:
    """A table or a chart counts once, of running text each sentence."""
    if change.kind != "sentence":
        return [(change.kind, change.what)]
    return [("sentence", "new" if p.old is None else "gone" if p.new is None else "changed") for p in change.parts]


def _print_change(change: Change) -> None:
    caption = f" '{change.caption}'" if change.caption else ""
    click.echo(f"  {change.kind} {change.what}{caption}")
    for part in change.parts[:MOST_PARTS]:
        for line in _lines(change.kind, part):
            click.echo(f"    {line}")
    if len(change.parts) > MOST_PARTS:
        click.echo(f"    ... and {len(change.parts) - MOST_PARTS} more")


def _lines(kind: str, part: Part) -> list[str]:
    if kind != "sentence" and part.name != "caption":
        return [f"{part.name}: {part.old or '(nothing)'} -> {part.new or '(nothing)'}"]
    signs = ((text, sign) for text, sign in ((part.old, "-"), (part.new, "+")) if text is not None)
    return [f"{sign} {text}" for text, sign in signs]
