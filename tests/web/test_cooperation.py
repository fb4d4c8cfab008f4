"""Projects: shares, status, whose money counts, results and their approval, IATI out and in, reports."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from durna import periods
from durna.errors import UserError
from durna.iati.validate import validate
from durna.iati.xml import parse
from durna.web.audit.models import Event
from durna.web.cooperation import counting, example, findings, linked, nodes, overlaps, portfolio, sums, values
from durna.web.cooperation.actions import importing, projects, registers, results
from durna.web.cooperation.models import (
    Cell,
    Entry,
    Evaluation,
    Indicator,
    Link,
    Organisation,
    Partner,
    Period,
    Place,
    Project,
    Rate,
    Result,
    Sector,
)  # fmt: skip
from durna.web.cooperation.status import status
from tests.editions.land import deliver, freeze, new_land, signed
from tests.iati.files import activity, file
from tests.iati.test_exchange import MORE, the_same
from tests.web import training_life

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 26)
OFFICER, REVIEWER = "project_officer", "reviewer"


def project(code: str = "P1", **more: Any) -> Project:
    said = {"titles": {"en": f"Project {code}"}, "starts_planned": date(2025, 1, 1), **more}
    return Project.objects.create(code=code, **said)


def whole(code: str = "P1") -> Project:
    """One that is valid by the standard."""
    office = Organisation.objects.get_or_create(ref="XX-1", defaults={"names": {"en": "The office"}, "type": "10"})[0]
    Organisation.objects.update(is_reporter=False)
    office.is_reporter = True
    office.save()
    made = project(code, identifier=f"XX-1-{code}", descriptions={"en": "What it is for."}, currency="EUR")
    Partner.objects.create(project=made, organisation=office, role="4")
    Place.objects.create(project=made, code="AZ", share=Decimal(100))
    Sector.objects.create(project=made, code="15190", share=Decimal(100))
    return made


def period(made: Project, **more: Any) -> Period:
    result = Result.objects.create(project=made, titles={"en": "R"})
    indicator = Indicator.objects.create(project=made, result=result, titles={"en": "I"}, **more)
    return Period.objects.create(
        project=made, indicator=indicator, start=date(2025, 1, 1), end=date(2025, 12, 31), due_on=TODAY
    )


def cell(held: Period, value: str, **dimensions: str) -> Cell:
    return Cell.objects.create(
        period=held, dimensions=dimensions, place=values.place_of(dimensions), value=Decimal(value)
    )


def entry(
    made: Project, amount: str, currency: str = "EUR", kind: str = "budget", on: date = date(2025, 1, 1)
) -> Entry:
    return Entry.objects.create(
        project=made, kind=kind, start=on, end=on.replace(month=12, day=31), amount=Decimal(amount), currency=currency
    )


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"starts_planned": date(2027, 1, 1)}, "planned"),
        ({"starts_planned": date(2025, 1, 1)}, "running"),
        ({"ends_planned": date(2026, 1, 1)}, "ended"),
        ({"ends_actual": date(2026, 1, 1)}, "closed"),
        ({"stopped": "cancelled"}, "cancelled"),
        ({"starts_planned": None}, "unknown"),
    ],
)  # fmt: skip
def test_the_status_follows_from_the_facts(facts: dict[str, Any], expected: str) -> None:
    assert status(project(**facts), TODAY) == expected


def test_a_project_that_has_ended_and_owes_values_is_being_finished() -> None:
    made = project(ends_actual=date(2026, 1, 1))
    period(made)
    assert status(made, TODAY) == "finishing"


def test_of_a_family_one_level_counts_and_of_two_reports_of_the_same_money_one() -> None:
    top = project("TOP", counted_level=2)
    one, two = project("ONE", parent=top), project("TWO", parent=top)
    alone, again = project("ALONE"), project("AGAIN")
    again.told_also = alone
    again.save()
    for each, amount in ((top, "300"), (one, "100"), (two, "200"), (alone, "50"), (again, "50")):
        entry(each, amount)
    counts = counting.counted(Project.objects.all())
    assert counts == {one.pk, two.pk, alone.pk}
    assert dict(portfolio.totals("EUR", counts))["budget"].total == Decimal(350)
    Project.objects.filter(pk=top.pk).update(counted_level=1)
    assert counting.counted(Project.objects.all()) == {top.pk, alone.pk}


def test_the_sums_of_a_portfolio_are_those_of_its_amounts_to_the_cent(monkeypatch: pytest.MonkeyPatch) -> None:
    """In portions of one project; each amount goes through the rate of its own day and is rounded by itself."""
    monkeypatch.setattr(portfolio, "_AT_ONCE", 1)
    one, other, left_out = project("ONE"), project("OTHER"), project("LEFT")
    Rate.objects.create(currency="USD", base="EUR", on=date(2025, 2, 20), value=Decimal("0.9"), source="bank")
    for each, amount, currency, on in (
        (one, "0.10", "EUR", date(2025, 3, 1)), (one, "0.20", "EUR", date(2024, 1, 1)),
        (one, "10.01", "USD", date(2025, 3, 1)), (other, "10.01", "USD", date(2025, 2, 20)),
        (other, "-3.33", "EUR", date(2025, 3, 1)), (left_out, "1000", "EUR", date(2025, 3, 1)),
    ):  # fmt: skip
        entry(each, amount, currency, on=on)
    keys = {one.pk, other.pk}
    budget = dict(portfolio.totals("EUR", keys))["budget"]
    # 0.10 + 0.20 - 3.33; 10.01 x 0.9 = 9.009, twice 9.01.
    assert budget.amounts == {"EUR": Decimal("-3.03"), "USD": Decimal("20.02")}
    assert (budget.total, budget.lacks) == (Decimal("14.99"), {})
    assert [rate.source for rate in budget.used] == ["bank"]
    for on in (date(2025, 3, 1), date(2025, 3, 1), date(2024, 3, 1)):
        entry(other, "5", "GBP", on=on)
    entry(one, "5", "USD", on=date(2023, 1, 1))
    budget = dict(portfolio.totals("EUR", keys))["budget"]
    assert budget.total is None
    assert set(budget.lacks) == {("GBP", date(2025, 3, 1)), ("GBP", date(2024, 3, 1)), ("USD", date(2023, 1, 1))}
    assert (budget.amounts["GBP"], budget.amounts["USD"]) == (15, Decimal("25.02"))


def test_a_project_cannot_become_a_part_of_itself() -> None:
    top = project("TOP")
    low = project("LOW", parent=project("MIDDLE", parent=top))
    top.parent = low
    with pytest.raises(UserError, match="part of itself"):
        projects.change_project(by="x", project=top, seen=1, changed=["parent"])


def test_currencies_are_added_only_through_a_rate_of_the_day_or_the_month_before() -> None:
    made = project()
    entry(made, "100")
    entry(made, "10", "USD", on=date(2025, 3, 1))
    found = sums.add(made.entries.all(), sums.Rates("EUR"))
    assert (found.total, list(found.lacks)) == (None, [("USD", date(2025, 3, 1))])
    assert found.amounts == {"EUR": Decimal(100), "USD": Decimal(10)}
    Rate.objects.create(currency="USD", base="EUR", on=date(2025, 1, 1), value=Decimal("0.5"), source="old")
    assert sums.add(made.entries.all(), sums.Rates("EUR")).total is None
    Rate.objects.create(currency="USD", base="EUR", on=date(2025, 2, 20), value=Decimal("0.9"), source="bank")
    found = sums.add(made.entries.all(), sums.Rates("EUR"))
    assert found.total == Decimal("109.00")
    assert [rate.source for rate in found.used] == ["bank"]


def test_the_variance_of_a_year_is_its_budget_less_what_was_spent() -> None:
    made = project()
    entry(made, "100")
    entry(made, "30", kind="expenditure")
    entry(made, "45.5", kind="disbursement")
    line = sums.by_year(list(made.entries.all()))[0]
    assert (line.spent, line.variance, line.variance_percent) == (Decimal("75.5"), Decimal("24.5"), Decimal("75.5"))


def test_shares_may_not_go_beyond_the_whole(as_: Callable[..., Client]) -> None:
    made, client = project(), as_(OFFICER)
    one, other = (Organisation.objects.create(names={"en": name}) for name in ("One", "Other"))
    address = reverse("project_part_new", args=[made.pk, "partner"])
    assert client.post(address, {"organisation": one.pk, "role": "1", "share": "60"}).status_code == 302
    refused = client.post(address, {"organisation": other.pk, "role": "1", "share": "41"})
    assert refused.status_code == 422
    assert "more than 100" in refused.content.decode()
    assert client.post(address, {"organisation": other.pk, "role": "1", "share": "30"}).status_code == 302
    assert "add up to 90" in client.get(reverse("project", args=[made.pk])).content.decode()


def test_nobody_writes_over_a_part_he_has_not_seen(as_: Callable[..., Client]) -> None:
    made, client = project(), as_(OFFICER)
    held = entry(made, "100")
    address = reverse("project_part", args=[made.pk, "entry", held.pk])
    seen = projects.fingerprint(held)
    typed = {
        "kind": "budget",
        "start": "2025-01-01",
        "end": "2025-12-31",
        "amount": "120",
        "currency": "EUR",
        "seen": seen,
    }
    assert client.post(address, typed).status_code == 302
    late = client.post(address, {**typed, "amount": "130"})
    assert late.status_code == 422
    assert 'value="130"' in late.content.decode()
    assert Entry.objects.get().amount == Decimal(120)


def test_two_who_edit_a_project_do_not_write_over_each_other(as_: Callable[..., Client]) -> None:
    made, client = whole(), as_(OFFICER)
    address = reverse("project_edit", args=[made.pk])
    typed = {
        "code": "P1", "titles_az": "", "titles_en": "New title", "titles_ru": "", "counted_level": "1", "version": "1",
        **{f"{n}_precision": "day" for n in ("starts_planned", "ends_planned", "starts_actual", "ends_actual")},
    }  # fmt: skip
    assert client.post(address, typed).status_code == 302
    assert client.post(address, {**typed, "titles_en": "Another"}).status_code == 422
    assert Project.objects.get().titles == {"en": "New title"}
    assert Event.objects.filter(action="project-changed").count() == 1


def test_totals_come_from_cells_and_two_ways_of_parting_must_agree() -> None:
    held = period(project())
    cell(held, "18", sex="female")
    cell(held, "25", sex="male")
    assert values.total(held.cells.all(), "1").value == Decimal(43)
    cell(held, "40", age="18+")
    found = values.total(held.cells.all(), "1")
    assert (found.value, found.differ) == (None, (Decimal(43), Decimal(40)))
    assert values.total(held.cells.all(), "2").value is None


def test_values_are_entered_handed_in_approved_by_another_and_then_locked(
    as_: Callable[..., Client], somebody: Callable[..., Any]
) -> None:
    held = period(project(), dimensions=[{"name": "sex", "values": ["female", "male"]}])
    address = reverse("project_period", args=[held.project_id, held.pk])
    officer, reviewer = as_(OFFICER), as_(REVIEWER)
    assert officer.post(address, {"hand_in": "1", "version": "1"}).status_code == 422
    typed = {"enter": "1", "version": "1", "actual-0": "18", "actual-1": "25", "target-0": "20", "target-1": "x"}
    assert officer.post(address, typed).status_code == 422
    assert officer.post(address, {**typed, "target-1": "20"}).status_code == 302
    assert ">43<" in officer.get(address).content.decode()
    assert officer.post(address, {"hand_in": "1", "version": "2"}).status_code == 302
    assert officer.post(address, {"approve": "1", "version": "3"}).status_code == 403
    assert reviewer.post(address, {"approve": "1", "version": "3"}).status_code == 302
    locked = officer.post(address, {**typed, "target-1": "21", "version": "4"})
    assert locked.status_code == 422
    assert reviewer.post(address, {"give_back": "1", "version": "4"}).status_code == 422
    assert reviewer.post(address, {"give_back": "1", "version": "4", "reason": "Men counted twice."}).status_code == 302
    held.refresh_from_db()
    assert (held.state, held.reason) == ("returned", "Men counted twice.")
    told = list(Event.objects.filter(action__startswith="result-").values_list("action", flat=True).order_by("number"))
    assert told == ["result-entered", "result-handed-in", "result-approved", "result-returned"]


def test_whoever_handed_in_does_not_approve(somebody: Callable[..., Any]) -> None:
    held, both = period(project()), somebody(OFFICER, REVIEWER)
    cell(held, "1")
    results.hand_in(by=both, period=held, seen=1)
    with pytest.raises(UserError, match="yourself"):
        results.approve(by=both, period=held, seen=2)


def test_an_indicator_may_be_a_question_to_the_records_of_the_training_centre() -> None:
    held = period(whole(), query="trained")
    from durna.web.cooperation import figures

    answer = figures.answer(held.indicator, held)
    assert answer is not None
    assert answer.value == Decimal(0)
    assert nodes.node(held.project, nodes.reporter(), TODAY)["results"][0]["indicators"][0]["periods"][0][
        "actuals"
    ] == [{"value": "0"}]


def test_people_trained_counts_joined_records_as_one_and_the_undo_parts_them() -> None:
    from durna.web.cooperation import figures
    from durna.web.training import counting as numbers
    from durna.web.training import matching
    from durna.web.training.models import Match, Training

    made = project()
    for number, family in enumerate(("Məmmədova", "Mammadova"), start=1):
        given = training_life.training(f"T-{number}", project=made.key)
        training_life.closed(given, training_life.nominee(family, "Aynur", institution=f"Office {number}"))
    assert Training.objects.filter(project=made.key).count() == 2

    def persons() -> tuple[Decimal | None, int]:
        asked = figures.trained(made, date(2026, 1, 1), date(2026, 12, 31), "")
        return asked.value, numbers.total().persons

    assert persons() == (2, 2)
    matching.decide(by="x", match=Match.objects.get(), is_same=True)
    assert persons() == (1, 1)
    matching.undo(by="x", match=Match.objects.get())
    assert persons() == (2, 2)


@pytest.fixture(scope="module")
def counting_land(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A country whose signed edition knows cases of readmission, and what the training centre did."""
    land = new_land(tmp_path_factory.mktemp("counted"))
    deliver(land, "one", [
        ("readmissions_done", 2019, "", 300, "persons", "sms", "2020-01", "final"),
        ("readmissions_done", 2020, "", 120, "persons", "sms", "2021-01", "final"),
        ("training_persons", 2020, "", 41, "persons", "sms", "2021-01", "final"),
    ])  # fmt: skip
    signed(land, "one")
    deliver(land, "two", [("readmissions_done", 2020, "", 130, "persons", "sms", "2022-01", "final")])
    freeze(land, "unsigned")
    return land.root


