"""Revisions and verifications for people at a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from durna.cli.printing import plural, print_table

if TYPE_CHECKING:
    from durna.editions.comparing import Comparison, Revision, Summary
    from durna.publish.language import Language

# Of more rows nobody reads all: they are in the form of csv.
MOST_ROWS = 60


def print_comparison(found: Comparison) -> None:
    """What changed in a line, the causes, the size by indicator, then figure by figure; new ones are counted alone."""
    from durna.publish.editions import words
    from durna.publish.language import Language

    language = Language("en")
    counts = {kind: len(found.of(kind)) for kind in ("revised", "bounds", "status", "new", "dropped")}
    click.echo(
        f"Edition {found.old} -> {found.new}: {plural(counts['revised'], 'figure')} revised, {counts['bounds']} with "
        f"another interval, {counts['status']} with another status, {counts['new']} new, "
        f"{counts['dropped']} no longer shown, {found.unchanged} unchanged."
    )
    causes = Counter(words.cause(language, cause) for each in found.revisions for cause in each.causes)
    if causes:
        click.echo("\nBecause of")
        for said, count in causes.most_common():
            click.echo(f"  {count:>6}  {said}")
    revised = [each for each in found.summaries if each.revised or each.status or each.dropped]
    if revised:
        click.echo()
        print_table(_SUMMARY, [_summary(each) for each in revised], frozenset(range(2, 10)))
    changed = [each for each in found.revisions if each.kind != "new"]
    if changed:
        click.echo()
        print_table(_CHANGES, [_change(language, each) for each in changed[:MOST_ROWS]], frozenset({3, 4, 5, 6}))
    if len(changed) > MOST_ROWS:
        click.echo(f"... and {len(changed) - MOST_ROWS} more: --format csv lists all.")


def print_verified(said: Mapping[str, Any]) -> None:
    click.echo(f"Edition {said['edition']} is what {said['signed_by']} signed at {said['signed_at']}.")
    withheld = f"; not here: {' and '.join(said['withheld'])}" if said["withheld"] else ""
    click.echo(f"  {plural(said['files'], 'file')} as signed{withheld}.")
    trust = "as expected" if said["is_trusted"] else "compare it with the one that the authority has made known"
    click.echo(f"  key {said['fingerprint']}: {trust}.")
    for notice in said["corrections"]:
        about = f" ({', '.join(notice['figures'])})" if notice["figures"] else ""
        click.echo(f"  CORRECTION {notice['number']}, {notice['issued_at'][:10]}: {notice['reason']}{about}")
    registered = said.get("register")
    if registered:
        click.echo(f"  register: nothing of its {registered['entries']} entries is missing; head {registered['head']}.")
    rebuilt = said.get("rebuilt")
    if rebuilt:
        click.echo(f"  rebuilt: {plural(rebuilt['figures'], 'figure')} exactly as signed.")
        if rebuilt["is_same_program"]:
            click.echo(f"  rebuilt: {plural(rebuilt['documents'], 'document')}, every byte as signed.")
        else:
            click.echo(f"  documents were not compared: {rebuilt['made_by']} or its libraries were others.")


_SUMMARY = ("indicator", "unit", "both", "revised", "status", "new", "dropped", "mean", "mean abs", "relative %")
_CHANGES = ("indicator", "period", "change", "before", "now", "difference", "%", "because of")


def _summary(each: Summary) -> tuple[str, ...]:
    counts = (each.both, each.revised, each.status, each.new, each.dropped)
    means = (each.mean, each.mean_absolute, each.relative)
    return (each.indicator, each.unit, *map(str, counts), *("" if m is None else f"{m:,.2f}" for m in means))


def _change(language: Language, each: Revision) -> tuple[str, ...]:
    from durna.publish.editions import words

    return (
        each.figure.indicator, words.about(language, each.figure), each.kind, words.value(language, each.old),
        words.value(language, each.new), words.signed_number(language, each.absolute, 0),
        words.signed_number(language, each.percent, 2), "; ".join(words.cause(language, one) for one in each.causes),
    )  # fmt: skip
