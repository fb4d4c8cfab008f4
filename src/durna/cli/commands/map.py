"""`durna map FILE SOURCE`"""

from __future__ import annotations

import re
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

    workspace = options.open_workspace(folder)
    contract = contracts.to_deliver(source)
    target = workspace.mappings / f"{_checked(name or source)}.yaml"
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
    _write(target, as_yaml(proposal))
    for line in summary(proposal):
        click.echo(line)
    mapping = "" if target.stem == source else f" --mapping {target.stem}"
    click.echo(f"Written: {target}")
    click.echo(f"Check it, then: durna intake {source} {file} --workspace {folder}{mapping}")


def _checked(name: str) -> str:
    if re.fullmatch(r"[\w][\w.-]*", name):
        return name
    raise UserError(
        found=f"'{name}' cannot be the name of a mapping.",
        expected="Letters, digits, hyphens and underscores.",
        do="Give another with --name.",
    )


def _write(target: Path, text: str) -> None:
    """Whole or not at all: a half-written mapping would look like a finished one."""
    partial = target.with_name(f".{target.name}.partial")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        partial.write_text(text, encoding="utf-8")
        partial.replace(target)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise UserError(
            found=f"The mapping {target.name} cannot be written ({error.strerror}).",
            expected="A workspace whose folder 'mappings' this user may write to.",
            do="Check the rights and the space on the disk.",
        ) from None
