"""A partner's file held against ours, line by line: what both say, what differs, what only one of the two says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from durna.iati.shapes import Node

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


def _identifiers(node: Node) -> set[str]:
    found = {
        str(node.get("identifier", {}).get("text", "")),
        *(str(each.get("ref")) for each in node.get("identifiers", ())),
    }
    return found - {"", "None"}


def _lines(node: Node) -> Iterator[tuple[tuple[str, str], str]]:
    for language, text in node.get("title", ()):
        yield ("title", language or str(node.get("language") or "")), text
    yield ("status", ""), str(node.get("status", ""))
    for each in node.get("days", ()):
        yield ("day", str(each.get("type"))), str(each.get("on", ""))
    for each in node.get("partners", ()):
        yield ("partner", f"{each.get('role')} {_name(each)}"), _name(each)
    for what, name in (("place", "countries"), ("place", "regions"), ("sector", "sectors")):
        for each in node.get(name, ()):
            yield (what, f"{each.get('vocabulary') or '1'} {each.get('code')}"), f"{each.get('percentage') or '100'} %"
    yield from _money(node)
    yield from _results(node)


def _money(node: Node) -> Iterator[tuple[tuple[str, str], str]]:
    """Amounts of one kind, period and currency are added: publishers part them differently."""
    sums: dict[tuple[str, str], Decimal] = {}
    for each in node.get("budgets", ()):
        _add(sums, "budget", f"{each.get('start')}..{each.get('end')}", each, node)
    for each in node.get("forecasts", ()):
        _add(sums, "forecast", f"{each.get('start')}..{each.get('end') or each.get('start')}", each, node)
    for each in node.get("transactions", ()):
        _add(sums, f"transaction-{each.get('type')}", str(each.get("on")), each, node)
    for key, amount in sums.items():
        yield key, f"{amount:f}"


def _add(sums: dict[tuple[str, str], Decimal], what: str, when: str, item: Node, node: Node) -> None:
    value: Mapping[str, str] = item.get("value", {})
    amount = _number(str(value.get("amount", "")))
    if amount is not None:
        key = (what, f"{when} {value.get('currency') or node.get('currency') or ''}".strip())
        sums[key] = sums.get(key, Decimal()) + amount


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


def _alike(one: str, other: str) -> bool:
    numbers = _number(one.removesuffix(" %")), _number(other.removesuffix(" %"))
    return numbers[0] == numbers[1] if None not in numbers else one.strip() == other.strip()


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None
