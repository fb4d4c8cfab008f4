"""Recounts: is a published total what the records behind it add to, for the same period, cell and counting unit?

The period is the published one, whatever year it belongs to: fiscal years are counted from their months. Only what can
be added over months is counted anew; distinct persons cannot, and neither can stocks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from durna.checks import texts
from durna.checks.declared import Cells, Declared
from durna.checks.findings import Finding
from durna.errors import Refused
from durna.indicators.calculate import Request, compute
from durna.indicators.chapters import declared as measures
from durna.indicators.definition import catalogue
from durna.indicators.figures import Figure, Figures
from durna.indicators.measures import Count
from durna.indicators.published import half_step, is_published
from durna.periods import Period
from durna.residence.derived import Derived
from durna.sources import contract as contracts


def check(records: Derived, figures: Figures, declared: Declared) -> Iterator[Finding]:
    for indicator in figures.indicators:
        stated = [one for one in figures.of(indicator) if _can_be_recounted(one, records)]
        if stated:
            yield from _recounted(indicator, stated, records, declared)


def _can_be_recounted(figure: Figure, records: Derived) -> bool:
    known = catalogue().get(figure.indicator)
    return (
        is_published(figure)
        and known is not None
        and known.kind == "flow"
        and figure.value is not None
        and figure.counting_unit == known.counting_unit != "person"
        and figure.geography == records.country
        and any(isinstance(each, Count) and each.source == figure.source for each in measures(figure.indicator))
        and _is_covered(figure, records)
    )


def _is_covered(figure: Figure, records: Derived) -> bool:
    receipts = records.receipts(figure.source)
    # A source that was not delivered, or of which only a selection was, says nothing about totals.
    if not receipts or any(receipt.partial for receipt in receipts):
        return False
    return any(period.contains(figure.period) for period in _covered(figure.source, records))


def _covered(source: str, records: Derived) -> list[Period]:
    """What the deliveries cover; the last of it to the cut-off, up to which they say that nothing more happened."""
    covered = list(records.coverage(source))
    cut_offs = [date.fromisoformat(receipt.cut_off[:10]) for receipt in records.receipts(source) if receipt.cut_off]
    if covered and cut_offs:
        covered[-1] = Period(covered[-1].start, max(covered[-1].end, *cut_offs))
    return covered


def _recounted(indicator: str, stated: Sequence[Figure], records: Derived, declared: Declared) -> Iterator[Finding]:
    """One computation over all the months, for each breakdown that somebody published."""
    by_names: dict[tuple[str, ...], list[tuple[Figure, Cells]]] = defaultdict(list)
    for figure in stated:
        cell = _counted_cell(figure, declared)
        by_names[tuple(name for name, _ in cell)].append((figure, cell))
    for names, wanted in by_names.items():
        whole = Period(min(one.period.start for one, _ in wanted), max(one.period.end for one, _ in wanted))
        months = _months(indicator, records, Request(whole, "month", names), len(names))
        for figure, cell in wanted:
            counted = _sum(months.get((figure.source, cell), ()), figure, whole)
            if counted is not None:
                yield from _compared(figure, counted)


def _counted_cell(figure: Figure, declared: Declared) -> Cells:
    told = {same.stated: same.counted for same in declared.same_cells}
    return told.get(figure.dimensions, figure.dimensions)


def _months(indicator: str, records: Derived, request: Request, names: int) -> Mapping[tuple[str, Cells], list[Figure]]:
    """By source and cell. Nothing where the records cannot be told apart as somebody published them."""
    found: dict[tuple[str, Cells], list[Figure]] = defaultdict(list)
    try:
        computed = compute(catalogue()[indicator], records, request)
    except Refused:
        return found
    for figure in computed:
        if len(figure.dimensions) == names:
            for source in {evidence.source for evidence in figure.evidence}:
                found[source, figure.dimensions].append(figure)
    return found


def _sum(months: Sequence[Figure], figure: Figure, whole: Period) -> float | None:
    """What the months of a period add to; None where it does not consist of months, or the cell is never met.

    The last month may be cut where the records end, and is then counted as far.
    """
    period = figure.period
    last = period.end == whole.end or (period.end + timedelta(days=1)).day == 1
    if not months or period.start.day != 1 or not last:
        return None
    return sum(one.value or 0.0 for one in months if period.contains(one.period))


def _compared(figure: Figure, counted: float) -> Iterator[Finding]:
    assert figure.value is not None
    if abs(figure.value - counted) <= half_step(figure):
        return
    text = texts.say(
        "stated_not_counted", title=texts.title(figure.indicator), period=figure.period,
        group=texts.groups(figure.dimensions), publisher=texts.publisher(figure), value=figure.value,
        source=contracts.load(figure.source).title, counted=counted, difference=abs(figure.value - counted),
    )  # fmt: skip
    yield Finding("stated_not_counted", figure.indicator, text, (figure.figure_id,))
