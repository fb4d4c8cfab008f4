"""`durna map FILE SOURCE`"""

from __future__ import annotations

from pathlib import Path

import click

from durna.cli import options
from durna.errors import UserError


@click.command("map")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("source")
@options.workspace
@click.option("--name", metavar="NAME", help="The name of the mapping; that of the source unless told.")
@click.option("--sheet", metavar="SHEET", help="The sheet of a workbook; the first unless told.")
@click.option("--force", is_flag=True, help="Replace a mapping of that name.")
def command(file: Path, source: str, folder: Path, name: str | None, sheet: str | None, force: bool) -> None:
    """Propose a mapping from FILE's own columns and values, and write it to mappings/NAME.yaml for editing."""
    from durna.sources import contract as contracts
    from durna.sources import keeping

    workspace = options.open_workspace(folder)
    contract = contracts.to_deliver(source)
    target = keeping.place(workspace, name or source)
    if target.exists() and not force:
        raise UserError(
            found=f"The workspace has a mapping '{target.stem}' already.",
            expected="A new name: a proposal would undo what was corrected by hand.",
            do="Give another with --name, or replace it with --force.",
        )
    from durna.intake.proposing.proposal import propose
    from durna.intake.proposing.summary import summary
    from durna.intake.proposing.writing import as_yaml

    proposal = propose(file, contract, workspace.country, sheet)
    keeping.write(target, as_yaml(proposal))
    for line in summary(proposal):
        click.echo(line)
    mapping = "" if target.stem == source else f" --mapping {target.stem}"
    click.echo(f"Written: {target}")
    click.echo(f"Check it, then: durna intake {source} {file} --workspace {folder}{mapping}")
