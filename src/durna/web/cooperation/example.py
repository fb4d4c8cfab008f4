"""Something to look at: the published projects of the State Migration Service, each with its source, and one that is
invented and says so. What no source tells of a project is empty here too.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from durna.web.cooperation.models import (
    Cell,
    Decision,
    Entry,
    Indicator,
    Link,
    Meeting,
    Organisation,
    Partner,
    Period,
    Place,
    Project,
    Rate,
    Result,
    Risk,
    Sector,
)  # fmt: skip
from durna.web.cooperation.published import ORGANISATIONS, PROJECTS

_D = Decimal
_NOTE = {
    "en": "Assigned here from its title.", "az": "Burada adına görə müəyyən edilib.",
    "ru": "Определено здесь по названию.",
}  # fmt: skip


@transaction.atomic
def fill() -> None:
    """Once: a second call changes nothing."""
    known = {key: _organisation(said) for key, said in ORGANISATIONS.items()}
    for said in PROJECTS:
        if not Project.objects.filter(code=said["code"]).exists():
            _published(said, known)
    if not Project.objects.filter(code="EXAMPLE-1").exists():
        _invented(known)


def _organisation(said: dict[str, Any]) -> Organisation:
    found = Organisation.objects.filter(names__en=said["names"]["en"]).first()
    return found or Organisation.objects.create(**said)


def _published(said: dict[str, Any], known: dict[str, Organisation]) -> None:
    (starts, starts_as), (ends, ends_as) = said["starts"], said["ends"]
    project = Project.objects.create(
        code=said["code"], other_codes=said.get("others", []), titles=said["titles"], descriptions=said["descriptions"],
        currency=said.get("currency", ""), starts_planned=starts, starts_planned_precision=starts_as,
        ends_planned=ends, ends_planned_precision=ends_as, source=said["source"], is_public=True,
        not_published=[name for name, lacks in (("money", "budget" not in said), ("dates", not starts)) if lacks],
    )  # fmt: skip
    for key, role in said["partners"]:
        Partner.objects.create(project=project, organisation=known[key], role=role)
    for code in said["places"]:
        Place.objects.create(project=project, code=code)
    for objective in said["objectives"]:
        Link.objects.create(project=project, kind="objective", code=objective, note=_NOTE)
    if "budget" in said:
        Entry.objects.create(
            project=project, kind="budget", start=starts, end=ends, amount=_D(said["budget"]), currency=said["currency"]
        )


def _invented(known: dict[str, Organisation]) -> None:
    authority = Organisation.objects.create(
        names={"en": "Example authority", "az": "Nümunə qurumu", "ru": "Ведомство-пример"},
        ref="XX-EXAMPLE-1", type="10",
        is_reporter=not Organisation.objects.filter(is_reporter=True).exists(),
    )  # fmt: skip
    one = Organisation.objects.create(
        names={"en": "Example fund", "az": "Nümunə fondu", "ru": "Фонд-пример"}, ref="XX-EXAMPLE-2", type="40"
    )
    other = Organisation.objects.create(
        names={"en": "Example donor government", "az": "Nümunə donor hökuməti", "ru": "Правительство-донор, пример"},
        ref="XX-EXAMPLE-3", type="10",
    )  # fmt: skip
    project = Project.objects.create(
        code="EXAMPLE-1", identifier="XX-EXAMPLE-1-1", is_example=True, is_public=True, currency="EUR",
        titles={
            "en": "Example: training on readmission for border and migration services",
            "az": "Nümunə: sərhəd və miqrasiya xidmətləri üçün readmissiya üzrə təlim",
            "ru": "Пример: обучение по вопросам реадмиссии для пограничной и миграционной служб",
        },
        descriptions={
            "en": "An invented project that shows how one is kept.",
            "az": "Layihənin necə aparıldığını göstərən uydurulmuş layihə.",
            "ru": "Вымышленный проект, показывающий, как ведётся учёт.",
        },
        starts_planned=date(2025, 1, 1), ends_planned=date(2027, 12, 31), starts_actual=date(2025, 2, 1),
    )  # fmt: skip
    for organisation, role, share in ((one, "1", _D(60)), (other, "1", _D(40)), (authority, "4", None)):
        Partner.objects.create(project=project, organisation=organisation, role=role, share=share)
    Partner.objects.create(project=project, organisation=known["iom"], role="4")
    Place.objects.create(project=project, code="AZ", share=_D(100))
    Place.objects.create(
        project=project,
        names={"en": "Baku", "az": "Bakı", "ru": "Баку"},
        latitude=_D("40.377642"),
        longitude=_D("49.832482"),
    )
    Sector.objects.create(project=project, code="15190", share=_D(100))
    for kind, code in (("objective", "21"), ("objective", "23"), ("sdg", "10.7")):
        Link.objects.create(project=project, kind=kind, code=code)
    _money(project, one, other)
    _results(project)
    meeting = Meeting.objects.create(
        project=project, on=date(2025, 9, 15),
        titles={"en": "First steering meeting", "az": "İdarə heyətinin birinci iclası",
                "ru": "Первое заседание комитета"},
    )  # fmt: skip
    Decision.objects.create(
        project=project, meeting=meeting, due_on=date(2025, 12, 1), done_on=date(2025, 11, 20),
        texts={"en": "Move the second course to November.", "az": "İkinci kursu noyabr ayına keçirmək.",
               "ru": "Перенести второй курс на ноябрь."},
    )  # fmt: skip
    Risk.objects.create(
        project=project, likelihood=2, impact=2,
        texts={"en": "Trained officers change their posts.", "az": "Təlim keçmiş əməkdaşlar vəzifəsini dəyişir.",
               "ru": "Обученные сотрудники меняют должности."},
        response={"en": "Two persons from each post are trained.", "az": "Hər məntəqədən iki nəfər təlim keçir.",
                  "ru": "С каждого поста обучаются двое."},
    )  # fmt: skip


def _money(project: Project, one: Organisation, other: Organisation) -> None:
    Rate.objects.get_or_create(
        currency="USD",
        base="EUR",
        on=date(2025, 2, 1),
        defaults={"value": _D("0.95"), "source": "Example, no real rate"},
    )
    for kind, funder, start, end, amount, currency in (
        ("budget", one, date(2025, 1, 1), date(2025, 12, 31), "120000", "EUR"),
        ("budget", one, date(2026, 1, 1), date(2026, 12, 31), "90000", "EUR"),
        ("budget", other, date(2025, 2, 1), date(2025, 12, 31), "80000", "USD"),
        ("commitment", one, date(2025, 2, 1), None, "210000", "EUR"),
        ("commitment", other, date(2025, 2, 1), None, "140000", "USD"),
        ("disbursement", one, date(2025, 2, 15), None, "100000", "EUR"),
        ("disbursement", other, date(2025, 2, 20), None, "70000", "USD"),
        ("expenditure", one, date(2025, 11, 30), None, "15250.50", "EUR"),
    ):
        Entry.objects.create(
            project=project, kind=kind, funder=funder, start=start, end=end, amount=_D(amount), currency=currency
        )


def _results(project: Project) -> None:
    result = Result.objects.create(
        project=project, type="1",
        titles={"en": "Officers know how a readmission case is led",
                "az": "Əməkdaşlar readmissiya işinin aparılmasını bilir",
                "ru": "Сотрудники умеют вести дело о реадмиссии"},
    )  # fmt: skip
    indicator = Indicator.objects.create(
        project=project, result=result, baseline="0", baseline_year=2024,
        titles={"en": "Officers trained", "az": "Təlim keçmiş əməkdaşlar", "ru": "Обученные сотрудники"},
        dimensions=[{"name": "sex", "values": ["female", "male"]}],
    )  # fmt: skip
    by = _approver()
    for year, state, targets, actuals in (
        (2025, "approved" if by else "open", (20, 20), (18, 25)), (2026, "open", (30, 30), ()),
    ):  # fmt: skip
        period = Period.objects.create(
            project=project, indicator=indicator, start=date(year, 1, 1), end=date(year, 12, 31),
            due_on=date(year + 1, 1, 31), state=state, decided_by=by if state == "approved" else None,
            decided_at=datetime(2026, 2, 3, tzinfo=UTC) if state == "approved" else None,
        )  # fmt: skip
        for is_target, values in ((True, targets), (False, actuals)):
            for sex, value in zip(("female", "male"), values, strict=False):
                Cell.objects.create(
                    period=period, is_target=is_target, dimensions={"sex": sex}, place=f"sex={sex}", value=_D(value)
                )


def _approver() -> Any:
    """Somebody of the demonstration who approves; nobody where the site has no people yet."""
    from durna.web.accounts.models import User

    return next((user for user in User.objects.all() if "reviewer" in user.roles), None)
