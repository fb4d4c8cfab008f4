"""`durna receipts`"""

from __future__ import annotations

import json
from pathlib import Path

import click

from durna.cli import options
from durna.cli.printing import print_receipts


@click.command("receipts")
@options.workspace
@click.option("--source", metavar="SOURCE", help="Only the deliveries of one source.")
@options.as_of
@options.as_json
def command(folder: Path, source: str | None, as_of: str | None, as_json: bool) -> None:
    """Show what intake did with each delivery, in the order in which they became known."""
    from durna.store import manifest
    from durna.store.moments import moment

    workspace = options.open_workspace(folder)
    known = manifest.read(workspace.store).as_known(moment(as_of, workspace.timezone))
    receipts = [entry.receipt for entry in known.entries if source in (None, entry.receipt.source)]
    if as_json:
        click.echo(json.dumps([receipt.as_json() for receipt in receipts], ensure_ascii=False, indent=1))
    elif receipts:
        print_receipts(receipts)
    else:
        click.echo("No delivery yet. Take one in with: durna intake SOURCE FILE")
