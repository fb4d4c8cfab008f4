"""A partner's file held against ours, line by line: what both say, what differs, what only one of the two says."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from durna.iati.shapes import Node

Key = tuple[str, str]
SAME, DIFFERS, OURS, THEIRS = "same", "differs", "ours", "theirs"


@dataclass(frozen=True)
class Line:
    """`what`: a kind of line (title, day, partner, place, sector, budget, ...); `which`: one of that kind."""

    what: str
    which: str
    ours: str
    theirs: str

    @property
    def outcome(self) -> str:
        if not self.theirs:
            return OURS
        if not self.ours:
            return THEIRS
        return SAME if _alike(self.ours, self.theirs) else DIFFERS

    @property
    def is_to_take(self) -> bool:
        """Whether theirs can be put in the place of ours: a status follows from facts, and values of results go
        through their approval."""
        return self.outcome in (DIFFERS, THEIRS) and self.what not in ("status", "target", "actual")


def reconcile(ours: Node, theirs: Node) -> list[Line]:
    """In the order of our own lines; what only the other one has comes after those of its kind."""
    mine, other = dict(_lines(ours)), dict(_lines(theirs))
    kinds = list(dict.fromkeys(what for what, _ in [*mine, *other]))
    found = []
    for kind in kinds:
        keys = dict.fromkeys(key for key in [*mine, *other] if key[0] == kind)
        found += [Line(kind, key[1], mine.get(key, ""), other.get(key, "")) for key in keys]
    return found


def same_project(ours: Node, theirs: Iterable[Node]) -> Node | None:
    """The activity of a file that is ours: by its identifier, by one it is also known by, or by its title."""
    names = _identifiers(ours)
    candidates = list(theirs)
    for each in candidates:
        if names & _identifiers(each):
            return each
    titles = {text.casefold().strip() for _, text in ours.get("title", ())}
    return next(
        (each for each in candidates if titles & {t.casefold().strip() for _, t in each.get("title", ())}), None
    )


def only(node: Node, keys: Collection[tuple[str, str]]) -> Node:
    """Of an activity the parts that stand behind some of its lines, named by `what` and `which`. Amounts say their
    currency."""
    made: Node = {"title": [pair for pair in node.get("title", ()) if _title_key(pair, node) in keys]}
    for name, key, each in _parts(node):
        if key in keys:
            made.setdefault(name, []).append(_with_currency(each, node) if name in _MONEY else each)
    return made


def _with_currency(item: Node, node: Node) -> Node:
    value = item.get("value", {})
    currency = value.get("currency") or node.get("currency")
    return {**item, "value": {**value, "currency": currency}} if currency else item


def _identifiers(node: Node) -> set[str]:
    found = {
        str(node.get("identifier", {}).get("text", "")),
        *(str(each.get("ref")) for each in node.get("identifiers", ())),
    }
    return found - {"", "None"}


def _lines(node: Node) -> Iterator[tuple[tuple[str, str], str]]:
    for pair in node.get("title", ()):
        yield _title_key(pair, node), pair[1]
    yield ("status", ""), str(node.get("status", ""))
    sums: dict[Key, Decimal] = {}
    for name, key, each in _parts(node):
        if name not in _MONEY:
            yield key, _said(name, each)
        elif (amount := _number(str(each.get("value", {}).get("amount", "")))) is not None:
            # Amounts of one kind, period and currency are added: publishers part them differently.
            sums[key] = sums.get(key, Decimal()) + amount
    for key, amount in sums.items():
        yield key, f"{amount:f}"
    yield from _results(node)


def _title_key(pair: Sequence[str], node: Node) -> Key:
    return "title", pair[0] or str(node.get("language") or "")


def _parts(node: Node) -> Iterator[tuple[str, Key, Node]]:
    """Every part that a line tells of, but results: its list in the node, the line, the part."""
    for name, key_of in _KEYS.items():
        for each in node.get(name, ()):
            yield name, key_of(each, node), each


def _money_key(what: str, when: str, item: Node, node: Node) -> Key:
    value: Mapping[str, str] = item.get("value", {})
    return what, f"{when} {value.get('currency') or node.get('currency') or ''}".strip()


def _code_key(what: str) -> Callable[[Node, Node], Key]:
    return lambda each, node: (what, f"{each.get('vocabulary') or '1'} {each.get('code')}")


def _said(name: str, each: Node) -> str:
    if name == "days":
        return str(each.get("on", ""))
    return _name(each) if name == "partners" else f"{each.get('percentage') or '100'} %"


def _results(node: Node) -> Iterator[tuple[tuple[str, str], str]]:
    for result in node.get("results", ()):
        for indicator in result.get("indicators", ()):
            title = " / ".join(text for _, text in indicator.get("title", ())[:1])
            for period in indicator.get("periods", ()):
                when = f"{title}, {period.get('start')}..{period.get('end')}"
                for what in ("targets", "actuals"):
                    for each in period.get(what, ()):
                        cell = ", ".join(f"{d.get('name')}={d.get('value')}" for d in each.get("dimensions", ()))
                        yield (what.removesuffix("s"), f"{when} {cell}".strip()), str(each.get("value", ""))


def _name(each: Node) -> str:
    return str(each.get("ref") or next((text for _, text in each.get("texts", ())), ""))


_MONEY = frozenset({"budgets", "forecasts", "transactions"})
_KEYS: Mapping[str, Callable[[Node, Node], Key]] = {
    "days": lambda each, node: ("day", str(each.get("type"))),
    "partners": lambda each, node: ("partner", f"{each.get('role')} {_name(each)}"),
    "countries": _code_key("place"), "regions": _code_key("place"), "sectors": _code_key("sector"),
    "budgets": lambda each, node: _money_key("budget", f"{each.get('start')}..{each.get('end')}", each, node),
    "forecasts": lambda each, node: _money_key(
        "forecast", f"{each.get('start')}..{each.get('end') or each.get('start')}", each, node
    ),
    "transactions": lambda each, node: _money_key(
        f"transaction-{each.get('type')}", str(each.get("on")), each, node
    ),
}  # fmt: skip


def _alike(one: str, other: str) -> bool:
    numbers = _number(one.removesuffix(" %")), _number(other.removesuffix(" %"))
    return numbers[0] == numbers[1] if None not in numbers else one.strip() == other.strip()


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None