@pytest.fixture
def counted(counting_land: Path, settings: Any) -> Path:
    settings.WORKSPACE = counting_land
    return counting_land


@pytest.mark.parametrize(
    ("question", "year", "value"),
    # The edition that nobody signed says 130; a figure is of its own period alone.
    [
        ({"query": "readmitted"}, 2020, 120), ({"query": "readmitted"}, 2019, 300),
        ({"query": "readmitted"}, 2018, None),
        ({"query": "edition_figure", "query_of": "one readmissions_done"}, 2020, 120),
        ({"query": "edition_figure", "query_of": "one training_persons"}, 2020, 41),
        ({"query": "edition_figure", "query_of": "unsigned readmissions_done"}, 2020, None),
        ({"query": "edition_figure", "query_of": "none readmissions_done"}, 2020, None),
        ({"query": "edition_figure", "query_of": "one nothing"}, 2020, None),
    ],
)  # fmt: skip
def test_a_value_may_be_a_figure_of_a_signed_edition_and_leads_to_its_passport(
    question: dict[str, str], year: int, value: int | None, counted: Path, as_: Callable[..., Client]
) -> None:
    from durna.web.cooperation import figures

    held = period(whole(), **question)
    held.start, held.end = date(year, 1, 1), date(year, 12, 31)
    held.save()
    answer = figures.answer(held.indicator, held)
    assert answer is not None
    assert answer.value == value
    page = as_(OFFICER).get(reverse("project_period", args=[held.project_id, held.pk]))
    assert page.status_code == 200
    if value is not None:
        assert answer.address in page.content.decode()
        passport = as_().get(answer.address)
        assert passport.status_code == 200
        assert f">{value}" in passport.content.decode()


