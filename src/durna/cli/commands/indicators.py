"""`durna indicators [INDICATOR]`"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from durna.cli import options
from durna.cli.printing import print_table, print_tree


@click.command("indicators")
@click.argument("indicator", required=False)
@click.option("--chapter", metavar="CHAPTER", help="Only one chapter of the Profile, with its parts, for example A.2.")
@click.option(
    "--workspace",
    "-w",
    "folder",
    type=click.Path(path_type=Path),
    help="With those that a workspace defines itself.",
)
@options.as_json
def command(indicator: str | None, chapter: str | None, folder: Path | None, as_json: bool) -> None:
    """List the catalogue, or show the definition of one INDICATOR."""
    from durna.indicators import definition
    from durna.indicators.own import known

    if folder is not None:
        options.open_workspace(folder)
    for error in known.now().wrong.values():
        click.echo(f"left out: {error.found}", err=True)
    if indicator is not None:
        shown = asdict(definition.indicator(indicator))
        if as_json:
            click.echo(json.dumps(shown, ensure_ascii=False, indent=1))
        else:
            print_tree(shown)
        return
    listed = [one for one in definition.catalogue().values() if _within(one.chapter, chapter)]
    if as_json:
        click.echo(json.dumps([asdict(one) for one in listed], ensure_ascii=False, indent=1))
    elif listed:
        rows = [(one.id, one.chapter, one.kind, one.counting_unit, one.periodicity, one.title["en"]) for one in listed]
        print_table(("indicator", "chapter", "kind", "counts", "every", "title"), rows)
    else:
        raise _no_chapter(chapter or "")


def _within(found: str, wanted: str | None) -> bool:
    return wanted is None or found == wanted or found.startswith(f"{wanted}.")


def _no_chapter(chapter: str) -> Exception:
    from durna.errors import UserError
    from durna.indicators import definition

    known = sorted({one.chapter for one in definition.catalogue().values()})
    return UserError(
        found=f"No indicator belongs to chapter '{chapter}'.",
        expected=f"A chapter of the catalogue: {', '.join(known)}.",
        do="Correct --chapter, or leave it out.",
    )
