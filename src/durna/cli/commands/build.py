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
@click.option("--formats", metavar="docx,pdf", help="Beside the site, of docx, pdf, xlsx and sdmx; none unless told.")
@options.protected
@click.option("--out", type=click.Path(path_type=Path), help="Where to write; WORKSPACE/site unless told.")
def command(
    folder: Path, as_of: str | None, period: str | None, languages: str | None, formats: str | None,
    is_protected: bool, out: Path | None,
) -> None:  # fmt: skip
    """Build the Profile: a folder that opens from disk, with figures.csv, figures.parquet and profile.xlsx."""
    from durna.publish import history
    from durna.publish.build import build
    from durna.publish.charts import keeping
    from durna.publish.gather import gather
    from durna.store.moments import moment

    workspace = options.open_workspace(folder)
    when = moment(as_of, workspace.timezone)
    about = options.period(period)
    if is_protected:
        # A second of libraries that nothing else here needs.
        from durna.publish.editions.protecting import gathered

        material = gathered(workspace, when, about).public
    else:
        material = gather(workspace, when, about)
    material = history.told(material, history.of(workspace))
    wanted = options.names(languages) or workspace.languages
    with keeping.kept_in(workspace.store):
        report = build(material, out or workspace.root / "site", wanted, options.names(formats))
    for notice in report.notices:
        click.echo(f"Note: {notice}", err=True)
    click.echo(
        f"Built {report.folder / 'index.html'}: {report.figures} figures, {report.tables} tables, {report.charts} "
        f"charts, {report.passports} passports, {report.pages} pages in {', '.join(report.languages)}"
        + (f", protected by {material.protection}." if not material.watermark else ".")
    )