def test_cases_of_years_that_make_up_the_period_are_added_each_with_its_passport(
    counted: Path, as_: Callable[..., Client]
) -> None:
    from durna.web.cooperation import figures

    held = period(whole(), query="readmitted")
    held.start, held.end = date(2019, 1, 1), date(2020, 12, 31)
    held.save()
    answer = figures.answer(held.indicator, held)
    assert answer is not None
    assert answer.value == 300 + 120
    page = as_(OFFICER).get(reverse("project_period", args=[held.project_id, held.pk])).content.decode()
    for part, value in zip(answer.parts, (300, 120), strict=True):
        assert part.address in page
        assert f">{value}" in as_().get(part.address).content.decode()
    # A figure of any other kind is of its own period alone: people of two years are not twice as many people.
    told = figures.edition_figure(held.project, held.start, held.end, "one readmissions_done")
    assert told.value is None


def test_periods_make_up_another_without_a_gap_or_an_overlap_the_fewest_that_do() -> None:
    from durna.web.cooperation.figures import exactly

    def of(*spans: str) -> dict[tuple[date, date], str]:
        return {(periods.parse(each).start, periods.parse(each).end): each for each in spans}

    quarters = ("2020-01..2020-03", "2020-04..2020-06", "2020-07..2020-09", "2020-10..2020-12")
    first, last = date(2019, 1, 1), date(2020, 12, 31)
    assert exactly(of("2019", "2020", *quarters), first, last) == ("2019", "2020")
    assert exactly(of("2019", *quarters), first, last) == ("2019", *quarters)
    assert exactly(of("2019", *quarters[1:]), first, last) == ()
    assert exactly(of("2019", "2020-01..2020-06", "2020-06..2020-12"), first, last) == ()
    assert exactly({}, first, last) == ()


