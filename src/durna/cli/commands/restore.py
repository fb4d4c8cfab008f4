"""`durna restore`"""

from __future__ import annotations

from pathlib import Path

import click

from durna.cli import options


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path))
@options.workspace
@click.option("--over", is_flag=True, help="Where something stands already, move it aside first.")
def command(file: Path, folder: Path, over: bool) -> None:
    """Put the backup FILE into an empty place; it is verified as a whole before anything is written."""
    from durna.web.backup import restored

    told = restored.restore(file, folder.resolve(), over=over)
    click.echo(f"{folder}: {told.files:,} files, {told.rows:,} rows of the site, as of {told.made_at}.")
    for path in told.aside:
        click.echo(f"What stood there is now {path}", err=True)
    for path in told.elsewhere:
        click.echo(f"durna.toml names {path}; that part was put beside the workspace instead. Move it there.", err=True)
    if not told.with_keys:
        click.echo("The backup was made without keys: put yours where durna.toml names them.", err=True)
