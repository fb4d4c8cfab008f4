"""`durna keys make FOLDER`"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from durna.cli import options

if TYPE_CHECKING:
    from durna.workspace import Workspace


@click.group("keys")
def command() -> None:
    """Make the secret keys of a workspace."""


@command.command("make")
@click.argument("place", metavar="FOLDER", type=click.Path(path_type=Path))
@options.workspace
def make(place: Path, folder: Path) -> None:
    """Make a pseudonym key in FOLDER, outside the workspace, and say how to use it."""
    from durna.persons import keys

    _refuse_inside(options.open_workspace(folder), place)
    file = keys.make_key_file(place / "pseudonym.key")
    click.echo(f"Pseudonym key made: {file}")
    click.echo(f'Use it: in durna.toml, section [keys], write pseudonym_key_file = "{file.resolve()}"')
    click.echo(
        f"or set {keys.PSEUDONYM_KEY} to its content. Keep a copy in escrow: without it no person can be recognised."
    )


@command.command("signing")
@click.argument("place", metavar="FOLDER", type=click.Path(path_type=Path))
@options.workspace
def signing(place: Path, folder: Path) -> None:
    """Make a key that signs editions in FOLDER, outside the workspace; its public half goes into signing.pub."""
    from durna.editions import keys

    workspace = options.open_workspace(folder)
    _refuse_inside(workspace, place)
    file = keys.make(workspace, place)
    shown = keys.fingerprint(keys.secret(file).public_key())
    click.echo(f"Signing key made: {file}")
    click.echo(f'Use it: in durna.toml, section [keys], write signing_key_file = "{file.resolve()}"')
    click.echo(f"Make its fingerprint known to readers: {shown}")


def _refuse_inside(workspace: Workspace, place: Path) -> None:
    from durna.errors import KeyProblem

    if place.resolve().is_relative_to(workspace.root):
        raise KeyProblem(
            found="The folder for the key lies inside the workspace.",
            expected="A place apart: whoever has the records must not have the key.",
            do="Name another folder, for example ../keys.",
        )
