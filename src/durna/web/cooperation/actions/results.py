"""Values of a period: entered as cells, handed in, approved by somebody else, and then locked."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from durna.web.audit import chain
from durna.web.cooperation import figures
from durna.web.cooperation.models import Cell, Period
from durna.web.cooperation.values import place_of, total
from durna.web.refusals import refusal

Entered = Mapping[tuple[bool, str], tuple[dict[str, str], Decimal | None, str]]


@transaction.atomic
def enter(*, by: str, period: Period, seen: int, cells: Entered) -> None:
    """`cells`: (is a target, place) -> dimensions, number, words; one without either is emptied.

    Raises UserError for a locked period, ChangedMeanwhile.
    """
    _refuse_locked(period)
    period.state = "open" if period.state == "returned" else period.state
    period.save_over(seen)
    held = {(cell.is_target, place_of(cell.dimensions)): cell for cell in reversed(period.cells.all())}
    changed = []
    for key, (dimensions, value, words) in cells.items():
        cell = held.get(key)
        if value is None and not words:
            if cell is not None:
                cell.delete()
                changed.append(key[1])
            continue
        cell = cell or Cell(period=period, is_target=key[0], dimensions=dimensions, place=key[1][:300])
        if (cell.value, cell.words) != (value, words):
            cell.value, cell.words = value, words
            cell.save()
            changed.append(key[1])
    chain.record(by, "result-entered", period.key, cells=changed)


@transaction.atomic
def hand_in(*, by: Any, period: Period, seen: int) -> None:
    """Raises UserError where nothing is there to approve, or where the parts give different totals."""
    _refuse_locked(period)
    cells = list(period.cells.filter(is_target=False))
    answer = figures.answer(period.indicator, period) if period.indicator.query else None
    if not cells and (answer is None or answer.value is None):
        raise refusal("coop-result-empty")
    found = total(cells, period.indicator.measure)
    if found.differ:
        raise refusal("coop-result-differ", totals=", ".join(f"{each.normalize():f}" for each in found.differ))
    period.state, period.submitted_by, period.submitted_at = "submitted", by, timezone.now()
    period.decided_by = period.decided_at = None
    period.reason = ""
    period.save_over(seen)
    chain.record(by.email, "result-handed-in", period.key)


@transaction.atomic
def approve(*, by: Any, period: Period, seen: int) -> None:
    """Raises UserError where it was not handed in, or was handed in by the same person."""
    _refuse_not_handed_in(period)
    if period.submitted_by_id == by.pk:
        raise refusal("coop-result-own")
    _decide(by, period, "approved", seen)
    chain.record(by.email, "result-approved", period.key)


@transaction.atomic
def give_back(*, by: Any, period: Period, seen: int, reason: str) -> None:
    """Of one that was handed in, or that was approved and must be opened again. Raises UserError without a reason."""
    if period.state not in ("submitted", "approved"):
        raise refusal("coop-result-not-handed-in")
    if not reason.strip():
        raise refusal("coop-result-reason")
    period.reason = reason.strip()[:2000]
    _decide(by, period, "returned", seen)
    chain.record(by.email, "result-returned", period.key, reason=period.reason)


def _decide(by: Any, period: Period, state: str, seen: int) -> None:
    period.state, period.decided_by, period.decided_at = state, by, timezone.now()
    period.save_over(seen)


def _refuse_locked(period: Period) -> None:
    if period.is_locked:
        raise refusal("coop-result-locked")


def _refuse_not_handed_in(period: Period) -> None:
    if period.state != "submitted":
        raise refusal("coop-result-not-handed-in")
