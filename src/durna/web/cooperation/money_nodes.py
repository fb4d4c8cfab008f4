"""An amount of money as a node, and back."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from decimal import Decimal
from typing import Any

from durna.iati.shapes import Node
from durna.web.cooperation.models import TRANSACTIONS, Entry, Organisation
from durna.web.cooperation.spoken import number, over, pairs, plain

_CENT, MOST = Decimal("0.01"), Decimal(10) ** 16  # what the field of an amount holds
_TYPES = {code: kind for kind, code in TRANSACTIONS.items()}


def entry_node(entry: Any) -> Node:
    made = deepcopy(entry.kept)
    if entry.kind in TRANSACTIONS:
        over(made, type=TRANSACTIONS[entry.kind], on=entry.start.isoformat(), ref=entry.ref)
    else:
        over(made, start=entry.start.isoformat(), end=entry.end and entry.end.isoformat())
    value = made.setdefault("value", {})
    if number(value.get("amount")) != entry.amount:
        value["amount"] = plain(entry.amount)
    if entry.currency != (value.get("currency") or entry.project.currency) or not entry.kept:
        value["currency"] = entry.currency
    over(value, on=(entry.value_on or entry.start).isoformat())
    if entry.kind != "budget" and entry.funder and not made.get("provider"):
        made["provider"] = {"texts": pairs(entry.funder.names, "en")}
        over(made["provider"], ref=entry.funder.ref, type=entry.funder.type)
    return {**made, "origin": f"entry/{entry.pk}"}


def entry_of(told: Node, kind: str, currency: str, funder: Organisation | None) -> Entry | None:
    """Not saved yet; None where the node is none that we keep as an amount: its kind, day or value is not there."""
    value = told.get("value", {})
    amount, money = number(value.get("amount")), str(value.get("currency") or currency).upper()
    kind = _TYPES.get(str(told.get("type")), "") if kind == "transaction" else kind
    start = day(told.get("on") if kind in TRANSACTIONS else told.get("start"))
    end = day(told.get("end"))
    if not kind or amount is None or start is None or len(money) != 3 or (end and end < start):
        return None
    if amount != amount.quantize(_CENT) or abs(amount) >= MOST:
        return None
    return Entry(
        kind=kind, funder=funder, start=start, end=end, amount=amount, currency=money, value_on=day(value.get("on")),
        ref=str(told.get("ref") or "")[:100], kept=told,
    )  # fmt: skip


def day(text: Any) -> date | None:
    try:
        return date.fromisoformat(str(text or "")[:10])
    except ValueError:
        return None
