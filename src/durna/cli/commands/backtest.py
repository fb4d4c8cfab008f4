"""`durna backtest`"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from durna.cli import options
from durna.errors import UserError

if TYPE_CHECKING:
    from durna.residence.provisional import BackTest, Bar
    from durna.store.records import Records

CROSSINGS = "sbs_border_crossing"
# What is learned from, as far as the records tell it.
COVARIATES = ("citizenship", "sex", "birth_date", "purpose", "visa_type", "transport_mode", "document_type")


@click.command("backtest")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--workspace", "-w", "folder", type=click.Path(path_type=Path), help="Take the crossings of a workspace.")
@click.option("--observed-until", metavar="DATE", help="The last day that FILE speaks of; required with it.")
@click.option(
    "--columns", metavar="person=..,date=..,direction=..,order=..", help="How FILE names its columns."
)  # fmt: skip
@click.option("--rule", metavar="N/M", default="12/16", show_default=True, help="Threshold and window in months.")
@click.option(
    "--gaps", type=click.Choice(["reject", "impute"]), default="reject", show_default=True,
    help="Persons with a missing crossing: left unknown, or the crossing put half way.",
)  # fmt: skip
@click.option("--group", metavar="COLUMN", help="Judge the flows of each of its values as well, as citizenship.")
@click.option("--cut-offs", type=click.IntRange(1), default=36, show_default=True, metavar="N", help="At most so many.")
@click.option("--first", metavar="YYYY-MM", help="No cut-off before the end of this month.")
@click.option("--last", metavar="YYYY-MM", help="No cut-off after the end of this month.")
@click.option("--closure", "closures", multiple=True, metavar="YYYY-MM", help="A month of closed borders; repeatable.")
@click.option("--out", type=click.Path(path_type=Path), metavar="FOLDER", help="Write every estimate and truth there.")
@options.as_json
def command(
    file: Path | None, folder: Path | None, observed_until: str | None, columns: str | None, rule: str,
    gaps: str, group: str | None, cut_offs: int, first: str | None, last: str | None,
    closures: tuple[str, ...], out: Path | None, as_json: bool,
) -> None:  # fmt: skip
    """Estimate the past with what was known then, and hold the estimates against what came out.

    Takes the crossings of a workspace, or a FILE of them as durna residence does.
    """
    from durna.residence.provisional import backtest, bars

    source = _source(file, folder, observed_until, columns)
    found = backtest(
        **source, rule=rule, gaps=gaps, group=group, cut_offs=cut_offs, first=first, last=last, closures=closures
    )
    told = bars(found)
    if out is not None:
        _write(found, out)
    if as_json:
        click.echo(json.dumps([_as_dict(bar) for bar in told], ensure_ascii=False, indent=1))
    else:
        _print(found, told)


def _source(file: Path | None, folder: Path | None, observed_until: str | None, columns: str | None) -> dict[str, Any]:
    if (file is None) == (folder is None):
        raise UserError(
            found="No crossings, or two sets of them.",
            expected="Either a FILE with --observed-until, or --workspace DIR.",
            do="Name one of the two.",
        )
    if folder is not None:
        return _of_workspace(folder)
    return {"crossings": file, "observed_until": observed_until, "columns": options.columns(columns)}


def _of_workspace(folder: Path) -> dict[str, Any]:
    """Crossings in the order of their delivery, up to the latest cut-off; of people who are known."""
    from durna.store.records import Records

    records = Records(options.open_workspace(folder))
    if CROSSINGS not in records.sources():
        raise UserError(
            found="The workspace has no crossings of the border.",
            expected=f"A delivery of {CROSSINGS}.",
            do="Take one in with durna intake, or name a FILE.",
        )
    until = _last_day(records)
    table = records.table(CROSSINGS)
    chosen = table.filter(table.person.notnull(), table.direction.isin(["entry", "exit"]), table.crossed_on <= until)
    ordered = chosen.order_by(["delivery_id", "row_no", "event_no"])
    crossings = ordered.select("person", "direction", *COVARIATES, date=ordered.crossed_on.cast("date")).to_pyarrow()
    return {"crossings": crossings, "observed_until": until}


def _last_day(records: Records) -> date:
    """The latest day that a delivery speaks of: the clock of the machine is never read."""
    cut_offs = [receipt.cut_off for receipt in records.receipts(CROSSINGS)]
    covered = [period.end for period in records.coverage(CROSSINGS)]
    return max([*(date.fromisoformat(one[:10]) for one in cut_offs if one), *covered])


def _write(found: BackTest, folder: Path) -> None:
    import pyarrow.parquet as pq

    folder.mkdir(parents=True, exist_ok=True)
    for name in ("lags", "years", "groups", "totals"):
        pq.write_table(getattr(found, name), folder / f"{name}.parquet")


def _as_dict(bar: Bar) -> dict[str, Any]:
    return {
        "what": bar.what,
        "value": None if isnan(bar.value) else bar.value,
        "bar": bar.limit,
        "at_least": bar.is_least,
        "met": bar.is_met,
    }


def _print(found: BackTest, told: Sequence[Bar]) -> None:
    from durna.residence.provisional.summary import by_lag

    for period, flow, rows in by_lag(found):
        click.echo(f"{flow}, {period}")
        click.echo("  lag  cut-offs     truth  mean error  mean abs. error  half-width  covered")
        for row in rows:
            click.echo(
                f"  {row.lag:>3}  {row.cut_offs:>8}  {row.truth:>8.1f}  {row.mean_error:>+10.2f}"
                f"  {row.absolute_error:>15.2f}  {row.half_width:>10.1f}  {row.coverage:>7.0%}"
            )
    click.echo("bars")
    for bar in told:
        click.echo(f"  {bar.what:<64} {bar.value:>8.3f}  {_verdict(bar)}".rstrip())


def _verdict(bar: Bar) -> str:
    if bar.is_met is None:
        return ""
    return f"{'at least' if bar.is_least else 'at most'} {bar.limit:g}: {'met' if bar.is_met else 'NOT MET'}"
