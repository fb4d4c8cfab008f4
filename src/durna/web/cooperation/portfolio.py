"""The portfolio as a whole: what is asked for, whose money counts, and what it adds up to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Q

from durna.web.cooperation import counting, sums
from durna.web.cooperation.models import Entry, Project
from durna.web.cooperation.status import status

FETCHED = ("partners__organisation", "periods")


@dataclass(frozen=True)
class Row:
    """A project with what a list shows of it. `counts`: whether its money is added to that of the others."""

    project: Any
    status: str
    counts: bool
    funders: tuple[str, ...]
    budget: Mapping[str, Any]


def found(asked: Mapping[str, str], *, public_only: bool = False) -> Any:
    """The projects that fit: `q` in titles and numbers, `objective`, `place`."""
    held = Project.objects.all()
    if public_only:
        held = held.filter(is_public=True)
    words = asked.get("q", "").strip()
    if words:
        ways = Q(code__icontains=words) | Q(identifier__icontains=words) | Q(other_codes__icontains=words)
        for code in ("az", "en", "ru"):
            ways |= Q(**{f"titles__{code}__icontains": words})
        held = held.filter(ways)
    for name, ways in (("objective", {"links__kind": "objective"}), ("place", {})):
        value = asked.get(name, "").strip()
        field = "links__code" if name == "objective" else "places__code"
        if value:
            held = held.filter(pk__in=Project.objects.filter(**{field: value}, **ways).values("pk"))
    return held


def rows(projects: Iterable[Any], today: date, counted: set[int]) -> list[Row]:
    """For one page; projects are fetched with FETCHED."""
    held = list(projects)
    budgets: dict[int, dict[str, Any]] = {}
    for entry in Entry.objects.filter(project__in=held, kind="budget"):
        amounts = budgets.setdefault(entry.project_id, {})
        amounts[entry.currency] = amounts.get(entry.currency, 0) + entry.amount
    return [
        Row(each, status(each, today), each.pk in counted, _funders(each), budgets.get(each.pk, {})) for each in held
    ]  # fmt: skip


def counted() -> set[int]:
    return counting.counted(Project.objects.only("pk", "parent_id", "counted_level", "told_also_id"))


KINDS = ("budget", "commitment", "disbursement", "expenditure")


class Amount(NamedTuple):
    """Of an entry what a sum asks for: a portfolio has tens of thousands of them."""

    kind: str
    currency: str
    amount: Decimal
    start: date
    value_on: date | None


def totals(base: str, keys: Collection[int]) -> list[tuple[str, sums.Sum]]:
    """Of each kind, over the projects with these keys: those that were asked for and whose money counts."""
    fields = ("project_id", *Amount._fields)
    entries = Entry.objects.filter(kind__in=KINDS).order_by().values_list(*fields)
    wanted = [Amount(*rest) for project, *rest in entries if project in keys]
    rates = sums.Rates(base)
    return [(kind, sums.add((each for each in wanted if each.kind == kind), rates)) for kind in KINDS]


def _funders(project: Any) -> tuple[str, ...]:
    named = (str(each.organisation) for each in project.partners.all() if each.role == "1")
    return tuple(dict.fromkeys(named))
