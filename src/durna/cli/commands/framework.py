"""`durna framework import`"""

from __future__ import annotations

from pathlib import Path

import click

from durna.cli import options


@click.group("framework")
def command() -> None:
    """The question sets that assessments use."""


@command.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@options.workspace
@click.option("--dry-run", is_flag=True, help="Say what the file would change, and change nothing.")
def bring_in(file: Path, folder: Path, dry_run: bool) -> None:
    """Import a framework file over the version in use: the official question set over the working set."""
    from durna.web import running

    running.set_up(options.open_workspace(folder))
    running.migrate()
    from durna.frameworks.reading import decoded
    from durna.web.governance.actions import frameworks

    text = decoded(file.read_bytes(), file.name)
    proposed = frameworks.propose(text, file.name)
    found = proposed.framework
    click.echo(f"{found.framework}, version {found.version}: {len(found.questions)} questions.")
    for kind, count in proposed.walk.counts().items():
        click.echo(f"{kind:<10}{count:>5}")
    if dry_run:
        click.echo("Nothing was changed.")
        return
    frameworks.bring_in(by="durna framework import", text=text, file=file.name)
    click.echo("Imported. A new round takes this version; rounds that are there keep theirs.")
