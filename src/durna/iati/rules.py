"""What the standard asks of an activity beyond its schema: shares that add to 100, days in order, sums that agree.

A statement that contradicts itself is an error; one that leaves a reader without something is a warning.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal, InvalidOperation

from lxml import etree

from durna.iati.messages import ERROR, WARNING, Message
from durna.iati.xml import Element, place

_CLOSE = Decimal("0.01")  # three shares of 33.33 are meant to be the whole
_LONGEST = 366  # days of one budget
_ACTUAL = frozenset({"2", "4"})
_OF_DAYS = ("iso-date", "value-date", "publication-date", "extraction-date")
_SIGNED = re.compile(r"(-?[0-9]{4,9})-[0-9]{2}-[0-9]{2}")
_NUMERIC = frozenset({"1", "2"})  # measures of an indicator: unit, percentage


def check_activities(root: Element, today: date) -> Iterator[Message]:
    """`today`: the day on which the file was made, or is looked at: what is told as done lies not after it."""
    activities = root.findall("iati-activity")
    yield from _repeated(activities)
    for activity in activities:
        for rule in _RULES:
            yield from rule(activity)
        yield from _not_yet(activity, today)


def check_organisations(root: Element, today: date) -> Iterator[Message]:
    del today
    for organisation in root.findall("iati-organisation"):
        yield from _periods(organisation)
        yield from _currencies(organisation)


def _told(element: Element, code: str, level: str = ERROR, **values: str | int) -> Message:
    return Message(code, level, element.sourceline or 0, place(element), values)


def _repeated(activities: list[Element]) -> Iterator[Message]:
    counted = Counter(_text(activity, "iati-identifier") for activity in activities)
    for activity in activities:
        name = _text(activity, "iati-identifier")
        if name and counted[name] > 1:
            yield _told(activity, "identifier-repeated", identifier=name)


def _identifier(activity: Element) -> Iterator[Message]:
    element, organisation = activity.find("iati-identifier"), activity.find("reporting-org")
    if element is None or organisation is None:
        return
    name, prefix = element.text or "", organisation.get("ref") or ""
    if name != name.strip():
        yield _told(element, "identifier-spaces", identifier=name.strip())
    elif prefix and not name.startswith(prefix):
        yield _told(element, "identifier-prefix", WARNING, identifier=name, prefix=prefix)


def _shares(activity: Element) -> Iterator[Message]:
    for transaction in ("", "transaction/"):
        for sector in activity.findall(f"{transaction}sector"):
            yield from _in_range(sector)
    by_vocabulary: dict[str, list[Element]] = defaultdict(list)
    for sector in activity.findall("sector"):
        by_vocabulary[sector.get("vocabulary") or "1"].append(sector)
    for vocabulary, sectors in by_vocabulary.items():
        yield from _add_up(sectors, "sector", vocabulary)
    places = [*activity.findall("recipient-country"), *activity.findall("recipient-region")]
    for element in places:
        yield from _in_range(element)
    yield from _add_up([each for each in places if (each.get("vocabulary") or "1") == "1"], "recipient", "")
    items = activity.findall("country-budget-items/budget-item")
    yield from _add_up(items, "budget-item", "")


def _add_up(elements: list[Element], what: str, vocabulary: str) -> Iterator[Message]:
    shares = [_number(element.get("percentage")) for element in elements]
    known = [share for share in shares if share is not None]
    if not elements or (len(elements) == 1 and not known):
        return
    if len(known) < len(elements):
        missing = elements[shares.index(None)]
        yield _told(missing, "share-missing", WARNING, what=what, count=len(elements))
    elif abs(sum(known, Decimal()) - 100) > _CLOSE:
        yield _told(elements[0], "shares-sum", what=what, sum=_plain(sum(known, Decimal())), vocabulary=vocabulary)


def _in_range(element: Element) -> Iterator[Message]:
    share = _number(element.get("percentage"))
    if share is not None and not 0 <= share <= 100:
        yield _told(element, "share-range", value=_plain(share))


def _days(activity: Element) -> Iterator[Message]:
    found = {}
    for element in activity.findall("activity-date"):
        when = _day(element.get("iso-date"))
        if when:
            found[element.get("type")] = (when, element)
    for first, last in (("1", "3"), ("2", "4")):
        if first in found and last in found and found[last][0] < found[first][0]:
            yield _told(found[last][1], "days-order", first=str(found[first][0]), last=str(found[last][0]))
    if not {"1", "2"} & set(found) and found:
        yield _told(activity, "start-missing", WARNING)
    status = activity.find("activity-status")
    if status is not None and status.get("code") in ("3", "4") and not {"3", "4"} & set(found):
        yield _told(status, "end-missing", WARNING)


def _calendar(activity: Element) -> Iterator[Message]:
    """The standard takes every year that there can be: before our era, or of five digits. Nobody means one."""
    for element in activity.iter(etree.Element):
        for name in _OF_DAYS:
            told = _SIGNED.match(element.get(name) or "")
            if told and not 1900 <= int(told[1]) < 2200 and int(told[1]):
                yield _told(element, "day-strange", WARNING, day=(element.get(name) or "")[:30], what=str(element.tag))


def _periods(activity: Element) -> Iterator[Message]:
    for start in activity.iter("period-start"):
        parent = start.getparent()
        end = parent.find("period-end") if parent is not None else None
        first, last = _day(start.get("iso-date")), _day(end.get("iso-date")) if end is not None else None
        if not first or not last or end is None or parent is None:
            continue
        if last < first:
            yield _told(end, "period-order", first=str(first), last=str(last), what=str(parent.tag))
        elif parent.tag == "budget" and (last - first).days > _LONGEST:
            yield _told(parent, "budget-long", WARNING, days=(last - first).days)


def _currencies(activity: Element) -> Iterator[Message]:
    if activity.get("default-currency"):
        return
    for element in activity.iter("value", "forecast"):
        if not element.get("currency") and (element.text or "").strip():
            yield _told(element, "currency-missing")


def _amounts(activity: Element) -> Iterator[Message]:
    for tag in ("budget", "planned-disbursement"):
        for value in activity.findall(f"{tag}/value"):
            amount = _number(value.text)
            if amount is not None and amount < 0:
                yield _told(value, "amount-negative", WARNING, value=_plain(amount), what=tag)
    for transaction in activity.findall("transaction"):
        value = transaction.find("value")
        if value is not None and _number(value.text) == 0:
            yield _told(value, "amount-zero", WARNING)
    yield from _spent(activity)


def _spent(activity: Element) -> Iterator[Message]:
    """Of a currency, more cannot have gone out than came in or was promised; where nothing came in is told, no word."""
    came: dict[str, Decimal] = defaultdict(Decimal)
    went: dict[str, Decimal] = defaultdict(Decimal)
    for transaction in activity.findall("transaction"):
        kind, value = transaction.find("transaction-type"), transaction.find("value")
        if kind is None or value is None:
            continue
        currency = value.get("currency") or activity.get("default-currency") or ""
        amount = _number(value.text) or Decimal()
        if kind.get("code") in ("1", "11"):
            came[currency] += amount
        elif kind.get("code") in ("3", "4"):
            went[currency] += amount
    for currency, amount in went.items():
        if currency in came and amount > came[currency]:
            yield _told(
                activity, "spent-more", WARNING, currency=currency, spent=_plain(amount), came=_plain(came[currency])
            )


def _where_and_what(activity: Element) -> Iterator[Message]:
    for tag in ("sector", "recipient"):
        names = (tag,) if tag == "sector" else ("recipient-country", "recipient-region")
        above = [each for name in names for each in activity.findall(name)]
        below = [each for name in names for each in activity.findall(f"transaction/{name}")]
        if above and below:
            yield _told(below[0], "said-twice", WARNING, what=tag)
        elif not above and not below:
            yield _told(activity, f"{tag}-missing", WARNING)


def _partners(activity: Element) -> Iterator[Message]:
    for organisation in activity.findall("participating-org"):
        if not organisation.get("ref") and not any(
            (each.text or "").strip() for each in organisation.iter("narrative")
        ):
            yield _told(organisation, "partner-nameless")


def _relations(activity: Element) -> Iterator[Message]:
    own = _text(activity, "iati-identifier")
    for related in activity.findall("related-activity"):
        if own and related.get("ref") == own:
            yield _told(related, "related-self")


def _results(activity: Element) -> Iterator[Message]:
    for indicator in activity.findall("result/indicator"):
        if indicator.get("measure") not in _NUMERIC:
            continue
        for element in indicator.iter("baseline", "target", "actual"):
            value = element.get("value")
            if value is not None and _number(value) is None:
                yield _told(element, "result-value", value=value[:60])
        for period in indicator.findall("period"):
            for tag in ("target", "actual"):
                yield from _cells(period.findall(tag))


def _cells(values: list[Element]) -> Iterator[Message]:
    """A total beside the cells it is the sum of, by one dimension."""
    totals = [each for each in values if each.find("dimension") is None]
    cells = [each for each in values if len(each.findall("dimension")) == 1]
    names = {str(each.find("dimension").get("name")) for each in cells}
    if len(totals) != 1 or len(cells) < 2 or len(names) != 1:
        return
    total, parts = _number(totals[0].get("value")), [_number(each.get("value")) for each in cells]
    known = [part for part in parts if part is not None]
    if total is not None and len(known) == len(parts) and sum(known, Decimal()) != total:
        yield _told(
            totals[0], "cells-sum", ERROR if sum(known, Decimal()) > total else WARNING, total=_plain(total),
            sum=_plain(sum(known, Decimal())), dimension=names.pop(),
        )  # fmt: skip


def _not_yet(activity: Element, today: date) -> Iterator[Message]:
    done = [each for each in activity.findall("activity-date") if each.get("type") in _ACTUAL]
    for element in [*done, *activity.findall("transaction/transaction-date")]:
        when = _day(element.get("iso-date"))
        if when and when > today:
            yield _told(element, "not-yet", WARNING, day=str(when), what=str(element.tag))


_RULES: tuple[Callable[[Element], Iterator[Message]], ...] = (
    _identifier, _shares, _calendar, _days, _periods, _currencies, _amounts, _where_and_what, _partners, _relations,
    _results,
)  # fmt: skip


def _text(element: Element, child: str) -> str:
    return (element.findtext(child) or "").strip()


def _number(text: str | None) -> Decimal | None:
    try:
        found = Decimal((text or "").strip())
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def _plain(amount: Decimal) -> str:
    return f"{amount.normalize():f}"


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None
