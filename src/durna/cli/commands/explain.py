"""`durna explain FIGURE_ID`"""

from __future__ import annotations

import json
from pathlib import Path

import click

from durna.cli import options
from durna.cli.printing import print_tree


@click.command("explain")
@click.argument("figure_id")
@options.workspace
@options.as_of
@options.as_json
def command(figure_id: str, folder: Path, as_of: str | None, as_json: bool) -> None:
    """Show the passport of a figure: definition, deliveries and row counts, checks, freeze, engine, version."""
    from durna.checks import run
    from durna.indicators import notes, passports
    from durna.publish.gather import figures_of
    from durna.store.moments import moment
    from durna.store.records import Records

    workspace = options.open_workspace(folder)
    known = notes.read(workspace)
    when = moment(as_of, workspace.timezone)
    records, freeze = Records(workspace, when), when.isoformat() if when else ""
    figure = passports.find(figure_id, records, known.rules, known.breaks, freeze)
    beside = passports.around(figure_id, records, known.rules, known.breaks, freeze)
    # A finding may hold the figure against other periods and indicators: they are computed as for the Profile.
    related = figures_of(records, workspace.profile_period, known, freeze, run.related(figure.indicator))
    passport = passports.passport(
        figure, records, figures=beside, references=known.references, breaks=known.breaks,
        findings=run.check(related, known.breaks, known.rules),
    )  # fmt: skip
    if as_json:
        click.echo(json.dumps(passport, ensure_ascii=False, indent=1))
    else:
        print_tree(passport)