BUDGET = (
    '<budget><period-start iso-date="{first}"/><period-end iso-date="2026-12-31"/>'
    '<value currency="EUR" value-date="2026-01-01">{amount}</value></budget>'
)


def test_objective_23_shows_what_the_training_centre_counts_where_an_edition_has_it(
    counted: Path, as_: Callable[..., Client]
) -> None:
    told = as_().get(reverse("compact_objective", args=[23])).content.decode()
    assert "Distinct persons trained" in told
    assert "Mean gain" not in told
    assert "Distinct persons trained" not in as_().get(reverse("compact_objective", args=[5])).content.decode()


@pytest.mark.parametrize(
    ("what", "code"),
    [
        (BUDGET.format(first="-2026-01-01", amount="5"), "day-strange"),
        (BUDGET.format(first="12026-01-01", amount="5"), "day-strange"),
        (BUDGET.format(first="2026-01-01", amount="1e400"), "value"),
        (BUDGET.format(first="2026-01-01", amount=""), "value"),
        (BUDGET.format(first="2027-01-01", amount="5"), "period-order"),
    ],
)
def test_money_that_cannot_be_is_told_and_kept_as_it_came(what: str, code: str) -> None:
    content = file(activity(after=what))
    taken = importing.take_in(by="x", content=content, name="a.xml", today=TODAY)
    assert code in {message.code for message in taken.messages}
    assert not taken.new[0].entries.exists()
    out = parse(findings.export(Project.objects.all(), TODAY))
    assert the_same(parse(content)[0], out[0])


def test_projects_overlap_at_the_same_place_theme_and_time_but_not_within_a_family() -> None:
    one, two, child = project("ONE"), project("TWO", ends_planned=date(2025, 6, 30)), project("CHILD")
    child.parent = one
    child.save()
    late = project("LATE", starts_planned=date(2025, 7, 1))
    for each in (one, two, child, late):
        Place.objects.create(project=each, code="AZ")
        Link.objects.create(project=each, kind="objective", code="21")
    found = {
        tuple(sorted((each.one.code, each.other.code))): (each.overlap.start, each.overlap.end)
        for each in overlaps.shown(overlaps.overlaps())
    }
    assert ("CHILD", "ONE") not in found
    assert ("LATE", "TWO") not in found
    assert found[("ONE", "TWO")] == (date(2025, 1, 1), date(2025, 6, 30))


