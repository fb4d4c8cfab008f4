"""The gap register: every indicator of the catalogue without a figure, why, and whose source it would be."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from durna.errors import UserError
from durna.indicators import chapters
from durna.indicators.definition import Indicator
from durna.indicators.figures import Figures
from durna.periods import Period
from durna.sources import contract
from durna.store.receipts import Receipt

# What is found by the duration rule needs crossings that can be followed from one to the next.
BY_THE_DURATION_RULE = "provisional_12m"
FAILED = "failed"


@dataclass(frozen=True)
class Gap:
    """An indicator of the catalogue without a figure in the period, and who owns its source."""

    indicator: str
    institutions: tuple[str, ...]
    sources: tuple[str, ...]
    reason: str  # no_delivery | partial_delivery | no_rule | not_published | outside_period | needs_crossings | failed
    said: str = ""  # what is wrong with the file of an indicator that the workspace defines itself


def gap_register(
    catalogue: Mapping[str, Indicator],
    figures: Figures,
    receipts: Iterable[Receipt],
    period: Period,
    declared: Collection[str] | None = None,
) -> list[Gap]:
    """The gaps of a Profile for a period, in the order of the catalogue.

    `figures` may reach beyond the period: then an indicator with figures elsewhere is told apart from one with none.
    `declared` names the indicators that can be computed from records; unless told, those that have a measure.
    """
    receipts = tuple(receipts)
    failed = figures.failed
    partial = frozenset(receipt.source for receipt in receipts if receipt.partial)
    delivered = frozenset(receipt.source for receipt in receipts if receipt.accepted) - partial
    gaps = [
        Gap(name, institutions(indicator), indicator.sources, _reason(indicator, figures, delivered, partial, declared))
        for name, indicator in catalogue.items()
        if name not in failed and not _has_figure(name, figures, period)
    ]
    return gaps + [_failed(name, error, catalogue.get(name)) for name, error in failed.items()]


def _failed(name: str, error: UserError, indicator: Indicator | None) -> Gap:
    """`name` is that of the file where it defines no indicator."""
    owners, sources = ((), ()) if indicator is None else (institutions(indicator), indicator.sources)
    return Gap(name, owners, sources, FAILED, error.found)


def institutions(indicator: Indicator) -> tuple[str, ...]:
    known = contract.sources()
    owners = (contract.load(source).institution for source in indicator.sources if source in known)
    return tuple(dict.fromkeys(owners))


def _has_figure(name: str, figures: Figures, period: Period) -> bool:
    """A figure that is withheld until it is settled is one: it says how many are, and how many are open."""
    return any(
        figure.preferred and figure.counted is not None and period.contains(figure.period)
        for figure in figures.of(name)
    )


def _reason(
    indicator: Indicator,
    figures: Figures,
    delivered: frozenset[str],
    partial: frozenset[str],
    declared: Collection[str] | None,
) -> str:
    """Why there is no figure; the first that holds.

    A source of records that sent nothing owes a delivery. A source of finished tables (a census, a mirror series) owes
    nothing to this system: its figure was not published, or nobody has entered it.
    """
    if any(figure.value is not None for figure in figures.of(indicator.id)):
        return "outside_period"
    if indicator.part_year == BY_THE_DURATION_RULE:
        return "needs_crossings"
    if indicator.id in chapters.PUBLISHED_ONLY:
        return "not_published"
    if not delivered.intersection(indicator.sources) and partial.intersection(indicator.sources):
        return "partial_delivery"
    if not delivered.intersection(indicator.sources):
        return "no_delivery" if any(map(_is_register, indicator.sources)) else "not_published"
    can_be_computed = bool(chapters.declared(indicator.id)) if declared is None else indicator.id in declared
    return "outside_period" if can_be_computed else "no_rule"


def _is_register(source: str) -> bool:
    return source in contract.sources() and not contract.load(source).is_table
