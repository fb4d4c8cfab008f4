"""The revisions annex: what this edition shows otherwise than the one before it, by how much, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from durna.editions.comparing import KINDS, Comparison, Revision, Summary
from durna.indicators.figures import Figure
from durna.publish import document
from durna.publish.amounts import decimals_of
from durna.publish.context import Context
from durna.publish.document import Block, Bullets, Cell, Paragraph, Row, Section
from durna.publish.editions import words
from durna.publish.profile import registers
from durna.publish.profile.methods import REVISIONS

# More rows than anybody reads make a page nobody opens; all of them are in revisions.csv.
MOST_ROWS = 400


def section(context: Context, comparison: Comparison) -> Section:
    language = context.language
    changed = [each for each in comparison.revisions if each.kind != "new"]
    blocks: list[Block] = [Paragraph(document.words(_lead(context, comparison)), "lead")]
    if changed:
        blocks += [_changes(context, _most(changed)), *_summaries(context, comparison)]
    if comparison.revisions:
        blocks += [Paragraph(document.words(language("revisions-causes"))), _causes(context, comparison)]
        download = document.Link(REVISIONS, f"file:{REVISIONS}")
        blocks.append(Paragraph((document.Words(language("revisions-all") + " "), download), "quiet"))
    return Section("revisions", language("revisions-title"), blocks=tuple(blocks))


def _lead(context: Context, comparison: Comparison) -> str:
    """How many figures of each kind of change, those that there are."""
    language = context.language
    counted = {kind: len(comparison.of(kind)) for kind in KINDS} | {"unchanged": comparison.unchanged}
    parts = [
        language(f"revisions-count-{kind}", count=count, number=language.number(count))
        for kind, count in counted.items()
        if count
    ]
    return language("revisions-lead", old=comparison.old, counts=language.listed(parts))


def _most(changed: list[Revision]) -> list[Revision]:
    """Totals first, then the largest of the breakdowns, in the order in which they came."""
    ranked = sorted(changed, key=lambda each: (bool(each.figure.dimensions), -abs(each.percent or 0.0)))
    chosen = {id(each) for each in ranked[:MOST_ROWS]}
    return [each for each in changed if id(each) in chosen]


def _causes(context: Context, comparison: Comparison) -> Block:
    """Each cause with the number of figures that it moved."""
    counted = Counter(words.cause(context.language, cause) for each in comparison.revisions for cause in each.causes)
    items = tuple(
        document.words(
            context.language("revisions-because", cause=said, count=count, number=context.language.number(count))
        )
        for said, count in counted.most_common()
    )
    return Bullets(items)


def _summaries(context: Context, comparison: Comparison) -> Iterator[Block]:
    """The size of what was revised; what is only new has none."""
    revised = [each for each in comparison.summaries if each.revised or each.status or each.dropped]
    heads = ("indicator", "both", "revised", "status", "new", "dropped", "mean", "mean-absolute", "relative")
    rows = [_summary(context, each) for each in revised]
    yield registers.table(context, "revisions-summary", heads, rows, numbers=tuple(range(1, 9)))
    yield Paragraph(document.words(context.language("revisions-measures")), "quiet")


def _summary(context: Context, each: Summary) -> Row:
    decimals = decimals_of(1.5, each.unit)
    return Row(
        Cell(
            (document.Link(words.title(context.language, each.indicator), f"#{each.indicator}"),),
            below=context.language.unit(each.unit),
        ),
        (
            *(registers.count(context, n) for n in (each.both, each.revised, each.status, each.new, each.dropped)),
            registers.count(context, each.mean, max(decimals, 1)),
            registers.count(context, each.mean_absolute, max(decimals, 1)),
            registers.count(context, each.relative, 2),
        ),
    )


def _changes(context: Context, changed: list[Revision]) -> document.Table:
    rows = [_change(context, each) for each in changed]
    heads = ("indicator", "period", "what", "old", "new", "difference", "percent", "cause")
    return registers.table(context, "revisions", heads, rows, numbers=(3, 4, 5, 6))


def _change(context: Context, each: Revision) -> Row:
    language = context.language
    absolute = each.absolute
    decimals = 0 if absolute is None else decimals_of(absolute, each.figure.unit)
    return Row(
        Cell((document.Link(words.title(language, each.figure.indicator), f"#{each.figure.indicator}"),)),
        (
            registers.text(words.about(language, each.figure)),
            registers.text(_what(context, each)),
            Cell(document.words(words.value(language, each.old)), below=_by(context, each, each.old)),
            _new(context, each),
            registers.text(words.signed_number(language, absolute, decimals)),
            registers.text(words.signed_number(language, each.percent, 2)),
            registers.text("; ".join(words.cause(language, cause) for cause in each.causes)),
        ),
    )


def _what(context: Context, each: Revision) -> str:
    """The kind of the change; of a status also from what to what."""
    language = context.language
    said = language(f"revision-{each.kind}")
    if each.old is None or each.new is None or each.old.status == each.new.status:
        return said
    before, after = (language.of_list("figure_status", figure.status) for figure in (each.old, each.new))
    return f"{said} ({before} → {after})"


def _new(context: Context, each: Revision) -> Cell:
    """The newer value leads to its passport; the older one is of another edition."""
    if each.new is None or each.new.value is None:
        return registers.NOTHING
    number = document.Number(each.new.figure_id, words.value(context.language, each.new))
    decimals = decimals_of(each.new.value, each.new.unit)
    return Cell((number,), "value", each.new.value, decimals, below=_by(context, each, each.new))


def _by(context: Context, each: Revision, figure: Figure | None) -> str:
    """Who published it, where the two are not by the same."""
    if figure is None or each.old is None or each.new is None or each.old.publisher == each.new.publisher:
        return ""
    return context.language.institution(figure.publisher)
