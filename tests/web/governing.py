"""A round with its people, for tests of the governance room."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any


def institution(name: str) -> Any:
    from durna.web.accounts.models import Institution

    return Institution.objects.get_or_create(name=name)[0]


def person(role: str, place: Any = None, email: str = "") -> Any:
    from durna.web.accounts.models import User

    mail = email or f"{role}-{place.pk if place else 0}@example.org"
    user, is_new = User.objects.get_or_create(email=mail, defaults={"name": mail, "roles": [role]})
    if is_new:
        user.institution = place
        user.set_unusable_password()
        user.save()
    return user


def coordinator() -> Any:
    return person("mgi_coordinator")


def reviewer() -> Any:
    return person("reviewer")


def law(number: str = "1", **said: Any) -> Any:
    from durna.web.evidence.models import Evidence

    return Evidence.objects.create(
        kind="law", titles={"en": f"Law {number}", "az": f"Qanun {number}", "ru": f"Закон {number}"}, number=number,
        responsible=coordinator(), **{"effective_from": date(2020, 1, 1), **said},
    )  # fmt: skip


def a_round(questions: Iterable[str] = ("MGI-2.01",), places: Iterable[str] = ("Ministry A",), **said: Any) -> Any:
    """A round that collects answers; every place is asked every question."""
    from durna.web.governance.actions import rounds
    from durna.web.governance.states import Stage

    by = coordinator()
    found = rounds.open_round(by=by, titles={"en": "Round one", "az": "Birinci raund", "ru": "Первый раунд"}, **said)
    for name in places:
        rounds.assign(by=by, found=found, institution=institution(name), questions=list(questions))
    return rounds.move(by=by, found=found, stage=Stage.COLLECTING, seen=found.version)


def answer_of(found: Any, question: str = "MGI-2.01", place: str = "Ministry A") -> Any:
    from durna.web.governance.models import Answer

    return Answer.objects.get(round=found, question=question, institution=institution(place))


def respondent(place: str = "Ministry A") -> Any:
    return person("ministry_respondent", institution(place))


def write(answer: Any, value: str = "yes", text: str = "By law.", by: Any = None, **said: Any) -> Any:
    from durna.web.governance.actions import answers

    writer = by or person("ministry_respondent", answer.institution)
    content = answers.Content(value=value, comment={"en": text}, **said)
    return answers.save(by=writer, answer=answer, content=content, seen=answer.version)


def cleared(answer: Any, value: str = "yes", text: str = "By law.", source: Any = None) -> Any:
    """Written, handed in, and cleared, with a source."""
    from durna.web.evidence import citing
    from durna.web.governance.actions import answers

    writer = coordinator() if answer.is_agreed else person("ministry_respondent", answer.institution)
    written = write(
        answer, value, text, writer, **({"reason": {"en": "Both laws were read."}} if answer.is_agreed else {})
    )
    citing.cite(writer, answer.key, source or law(), "article 2")
    handed = answers.submit(by=writer, answer=written, seen=written.version)
    return answers.clear(by=reviewer(), answer=handed, seen=handed.version)


def closed(found: Any) -> Any:
    from durna.web.governance.actions import rounds
    from durna.web.governance.states import Stage

    found.refresh_from_db()
    for stage in (Stage.CONSULTING, Stage.CLOSED):
        found = rounds.move(by=coordinator(), found=found, stage=stage, seen=found.version)
    return found
