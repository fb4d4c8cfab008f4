"""A training from its plan to its end, for the tests of the centre."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from durna.web.training import attending, certifying, closing, nominating, planning, selecting
from durna.web.training.models import Batch, Curriculum, Module, Participation, Programme, Training
from durna.web.training.nominating import Nominee

BY = "training_coordinator@example.org"
SITE = "http://testserver/"
DAYS = (date(2026, 3, 2), date(2026, 3, 3))


def programme(code: str = "ml", kind: str = "course") -> Programme:
    title = {"en": "Migration law", "az": "Miqrasiya hüququ", "ru": "Миграционное право"}
    return planning.add_programme(
        by=BY, code=code, kind=kind, title=title, objectives=[23], topic={"en": "Law", "az": "Hüquq", "ru": "Право"}
    )


def curriculum(made: Programme, label: str = "1.0", **rules: Any) -> Curriculum:
    module = planning.add_module(by=BY, code=f"{made.code}-1", title={"en": "Sources of law"})
    return planning.add_curriculum(
        by=BY, programme=made, label=label, parts=[(module, Decimal(12))], since=date(2026, 1, 1), **rules
    )


def training(number: str = "T-1", made: Programme | None = None, sessions: int = 2, **fields: Any) -> Training:
    """Two days of six hours each."""
    held = made or Programme.objects.filter(code="ml").first() or programme()
    given = planning.add_training(
        by=BY, number=number, programme=held, title=held.title, starts_on=DAYS[0], ends_on=DAYS[-1], mode="in_person",
        languages=["en"], place="Baku", **fields,
    )  # fmt: skip
    for day in DAYS[:sessions]:
        planning.add_session(
            by=BY, training=given, starts_at=datetime(day.year, day.month, day.day, 6, tzinfo=UTC), hours=Decimal(6)
        )
    return given


def nominee(family: str = "Example", given: str = "Ayla", **more: Any) -> Nominee:
    told = {"country": "GEO", "institution": "Migration Department", "sex": "female", "email": ""}
    return Nominee.of({"family_name": family, "given_name": given, **told, **more})


def listed(to: Training, *nominees: Nominee) -> list[Participation]:
    return nominating.nominate(by=BY, training=to, nominees=list(nominees))


def selected(to: Training, *nominees: Nominee) -> list[Participation]:
    people = listed(to, *nominees)
    selecting.select(by=BY, training=to, decided={each.pk: ("selected", each.version) for each in people})
    return people


def attended(to: Training, people: list[Participation]) -> None:
    for session in to.sessions.all():
        attending.mark(by=BY, session=session, there={each.pk for each in people})


def closed(to: Training, *nominees: Nominee) -> list[Participation]:
    people = selected(to, *nominees)
    attended(to, people)
    closing.close(by=BY, training=to, today=date(2026, 3, 4))
    return people


def certified(to: Training, *nominees: Nominee) -> Batch:
    closed(to, *nominees)
    return certifying.make_batch(by=BY, training=to, site=SITE, today=date(2026, 3, 5))


def module(code: str = "m") -> Module:
    return planning.add_module(by=BY, code=code, title={"en": "Module"})
