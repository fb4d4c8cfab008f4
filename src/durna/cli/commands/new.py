"""`durna new DIR`"""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

import click

from durna.errors import KeyProblem, UserError

if TYPE_CHECKING:
    from durna.cli.new_workspace import Settings


@click.command("new")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--country", required=True, metavar="AZE", help="The country: an ISO code, or a name.")
@click.option("--languages", metavar="az,en", help="Languages of the documents; the country's own and en unless told.")
@click.option("--make-keys", "keys_in", metavar="FOLDER", type=click.Path(path_type=Path),
              help="Make a pseudonym key in FOLDER, outside the workspace.")  # fmt: skip
def command(folder: Path, country: str, languages: str | None, keys_in: Path | None) -> None:
    """Make a workspace for a country in DIR, a folder that does not exist or is empty."""
    from durna.cli import options
    from durna.cli.new_workspace import Settings, country_of, languages_of

    refuse_taken(folder)
    iso3 = country_of(country)
    chosen = languages_of(iso3, options.names(languages))
    key = _key_place(folder, keys_in)
    settings = Settings(folder.resolve().name, iso3, chosen, key)
    try:
        _write_whole(folder, settings)
    except OSError as error:
        raise _unwritable(folder, error) from None
    _say(folder, iso3, key)


def _write_whole(folder: Path, settings: Settings) -> None:
    """Written beside its place and renamed into it: the workspace is there whole or not at all."""
    from durna.cli.new_workspace import write
    from durna.persons.keys import make_key_file

    parent = folder.resolve().parent
    parent.mkdir(parents=True, exist_ok=True)
    partial = Path(mkdtemp(prefix=f".{folder.resolve().name}.", dir=parent))
    key: Path | None = None
    try:
        write(partial, settings)
        # Records speak of persons even without names: others of this machine need not read them.
        partial.chmod(0o750)
        key = make_key_file(settings.key) if settings.key else None
        partial.rename(folder)
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        if key is not None:
            key.unlink(missing_ok=True)
        raise


def refuse_taken(folder: Path) -> None:
    if folder.is_dir() and not any(folder.iterdir()):
        return
    if folder.exists() or folder.is_symlink():
        raise UserError(
            found=f"'{folder}' exists and is not an empty folder.",
            expected="A new name, or an empty folder. Nothing was touched.",
            do="Choose another folder.",
        )


def _key_place(folder: Path, keys_in: Path | None) -> Path | None:
    if keys_in is None:
        return None
    place = keys_in.expanduser().resolve()
    if place.is_relative_to(folder.resolve()):
        raise KeyProblem(
            found="The folder for the key lies inside the workspace.",
            expected="A place apart: whoever has the records must not have the key.",
            do="Name another folder, for example ../keys.",
        )
    return place / "pseudonym.key"


def _unwritable(folder: Path, error: OSError) -> UserError:
    return UserError(
        found=f"The workspace '{folder}' cannot be written ({error.strerror}).",
        expected="A folder that this user may write to, with some room on the disk.",
        do="Choose another place, or ask for the right to write there.",
    )


def _say(folder: Path, iso3: str, key: Path | None) -> None:
    from durna.classifications import countries

    click.echo(f"Workspace for {countries.name(iso3, 'en')} made: {folder}")
    if key is not None:
        click.echo(f"Pseudonym key made: {key}")
        click.echo("Keep a copy in escrow, apart from this machine: without it no person can be recognised again.")
    else:
        click.echo("Before personal data can be taken in, a pseudonym key is needed, outside the workspace:")
        click.echo(f"  durna keys make FOLDER --workspace {folder}")
    click.echo(f"Next: durna map FILE SOURCE --workspace {folder}   (durna sources lists the sources)")
