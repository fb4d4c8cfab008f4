"""`durna build`"""

from __future__ import annotations

from pathlib import Path

import click

from durna.cli import options


@click.command("build")
@options.workspace
@options.as_of
@click.option("--period", metavar="PERIOD", help="What the Profile is about; durna.toml says it unless told.")
@click.option("--languages", metavar="az,en", help="Languages, the first one leading; those of durna.toml unless told.")
@click.option("--out", type=click.Path(path_type=Path), help="Where to write; WORKSPACE/site unless told.")
def command(folder: Path, as_of: str | None, period: str | None, languages: str | None, out: Path | None) -> None:
    """Build the Profile: a folder that opens from disk, with figures.csv, figures.parquet and profile.xlsx."""
    from durna.publish.build import build
    from durna.publish.gather import gather
    from durna.store.moments import moment

    workspace = options.open_workspace(folder)
    material = gather(workspace, moment(as_of, workspace.timezone), options.period(period))
    wanted = options.names(languages) or workspace.languages
    report = build(material, out or workspace.root / "site", wanted)
    click.echo(
        f"Built {report.folder / 'index.html'}: {report.figures} figures, {report.tables} tables, {report.charts} "
        f"charts, {report.passports} passports, {report.pages} pages in {', '.join(report.languages)}."
    )
