"""`durna deliveries`"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from durna.cli import options
from durna.cli.printing import print_table

if TYPE_CHECKING:
    from durna.checks.deliveries import Status


@click.command("deliveries")
@options.workspace
@click.option(
    "--on", "day", metavar="DATE", required=True, help="The day to look at; the machine's clock is not asked."
)
@click.option("--open", "is_open", is_flag=True, help="Only what has not been received.")
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True)
def command(folder: Path, day: str, is_open: bool, form: str) -> None:
    """Show which expected deliveries are received, due, late or rejected, by institution."""
    from durna.checks import deliveries
    from durna.store import manifest

    workspace = options.open_workspace(folder)
    on = options.day(day, "--on")
    assert on is not None
    expected = deliveries.load(workspace.root / deliveries.FILE)
    receipts = [entry.receipt for entry in manifest.read(workspace.store).entries]
    found = deliveries.statuses(expected, receipts, on, workspace.timezone)
    _print([each for each in found if not is_open or not each.is_received], form, bool(expected))


def _print(found: list[Status], form: str, is_expected: bool) -> None:
    rows = [_row(each) for each in found]
    if form == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    elif form == "csv":
        writer = csv.DictWriter(sys.stdout, list(_HEADS))
        writer.writeheader()
        writer.writerows(rows)
    elif rows:
        print_table(_HEADS, [["" if row[name] is None else str(row[name]) for name in _HEADS] for row in rows])
    elif is_expected:
        click.echo("Nothing to show: no expected period has ended by then, or everything was received.")
    else:
        click.echo(
            "No delivery is expected. Write expected_deliveries.yaml to say what is (docs/how-to/act-on-a-check)."
        )


_HEADS = ("institution", "source", "stream", "period", "due_on", "state", "received_on", "days_late", "delivery_id")


def _row(each: Status) -> dict[str, object]:
    return {
        "institution": each.institution, "source": each.source, "stream": each.stream, "period": str(each.period),
        "due_on": each.due_on.isoformat(), "state": each.state,
        "received_on": each.received_on.isoformat() if each.received_on else None, "days_late": each.days_late,
        "delivery_id": each.delivery_id,
    }  # fmt: skip
