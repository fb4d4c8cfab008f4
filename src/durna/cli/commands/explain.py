"""`durna explain FIGURE_ID`"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from durna.cli import options
from durna.cli.printing import print_tree

if TYPE_CHECKING:
    from datetime import datetime

    from durna.workspace import Workspace


@click.command("explain")
@click.argument("figure_id")
@options.workspace
@options.as_of
@click.option(
    "--revisions", is_flag=True, help="What was said of a figure by the duration rule at each cut-off; takes longer."
)  # fmt: skip
@options.protected
@options.as_json
def command(
    figure_id: str, folder: Path, as_of: str | None, revisions: bool, is_protected: bool, as_json: bool
) -> None:
    """Show the passport of a figure: definition, deliveries and row counts, checks, freeze, engine, version."""
    from durna.checks import declared, run
    from durna.indicators import notes, passports, revised
    from durna.publish import history
    from durna.publish.gather import figures_of
    from durna.residence.derived import view
    from durna.store.moments import moment
    from durna.store.records import Records

    workspace = options.open_workspace(folder)
    if is_protected:
        _print(_published(workspace, figure_id, moment(as_of, workspace.timezone)), as_json)
        return
    known = notes.read(workspace)
    when = moment(as_of, workspace.timezone)
    records, freeze = Records(workspace, when), when.isoformat() if when else ""
    # One view for all: what follows from crossings, and estimates of it, take long to make.
    seen = view(records)
    figure = passports.find(figure_id, seen, known.rules, known.breaks, freeze)
    beside = passports.around(figure_id, seen, known.rules, known.breaks, freeze)
    # A finding may hold the figure against other periods and indicators: they are computed as for the Profile.
    related = figures_of(seen, workspace.profile_period, known, freeze, run.related(figure.indicator))
    passport = passports.passport(
        figure, records, figures=beside, references=known.references, breaks=known.breaks,
        findings=run.check(related, known.breaks, known.rules, declared.load(workspace.root / declared.FILE), seen),
    )  # fmt: skip
    passport["editions"] = [said.as_json() for said in history.said_of(workspace, figure.cell)]
    if revisions:
        passport["revisions"] = revised.revisions(figure, seen)
    _print(passport, as_json)


def _published(workspace: Workspace, figure_id: str, when: datetime | None) -> Mapping[str, Any]:
    """The passport as the protected Profile shows it."""
    from durna.errors import UserError
    from durna.publish.editions.protecting import gathered

    material = gathered(workspace, when).public
    if figure_id not in material.passports:
        raise UserError(
            found=f"The publication has no figure '{figure_id}'.",
            expected="The address of a figure by year, in total or by one breakdown.",
            do="List them with `durna figures --protected --by '*' --format csv`.",
        )
    return material.passports[figure_id]


def _print(passport: Mapping[str, Any], as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(passport, ensure_ascii=False, indent=1))
    else:
        print_tree(passport)
