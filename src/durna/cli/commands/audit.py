"""`durna audit verify`"""

from __future__ import annotations

from pathlib import Path

import click

from durna.cli import options
from durna.errors import UserError


@click.group("audit")
def command() -> None:
    """The audit of the site: who did what, and who looked at what."""


@command.command("verify")
@options.workspace
def verify(folder: Path) -> None:
    """Go through the audit from its first entry, and say whether each is as it was written and none is missing."""
    from durna.web import running

    running.set_up(options.open_workspace(folder))
    running.migrate()
    from durna.web.audit import chain

    number = chain.broken()
    if number is not None:
        raise UserError(
            found=f"The audit is broken at entry {number}: it was changed, or one before it was taken away.",
            expected="Every entry sealed to the one before it.",
            do="Compare with a backup from before, and find out who can write to the database of the site.",
        )
    click.echo(f"The audit is whole: {chain.length()} entries, each sealed to the one before it.")
