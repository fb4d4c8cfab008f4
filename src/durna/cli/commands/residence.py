"""`durna residence FILE`"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from durna.cli import options
from durna.errors import UserError

if TYPE_CHECKING:
    from durna.residence.rule import Rule

DEFAULT_RULE = "12/16"


@click.command("residence")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--observed-until", metavar="DATE", help="The last day that the crossings speak of; required.")
@click.option("--rule", metavar="N/M", help=f"Threshold and window in months of mean length [default: {DEFAULT_RULE}].")
@click.option("--threshold-days", type=int, metavar="N", help="The threshold in days, with --window-days.")
@click.option("--window-days", type=int, metavar="N", help="The window in days, with --threshold-days.")
@click.option("--calendar-months", is_flag=True, help="Count the months of --rule on the calendar, not in days.")
@click.option(
    "--columns", metavar="person=..,date=..,direction=..,order=..", help="How the file names its columns."
)  # fmt: skip
@click.option(
    "--initial-status", type=click.Path(path_type=Path), metavar="FILE",
    help="A table person, resident (1 or 0), since: what is known from before the first crossing.",
)  # fmt: skip
@click.option(
    "--gaps", type=click.Choice(["reject", "impute"]), default="reject", show_default=True,
    help="Persons with a missing crossing: answered unknown, or the crossing put half way.",
)  # fmt: skip
@click.option(
    "--history", type=click.Path(path_type=Path), metavar="FOLDER",
    help="Keep crossings and answers there; FILE then holds what is new since the last time.",
)  # fmt: skip
@click.option("--memory", metavar="SIZE", help="Stay within it, as 2GB: the work goes by parts through the disk.")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="The result: a .parquet or .csv file.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
def command(
    file: Path, observed_until: str | None, rule: str | None, threshold_days: int | None, window_days: int | None,
    calendar_months: bool, columns: str | None, initial_status: Path | None, gaps: str, history: Path | None,
    memory: str | None, out: Path, as_json: bool,
) -> None:  # fmt: skip
    """Find migrations among the border crossings of FILE by a duration rule. Needs no workspace.

    FILE is Parquet or CSV with a person, a date and a direction (A/D, 1/0, arrival/departure, in/out) on every row.
    """
    from durna.residence.classifying import classify_file
    from durna.residence.history import add_file

    chosen = _rule(rule, threshold_days, window_days, calendar_months)
    asked: dict[str, Any] = {"initial_status": initial_status, "gaps": gaps, "columns": options.columns(columns)}
    if history is None:
        report = classify_file(file, out, chosen, observed_until, memory=memory, **asked)
    else:
        report = add_file(file, out, history, chosen, observed_until, **asked)
    if as_json:
        click.echo(json.dumps(report, ensure_ascii=False, indent=1))
    else:
        _print(report, out)


def _rule(rule: str | None, threshold: int | None, window: int | None, calendar_months: bool) -> Rule:
    from durna.residence.rule import Rule, as_rule

    if (threshold is None) != (window is None) or (rule is not None and threshold is not None):
        raise UserError(
            found="Half a rule in days, or two rules at once.",
            expected="Either --rule 12/16, or both --threshold-days and --window-days.",
            do="Leave one of them out, or give the other half.",
        )
    if threshold is not None and window is not None:
        return Rule(threshold, window)
    return as_rule(f"{rule or DEFAULT_RULE} months" if calendar_months else rule or DEFAULT_RULE)


def _print(report: dict[str, Any], out: Path) -> None:
    migrations = report["migrations"]
    click.echo(f"{report['crossings']} crossings under {report['rule']}, observed until {report['observed_until']}")
    click.echo(
        f"  migrations  {migrations['yes']} yes, {migrations['no']} no, {migrations['unknown']} not yet or never known"
    )
    done = "rejected  " if report["gaps"] == "reject" else "mended    "
    for name, count in report["problems"].items():
        click.echo(f"  {done}  {name.replace('_', ' ')}: persons {count['persons']}, crossings {count['crossings']}")
    if report["imputed"]:
        click.echo(f"  imputed     {report['imputed']}, at the end of the result")
    click.echo(f"  written     {out}")
