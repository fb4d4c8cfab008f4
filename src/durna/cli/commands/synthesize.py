"""`durna synthesize DIR`: a workspace of invented people, with deliveries and the truth beside them."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

import click

from durna.cli import options

if TYPE_CHECKING:
    from durna.synthetic.deliveries.fill import Wish


@click.command("synthesize")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--people", type=click.IntRange(1), required=True, metavar="N", help="How many people there are.")
@click.option("--seed", type=click.IntRange(0), required=True, metavar="N", help="The same seed, the same country.")
@click.option("--mix", default="balanced", show_default=True, help="Of what kinds of lives it is made.")
@click.option(
    "--until", default="2021-10-31", show_default=True, metavar="DATE", help="The last day that is delivered."
)
@click.option("--defects", default="none", show_default=True, metavar="none|all|NAME=RATE,...",
              help="What goes wrong on the way: lost_crossings, two_passports, three_scripts, late, corrected, "
              "wrong_codes.")  # fmt: skip
def command(folder: Path, people: int, seed: int, mix: str, until: str, defects: str) -> None:
    """Make a workspace of invented people in DIR, a folder that does not exist or is empty.

    DIR/deliveries holds the files of the institutions, deliveries.yaml lists them for `durna load`, and DIR/truth has
    the true value of every figure. Nothing in it is about a real person or a real country.
    """
    from durna.cli.commands.new import refuse_taken
    from durna.synthetic.deliveries.defects import rates_of
    from durna.synthetic.deliveries.fill import Wish, until_of
    from durna.synthetic.mixes import counts

    refuse_taken(folder)
    counts(people, mix)
    day = options.day(until, "--until")
    assert day is not None
    wish = Wish(people, seed, mix, until_of(day), rates_of(defects))
    files = _write_whole(folder.resolve(), wish)
    click.echo(f"Synthetic country of {people:,} people made: {folder}")
    click.echo(f"{files} files of its institutions; the true figures are in {folder / 'truth'}")
    click.echo(f"Next: durna load --workspace {folder}")


def _write_whole(folder: Path, wish: Wish) -> int:
    """Written beside its place and renamed into it: the workspace is there whole or not at all."""
    key = _make_key(folder, wish.seed)
    partial = Path(mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        files = _write(partial, folder.name, key, wish)
        partial.chmod(0o750)
        partial.rename(folder)
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise
    return files


def _write(target: Path, name: str, key: Path, wish: Wish) -> int:
    from durna.cli import new_workspace
    from durna.cli.synthetic_workspace import Invented, tell
    from durna.periods import parse
    from durna.synthetic.country import country
    from durna.synthetic.deliveries.fill import fill, keep_truth
    from durna.synthetic.place import OWN
    from durna.synthetic.truth import truth

    settings = Invented(name, OWN, ("en",), Path("..") / key.parent.name / key.name, until=wish.until)
    new_workspace.write(target, settings)
    tell(target, settings, wish)
    made = country(wish.people, wish.seed, wish.mix)
    delivered = fill(target, made, wish)
    keep_truth(target, truth(made, wish.until, parse(settings.period), own=OWN))
    return len(delivered)


def _make_key(folder: Path, seed: int) -> Path:
    """The pseudonym key beside the workspace. It follows from the seed: invented people have nothing to hide."""
    from durna.persons.keys import write_secret

    file = folder.parent / f"{folder.name}-keys" / "pseudonym.key"
    content = hashlib.sha256(f"durna synthetic country {seed}".encode()).hexdigest()
    if file.is_file() and file.read_text(encoding="ascii").strip() == content:
        return file
    folder.parent.mkdir(parents=True, exist_ok=True)
    return write_secret(file, content)
