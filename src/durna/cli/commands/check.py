"""`durna check`"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import click

from durna.checks.catalogue import SEVERITIES
from durna.cli import options
from durna.cli.printing import plural

if TYPE_CHECKING:
    from durna.checks.explanations import Explanations
    from durna.checks.findings import Failing, Finding
    from durna.workspace import Workspace

COLUMNS = (
    "finding",
    "severity",
    "owner",
    "state",
    "count",
    "check",
    "indicator",
    "source",
    "text",
    "figures",
    "sample",
)


@click.command("check")
@options.workspace
@click.option("--severity", type=click.Choice(SEVERITIES), help="Only findings of this severity.")
@click.option("--owner", metavar="NAME", help="Only findings that this institution or role answers for.")
@options.as_of
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True)
@click.option("--explain", "finding_id", metavar="FINDING_ID", help="Answer this finding, in explanations.yaml.")
@click.option("--by", metavar="NAME", help="With --explain: who explains it.")
@click.option("--reason", metavar="TEXT", help="With --explain: why it is as it is.")
@click.option(
    "--on", "day", metavar="DATE", help="With --explain: the day on which it is explained; today unless told."
)
@click.option("--until", metavar="DATE", help="With --explain: the last day on which the explanation holds.")
def command(
    folder: Path, severity: str | None, owner: str | None, as_of: str | None, form: str, finding_id: str | None,
    by: str | None, reason: str | None, day: str | None, until: str | None,
) -> None:  # fmt: skip
    """List what the checks find, with owner, severity, count and explanation; or explain a finding."""
    from durna.publish.gather import checked
    from durna.store.moments import moment

    workspace = options.open_workspace(folder)
    if finding_id is None and (by or reason or day or until):
        raise click.UsageError("--by, --reason, --on and --until belong to --explain FINDING_ID.")
    if finding_id is not None and not (by and reason):
        raise click.UsageError("--explain FINDING_ID needs --by NAME and --reason TEXT.")
    findings, explained = checked(workspace, moment(as_of, workspace.timezone))
    if finding_id is not None:
        _explain(workspace, findings, finding_id, by or "", reason or "", day, until)
        return
    wanted = [one for one in findings if severity in (None, one.severity) and owner in (None, one.owner)]
    _print(wanted, explained, form)


def _explain(
    workspace: Workspace, findings: Sequence[Finding], finding_id: str, by: str, reason: str, day: str | None,
    until: str | None,
) -> None:  # fmt: skip
    from durna.checks import answering

    # When somebody answered is a fact about now, as the recorded time of a delivery is.
    on = options.day(day, "--on") or datetime.now(ZoneInfo(workspace.timezone)).date()
    finding = answering.find(findings, finding_id)
    file = answering.answer(workspace.root, finding, answering.Answer(by, reason, on, options.day(until, "--until")))
    click.echo(f"Explained: {finding.finding_id}, in {file.name}.")


def _print(findings: Sequence[Finding], explained: Explanations, form: str) -> None:
    if form == "json":
        click.echo(json.dumps([_row(one, explained) for one in findings], ensure_ascii=False, indent=1))
    elif form == "csv":
        writer = csv.writer(sys.stdout)
        writer.writerow(COLUMNS)
        writer.writerows([_flat(value) for value in _row(one, explained).values()] for one in findings)
    else:
        _print_list(findings, explained)


def _print_list(findings: Sequence[Finding], explained: Explanations) -> None:
    for one in findings:
        click.echo(f"{one.severity:<8} {one.finding_id}  [{explained.state(one)}]")
        click.echo(f"         {one.text['en']}")
        click.echo(f"         owner {one.owner or 'nobody'}, concerns {one.count}{_places(one.sample)}")
    unexplained = sum(explained.state(one) != "explained" for one in findings)
    click.echo(f"{_counts(findings)}; {unexplained} without an explanation that holds.")


def _places(sample: Sequence[Failing]) -> str:
    places = ", ".join(f"row {each.row_no} of {each.delivery_id}" for each in sample)
    return f", for example {places}" if places else ""


def _counts(findings: Sequence[Finding]) -> str:
    counts = (f"{sum(one.severity == name for one in findings)} {name}" for name in SEVERITIES)
    return f"{plural(len(findings), 'finding')}: {', '.join(counts)}"


def _row(one: Finding, explained: Explanations) -> dict[str, Any]:
    return {
        "finding": one.finding_id, "severity": one.severity, "owner": one.owner, "state": explained.state(one),
        "count": one.count, "check": one.check, "indicator": one.indicator, "source": one.source,
        "text": dict(one.text), "figures": list(one.figures),
        "sample": [
            {"delivery_id": each.delivery_id, "row_no": each.row_no, **dict(each.fields)} for each in one.sample
        ],
    }  # fmt: skip


def _flat(value: Any) -> Any:
    if isinstance(value, dict):
        return value["en"]
    if isinstance(value, list):
        return " ".join(value) if all(isinstance(each, str) for each in value) else json.dumps(value)
    return value
