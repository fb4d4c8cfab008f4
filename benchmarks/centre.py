"""A training centre after twenty years, for benchmarks/training.py: everything by bulk, invented by one seed."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

YEARS = 20
TRAININGS = 5_000
PARTICIPATIONS = 150_000
_PEOPLE = 60_000
_TODAY = date(2026, 11, 26)
_AT_ONCE = 5_000
_BY = "coordinator@example.org"
_STEMS = (
    "Al", "Mam", "Has", "Kar", "Gur", "Nur", "Bag", "Sul", "Tah", "Raf", "Vel", "Zak", "Ork", "Dil", "Far", "Jab",
    "Man", "Sam", "Tur", "Yun", "Lom", "Ber", "Kob", "Mir", "Ist", "Ul", "Ab", "Isk", "Oz", "Pet",
)  # fmt: skip
_MIDDLES = ("a", "am", "an", "er", "ib", "id", "il", "im", "ir", "os", "ul", "us")
_ENDS = ("ov", "ova", "li", "zade", "dze", "shvili", "oglu", "enko", "yan", "bekov")
_GIVEN = ("Ay", "El", "Gul", "Ni", "Ra", "Se", "Ti", "Vu", "Le", "Or", "Ka", "Ma")
_GIVEN_ENDS = ("dan", "chin", "nara", "no", "shad", "vil", "mur", "gar", "la", "khan", "mil", "ya")
_COUNTRIES = ("AZE", "GEO", "TUR", "KAZ", "UZB", "KGZ", "TJK", "TKM", "MDA", "UKR", "ARM", "BGR", "ROU", "PAK", "IRN")
_MODES = ("in_person", "in_person", "online", "hybrid")


def fill() -> list[Any]:
    """Returns the trainings, the oldest first."""
    from django.db import connection, transaction

    from durna.web.training import tallies

    said = random.Random(2)
    with transaction.atomic():
        people = _people(said)
        trainings = _trainings(said)
        _sessions_and_costs(said, trainings)
        took_part = _participations(said, trainings, people)
        _attendance(took_part)
        _afterwards(took_part)
        _matches(said, people)
        tallies.recount()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # what a database does by itself a while after
    return trainings


def names(said: random.Random) -> tuple[str, str]:
    """Some tens of thousands, so that there are people of one name, as there are."""
    family = said.choice(_STEMS) + said.choice(_MIDDLES) + said.choice(_ENDS)
    return family, said.choice(_GIVEN) + said.choice(_GIVEN_ENDS)


def _made(model: Any, records: Iterator[Any]) -> list[Any]:
    return list(model.objects.bulk_create(records, batch_size=_AT_ONCE))


def _people(said: random.Random) -> list[Any]:
    from durna.web.training.models import Person
    from durna.web.training.nominating import person_of

    def each() -> Iterator[Any]:
        for number in range(_PEOPLE):
            family, given = names(said)
            country = said.choice(_COUNTRIES)
            yield person_of({
                "family_name": family, "given_name": given, "sex": said.choice(("female", "male")),
                "country": country, "institution": f"Office {said.randrange(40)} of {country}",
                "email": f"p{number}@example.org" if number % 3 else "", "birth_year": 1960 + said.randrange(40),
            })  # fmt: skip

    return _made(Person, each())


def _trainings(said: random.Random) -> list[Any]:
    from durna.web.cooperation.models import Project
    from durna.web.training.models import Programme, Training

    programmes = _made(Programme, (
        Programme(
            code=f"P-{number}", kind="training_of_trainers" if number % 5 == 0 else "course", objectives=[23],
            title={"en": f"Programme {number}"}, topic={"en": f"Topic {number % 12}"},
        )
        for number in range(40)
    ))  # fmt: skip
    projects = _made(Project, (
        Project(code=f"C-{number}", titles={"en": f"Project {number}"}) for number in range(60)
    ))  # fmt: skip

    def each() -> Iterator[Any]:
        for number in range(TRAININGS):
            starts = _TODAY - timedelta(days=365 * YEARS - number * 365 * YEARS // TRAININGS)
            ends = starts + timedelta(days=1)
            yield Training(
                number=f"T-{number:05}", programme=said.choice(programmes), title={"en": f"Training {number}"},
                starts_on=starts, ends_on=ends, mode=said.choice(_MODES), languages=["en"], place="Baku",
                project=said.choice(projects).key if number % 2 else "", capacity=40,
                selected_at=_hour(starts), closed_at=_hour(ends),
            )  # fmt: skip

    return _made(Training, each())


def _hour(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 6, tzinfo=UTC)


def _sessions_and_costs(said: random.Random, trainings: Sequence[Any]) -> None:
    from durna.web.training.models import CostLine, Session

    _made(Session, (
        Session(training=each, starts_at=_hour(each.starts_on + timedelta(days=day)), hours=Decimal(6))
        for each in trainings for day in (0, 1)
    ))  # fmt: skip
    _made(CostLine, (
        CostLine(training=each, what=what, amount=Decimal(said.randrange(300, 9_000)), currency=currency)
        for each in trainings for what, currency in (("Hall", "AZN"), ("Interpreters", "EUR"))
    ))  # fmt: skip


def _participations(said: random.Random, trainings: Sequence[Any], people: Sequence[Any]) -> list[Any]:
    from durna.web.training.models import Participation

    def each() -> Iterator[Any]:
        for training in trainings:
            for person in said.sample(people, PARTICIPATIONS // TRAININGS):
                completed, before = said.random() < 0.8, said.randrange(20, 60)
                yield Participation(
                    training=training, person=person, state="selected", sex=person.sex, country=person.country,
                    institution=person.institution, language="en", completed=completed,
                    attendance=Decimal(100) if completed else Decimal(50), days=Decimal(2) if completed else Decimal(1),
                    pre_test=Decimal(before), post_test=Decimal(before + said.randrange(40)),
                )  # fmt: skip

    return _made(Participation, each())


def _attendance(took_part: Sequence[Any]) -> None:
    from durna.web.training.models import Attendance, Session

    sessions: dict[int, list[Any]] = {}
    for session in Session.objects.order_by("starts_at"):
        sessions.setdefault(session.training_id, []).append(session)
    _made(Attendance, (
        Attendance(session=session, participation=each, way="screen", by=_BY, at=session.starts_at)
        for each in took_part for session in sessions[each.training_id][: 2 if each.completed else 1]
    ))  # fmt: skip


def _afterwards(took_part: Sequence[Any]) -> None:
    """Questions after months, answered but for the last year, and certificates."""
    from durna.web.training.closing import after_months
    from durna.web.training.models import Batch, Certificate, FollowUp

    completed = [each for each in took_part if each.completed]
    _made(FollowUp, (
        FollowUp(
            participation=each, months=months, asks="trainee", due_on=(due := after_months(_ends(each), months)),
            answered_at=None if due > _TODAY - timedelta(days=365) else _hour(due), applies="yes",
        )
        for each in completed for months in (3, 6)
    ))  # fmt: skip
    trainings = dict.fromkeys(each.training for each in completed)
    batches = {batch.training_id: batch for batch in _made(Batch, (
        Batch(training=each, hours=Decimal(12), made_at=each.closed_at, made_by=_BY) for each in trainings
    ))}  # fmt: skip
    _made(Certificate, (
        Certificate(
            number=f"RTCM-{_ends(each).year}-{number:06}", batch=batches[each.training_id], participation=each,
            name=each.person.name, title=each.training.title, issued_on=_ends(each), credential="-" * 300,
            seal="-" * 100,
        )
        for number, each in enumerate(completed)
    ))  # fmt: skip


def _ends(participation: Any) -> date:
    found: date = participation.training.ends_on
    return found


def _matches(said: random.Random, people: Sequence[Any]) -> None:
    """Some that wait, and some that were joined."""
    from durna.web.training.models import Match, Person

    pairs = said.sample(range(len(people)), 8_000)
    made = []
    for number, (one, other) in enumerate(zip(pairs[::2], pairs[1::2], strict=True)):
        first, second = people[min(one, other)], people[max(one, other)]
        is_same = number % 2 == 0
        if is_same:
            second.same_as = first
        made.append(Match(
            first=first, second=second, score=70 + number % 40, reasons=["name"],
            state="same" if is_same else "proposed",
            moved=[second.pk] if is_same else [], decided_at=_hour(_TODAY) if is_same else None,
        ))  # fmt: skip
    _made(Match, iter(made))
    Person.objects.bulk_update([each.second for each in made if each.state == "same"], ["same_as"], batch_size=_AT_ONCE)
