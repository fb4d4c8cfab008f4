"""`durna intake SOURCE FILE...`"""

from __future__ import annotations

import json
from pathlib import Path

import click

from durna.cli import options
from durna.cli.printing import print_receipts
from durna.cli.progress import bar


@click.command("intake")
@click.argument("source")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@options.workspace
@click.option("--mapping", metavar="NAME", help="The mapping to use; the one named as the source unless told.")
@click.option("--cut-off", metavar="DATE", help="The last day that the delivery speaks of.")
@click.option("--covers", metavar="PERIOD", help="The period delivered, where the rows' own dates do not tell it.")
@click.option("--connection", metavar="NAME", help="For a .sql query: the database, as durna.toml names it.")
@click.option("--supplement", is_flag=True, help="Add to what was delivered for the period; replace nothing.")
@options.as_json
def command(
    source: str, files: tuple[Path, ...], folder: Path, mapping: str | None, cut_off: str | None,
    covers: str | None, connection: str | None, supplement: bool, as_json: bool,
) -> None:  # fmt: skip
    """Take deliveries in. FILE is CSV, XLS, XLSX, ODS or Parquet (also .gz, .zip), or a .sql query to a database."""
    from durna.intake.deliver import Delivery, deliver

    workspace = options.open_workspace(folder)
    until, period = options.day(cut_off, "--cut-off"), options.period(covers)
    receipts = []
    try:
        for file in files:
            delivery = Delivery(file, until, period, supplement, connection)
            with bar(file.name) as watch:
                receipts.append(deliver(workspace, source, delivery, mapping, watch))
    finally:
        # Of several files, those before a wrong one are in, and have their receipts.
        if as_json:
            click.echo(json.dumps([receipt.as_json() for receipt in receipts], ensure_ascii=False, indent=1))
        else:
            print_receipts(receipts)
