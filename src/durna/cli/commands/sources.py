"""`durna sources [SOURCE]`"""

from __future__ import annotations

import click

from durna.cli import options
from durna.cli.printing import print_table


@click.command("sources")
@click.argument("source", required=False)
@options.as_json
def command(source: str | None, as_json: bool) -> None:
    """List the sources that have a contract, or show the fields of one."""
    import json
    from dataclasses import asdict

    from durna.sources import contract as contracts

    if source is None:
        listed = [contracts.load(name) for name in contracts.sources()]
        if as_json:
            click.echo(json.dumps([asdict(c) for c in listed], ensure_ascii=False, indent=1, default=str))
        else:
            print_table(
                ("source", "kind", "counts", "institution", "title"),
                [(c.source, c.kind, c.counting_unit, c.institution, c.title["en"]) for c in listed],
            )
        return
    contract = contracts.load(source)
    if as_json:
        click.echo(json.dumps(asdict(contract), ensure_ascii=False, indent=1, default=str))
        return
    click.echo(f"{contract.source}: {contract.title['en']} ({contract.kind}, counts {contract.counting_unit})")
    key = ", ".join(contract.natural_key) or "none: a delivery replaces what was sent for the same period"
    click.echo(f"key: {key}\ndated by: {contract.dated_by}\n")
    rows = [
        (f.name, f.type, f.codes or "", "required" if f.required else "", "identifies" if f.identifies_person else "",
         f.title["en"])
        for f in contract.fields.values()
    ]  # fmt: skip
    print_table(("field", "type", "codes", "", "", "title"), rows)
