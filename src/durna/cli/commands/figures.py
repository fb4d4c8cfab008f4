"""`durna figures [INDICATOR...]`"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from durna.cli import options
from durna.cli.printing import print_table

if TYPE_CHECKING:
    from datetime import datetime

    from durna.indicators.figures import Figure
    from durna.periods import Period
    from durna.workspace import Workspace

COLUMNS = (
    "unit", "counting_unit", "value", "lower", "upper", "status", "flags",
    "numerator", "denominator", "publisher", "vintage", "preferred", "freeze",
)  # fmt: skip


@click.command("figures")
@click.argument("indicators", nargs=-1)
@options.workspace
@click.option("--every", type=click.Choice(["year", "quarter", "month"]), default="year", show_default=True)
@click.option("--period", metavar="PERIOD", help="For example 2013..2021-10; the last year is cut where it ends.")
@click.option("--by", metavar="DIM,DIM", help="Breakdowns; * for each that the catalogue names.")
@options.as_of
@options.protected
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True)
def command(
    indicators: tuple[str, ...], folder: Path, every: str, period: str | None, by: str | None,
    as_of: str | None, is_protected: bool, form: str,
) -> None:  # fmt: skip
    """Compute figures of the INDICATORs (all that have any, unless named)."""
    from durna.indicators import notes
    from durna.indicators.assemble import assemble
    from durna.indicators.calculate import Request
    from durna.indicators.definition import indicator as definition
    from durna.store.moments import moment
    from durna.store.records import Records

    workspace = options.open_workspace(folder)
    for name in indicators:
        definition(name)
    when = moment(as_of, workspace.timezone)
    if is_protected:
        _print(_of_publication(workspace, when, indicators, every, options.period(period), options.names(by)), form)
        return
    known = notes.read(workspace)
    request = Request(options.period(period), every, options.names(by), when.isoformat() if when else "")
    figures = assemble(Records(workspace, when), request, indicators or None, known.rules, known.breaks)
    for name, error in figures.failed.items():
        if name in indicators:
            raise error
        click.echo(f"{name} is left out: {error.found}", err=True)
    _print(figures, form)


def _of_publication(
    workspace: Workspace, when: datetime | None, indicators: Sequence[str], every: str, period: Period | None,
    by: Sequence[str],
) -> list[Figure]:  # fmt: skip
    """A figure has the one protected value that the publication gives it: another cut would undo the protection."""
    from durna.disclosure import policy
    from durna.publish.editions.asked import asked
    from durna.publish.editions.protecting import gathered

    found = asked(gathered(workspace, when, period), policy.load(workspace), every, by)
    return [figure for figure in found if not indicators or figure.indicator in indicators]


def _print(figures: Sequence[Figure], form: str) -> None:
    dimensions = sorted({name for figure in figures for name, _ in figure.dimensions})
    rows = [_row(figure, dimensions) for figure in figures]
    if form == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    elif form == "csv":
        writer = csv.writer(sys.stdout)
        writer.writerow(["figure_id", "indicator", "period_start", "period_end", "geography", *dimensions, *COLUMNS])
        writer.writerows([" ".join(cell) if isinstance(cell, list) else cell for cell in row.values()] for row in rows)
    elif rows:
        _print_table(figures, dimensions)
    else:
        click.echo("No figures: nothing delivered answers this.", err=True)


def _row(figure: Figure, dimensions: Sequence[str]) -> dict[str, Any]:
    return {
        "figure_id": figure.figure_id,
        "indicator": figure.indicator,
        "period_start": figure.period.start.isoformat(),
        "period_end": figure.period.end.isoformat(),
        "geography": figure.geography,
        **{name: figure.dimension(name) for name in dimensions},
        **{name: getattr(figure, name) for name in COLUMNS},
        "flags": list(figure.flags),
    }


def _print_table(figures: Sequence[Figure], dimensions: Sequence[str]) -> None:
    headings = ("indicator", "period", *dimensions, "value", "unit", "counts", "publisher", "vintage", "shown", "flags")
    rows = [
        (
            figure.indicator, str(figure.period), *(figure.dimension(name) or "" for name in dimensions),
            _number(figure), figure.unit, figure.counting_unit, figure.publisher, figure.vintage,
            "yes" if figure.preferred else "", ", ".join(figure.flags),
        )
        for figure in figures
    ]  # fmt: skip
    print_table(headings, rows, frozenset({2 + len(dimensions)}))


def _number(figure: Figure) -> str:
    from durna.publish.formats import MISSING, SUPPRESSED

    value = figure.value
    if value is None:
        return SUPPRESSED if figure.status == "suppressed" else MISSING
    return (
        f"{value:,.0f}".replace(",", " ")
        if float(value).is_integer()
        else f"{value:,.4f}".replace(",", " ").rstrip("0")
    )
