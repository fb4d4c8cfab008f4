"""`durna backup`"""

from __future__ import annotations

from pathlib import Path

import click

from durna.cli import options


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path))
@options.workspace
@click.option("--without-keys", is_flag=True, help="Leave every secret key out; they must then be kept elsewhere.")
def command(file: Path, folder: Path, without_keys: bool) -> None:
    """Put everything of a place into FILE: workspace, vault, keys, the site's files and its database."""
    from durna.web import running

    workspace = options.open_workspace(folder)
    running.set_up(workspace)
    from durna.web.backup import making

    made = making.make(workspace, file, with_keys=not without_keys)
    click.echo(f"{file}: {made.files:,} files of {made.size / 1e6:,.1f} MB, {made.rows:,} rows of the site.")
    for link in made.links:
        click.echo(f"A link was not followed; what it leads to is not in the backup: {link}", err=True)
    if made.keys:
        click.echo(
            f"It holds secret keys ({', '.join(made.keys)}): whoever has it can read and sign everything. Lock it up.",
            err=True,
        )
    else:
        click.echo("It holds no key: keep your keys elsewhere, or nobody can link or sign again.", err=True)
    if made.from_variable:
        click.echo("The key in the variable DURNA_PSEUDONYM_KEY is not in it: keep a copy of that apart.", err=True)
