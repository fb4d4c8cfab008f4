"""`durna certificate verify`"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from durna.errors import UserError

_MOST_BYTES = 64 * 1024


@click.group("certificate")
def command() -> None:
    """Certificates of the Regional Training Centre."""


@command.command("verify")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--keys", "keys_file", required=True, metavar="FILE", type=click.Path(path_type=Path),
              help="The public keys of the centre, as its page training/keys.json gives them.")  # fmt: skip
@click.option("--revoked", "revoked_file", metavar="FILE", type=click.Path(path_type=Path),
              help="The list of revoked certificates, as training/revoked.json gives it.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Data only.")
def verify(file: Path, keys_file: Path, revoked_file: Path | None, as_json: bool) -> None:
    """Say whether the centre has signed what FILE holds: an Open Badge, or the text of a square. Needs no network."""
    from durna.web.training import jws

    keys = {key.get("kid", ""): key for key in _read(keys_file).get("keys", [])}
    token = _text(file).strip().rpartition("?c=")[2]
    try:
        said = jws.verify(token, keys)
    except jws.NotGenuine:
        raise UserError(
            found=f"{file.name} was not signed by the centre as it stands.",
            expected="An Open Badge (.jwt), or the text of the square on a certificate, unchanged.",
            do="Ask its holder for the original, and see that the keys are those of the centre.",
        ) from None
    number = str(said.get("n") or str(said.get("jti", "")).rstrip("/").rpartition("/")[2])
    if revoked_file is not None and number in _revoked(revoked_file):
        raise UserError(
            found=f"Certificate {number} is genuine, but has been revoked.",
            expected="A certificate that is valid.",
            do="Ask the centre why, by its number.",
        )
    click.echo(json.dumps(said, ensure_ascii=False, indent=1) if as_json else f"Certificate {number} is genuine.")


def _revoked(file: Path) -> set[str]:
    listed = _read(file).get("revokedCredential", [])
    return {str(each.get("id", "")).rstrip("/").rpartition("/")[2] for each in listed if each.get("revoked")}


def _read(file: Path) -> dict[str, Any]:
    try:
        found = json.loads(_text(file))
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise UserError(
            found=f"{file.name} holds no JSON object.",
            expected="The file as the site gives it.",
            do="Fetch it again.",
        )
    return found


def _text(file: Path) -> str:
    try:
        with file.open("rb") as stream:
            return stream.read(_MOST_BYTES if file.suffix != ".json" else -1).decode("utf-8")
    except (OSError, UnicodeDecodeError):
        raise UserError(
            found=f"{file.name} cannot be read.", expected="A text file.", do="See whether the path is right."
        ) from None
