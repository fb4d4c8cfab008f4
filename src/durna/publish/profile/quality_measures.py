"""The edition's own quality in numbers: timeliness, completeness, size of revisions, indicators delivered, checks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from statistics import median

from durna.checks.catalogue import SEVERITIES
from durna.checks.deliveries import STATES, Status
from durna.checks.explanations import EXPLAINED
from durna.indicators.figures import Figure
from durna.periods import parse
from durna.publish import document
from durna.publish.context import Context
from durna.publish.document import Block, Cell, Row
from durna.publish.profile import findings, registers
from durna.store.receipts import Receipt


def blocks(context: Context) -> list[Block]:
    rows = [*_delivered(context), *_complete(context), *_revised(context), *_checks(context)]
    return [registers.table(context, "measures", ("name", "value", "how"), rows), *_timeliness(context), *_due(context)]


def _row(context: Context, name: str, value: str, how: str) -> Row:
    return Row(Cell(document.words(context.language(name))), (registers.text(value), registers.text(how)))


def _share(context: Context, part: int, whole: int) -> str:
    language = context.language
    return language(
        "measures-share", part=language.number(part), whole=language.number(whole),
        percent=language.percent(100 * part / whole if whole else 0.0, 0),
    )  # fmt: skip


def _delivered(context: Context) -> Iterable[Row]:
    known, everything = findings.coverage(context)
    yield _row(
        context, "measures-indicators", _share(context, known, everything), context.language("measures-indicators-how")
    )


def _complete(context: Context) -> Iterable[Row]:
    """Of what was due by the day of the Profile: periods, and institutions of which nothing is outstanding."""
    due = [each for each in context.material.due if each.is_received or each.state != "due"]
    if not due:
        return
    yield _row(
        context, "measures-periods", _share(context, sum(each.is_received for each in due), len(due)),
        context.language("measures-periods-how"),
    )  # fmt: skip
    owing = {each.institution for each in due if not each.is_received}
    all_ = {each.institution for each in due}
    yield _row(
        context, "measures-institutions", _share(context, len(all_ - owing), len(all_)),
        context.language("measures-institutions-how"),
    )  # fmt: skip


def _revised(context: Context) -> Iterable[Row]:
    language, comparison = context.language, context.material.history.comparison
    sizes = revisions_between_vintages(context.material.figures)
    if sizes:
        said = _size(context, len(sizes), sizes)
        yield _row(context, "measures-vintages", said, language("measures-vintages-how"))
    if comparison is not None:
        changed = comparison.of("revised")
        percents = [abs(each.percent) for each in changed if each.percent is not None]
        said = _size(context, len(changed), percents) if percents else language.number(len(changed))
        how = language("measures-editions-how", edition=comparison.old)
        yield _row(context, "measures-editions", said, how)


def _size(context: Context, count: int, sizes: Sequence[float]) -> str:
    language = context.language
    return language(
        "measures-size", number=language.number(count), median=language.percent(median(sizes)),
        largest=language.percent(max(sizes)),
    )  # fmt: skip


def revisions_between_vintages(figures: Iterable[Figure]) -> list[float]:
    """How far the latest release of a figure lies from the first of the same publisher, in percent of the first.

    Releases without a day count for nothing: nobody knows which of them came later.
    """
    releases: dict[object, dict[str, float]] = defaultdict(dict)
    for figure in figures:
        if figure.vintage and figure.value is not None:
            releases[figure.cell, figure.unit, figure.period_kind, figure.publisher][figure.vintage] = figure.value
    ends = [(each[min(each)], each[max(each)]) for each in releases.values() if len(each) > 1]
    return [100 * abs(last - first) / abs(first) for first, last in ends if first]


def _checks(context: Context) -> Iterable[Row]:
    language, material = context.language, context.material
    for severity in SEVERITIES:
        mine = [each for each in material.findings if each.severity == severity]
        explained = sum(material.explanations.state(each) == EXPLAINED for each in mine)
        said = language("measures-findings", number=language.number(len(mine)), explained=language.number(explained))
        if inside := material.findings_inside.get(severity, 0):
            said = language("measures-findings-inside", shown=said, number=language.number(inside))
        yield _row(context, f"measures-{severity}", said, language(f"measures-{severity}-how"))


def _timeliness(context: Context) -> Iterable[Block]:
    """By source, of the delivery that reaches furthest: how long after the last day it speaks of it was recorded."""
    latest: dict[str, Receipt] = {}
    for receipt in context.material.receipts:
        if receipt.covers and receipt.accepted:
            before = latest.get(receipt.source)
            if before is None or parse(receipt.covers).end > parse(before.covers or "").end:
                latest[receipt.source] = receipt
    rows = [_timely(context, receipt) for _, receipt in sorted(latest.items())]
    if rows:
        heads = ("source", "last-day", "cut-off", "to-cut-off", "recorded", "to-recorded")
        yield registers.table(context, "timeliness", heads, rows, numbers=(3, 5))


def _timely(context: Context, receipt: Receipt) -> Row:
    last, recorded = parse(receipt.covers or "").end, date.fromisoformat(receipt.recorded_at[:10])
    cut_off = registers.as_date(receipt.cut_off)
    return Row(
        Cell(document.words(registers.source(context, receipt.source))),
        (
            registers.day(context, last), registers.day(context, cut_off),
            registers.count(context, (cut_off - last).days if cut_off else None),
            registers.day(context, recorded), registers.count(context, (recorded - last).days),
        ),
    )  # fmt: skip


def _due(context: Context) -> Iterable[Block]:
    """By institution and source: how many of the expected deliveries are received, due, late, rejected."""
    groups: dict[tuple[str, str, str], list[Status]] = defaultdict(list)
    for each in context.material.due:
        groups[each.institution, each.source, each.stream].append(each)
    rows = [_institution(context, mine) for mine in groups.values()]
    if rows:
        heads = ("institution", "source", *STATES, "outstanding")
        yield registers.table(context, "due", heads, rows, numbers=(2, 3, 4, 5))


def _institution(context: Context, mine: Sequence[Status]) -> Row:
    first = mine[0]
    outstanding = [context.language.period(each.period) for each in mine if not each.is_received]
    shown = ", ".join(outstanding[-3:])
    return Row(
        Cell(document.words(context.language.institution(first.institution))),
        (
            registers.text(registers.source(context, first.source)),
            *(registers.count(context, sum(each.state == state for each in mine)) for state in STATES),
            registers.text(shown if len(outstanding) <= 3 else f"… {shown}"),
        ),
    )
