"""`durna erase`"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from durna.cli import options

if TYPE_CHECKING:
    from durna.store.tombstones import Tombstone

_reason = click.option("--reason", required=True, help="The legal reason, which everybody may read; no names.")
_by = click.option("--by", required=True, metavar="NAME", help="Who decided it.")


@click.group("erase")
def command() -> None:
    """Erase records for a legal reason. It cannot be undone, and leaves a tombstone."""


@command.command("delivery")
@click.argument("delivery")
@options.workspace
@_reason
@_by
def delivery(delivery: str, folder: Path, reason: str, by: str) -> None:
    """Erase every record of DELIVERY, its rejected rows and its identities; its receipt stays."""
    from durna.store import erasing

    _told(erasing.erase_delivery(options.open_workspace(folder), delivery, reason, by))


@command.command("person")
@click.argument("pseudonym")
@options.workspace
@_reason
@_by
def person(pseudonym: str, folder: Path, reason: str, by: str) -> None:
    """Erase the records of one person from every delivery, told by PSEUDONYM and never by name."""
    from durna.store import erasing

    _told(erasing.erase_person(options.open_workspace(folder), pseudonym, reason, by))


@command.command("list")
@options.workspace
def tombstones(folder: Path) -> None:
    """Show what was erased, when, why and by whom."""
    from durna.store import erasing

    found = erasing.tombstones(options.open_workspace(folder))
    for stone in found:
        click.echo(f"{stone.number}  {stone.at[:10]}  {stone.records} records of {stone.delivery_id}  ({stone.by})")
        click.echo(f"   {stone.reason}")
    if not found:
        click.echo("Nothing was ever erased.")


def _told(made: list[Tombstone]) -> None:
    records, count = sum(stone.records for stone in made), len(made)
    click.echo(f"Erased: {records} records of {count} {'delivery' if count == 1 else 'deliveries'}.")
