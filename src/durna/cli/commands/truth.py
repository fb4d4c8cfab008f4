"""`durna truth DIR`: how far the figures of a synthetic country lie from the truth, and which defect put them there."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from durna.cli.printing import print_table

if TYPE_CHECKING:
    import pyarrow as pa

COLUMNS = ("indicator", "compared", "missing", "equal", "mean_error", "mean_percent", "largest_percent")
# What is left of dividing in another order.
NOTHING = 1e-9
Row = dict[str, Any]


@click.command("truth")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.argument("indicators", nargs=-1)
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True)
def command(folder: Path, indicators: tuple[str, ...], form: str) -> None:
    """Hold the figures of a synthetic country in DIR against their truth: totals, of all INDICATORs unless named.

    The country is delivered again with all its defects, with each alone and with none, beside DIR and not in it.
    """
    from durna.indicators.definition import indicator as definition
    from durna.synthetic.truth.report import error_report

    for name in indicators:
        definition(name)
    found = error_report(folder, indicators or None, lambda causes: click.echo(f"With {causes} ...", err=True))
    causes = list(dict.fromkeys(cause for cause in found["cause"].to_pylist() if cause is not None))
    _print(_rows(found), causes, form)


def _rows(found: pa.Table) -> list[Row]:
    """One row an indicator; `by_cause` has the mean error of each cause in the unit of the indicator."""
    from durna.synthetic.truth.errors import by_indicator, compared

    by_cause: dict[str, dict[str, float]] = {}
    for row in by_indicator(found).to_pylist():
        by_cause.setdefault(row["indicator"], {})[row["cause"]] = row["mean_error"]
    return [{**row, "by_cause": by_cause.get(row["indicator"], {})} for row in compared(found).to_pylist()]


def _print(rows: Sequence[Row], causes: Sequence[str], form: str) -> None:
    if form == "json":
        click.echo(json.dumps(rows, indent=1))
    elif form == "csv":
        writer = csv.writer(sys.stdout)
        writer.writerow([*COLUMNS, *causes])
        for row in rows:
            writer.writerow([row[name] for name in COLUMNS] + [row["by_cause"].get(cause) for cause in causes])
    else:
        _print_table(rows)


def _print_table(rows: Sequence[Row]) -> None:
    headings = ("indicator", "compared", "missing", "equal", "mean error", "of the truth", "largest", "of which")
    print_table(headings, [_line(row) for row in rows], right=frozenset(range(1, 7)))
    figures, equal = (sum(row[name] for row in rows) for name in ("compared", "equal"))
    click.echo(f"{figures} figures of {len(rows)} indicators compared, {equal} equal.", err=True)


def _line(row: Row) -> tuple[str, ...]:
    counts = (str(row[name]) for name in ("compared", "missing", "equal"))
    percents = (_percent(row[name]) for name in ("mean_percent", "largest_percent"))
    return (row["indicator"], *counts, _number(row["mean_error"]), *percents, _causes(row["by_cause"]))


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:+.3g}" if abs(value) > NOTHING else "0"


def _percent(value: float | None) -> str:
    return "" if value is None else f"{value:+.2f} %" if abs(value) > NOTHING else "0 %"


def _causes(parts: dict[str, float]) -> str:
    """The causes that did anything, the largest first."""
    seen = {cause: part for cause, part in parts.items() if abs(part) > NOTHING}
    return ", ".join(f"{cause} {_number(seen[cause])}" for cause in sorted(seen, key=lambda cause: -abs(seen[cause])))
