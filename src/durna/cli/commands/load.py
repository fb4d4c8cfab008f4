"""`durna load`: every delivery that the workspace lists."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from durna import yaml_text
from durna.cli import options
from durna.cli.printing import print_receipts
from durna.cli.progress import bar
from durna.errors import UserError

LIST = "deliveries.yaml"


@click.command("load")
@options.workspace
@click.option("--data", type=click.Path(path_type=Path), help="Where the files lie; the workspace unless told.")
@options.as_json
def command(folder: Path, data: Path | None, as_json: bool) -> None:
    """Take in every delivery listed in deliveries.yaml, in its order. What is there already changes nothing."""
    from durna.intake.deliver import Delivery, deliver

    workspace = options.open_workspace(folder)
    receipts = []
    for item in _listed(workspace.root / LIST):
        file = (data or workspace.root) / item["file"]
        # YAML reads 2019 as a number and 2019-12-31 as a date.
        until, covers = (str(item[name]) if item.get(name) else None for name in ("cut_off", "covers"))
        with bar(file.name) as watch:
            delivery = Delivery(file, options.day(until, f"cut_off in {LIST}"), options.period(covers))
            receipts.append(deliver(workspace, item["source"], delivery, item.get("mapping"), watch))
    if as_json:
        click.echo(json.dumps([receipt.as_json() for receipt in receipts], ensure_ascii=False, indent=1))
    else:
        print_receipts(receipts)


def _listed(file: Path) -> list[dict[str, Any]]:
    import yaml

    try:
        listed = yaml_text.load(file.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError):
        listed = None
    if not isinstance(listed, list) or not all(isinstance(i, dict) and {"source", "file"} <= set(i) for i in listed):
        raise UserError(
            found=f"The workspace has no readable {LIST}.",
            expected="A list of deliveries, each with source and file, and where needed mapping, cut_off and covers.",
            do=f"Write {LIST}, or deliver one by one with `durna intake`.",
        )
    return listed
