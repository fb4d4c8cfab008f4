"""The portfolio as a whole: what is asked for, whose money counts, and what it adds up to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import BigIntegerField, DecimalField, F, Prefetch, Q, Sum
from django.db.models.functions import Cast, Coalesce, Round

from durna.web.cooperation import counting, sums
from durna.web.cooperation.models import Entry, Period, Project
from durna.web.cooperation.status import status

# Of a period a list asks only whether it is over and its values stand.
FETCHED = ("partners__organisation", Prefetch("periods", Period.objects.only("project", "end", "state")))
_AT_ONCE = 20_000


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


def page(found: Sequence[int], wanted: str | None, size: int) -> Page[Any]:
    """A page of the projects with these keys, in their order: what was asked for is looked for once, not for each of
    the list, its length and its sums."""
    here = Paginator(found, size).get_page(wanted)
    held = Project.objects.prefetch_related(*FETCHED).in_bulk(here.object_list)
    here.object_list = [held[key] for key in here.object_list if key in held]
    return here


def rows(projects: Iterable[Any], today: date, counted: set[int]) -> list[Row]:
    """For one page; projects are fetched with FETCHED."""
    held = list(projects)
    budgets: dict[int, dict[str, Any]] = {}
    told = Entry.objects.filter(project__in=held, kind="budget").values_list("project", "currency", "amount")
    for project, currency, amount in told:
        amounts = budgets.setdefault(project, {})
        amounts[currency] = amounts.get(currency, 0) + amount
    return [
        Row(each, status(each, today), each.pk in counted, _funders(each), budgets.get(each.pk, {})) for each in held
    ]  # fmt: skip


def counted() -> set[int]:
    fields = ("pk", "parent_id", "counted_level", "told_also_id")
    return counting.counted(Project.objects.order_by().values_list(*fields, named=True))


KINDS = ("budget", "commitment", "disbursement", "expenditure")


def totals(base: str, keys: Collection[int]) -> list[tuple[str, sums.Sum]]:
    """Of each kind, over the projects with these keys: those that were asked for and whose money counts."""
    found, rates = {kind: sums.Sum(base) for kind in KINDS}, sums.Rates(base)
    ordered = sorted(keys)
    for start in range(0, len(ordered), _AT_ONCE):
        _add_up(found, rates, Entry.objects.filter(kind__in=KINDS, project__in=ordered[start : start + _AT_ONCE]))
    return list(found.items())


def _add_up(found: Mapping[str, sums.Sum], rates: sums.Rates, entries: Any) -> None:
    """The database adds what is of one currency, in whole cents: a portfolio has tens of thousands of amounts.

    Through a rate each amount goes by itself, for each is rounded. Of a currency without any rate only its days count.
    """
    of_kind = entries.order_by("kind", "currency").values_list("kind", "currency")
    cents = Sum(Cast(Round(F("amount") * 100, output_field=DecimalField()), BigIntegerField()))
    for kind, currency, amount in of_kind.annotate(cents=cents):
        _put(found[kind], rates.base, currency, Decimal(amount) / 100)
    foreign = entries.exclude(currency=rates.base).annotate(on=Coalesce("value_on", "start"))
    known = foreign.filter(currency__in=rates.currencies).order_by("on", "pk")
    for kind, currency, amount, on in known.values_list("kind", "currency", "amount", "on"):
        sums.convert(found[kind], rates, currency, amount, on)
    unknown = foreign.exclude(currency__in=rates.currencies).order_by("on", "currency")
    for kind, currency, on in unknown.values_list("kind", "currency", "on").distinct():
        sums.convert(found[kind], rates, currency, Decimal(), on)


def _put(found: sums.Sum, base: str, currency: str, amount: Decimal) -> None:
    found.amounts[currency] = found.amounts.get(currency, Decimal()) + amount
    if currency == base and found.total is not None:
        found.total += amount


def _funders(project: Any) -> tuple[str, ...]:
    named = (str(each.organisation) for each in project.partners.all() if each.role == "1")
    return tuple(dict.fromkeys(named))
