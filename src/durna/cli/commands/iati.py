"""`durna iati`: the portfolio of projects in the standard of the International Aid Transparency Initiative."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from durna.cli import options
from durna.errors import UserError

if TYPE_CHECKING:
    from durna.iati.messages import Message
    from durna.iati.validate import Judgement


@click.group("iati")
def command() -> None:
    """Validate, export and import files of the International Aid Transparency Initiative (IATI 2.03)."""


@command.command("validate")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@options.as_json
def validate(files: tuple[Path, ...], as_json: bool) -> None:
    """Check FILES by the schemas, code lists and rules of the standard. Needs no workspace and no network.

    Ends with 1 where a file is not valid.
    """
    from durna.iati.validate import validate_file

    told = []
    for file in files:
        try:
            told.append((file, validate_file(file, date.today())))
        except OSError as error:
            raise _unreadable(file, error) from None
    if as_json:
        click.echo(json.dumps([_data(file, judgement) for file, judgement in told], ensure_ascii=False, indent=2))
    else:
        for file, judgement in told:
            _print(file, judgement)
    if not all(judgement.is_valid for _, judgement in told):
        click.get_current_context().exit(1)


def _data(file: Path, judgement: Judgement) -> dict[str, Any]:
    return {
        "file": str(file),
        "valid": judgement.is_valid,
        "messages": [
            {"level": each.level, "code": each.code, "line": each.line, "path": each.path, "found": each.found(),
             "do": each.do()}
            for each in judgement.messages
        ],
    }  # fmt: skip


def _print(file: Path, judgement: Judgement) -> None:
    click.echo(f"{file}: {'valid' if judgement.is_valid else 'not valid'}")
    for message in judgement.messages:
        click.echo(_line(message))


def _line(message: Message) -> str:
    where = f"line {message.line}" + (f", {message.path}" if message.path else "")
    return f"  {message.level}, {where}: {message.found()}\n    What to do: {message.do()}"


@command.command("export")
@options.workspace
@click.option("--out", type=click.Path(path_type=Path), required=True, help="The file to write.")
@click.option("--public", "is_public", is_flag=True, help="Projects with a public page, and approved values, alone.")
def export(folder: Path, out: Path, is_public: bool) -> None:
    """Write the projects of the site as a file of the standard, and say whether it is valid."""
    _set_up(folder)
    from durna.iati.validate import validate as judge
    from durna.web.cooperation import findings
    from durna.web.cooperation.models import Project

    projects = Project.objects.filter(is_public=True) if is_public else Project.objects.all()
    content = findings.export(projects, date.today(), approved_only=is_public)
    _write(out, content)
    click.echo(f"{projects.count()} projects are in {out}.", err=True)
    _print(out, judge(content, date.today()))


@command.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@options.workspace
@options.as_json
def take(file: Path, folder: Path, as_json: bool) -> None:
    """Take the activities of FILE in as projects of the site. One that is known already is left as it is."""
    content = _read(file)
    _set_up(folder)
    from durna.web.cooperation.actions.importing import take_in

    taken = take_in(by="durna iati import", content=content, name=file.name, today=date.today())
    told = {
        "new": [each.identifier for each in taken.new], "known": [each.identifier for each in taken.known],
        "messages": [{"line": m.line, "path": m.path, "found": m.found(), "do": m.do()} for m in taken.messages],
        "kept": [{"line": m.line, "path": m.path} for m in taken.kept],
    }  # fmt: skip
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    click.echo(f"New projects: {len(taken.new)}. Known already, left as they are: {len(taken.known)}.")
    for message in taken.messages:
        click.echo(_line(message))
    click.echo(f"Kept as they came, and written back on export: {len(taken.kept)} parts.")


def _set_up(folder: Path) -> None:
    from durna.web import running

    running.set_up(options.open_workspace(folder))
    running.migrate()


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise _unreadable(file, error) from None


def _write(out: Path, content: bytes) -> None:
    try:
        out.write_bytes(content)
    except OSError as error:
        raise UserError(
            found=f"{out} cannot be written: {error.strerror}.", expected="A place where you may write.",
            do="Name another file with --out.",
        ) from None  # fmt: skip


def _unreadable(file: Path, error: OSError) -> UserError:
    return UserError(
        found=f"{file} cannot be read: {error.strerror}.", expected="A file in the XML of the IATI standard.",
        do="Check the path, and whether you may read the file.",
    )  # fmt: skip
