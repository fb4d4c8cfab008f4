"""`durna edition`: freeze, check, sign, verify, compare and publish editions."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from durna.cli import options
from durna.cli.printing import plural, print_table
from durna.cli.printing_editions import print_comparison, print_verified

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    from durna.editions.folder import Edition
    from durna.workspace import Workspace

name_argument = click.argument("name")


@click.group("edition")
def command() -> None:
    """Editions: signed, immutable publications pinned to a freeze."""


@command.command("freeze")
@name_argument
@options.workspace
@options.as_of
def freeze(name: str, folder: Path, as_of: str | None) -> None:
    """Pin what is known, under NAME: the deliveries, the notes, the definitions, the program."""
    from durna.editions import freeze
    from durna.publish.editions.freezing import freeze_edition
    from durna.store.moments import moment

    workspace = options.open_workspace(folder)
    edition = freeze_edition(workspace, name, moment(as_of, workspace.timezone))
    pinned = freeze.read(edition)
    known = plural(len(pinned.deliveries), "delivery", "deliveries")
    click.echo(f"Frozen: edition {name}, as of {pinned.recorded}, {known}.")
    click.echo(f"Next: durna edition check {name}")


@command.command("check")
@name_argument
@options.workspace
@options.as_json
def check(name: str, folder: Path, as_json: bool) -> None:
    """What the checks found in edition NAME, and whether it may be signed. Exit status 1 if it may not."""
    from durna.editions.folder import existing
    from durna.publish.editions.checking import check, refuse_failed

    workspace = options.open_workspace(folder)
    edition = existing(workspace, name)
    found = check(workspace, edition)
    if as_json:
        click.echo(json.dumps(found.as_json(name), ensure_ascii=False, indent=1))
    else:
        for one in found.findings:
            click.echo(f"{one.severity:<8} {one.indicator or one.source}: {one.text.get('en', '')}")
            if one.severity == "severe":
                click.echo(f"         {found.explanations.state(one)}: {one.finding_id} (owner: {one.owner or 'none'})")
        count, severe = len(found.findings), len(found.unexplained)
        click.echo(f"Edition {name}: {plural(count, 'finding')}, {severe} severe without an explanation.")
    refuse_failed(edition, found)


@command.command("publish")
@name_argument
@options.workspace
@click.option("--languages", metavar="az,en", help="Languages, the first one leading; those of durna.toml unless told.")
@click.option("--formats", metavar="html,docx", help="Of html, docx, pdf, xlsx and sdmx; all of them unless told.")
def publish(name: str, folder: Path, languages: str | None, formats: str | None) -> None:
    """Write the documents of edition NAME to WORKSPACE/editions/NAME/documents."""
    from durna.editions.folder import existing
    from durna.publish.editions.publishing import publish

    workspace = options.open_workspace(folder)
    edition = existing(workspace, name)
    asked = (options.names(languages), options.names(formats))
    done = publish(workspace, edition, *asked, told=lambda notice: click.echo(f"Note: {notice}", err=True))
    said = f"{', '.join(done.formats)} in {', '.join(done.languages)}"
    if edition.is_signed:
        click.echo(f"Edition {name} is signed, and published already as {said}. Nothing was changed.")
    else:
        click.echo(f"Published {edition.documents}: {said}.")
        click.echo(f"Look at it, then: durna edition sign {name}")


@command.command("sign")
@name_argument
@options.workspace
@click.option("--key", type=click.Path(path_type=Path), help="The signing key; the one durna.toml names unless told.")
@click.option("--signer", default="", help="Who signs, as readers shall see it; the country's title unless told.")
def sign(name: str, folder: Path, key: Path | None, signer: str) -> None:
    """Sign edition NAME. From then on it never changes."""
    from durna.editions import keys
    from durna.editions.folder import existing
    from durna.publish.editions.signing import sign

    workspace = options.open_workspace(folder)
    edition = existing(workspace, name)
    secret = keys.secret(key or workspace.signing_key_file)
    made = sign(workspace, edition, secret, signer or _title(workspace))
    click.echo(f"Signed: edition {name}, {made.signed_at}, with key {keys.fingerprint(secret.public_key())}.")


@command.command("verify")
@click.argument("name", metavar="NAME|FOLDER")
@options.workspace
@click.option("--key", type=click.Path(path_type=Path), help="A file of public keys; signing.pub unless told.")
@click.option("--register", "copy", type=click.Path(path_type=Path), help="A register of editions kept elsewhere.")
@click.option("--rebuild", is_flag=True, help="Also make it again from the workspace, and compare every byte.")
@options.as_json
def verify(name: str, folder: Path, key: Path | None, copy: Path | None, rebuild: bool, as_json: bool) -> None:
    """Verify a signed edition by NAME, or one that was handed over by its FOLDER: the signature and every hash.

    With a register that was kept elsewhere, also that no notice on it is missing, and by NAME no other edition.
    """
    from dataclasses import asdict

    from durna.editions import notices, register
    from durna.editions.verifying import verify

    edition, workspace = _edition(name, folder)
    trusted = _trusted(key, workspace)
    said = asdict(verify(edition, trusted, is_at_home=workspace is not None))
    said["corrections"] = [asdict(each) for each in notices.verified(edition, trusted)]
    if copy is not None:
        entries = register.of_copy(copy, trusted)
        register.refuse_other(edition, said["edition"], entries)
        if workspace is not None:
            register.refuse_gone(workspace, entries)
        said["register"] = {"entries": len(entries), "head": register.head(entries)}
    if rebuild:
        said["rebuilt"] = _rebuilt(edition, folder)
    if as_json:
        click.echo(json.dumps(said, ensure_ascii=False, indent=1))
    else:
        print_verified(said)


@command.command("compare")
@click.argument("old")
@click.argument("new")
@options.workspace
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True)
def compare(old: str, new: str, folder: Path, form: str) -> None:
    """The revisions annex: what edition NEW shows otherwise than OLD, by how much, and because of what."""
    from durna.editions import comparing, known
    from durna.editions.folder import existing
    from durna.publish.editions import revisions_table

    workspace = options.open_workspace(folder)
    before, after = (known.of(existing(workspace, name)) for name in (old, new))
    found = comparing.compare(before, after)
    if form == "json":
        click.echo(json.dumps(revisions_table.as_json(found), ensure_ascii=False, indent=1))
    elif form == "csv":
        revisions_table.print_csv(found, sys.stdout)
    else:
        print_comparison(found)


@command.command("correct")
@name_argument
@options.workspace
@click.option("--reason", required=True, help="What is wrong, in a sentence; everybody will read it.")
@click.option("--figure", "figures", multiple=True, metavar="FIGURE_ID", help="A figure it is about; may be repeated.")
@click.option("--key", type=click.Path(path_type=Path), help="The signing key; the one durna.toml names unless told.")
@click.option("--signer", default="", help="Who signs; the country's title unless told.")
def correct(
    name: str, folder: Path, reason: str, figures: tuple[str, ...], key: Path | None, signer: str
) -> None:  # fmt: skip
    """Issue a signed notice on edition NAME, which was found wrong and stays as it is."""
    from durna.editions import keys
    from durna.editions.folder import existing
    from durna.publish.editions.correcting import correct

    workspace = options.open_workspace(folder)
    secret = keys.secret(key or workspace.signing_key_file)
    notice = correct(workspace, existing(workspace, name), reason, figures, secret, signer or _title(workspace))
    click.echo(f"Issued: correction notice {notice.number} on edition {name}, {notice.issued_at}.")
    click.echo("Whoever verifies the edition sees it; so do the pages that are published from now on.")


@command.command("releases")
@options.workspace
@options.as_json
def releases(folder: Path, as_json: bool) -> None:
    """The calendar of releases: what releases.yaml plans, and when each edition was signed."""
    from durna.publish import history

    found = history.of(options.open_workspace(folder)).releases
    rows = [
        {"edition": each.edition, "planned": each.planned and each.planned.isoformat(),
         "actual": each.actual and each.actual.isoformat(), "days_late": each.days_late}
        for each in found
    ]  # fmt: skip
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    elif rows:
        print_table(tuple(rows[0]), [["" if v is None else str(v) for v in row.values()] for row in rows])
    else:
        click.echo("No release is planned, and no edition is signed. Write releases.yaml to plan one.")


@command.command("register")
@options.workspace
@options.as_json
def register(folder: Path, as_json: bool) -> None:
    """The register of signed editions and correction notices, and its head: published, it keeps them from vanishing."""
    from durna.editions import register

    workspace = options.open_workspace(folder)
    entries = register.refuse_gone(workspace)
    if as_json:
        rows = [{name: getattr(each, name) for name in register.SHOWN} for each in entries]
        click.echo(json.dumps({"head": register.head(entries), "entries": rows}, ensure_ascii=False, indent=1))
    elif entries:
        print_table(register.SHOWN, [[str(getattr(each, name) or "") for name in register.SHOWN] for each in entries])
        click.echo(f"Head: {register.head(entries)}")
        click.echo(
            f"Publish it, and hand out {register.file(workspace)}: a copy elsewhere shows what is taken away here."
        )
    else:
        click.echo("The register has no entry yet. The next signature or notice enters what is signed.")


@command.command("discard")
@name_argument
@options.workspace
def discard(name: str, folder: Path) -> None:
    """Take edition NAME away, which was never signed."""
    from durna.editions import writing
    from durna.editions.folder import existing

    workspace = options.open_workspace(folder)
    edition = existing(workspace, name)
    with writing.writing(workspace):
        writing.refuse_signed(edition, "discarding it")
        writing.remove(edition)
    click.echo(f"Discarded: edition {name}.")


def _edition(name: str, folder: Path) -> tuple[Edition, Workspace | None]:
    """By the path of a folder, which needs no workspace, or by name."""
    from durna.editions.folder import Edition, existing

    handed_over = Edition(Path(name).resolve())
    if handed_over.exists:
        return handed_over, None
    workspace = options.open_workspace(folder)
    return existing(workspace, name), workspace


def _title(workspace: Workspace) -> str:
    return workspace.title.get("en") or next(iter(workspace.title.values()))


def _trusted(key: Path | None, workspace: Workspace | None) -> tuple[Ed25519PublicKey, ...]:
    from durna.editions import keys

    if key is not None:
        return keys.publics(key)
    return keys.trusted(workspace) if workspace is not None else ()


def _rebuilt(edition: Edition, folder: Path) -> dict[str, object]:
    from dataclasses import asdict

    from durna.publish.editions.rebuilding import rebuild

    return asdict(rebuild(options.open_workspace(folder), edition))