def test_projects_of_an_objective_are_found_by_it_and_by_its_actions() -> None:
    one, two = project("ONE", is_public=True), project("TWO")
    Link.objects.create(project=one, kind="action", code="23a")
    Link.objects.create(project=two, kind="objective", code="23")
    Link.objects.create(project=project("THREE"), kind="objective", code="2")
    assert {each.title for each in linked.projects_of_objective(23)} == {"Project ONE", "Project TWO"}
    assert [each.address for each in linked.projects_of_objective(23, public_only=True)] == [
        reverse("published_project", args=[one.pk])
    ]
    assert [each.title for each in linked.projects_of_objective(2)] == ["Project THREE"]


def test_a_whole_project_is_valid_by_the_standard_and_each_message_leads_to_its_field() -> None:
    made = whole()
    assert findings.of_project(nodes.fetched().get(pk=made.pk), TODAY) == []
    sector = Sector.objects.get()
    sector.code = "99999"
    sector.save()
    made.places.all().delete()
    made.starts_planned = None
    made.save()
    found = {each.message.code: each.address for each in findings.of_project(nodes.fetched().get(pk=made.pk), TODAY)}
    assert found["code"] == reverse("project_part", args=[made.pk, "sector", sector.pk]) + "#id_code"
    assert found["recipient-missing"] == reverse("project_part_new", args=[made.pk, "place"])
    assert reverse("project_edit", args=[made.pk]) + "#id_starts_planned" in found.values()


def test_a_message_on_values_leads_to_the_page_of_the_values() -> None:
    held = period(whole())
    Cell.objects.create(period=held, words="many")
    found = findings.of_project(nodes.fetched().get(pk=held.project_id), TODAY)
    assert [(each.message.code, each.address) for each in found] == [
        ("result-value", reverse("project_period", args=[held.project_id, held.pk]))
    ]


def test_what_the_standard_cannot_hold_is_told() -> None:
    made = whole()
    made.meetings.create(on=TODAY, titles={"en": "M"})
    assert findings.not_in_the_standard(made) == [("meeting", 1)]


def test_a_file_comes_in_once_goes_out_as_it_came_and_says_what_it_keeps() -> None:
    content = file(activity(after=MORE))
    taken = importing.take_in(by="x", content=content, name="a.xml", today=TODAY)
    assert ([each.identifier for each in taken.new], taken.known) == (["XX-1-A"], [])
    assert {each.values["name"] for each in taken.kept} >= {"conditions", "@humanitarian"}
    assert Entry.objects.get(kind="disbursement").funder.names == {"en": "Fund"}
    out = parse(findings.export(Project.objects.all(), TODAY))
    assert the_same(parse(content)[0], out[0])
    again = importing.take_in(by="x", content=content, name="a.xml", today=TODAY)
    assert (again.new, [each.identifier for each in again.known]) == ([], ["XX-1-A"])
    assert Project.objects.count() == 1


def test_what_is_changed_after_it_came_in_is_what_goes_out() -> None:
    importing.take_in(by="x", content=file(activity(after=MORE)), name="a.xml", today=TODAY)
    held = Entry.objects.get(kind="budget")
    held.amount = Decimal("99.00")
    held.save()
    out = parse(findings.export(Project.objects.all(), TODAY))
    assert out.findtext(".//budget/value") == "99"
    assert out.findtext(".//transaction/value") == "40"


def test_our_own_project_comes_back_as_it_was(somebody: Callable[..., Any]) -> None:
    somebody(REVIEWER)
    example.fill()
    made = Project.objects.get(code="EXAMPLE-1")
    before = findings.export(Project.objects.filter(pk=made.pk), TODAY)
    assert validate(before, TODAY).is_valid
    Project.objects.filter(pk=made.pk).update(identifier="XX-EXAMPLE-1-old", code="OLD")
    taken = importing.take_in(by="x", content=before, name="a.xml", today=TODAY).new[0]
    after = nodes.fetched().get(pk=taken.pk)
    assert after.titles == made.titles
    assert [(str(e.organisation), e.role, e.share) for e in after.partners.all()] == [
        (str(e.organisation), e.role, e.share) for e in made.partners.all()
    ]
    assert [(e.kind, e.amount, e.currency, e.start, e.end) for e in after.entries.all()] == [
        (e.kind, e.amount, e.currency, e.start, e.end) for e in made.entries.all()
    ]
    assert {(link.kind, link.code) for link in after.links.all()} == {
        (link.kind, link.code) for link in made.links.all()
    }
    assert Cell.objects.filter(period__project=taken).count() == Cell.objects.filter(period__project=made).count()


def test_a_day_known_to_the_month_keeps_its_precision_through_a_file() -> None:
    made = whole()
    made.starts_planned, made.starts_planned_precision = date(2020, 5, 1), "month"
    made.save()
    content = findings.export(Project.objects.all(), TODAY)
    Project.objects.update(identifier="another")
    taken = importing.take_in(by="x", content=content, name="a.xml", today=TODAY).new[0]
    assert (taken.starts_planned, taken.starts_planned_precision) == (date(2020, 5, 1), "month")


