"""What a demonstration shows: the centre's published activities as published, and one invented training, marked."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from importlib.resources import files
from typing import Any

from django.db import transaction
from django.utils import timezone

from durna.web.training import attending, certifying, closing, evaluating, network, nominating, planning, selecting
from durna.web.training.models import Expert, LibraryItem, Module, Participation, Programme, Training
from durna.web.training.nominating import Nominee

BY = "example"
_SITE = "http://localhost:8000/"
# Names that say what they are; countries of the region, and no institution that exists.
_PEOPLE = (
    ("Nümunə", "Aygün", "female", "AZE"), ("Nümunəyev", "Elçin", "male", "AZE"),
    ("Magalitidze", "Nino", "female", "GEO"), ("Magalitadze", "Giorgi", "male", "GEO"),
    ("Örnek", "Ayşe", "female", "TUR"), ("Örnekoğlu", "Murat", "male", "TUR"),
    ("Примерова", "Айгуль", "female", "KAZ"), ("Примеров", "Тимур", "male", "KAZ"),
    ("Exemplu", "Ioana", "female", "MDA"), ("Misolov", "Jasur", "male", "UZB"),
)  # fmt: skip
_TITLES = {
    "en": "Example course: interviewing and case management",
    "az": "Nümunə kurs: müsahibə və işlərin idarə olunması",
    "ru": "Примерный курс: проведение интервью и ведение дел",
}


@transaction.atomic
def fill() -> None:
    _published()
    _example()


def _published() -> None:
    import yaml

    told = yaml.safe_load((files("durna.web.training") / "published.yaml").read_text(encoding="utf-8"))
    for code, fields in told["programmes"].items():
        Programme.objects.get_or_create(code=code, defaults={**fields, "objectives": [23]})
    for fields in told["trainings"]:
        made = {**fields, "programme": Programme.objects.get(code=fields["programme"])}
        Training.objects.get_or_create(number=made.pop("number"), defaults=made)
    for fields in told["library"]:
        LibraryItem.objects.get_or_create(address=fields["address"], defaults=fields)


def _example() -> None:
    """A training of trainers that is over, the roll-out that is open, and everything between call and follow-up."""
    if Training.objects.filter(number="EXAMPLE-1").exists():
        return
    today = timezone.localdate()
    modules = [
        planning.add_module(by=BY, code=f"example-{number}", title=title, is_example=True)
        for number, title in enumerate((
            {"en": "Interviewing", "az": "Müsahibə", "ru": "Проведение интервью"},
            {"en": "Case management", "az": "İşlərin idarə olunması", "ru": "Ведение дел"},
        ), start=1)
    ]  # fmt: skip
    trainers = _programme("example-tot", "training_of_trainers", modules)
    first = _training("EXAMPLE-1", trainers, today - timedelta(days=120), 3, modules, capacity=8)
    people = _nominated(first)
    _selected(first, people[:8], people[8:])
    _held(first, people[:8])
    closing.close(by=BY, training=first, today=today)
    certifying.make_batch(by=BY, training=first, site=_SITE, today=today)
    for expert in Expert.objects.filter(way="completion", state="proposed")[:3]:
        network.decide(by=BY, expert=expert, state="accepted", modules=modules)
    roll_out = _programme("example-roll-out", "roll_out", modules[:1])
    second = _training("EXAMPLE-2", roll_out, today + timedelta(days=40), 2, modules[:1], capacity=12)
    second.nominations_until, second.takes_applications = today + timedelta(days=20), True
    second.save()
    _taught(second)
    # The same person under another spelling, to be looked at by the coordinator.
    nominating.nominate(by=BY, training=second, nominees=[Nominee.of({
        "family_name": "Нумунаев", "given_name": "Эльчин", "sex": "male", "country": "AZE",
        "institution": "Example department of migration (AZE)", "email": "",
    })])  # fmt: skip


def _programme(code: str, kind: str, modules: list[Module]) -> Programme:
    made = planning.add_programme(
        by=BY, code=code, kind=kind, title=_TITLES, objectives=[23], is_example=True,
        topic={"en": "Interviewing", "az": "Müsahibə", "ru": "Проведение интервью"},
    )  # fmt: skip
    planning.add_curriculum(
        by=BY, programme=made, label="1.0", since=date(2026, 1, 1), least_attendance=80, least_post_test=60,
        parts=[(module, Decimal(6)) for module in modules],
    )  # fmt: skip
    return made


def _training(
    number: str, programme: Programme, day: date, days: int, modules: list[Module], capacity: int
) -> Training:
    made = planning.add_training(
        by=BY, number=number, programme=programme, curriculum=programme.curricula.first(), title=_TITLES,
        starts_on=day, ends_on=day + timedelta(days=days - 1), mode="hybrid", languages=["az", "en", "ru"],
        place="Baku", capacity=capacity, is_example=True,
        criteria={
            "en": "Works with cases; speaks one of the languages.",
            "az": "İşlərlə məşğul olur; dillərdən birini bilir.",
            "ru": "Ведёт дела; владеет одним из языков.",
        },
    )  # fmt: skip
    for number_of_day in range(days):
        on = day + timedelta(days=number_of_day)
        planning.add_session(
            by=BY, training=made, starts_at=datetime(on.year, on.month, on.day, 6, tzinfo=UTC), hours=Decimal(6),
            module=modules[number_of_day % len(modules)],
        )  # fmt: skip
    planning.add_cost(
        by=BY, training=made, what="Example: venue and interpreters", amount=Decimal(4800), currency="AZN"
    )
    return made


def _nominated(training: Training) -> list[Participation]:
    return nominating.nominate(by=BY, training=training, nominees=[
        Nominee.of({
            "family_name": family, "given_name": given, "sex": sex, "country": country, "position": "Officer",
            "institution": f"Example department of migration ({country})", "language": "en",
            "email": f"person{number}@example.org", "supervisor": f"supervisor{number}@example.org",
            "needs_visa": country not in ("AZE", "GEO", "TUR"),
        })
        for number, (family, given, sex, country) in enumerate(_PEOPLE, start=1)
    ])  # fmt: skip


def _selected(training: Training, taken: list[Participation], waiting: list[Participation]) -> None:
    decided = {each.pk: ("selected", each.version) for each in taken}
    decided |= {each.pk: ("reserve", each.version) for each in waiting}
    selecting.select(by=BY, training=training, decided=decided)


def _held(training: Training, people: list[Participation]) -> None:
    sessions = list(training.sessions.all())
    for number, session in enumerate(sessions):
        there = people if number < len(sessions) - 1 else people[:-1]
        attending.mark(by=BY, session=session, there={each.pk for each in there})
    scores = {
        each.pk: (Decimal(40 + 5 * place), Decimal(70 + 3 * place) if place else None)
        for place, each in enumerate(people)
    }  # fmt: skip
    closing.set_tests(by=BY, training=training, scores=scores)
    points: list[dict[str, Any]] = [{"content": 4 + place % 2, "trainers": 5, "organisation": 3 + place % 3,
                                     "usefulness": 4} for place in range(6)]  # fmt: skip
    for each, answers in zip(people, points, strict=False):
        evaluating.react(token=evaluating.reaction_token(each), answers=answers, comment="")


def _taught(training: Training) -> None:
    from durna.web.training.models import Teaching

    experts = list(Expert.objects.filter(state="accepted")[:2])
    for session in training.sessions.all():
        Teaching.objects.bulk_create(Teaching(session=session, expert=expert) for expert in experts)
    for expert in experts[:1]:
        network.invite(by=BY, expert=expert, training=training)
