"""Keep the numbers of closed lists up to date as lists are closed and opened and people are found to be one.

A change is followed: what the people and trainings it touches come to is counted before and after, and the difference
is added to what is kept. So its cost is that of the change, never that of all the years. `recount` counts all anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce

from durna.web.training.models import CostLine, Participation, Person, Tally, Training

DIMENSIONS = ("year", "country", "institution", "sex", "topic", "mode", "project")
# A training is paid as a whole: its money is known by these alone.
_PAID_BY = ("", "year", "topic", "mode", "project")
_NUMBERS = ("trainings", "participants", "persons", "days", "with_days", "completed", "pairs", "gain")
_READ = ("country", "institution", "sex", "days", "completed", "pre_test", "post_test", "training_id")
_OF_TRAINING = ("starts_on", "programme_id", "mode", "project")
_AT_ONCE = 400
Key = tuple[str, int, str]  # dimension, year, group
Numbers = dict[str, Any]  # of _NUMBERS, and of currencies
Found = defaultdict[Key, Numbers]


@contextmanager
def following(*, trainings: Collection[int] = (), people: Collection[int] = ()) -> Iterator[None]:
    """Around a change, inside its transaction. `people`: records of those who may be found to be one, or two.

    Whoever is on the list of one of the trainings need not be named.
    """
    _lock()
    records = _records(trainings, people)
    before = _count(trainings, records)
    yield
    _add(before, _count(trainings, records))


def came(participations: Iterable[Participation]) -> None:
    """Those who were entered just now, as far as their lists are closed."""
    closed = set(_closed({each.training_id for each in participations}))
    new = [each for each in participations if each.training_id in closed]
    if not new or _lock():
        return
    keys = {each.pk for each in new}
    theirs = list(_participations(_records((), [each.person_id for each in new])))
    there = list(_on_lists(closed))
    before = _numbers(
        (each for each in theirs if each["pk"] not in keys), (each for each in there if each["pk"] not in keys)
    )
    _add(before, _numbers(theirs, there))


def known() -> None:
    """Count what a site holds that has never counted."""
    if not Tally.objects.filter(dimension="", year=0).exists():
        with transaction.atomic():
            _lock()


@transaction.atomic
def recount() -> None:
    """Everything anew."""
    Tally.objects.all().delete()
    _lock()


def _lock() -> bool:
    """One change at a time: who is a person counted already depends on all the others.

    Returns whether this was the first time, when everything that stands was counted.
    """
    _, is_new = Tally.objects.get_or_create(dimension="", year=0, group="")
    Tally.objects.select_for_update().get(dimension="", year=0, group="")
    if is_new:
        _add({}, _count(None, None))
    return is_new


def _closed(trainings: Collection[int]) -> list[int]:
    held = Training.objects.filter(pk__in=trainings, closed_at__isnull=False)
    return list(held.order_by().values_list("pk", flat=True))


def _records(trainings: Collection[int], people: Collection[int]) -> list[int]:
    """All records of the people, and of those on the lists of the trainings."""
    there = Participation.objects.filter(training__in=trainings).order_by().values_list("person", flat=True)
    named = {*people, *there}
    roots = {root for some in _portions(named) for root in _roots(some)}
    return sorted(
        roots | {pk for some in _portions(roots) for pk in
                 Person.objects.filter(same_as__in=some).order_by().values_list("pk", flat=True)}
    )  # fmt: skip


def _roots(people: Collection[int]) -> Iterable[int]:
    held = Person.objects.filter(pk__in=people).order_by()
    return held.values_list(Coalesce("same_as", "pk"), flat=True)


def _portions(keys: Collection[int]) -> Iterator[list[int]]:
    ordered = sorted(keys)
    for start in range(0, len(ordered), _AT_ONCE):
        yield ordered[start : start + _AT_ONCE]


def _count(trainings: Collection[int] | None, records: Collection[int] | None) -> Found:
    """What these come to; None: all of them."""
    found = _numbers(_participations(records), _on_lists(trainings))
    _count_money(trainings, found)
    return found


def _numbers(theirs: Iterable[Mapping[str, Any]], there: Iterable[Mapping[str, Any]]) -> Found:
    """Of all participations of some people, and of everybody on some lists: in a group a training counts once, where
    anybody of the group is on its list."""
    found: Found = defaultdict(lambda: defaultdict(Decimal))
    persons: dict[Key, set[int]] = defaultdict(set)
    trainings: dict[Key, set[int]] = defaultdict(set)
    for each in theirs:
        for key in _keys(each):
            _take(found[key], each)
            persons[key].add(each["root"])
    for each in there:
        for key in _keys(each):
            trainings[key].add(each["training_id"])
    for name, held in (("persons", persons), ("trainings", trainings)):
        for key, distinct in held.items():
            found[key][name] = len(distinct)
    return found


def _participations(records: Collection[int] | None) -> Iterator[dict[str, Any]]:
    counted = _counted().annotate(root=Coalesce("person__same_as", "person"))
    wanted = [counted] if records is None else [counted.filter(person__in=some) for some in _portions(records)]
    for some in wanted:
        yield from _rows(some, "pk", "root")


def _rows(counted: Any, *more: str) -> Iterator[dict[str, Any]]:
    of_training = {name: F(f"training__{name}") for name in _OF_TRAINING}
    return iter(counted.order_by().values(*more, *_READ, **of_training).iterator(chunk_size=5000))


def _counted() -> Any:
    return Participation.objects.filter(state="selected", role="participant", training__closed_at__isnull=False)


def _on_lists(trainings: Collection[int] | None) -> Iterator[dict[str, Any]]:
    return _rows(_counted() if trainings is None else _counted().filter(training__in=trainings), "pk")


def _count_money(trainings: Collection[int] | None, found: Found) -> None:
    """A line that names a project of its own is paid by that."""
    lines = CostLine.objects.filter(training__closed_at__isnull=False)
    if trainings is not None:
        lines = lines.filter(training__in=trainings)
    of_training = {name: F(f"training__{name}") for name in _OF_TRAINING if name != "project"}
    paid = lines.annotate(pays=F("project"), project_of=F("training__project")).order_by()
    for each in paid.values("currency", "amount", "pays", "project_of", **of_training):
        told = {**each, "project": each["pays"] or each["project_of"]}
        for key in _keys(told, _PAID_BY):
            found[key][each["currency"]] += each["amount"]


def _keys(told: Mapping[str, Any], dimensions: Collection[str] = ("", *DIMENSIONS)) -> Iterator[Key]:
    """Each group that something is in, in its year and in all years."""
    year = told["starts_on"].year if told["starts_on"] else 0
    for dimension in dimensions:
        group = _group(told, dimension, year)
        yield dimension, 0, group
        if year:
            yield dimension, year, group


def _group(told: Mapping[str, Any], dimension: str, year: int) -> str:
    if dimension == "year":
        return str(year or "")
    if dimension == "topic":
        return str(told["programme_id"])
    return told[dimension] or "" if dimension else ""


def _take(numbers: Numbers, each: Mapping[str, Any]) -> None:
    numbers["participants"] += 1
    numbers["completed"] += bool(each["completed"])
    if each["days"] is not None:
        numbers["with_days"] += 1
        numbers["days"] += each["days"]
    if each["pre_test"] is not None and each["post_test"] is not None:
        numbers["pairs"] += 1
        numbers["gain"] += each["post_test"] - each["pre_test"]


def _add(before: Mapping[Key, Numbers], after: Mapping[Key, Numbers]) -> None:
    changes = {key: change for key in {*before, *after} if (change := _change(before.get(key, {}), after.get(key, {})))}
    if not changes:
        return
    held = _held(changes)
    made = []
    for (dimension, year, group), change in changes.items():
        tally = held.get((dimension, year, group)) or Tally(dimension=dimension, year=year, group=group)
        _move(tally, change)
        tally.pk = None
        made.append(tally)
    # Written over by their group and not by number, which is many times as quick as an update of each.
    Tally.objects.bulk_create(
        made, batch_size=500, update_conflicts=True, unique_fields=("dimension", "year", "group"),
        update_fields=(*_NUMBERS, "money"),
    )  # fmt: skip


def _change(before: Numbers, after: Numbers) -> Numbers:
    return {
        name: moved for name in {*before, *after}
        if (moved := after.get(name, Decimal(0)) - before.get(name, Decimal(0)))
    }  # fmt: skip


def _held(keys: Collection[Key]) -> dict[Key, Tally]:
    found: dict[Key, Tally] = {}
    groups = sorted({group for _, _, group in keys})
    years = sorted({year for _, year, _ in keys})
    for start in range(0, len(groups), _AT_ONCE):
        for each in Tally.objects.filter(year__in=years, group__in=groups[start : start + _AT_ONCE]):
            if (key := (each.dimension, each.year, each.group)) in keys:
                found[key] = each
    return found


def _move(tally: Tally, change: Numbers) -> None:
    for name, moved in change.items():
        if name in _NUMBERS:
            setattr(tally, name, getattr(tally, name) + (moved if name in ("days", "gain") else int(moved)))
        else:
            amount = Decimal(tally.money.get(name, "0")) + moved
            tally.money = {**tally.money, name: str(amount)}
