"""Deliveries that are due: which institution sends what, how often, by when; and what has come of it.

Expected deliveries stand in `expected_deliveries.yaml`. Whether one came is read from the receipts; the day on which it
is asked is told, never taken from the clock of the machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from durna.errors import UserError
from durna.indicators import handwritten
from durna.periods import Period, parse
from durna.sources import contract as contracts
from durna.store.receipts import Receipt

FILE = "expected_deliveries.yaml"
EXPECTED = (
    "A list of entries with source, every (month, quarter, year), due_days (days after the period ends) and since (a "
    "period), and where wanted until, stream and institution."
)
RECEIVED, DUE, LATE, REJECTED = "received", "due", "late", "rejected"
STATES = (RECEIVED, DUE, LATE, REJECTED)
# A delivery of which half the rows or more could not be used has to come again.
USABLE_SHARE = 0.5


@dataclass(frozen=True)
class Expected:
    """One institution's rhythm for one source; `stream` where it sends several files for one period."""

    source: str
    every: str
    due_days: int
    since: date
    until: date | None
    institution: str
    stream: str = ""

    def periods(self, on: date) -> Iterator[Period]:
        """Those that have ended by a day."""
        last = min(on - timedelta(days=1), self.until or on)
        if last < self.since:
            return
        first, final = date(self.since.year, 1, 1), date(last.year, 12, 31)
        for period in Period(first, final).split(self.every):
            if period.start >= self.since and period.end <= last:
                yield period


@dataclass(frozen=True)
class Status:
    """What became of one expected delivery by a day. `days_late` counts from the day on which it was due."""

    institution: str
    source: str
    stream: str
    period: Period
    due_on: date
    state: str
    received_on: date | None = None
    delivery_id: str = ""
    days_late: int = 0

    @property
    def is_received(self) -> bool:
        """Late or not; what was rejected has not been received."""
        return self.received_on is not None and self.state != REJECTED


def load(file: Path) -> tuple[Expected, ...]:
    """What a workspace expects; nothing where it has no such file. Raises UserError where it is wrong."""
    raw = handwritten.read(file, EXPECTED) or []
    if not isinstance(raw, list):
        raise handwritten.wrong(file, "It is not a list.", EXPECTED)
    return tuple(_expected(file, place, entry) for place, entry in enumerate(raw, start=1))


def statuses(expected: Iterable[Expected], receipts: Sequence[Receipt], on: date, timezone: str) -> list[Status]:
    """By institution, source and period; of receipts only those recorded by that day count."""
    zone = ZoneInfo(timezone)
    known = [(receipt, _day(receipt, zone)) for receipt in receipts]
    seen = [(receipt, day) for receipt, day in known if day <= on]
    found = [_status(each, period, seen, on) for each in expected for period in each.periods(on)]
    return sorted(found, key=lambda one: (one.institution, one.source, one.stream, one.period))


def _day(receipt: Receipt, zone: ZoneInfo) -> date:
    return datetime.fromisoformat(receipt.recorded_at).astimezone(zone).date()


def _status(expected: Expected, period: Period, seen: Sequence[tuple[Receipt, date]], on: date) -> Status:
    due_on = period.end + timedelta(days=expected.due_days)
    came = [(receipt, day) for receipt, day in seen if _speaks_of(receipt, expected, period)]
    usable = [(receipt, day) for receipt, day in came if _is_usable(receipt)]
    base = (expected.institution, expected.source, expected.stream, period, due_on)
    if usable:
        receipt, day = min(usable, key=lambda pair: pair[1])
        late = max(0, (day - due_on).days)
        return Status(*base, LATE if late else RECEIVED, day, receipt.delivery_id, late)
    late = max(0, (on - due_on).days)
    if came:
        receipt, day = max(came, key=lambda pair: pair[1])
        return Status(*base, REJECTED, day, receipt.delivery_id, late)
    return Status(*base, LATE if late else DUE, days_late=late)


def _speaks_of(receipt: Receipt, expected: Expected, period: Period) -> bool:
    """Whether it is about the period to its end: by its rows, and by its cut-off where it has one."""
    if receipt.source != expected.source or (expected.stream and receipt.stream != expected.stream):
        return False
    cut_off = date.fromisoformat(receipt.cut_off[:10]) if receipt.cut_off else None
    if receipt.covers is None:
        # No row could be dated: the cut-off alone says which period it was meant for.
        return cut_off is not None and period.contains(Period(cut_off, cut_off))
    return parse(receipt.covers).overlaps(period) and (cut_off is None or cut_off >= period.end)


def _is_usable(receipt: Receipt) -> bool:
    return receipt.accepted > 0 and receipt.accepted >= USABLE_SHARE * receipt.rows_in


def _expected(file: Path, place: int, entry: Any) -> Expected:
    if not isinstance(entry, dict):
        raise handwritten.wrong(file, f"Entry {place} is not an expected delivery.", EXPECTED)
    days, since, until = entry.get("due_days"), _period(entry.get("since")), _period(entry.get("until"))
    good = {
        "source": entry.get("source") in contracts.sources(),
        "every": entry.get("every") in ("month", "quarter", "year"),
        "due_days": type(days) is int and days >= 0,
        "since": since is not None,
        "until as a period": until is not None or entry.get("until") is None,
    }
    missing = [name for name, is_good in good.items() if not is_good]
    if missing or since is None or not isinstance(days, int):
        raise handwritten.wrong(file, f"Entry {place} lacks a known {', '.join(missing)}.", EXPECTED)
    institution = str(entry.get("institution") or contracts.load(entry["source"]).institution)
    stream = str(entry.get("stream") or "")
    return Expected(
        entry["source"], entry["every"], days, since.start, until.end if until else None, institution, stream
    )


def _period(raw: Any) -> Period | None:
    try:
        return parse(str(raw)) if raw is not None else None
    except UserError:
        return None
