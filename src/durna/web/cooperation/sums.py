"""Sums of money. Amounts of one currency are added; those of several only through rates of a day, which are shown."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

from durna.web.cooperation.models import Rate

_OLDEST = timedelta(days=31)  # a rate older than a month says nothing of a day
_FEW = 3
_CENT = Decimal("0.01")


class Rates:
    """Every rate into one currency, looked up by the day."""

    def __init__(self, base: str, rates: Iterable[Any] | None = None) -> None:
        self.base = base
        held = Rate.objects.filter(base=base) if rates is None else [rate for rate in rates if rate.base == base]
        self._by_currency: dict[str, list[Any]] = defaultdict(list)
        for rate in sorted(held, key=_day):
            self._by_currency[rate.currency].append(rate)

    @property
    def currencies(self) -> list[str]:
        """Those of which any rate is known."""
        return list(self._by_currency)

    def of(self, currency: str, on: date) -> Any | None:
        """The last one on that day or in the month before; None where there is none."""
        held = self._by_currency.get(currency, [])
        place = bisect_right(held, on, key=_day)
        return held[place - 1] if place and held[place - 1].on >= on - _OLDEST else None


def _day(rate: Any) -> date:
    return rate.on


@dataclass
class Sum:
    """`amounts` by currency. `total` in `base`, None where a rate is missing.

    `used`: the rates. `lacks`: currency and day of those that are missing.
    """

    base: str
    amounts: dict[str, Decimal] = field(default_factory=dict)
    total: Decimal | None = Decimal()
    used: dict[Any, None] = field(default_factory=dict)
    lacks: dict[tuple[str, date], None] = field(default_factory=dict)

    @property
    def first_lacks(self) -> list[tuple[str, date]]:
        """As many as anybody reads."""
        return list(self.lacks)[:_FEW]

    @property
    def further_lacks(self) -> int:
        return max(len(self.lacks) - _FEW, 0)

    @property
    def is_mixed(self) -> bool:
        return len(self.amounts) > 1

    @property
    def is_empty(self) -> bool:
        return not self.amounts


def add(entries: Iterable[Any], rates: Rates) -> Sum:
    found = Sum(rates.base)
    for entry in entries:
        found.amounts[entry.currency] = found.amounts.get(entry.currency, Decimal()) + entry.amount
        convert(found, rates, entry.currency, entry.amount, entry.value_on or entry.start)
    return found


def convert(found: Sum, rates: Rates, currency: str, amount: Decimal, on: date) -> None:
    """Add to the total what an amount of a day is worth in its currency."""
    if currency == rates.base:
        _add(found, amount)
    elif rate := rates.of(currency, on):
        found.used[rate] = None
        _add(found, (amount * rate.value).quantize(_CENT, ROUND_HALF_EVEN))
    else:
        found.lacks[(currency, on)] = None
        found.total = None


def _add(found: Sum, amount: Decimal) -> None:
    if found.total is not None:
        found.total += amount


@dataclass(frozen=True)
class Line:
    """A year and a funder in one currency. `spent`: disbursements and expenditure; `variance`: budget less them."""

    year: int
    funder: Any
    currency: str
    by_kind: dict[str, Decimal]

    @property
    def spent(self) -> Decimal | None:
        """None where nothing was told: that is not 0."""
        told = [self.by_kind[kind] for kind in ("disbursement", "expenditure") if kind in self.by_kind]
        return sum(told, Decimal()) if told else None

    @property
    def variance(self) -> Decimal | None:
        spent = self.spent
        return self.by_kind["budget"] - spent if "budget" in self.by_kind and spent is not None else None

    @property
    def variance_percent(self) -> Decimal | None:
        """What was spent, in percent of the budget."""
        budget, spent = self.by_kind.get("budget"), self.spent
        return (spent / budget * 100).quantize(Decimal("0.1")) if budget and spent is not None else None


def by_year(entries: Sequence[Any]) -> list[Line]:
    """An amount stands in the year in which its period begins; nothing is shared out over years that no source told."""
    found: dict[tuple[int, Any, str], dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    funders = {entry.funder_id: entry.funder for entry in entries}
    for entry in entries:
        found[(entry.start.year, entry.funder_id, entry.currency)][entry.kind] += entry.amount
    order = sorted(found, key=lambda key: (key[0], str(funders[key[1]] or ""), key[2]))
    return [
        Line(year, funders[funder], currency, dict(found[(year, funder, currency)])) for year, funder, currency in order
    ]