@pytest.mark.parametrize(
    "content",
    [b"", b"<html/>", b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><iati-activities>&x;</iati-activities>',
     b'<iati-activities version="2.03"><iati-activity/></iati-activities>'],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_refused_and_nothing_is_saved(content: bytes, as_: Callable[..., Client]) -> None:
    found = as_(OFFICER).post(reverse("projects_iati"), {"file": SimpleUploadedFile("a.xml", content)})
    assert found.status_code == 422
    assert "hostname" not in found.content.decode()
    assert Project.objects.count() == 0


def test_wrong_codes_and_sums_come_in_and_are_told(as_: Callable[..., Client]) -> None:
    wrong = activity(
        where='<recipient-country code="ZZ"/>'
        '<sector code="15190" percentage="60"/><sector code="15136" percentage="60"/>'
    )
    found = (
        as_(OFFICER).post(reverse("projects_iati"), {"file": SimpleUploadedFile("a.xml", file(wrong))}).content.decode()
    )
    assert "ZZ" in found
    assert "add up to 120" in found
    assert Project.objects.count() == 1


def test_codes_that_no_list_knows_are_shown_as_they_came(as_: Callable[..., Client]) -> None:
    strange = """<transaction><transaction-type code="13"/><transaction-date iso-date="2025-02-01"/>
    <value value-date="2025-02-01">5</value></transaction><result type="X"><title><narrative>R</narrative></title>
    <indicator measure="U"><title><narrative>I</narrative></title><period><period-start iso-date="2025-01-01"/>
    <period-end iso-date="2025-12-31"/><actual value="many"/></period></indicator></result>"""
    content = file(activity(after=strange))
    taken = importing.take_in(by="x", content=content, name="a.xml", today=TODAY).new[0]
    client = as_(OFFICER)
    for page in ("project", "project_iati", "project_paper", "project_edit"):
        assert client.get(reverse(page, args=[taken.pk])).status_code == 200, page
    indicator = Indicator.objects.get()
    assert client.get(reverse("project_part", args=[taken.pk, "indicator", indicator.pk])).status_code == 200
    assert client.get(reverse("project_donor", args=[taken.pk]), {"template": "shipped"}).status_code == 200
    upload = SimpleUploadedFile("a.xml", content)
    assert client.post(reverse("project_reconcile", args=[taken.pk]), {"file": upload}).status_code == 200


def test_an_address_that_is_none_of_the_web_cannot_be_followed(as_: Callable[..., Client]) -> None:
    title = "<title><narrative>D</narrative></title>"
    link = f'<document-link url="javascript:alert(1)" format="text/html">{title}</document-link>'
    taken = importing.take_in(by="x", content=file(activity(after=link)), name="a.xml", today=TODAY).new[0]
    page = as_(OFFICER).get(reverse("project", args=[taken.pk])).content.decode()
    assert "javascript:" not in page


def test_a_partners_file_is_held_against_ours(as_: Callable[..., Client]) -> None:
    made = whole("A")
    theirs = SimpleUploadedFile("a.xml", file(activity(after=MORE)))
    found = as_(OFFICER).post(reverse("project_reconcile", args=[made.pk]), {"file": theirs}).content.decode()
    assert "only theirs" in found
    assert "100.50" in found
    assert Entry.objects.count() == 0


def test_evaluations_are_joined_to_projects_by_their_codes_and_come_in_once() -> None:
    one, two = project("CT.1019"), project("OTHER", other_codes=["MA 0379"])
    rows = (
        b'Title,Year,Project Code,Countries Covered,File URL\n"First",2019,"CT.1019; CT.1093",Azerbaijan,https://x.example/a\n'
        b'"Second",2020,MA.0379,"Armenia, Azerbaijan",javascript:alert(1)\n,2020,,,\n'
    )
    taken = registers.take_evaluations(by="x", content=rows, name="e.csv")
    assert (taken.new, taken.known, taken.empty, taken.joined) == (2, 0, 1, 2)
    assert [each.title for each in one.evaluations.all()] == ["First"]
    assert [(each.title, each.addresses) for each in two.evaluations.all()] == [("Second", [])]
    again = registers.take_evaluations(by="x", content=rows, name="e.csv")
    assert (again.new, again.known, Evaluation.objects.count()) == (0, 2, 2)


def test_a_donor_report_is_made_from_the_shipped_form_and_from_a_donors_own(as_: Callable[..., Client]) -> None:
    from docx import Document

    example.fill()
    made, client = Project.objects.get(code="EXAMPLE-1"), as_(OFFICER)
    asked = {"template": "shipped", "start": "2025-01-01", "end": "2025-12-31", "language": "az"}
    answer = client.get(reverse("project_donor", args=[made.pk]), asked)
    document = Document(io.BytesIO(answer.content))
    text = "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    assert "{{" not in text
    assert "Təlim keçmiş əməkdaşlar" in text
    assert "43" in text
    own = Document()
    own.add_paragraph().add_run("Of {{project").font.bold = True
    own.paragraphs[0].add_run(".code}} and {{money.spent}}")
    out = io.BytesIO()
    own.save(out)
    upload = SimpleUploadedFile("own.docx", out.getvalue())
    assert client.post(reverse("donor_templates"), {"name": "Own", "file": upload}).status_code == 302
    from durna.web.cooperation.models import Template

    filled = client.get(reverse("project_donor", args=[made.pk]), {**asked, "template": Template.objects.get().pk})
    # 100,000 and 15,250.50 in EUR, 70,000 USD at 0.95.
    assert Document(io.BytesIO(filled.content)).paragraphs[0].text == "Of EXAMPLE-1 and 181\u202f750.50 EUR"


def test_a_workbook_of_a_donor_is_filled_row_by_row(as_: Callable[..., Client]) -> None:
    import openpyxl

    example.fill()
    made, client = Project.objects.get(code="EXAMPLE-1"), as_(OFFICER)
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"], sheet["A2"], sheet["B2"], sheet["A3"] = (
        "{{project.title}}",
        "{{money.year}}",
        "{{money.budget}}",
        "End",
    )
    sheet.merge_cells("A3:B3")
    out = io.BytesIO()
    book.save(out)
    upload = SimpleUploadedFile("own.xlsx", out.getvalue())
    assert client.post(reverse("donor_templates"), {"name": "Own", "file": upload}).status_code == 302
    from durna.web.cooperation.models import Template

    asked = {"template": Template.objects.get().pk, "start": "2025-01-01", "end": "2025-12-31", "language": "en"}
    answer = client.get(reverse("project_donor", args=[made.pk]), asked)
    found = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    rows = [[each.value for each in row] for row in found.iter_rows()]
    assert rows[0][0].startswith("Example: training")
    assert rows[1:] == [[2025, 80000], [2025, 120000], ["End", None]]
    assert [str(each) for each in found.merged_cells.ranges] == ["A4:B4"]


def test_a_template_with_a_field_that_nothing_fills_is_refused(as_: Callable[..., Client]) -> None:
    from docx import Document

    own = Document()
    own.add_paragraph("{{project.titel}}")
    out = io.BytesIO()
    own.save(out)
    answer = as_(OFFICER).post(
        reverse("donor_templates"), {"name": "Own", "file": SimpleUploadedFile("own.docx", out.getvalue())}
    )
    assert answer.status_code == 422
    assert "project.titel" in answer.content.decode()


def test_the_public_sees_public_projects_and_approved_values_only(as_: Callable[..., Client]) -> None:
    made, hidden = whole("A"), project("B")
    made.is_public = True
    made.save()
    held = period(made)
    cell(held, "4711")
    anybody = as_()
    page = anybody.get(reverse("published_project", args=[made.pk])).content.decode()
    assert "Project A" in page
    assert "4711" not in page.replace("\u202f", "")
    assert anybody.get(reverse("published_project", args=[hidden.pk])).status_code == 404
    told = json.loads(anybody.get(reverse("published_projects_list")).content)
    assert [each["code"] for each in told["projects"]] == ["A"]
    out = anybody.get(reverse("published_projects_list"), {"format": "iati"}).content
    assert b"4711" not in out
    assert validate(out, TODAY).is_valid


def test_officers_are_reminded_of_values_and_reviewers_of_approvals(somebody: Callable[..., Any]) -> None:
    from durna.web.cooperation.awaits import awaits

    held, officer, reviewer = period(project()), somebody(OFFICER), somebody(REVIEWER)
    Period.objects.update(due_on=timezone.localdate() + timedelta(days=5))
    assert [each.address for each in awaits(officer)] == [reverse("project_period", args=[held.project_id, held.pk])]
    assert list(awaits(reviewer)) == []
    cell(held, "1")
    results.hand_in(by=officer, period=held, seen=1)
    assert list(awaits(officer)) == []
    assert len(list(awaits(reviewer))) == 1


def test_lists_ask_the_database_the_same_number_of_times_however_long(
    as_: Callable[..., Client],
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client, counts = as_(OFFICER), []
    client.get(reverse("projects"))
    for number in (2, 30):
        for count in range(Project.objects.count(), number):
            made = whole(f"N{count}")
            entry(made, "10")
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("projects"))
        counts.append(len(asked))
        with CaptureQueriesContext(connection) as asked:
            findings.export(Project.objects.all(), TODAY)
        counts.append(len(asked))
    assert counts[:2] == counts[2:]


def test_the_published_projects_stand_with_source_and_say_what_is_not_published(as_: Callable[..., Client]) -> None:
    example.fill()
    example.fill()
    assert Project.objects.filter(is_example=False).count() == 8
    page = as_(OFFICER).get(reverse("projects")).content.decode()
    assert page.count("not published") >= 5
    assert all(each.source.startswith("https://") for each in Project.objects.filter(is_example=False))


@pytest.mark.parametrize(("language", "name"), [("az", "İmmiqrasiya"), ("ru", "Иммиграция"), ("en", "Immigration")])
def test_a_sector_is_named_in_the_readers_language(language: str, name: str, as_: Callable[..., Client]) -> None:
    made = project()
    held = Sector.objects.create(project=made, code="15136")
    client = as_(OFFICER)
    client.cookies["durna_language"] = language
    assert f"15136 {name}" in client.get(reverse("project", args=[made.pk])).content.decode()
    form = client.get(reverse("project_part", args=[made.pk, "sector", held.pk])).content.decode()
    assert f"15136 – {name}" in form


def compared(made: Project, content: bytes, client: Client) -> tuple[str, dict[str, str]]:
    """What the page of a comparison holds, and the numbers of its lines by what they say."""
    upload = SimpleUploadedFile("theirs.xml", content)
    page = client.post(reverse("project_reconcile", args=[made.pk]), {"file": upload}).content.decode()
    held = re.search(r'name="held" value="([^"]+)"', page)
    boxes = re.findall(r'name="line" value="(\d+)" aria-label="Take: ([^"]+)"', page)
    return held[1] if held else "", {said: number for number, said in boxes}


THEIRS = (
    '<iati-activity default-currency="EUR"><iati-identifier>XX-1-P1</iati-identifier>'
    '<reporting-org ref="XX-1" type="10"><narrative>The office</narrative></reporting-org>'
    "<title><narrative>Their title</narrative></title>"
    '<participating-org ref="XX-9" role="1" type="40"><narrative>A fund</narrative></participating-org>'
    '<activity-date type="1" iso-date="2025-02-01"/><activity-date type="3" iso-date="2026-06-30"/>'
    '<recipient-country code="AZ" percentage="60"/><recipient-country code="GE" percentage="40"/>'
    '<sector vocabulary="1" code="15136"/>'
    '<budget><period-start iso-date="2025-01-01"/><period-end iso-date="2025-12-31"/>'
    '<value value-date="2025-01-01">700</value></budget></iati-activity>'
)


def test_chosen_lines_of_a_partners_file_come_over_and_no_others(as_: Callable[..., Client]) -> None:
    made = whole()
    year = {"start": date(2025, 1, 1), "end": date(2025, 12, 31), "currency": "EUR"}
    Entry.objects.create(project=made, kind="budget", amount=Decimal(500), **year)
    Entry.objects.create(project=made, kind="budget", amount=Decimal(50), **year)
    client, content = as_(OFFICER), file(THEIRS)
    held, boxes = compared(made, content, client)
    assert "Status " not in boxes
    wanted = ("Date 1", "Date 3", "Place 1 AZ", "Place 1 GE", "Budget 2025-01-01..2025-12-31 EUR", "Partner 1 XX-9")
    told = {"held": held, "line": [boxes[each] for each in wanted]}
    assert client.post(reverse("project_take_lines", args=[made.pk]), told).status_code == 302
    made.refresh_from_db()
    assert made.titles == {"en": "Project P1"}
    assert (made.starts_planned, made.ends_planned) == (date(2025, 2, 1), date(2026, 6, 30))
    assert set(made.places.values_list("code", "share")) == {("AZ", Decimal(60)), ("GE", Decimal(40))}
    assert list(made.sectors.values_list("code", flat=True)) == ["15190"]
    # Two amounts of ours, 550 together, gave way to the one of theirs.
    assert list(made.entries.values_list("amount", "currency")) == [(Decimal(700), "EUR")]
    assert made.partners.get(role="1").organisation.ref == "XX-9"
    changed = Event.objects.filter(action="project-changed").get().details["fields"]
    assert sorted(changed) == sorted(
        ["day 1", "day 3", "place 1 AZ", "place 1 GE", "budget 2025-01-01..2025-12-31 EUR", "partner 1 XX-9"]
    )
    # What was taken is the same now; the rest still differs.
    assert not set(wanted) & set(compared(made, content, client)[1])
    assert "Sector 1 15136" in compared(made, content, client)[1]


@pytest.mark.parametrize("wrong", ["nothing chosen", "altered", "changed meanwhile"])
def test_lines_are_not_taken_where_nobody_can_know_what_was_compared(wrong: str, as_: Callable[..., Client]) -> None:
    made, client = whole(), as_(OFFICER)
    held, boxes = compared(made, file(THEIRS), client)
    chosen = [] if wrong == "nothing chosen" else [boxes["Place 1 GE"]]
    if wrong == "altered":
        held = f"{'A' if held[0] != 'A' else 'B'}{held[1:]}"
    if wrong == "changed meanwhile":
        made.places.update(share=Decimal(90))
    answer = client.post(reverse("project_take_lines", args=[made.pk]), {"held": held, "line": chosen})
    assert answer.status_code == 422
    assert list(made.places.values_list("code", flat=True)) == ["AZ"]


def test_days_that_contradict_each_other_are_not_taken(as_: Callable[..., Client]) -> None:
    made, client = whole(), as_(OFFICER)
    held, boxes = compared(made, file(THEIRS.replace("2026-06-30", "2024-06-30")), client)
    told = {"held": held, "line": [boxes["Date 3"], boxes["Place 1 GE"]]}
    assert client.post(reverse("project_take_lines", args=[made.pk]), told).status_code == 422
    made.refresh_from_db()
    assert made.ends_planned is None
    assert made.places.count() == 1


def test_whoever_reads_only_compares_and_takes_nothing(as_: Callable[..., Client]) -> None:
    made = whole()
    client = as_("auditor")
    held, boxes = compared(made, file(THEIRS), client)
    assert (held, boxes) == ("", {})
    assert client.post(reverse("project_take_lines", args=[made.pk]), {"held": "x", "line": "0"}).status_code == 403


def test_projects_of_an_objective_are_chosen_by_its_name(as_: Callable[..., Client]) -> None:
    page = as_("project_officer").get("/projects/?objective=21").content.decode()
    assert '<option value="21" selected>21. Dignified return and reintegration</option>' in page
