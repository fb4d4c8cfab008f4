"""Trainings in numbers, and their way to the figures."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.test import Client

from durna.cli.main import durna
from durna.persons.keys import PSEUDONYM_KEY
from durna.web.awaiting import awaiting
from durna.web.evidence import statements
from durna.web.training import (
    closing,
    counting,
    example,
    handing_over,
    matching,
    network,
    planning,
    stated,
    taking_lists,
    tallies,
)
from durna.web.training.models import Expert, LibraryItem, Match, Tally, Training
from tests.editions.land import new_land
from tests.web import training_life as life

pytestmark = pytest.mark.django_db


def test_participants_persons_and_days_are_three_things() -> None:
    one = life.nominee(email="a@example.org")
    life.closed(life.training("T-1"), one, life.nominee("Other", "Beka", sex="male", country="TUR"))
    life.closed(life.training("T-2"), one)
    total = counting.total()
    # Three participations of two persons, each of two days.
    assert (total.trainings, total.participants, total.persons, total.days, total.completed) == (2, 3, 2, 6, 3)
    assert [(line.what, line.participants, line.persons) for line in counting.lines("sex")] == [
        ("female", 2, 1), ("male", 1, 1),
    ]  # fmt: skip
    assert [(line.what, line.participants) for line in counting.lines("country")] == [("GEO", 2), ("TUR", 1)]
    assert [(line.what, line.trainings) for line in counting.lines("year")] == [(2026, 2)]
    assert counting.lines("year", 2020) == ()


@pytest.mark.parametrize("dimension", counting.DIMENSIONS)
def test_every_breakdown_adds_up_to_the_total(dimension: str, as_: Callable[..., Client]) -> None:
    life.closed(life.training(project="cooperation/project/1"), life.nominee(), life.nominee("Other", "Beka"))
    assert sum(line.participants for line in counting.lines(dimension)) == counting.total().participants == 2
    client = as_("auditor")
    assert client.get(f"/training/statistics/?by={dimension}").status_code == 200
    for language in ("az", "en", "ru"):
        page = client.get(f"/training/statistics/paper/?by={dimension}&language={language}")
        assert page.status_code == 200


def test_a_trainee_day_costs_what_was_paid_over_the_days_that_people_were_there() -> None:
    training = life.training(project="cooperation/project/1")
    planning.add_cost(by=life.BY, training=training, what="Hall", amount=Decimal(300), currency="AZN")
    planning.add_cost(
        by=life.BY, training=training, what="Interpreters", amount=Decimal(100), currency="EUR",
        project="cooperation/project/2",
    )  # fmt: skip
    life.closed(training, life.nominee(), life.nominee("Other", "Beka"))
    # Two people on two days are four trainee-days; currencies are never added.
    assert counting.total().per_day == {"AZN": Decimal(75), "EUR": Decimal(25)}
    (line,) = counting.lines("project")
    assert (line.what, line.costs) == ("cooperation/project/1", {"AZN": Decimal(300)})


def test_an_open_list_is_not_counted_and_the_count_follows_at_once() -> None:
    training = life.training()
    assert counting.total().participants == 0
    people = life.selected(training, life.nominee())
    life.attended(training, people)
    assert counting.total().participants == 0
    closing.close(by=life.BY, training=training, today=date(2026, 3, 4))
    assert counting.total().participants == 1
    closing.reopen(by=life.BY, training=training, because="an error")
    assert counting.total().participants == 0


@pytest.fixture
def own_land(tmp_path: Path, settings: object) -> Path:
    """A workspace of this test alone, for it is written to."""
    settings.WORKSPACE = new_land(tmp_path).root  # type: ignore[attr-defined]
    return Path(settings.WORKSPACE)  # type: ignore[attr-defined]


def test_participations_reach_the_figures_as_a_delivery_with_a_receipt(
    own_land: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PSEUDONYM_KEY, "ab" * 32)
    life.closed(life.training("T-1"), life.nominee(), life.nominee("Other", "Beka"))
    assert handing_over.waiting() == 1
    first = handing_over.hand_over(life.BY)
    assert (first.source, first.rows_in, first.accepted, first.rejected) == ("training_center", 2, 2, 0)
    assert handing_over.waiting() == 0
    # The same again is known by its content.
    assert handing_over.hand_over(life.BY).repeated
    life.closed(life.training("T-2"), life.nominee("Third", "Cid"))
    second = handing_over.hand_over(life.BY)
    assert (second.rows_in, second.superseded) == (3, 2)
    words = [
        "figures",
        "training_participants",
        "--by",
        "sex",
        "--period",
        "2026",
        "--format",
        "json",
        "-w",
        str(own_land),
    ]
    figures = json.loads(CliRunner().invoke(durna, words).stdout)
    # Three women and nobody else, in the year of both trainings.
    assert {(each.get("sex"), each["value"]) for each in figures} == {(None, 3), ("female", 3)}


@pytest.mark.parametrize(
    ("indicator", "value"),
    # One person in two trainings and another in one, two days each; the one test gained 30 points, the other 10.
    [("training_persons", 2), ("training_days", 6), ("training_completion", 100), ("training_gain", 20)],
)
def test_the_numbers_of_the_centre_are_figures(
    indicator: str, value: float, own_land: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PSEUDONYM_KEY, "ab" * 32)
    one = life.nominee(email="a@example.org")
    first = life.closed(life.training("T-1"), one, life.nominee("Other", "Beka"))
    life.closed(life.training("T-2"), one)
    for each, before, after in zip(first, (40, 60), (70, 70), strict=True):
        type(each).objects.filter(pk=each.pk).update(pre_test=before, post_test=after)
    handing_over.hand_over(life.BY)
    words = ["figures", indicator, "--period", "2026", "--format", "json", "-w", str(own_land)]
    (figure,) = json.loads(CliRunner().invoke(durna, words).stdout)
    assert figure["value"] == value


def test_without_a_pseudonym_key_participations_go_without_persons(
    own_land: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(PSEUDONYM_KEY, raising=False)
    life.closed(life.training("T-9"), life.nominee("Alone", "Ann"))
    assert handing_over.hand_over(life.BY).rejected == 0


def test_a_training_is_a_statement_that_evidence_stands_behind() -> None:
    training = life.training()
    found = statements.described([training.key, "training/delivery/999999", "training/delivery/x"])
    assert found[training.key] == ("T-1: Migration law", f"/training/{training.pk}/")
    assert found["training/delivery/999999"][1] == ""


def test_the_compact_sees_its_trainings_and_a_published_one_has_its_published_number_alone() -> None:
    example.fill()
    told = {each.training.number: each for each in stated.trainings_of_objective(23)}
    assert told["MS-1"].participants == 15
    assert told["MS-2"].participants is None
    assert told["TOT-2022-1"].completed is None
    assert told["EXAMPLE-1"].participants == 8
    assert stated.trainings_of_objective(1) == []


def test_the_example_is_filled_once_and_invented_things_are_marked() -> None:
    example.fill()
    example.fill()
    assert Training.objects.filter(source="").exclude(is_example=True).count() == 0
    assert Training.objects.exclude(source="").filter(is_example=True).count() == 0
    # Eleven published activities; 15, 20 and 25 participants are published of three.
    assert counting.published() == {"activities": 11, "with_number": 3, "participants": 60}
    assert LibraryItem.objects.count() == 2


def test_what_awaits_a_coordinator(somebody: Callable[..., object]) -> None:
    to = life.training("T-1", nominations_until=date(2026, 2, 1))
    life.listed(to, life.nominee())
    texts = [each.text for each in awaiting(somebody("training_coordinator"))]
    assert "Select the participants of T-1" in texts
    assert "Close T-1: it is over" in texts
    assert awaiting(somebody("auditor")) == []


def test_the_calendar_is_one_that_programs_read(as_: Callable[..., Client]) -> None:
    from icalendar import Calendar

    today = datetime.now(UTC)
    training = planning.add_training(
        by=life.BY, number="T-1", programme=life.programme(), title={"en": "Law"}, starts_on=today.date(),
        ends_on=today.date(), mode="online", languages=["en"], place="Baku",
    )  # fmt: skip
    planning.add_session(by=life.BY, training=training, starts_at=today.replace(hour=6, minute=0), hours=Decimal("1.5"))
    events = Calendar.from_ical(as_().get("/training/calendar.ics").content).walk("VEVENT")
    assert [str(each["summary"]) for each in events] == ["Law", "Law"]
    assert (events[1].decoded("dtend") - events[1].decoded("dtstart")).total_seconds() == 5400


def feed_of(client: Client) -> dict[str, Any]:
    from icalendar import Calendar

    events = Calendar.from_ical(client.get("/training/calendar.ics").content).walk("VEVENT")
    return {str(each["uid"]): each for each in events}


def test_of_the_calendar_only_what_changed_is_written_anew(as_: Callable[..., Client]) -> None:
    today, client, programme = datetime.now(UTC), as_(), life.programme()
    one, other = (
        planning.add_training(
            by=life.BY, number=number, programme=programme, title={"en": "Law", "ru": "Право"},
            starts_on=today.date(), ends_on=today.date(), mode="online", languages=["en"], place="Bakı, Nəriman " * 8,
        )
        for number in ("T-1", "T-2")
    )  # fmt: skip
    planning.add_session(by=life.BY, training=one, starts_at=today.replace(hour=6, minute=0), hours=Decimal("1.5"))
    before = feed_of(client)
    assert [str(each["url"]).rpartition("/")[2] for each in before.values() if "url" in each] == ["#T-1", "#T-2"]
    planning.change_training(by=life.BY, training=one, seen=one.version, place="Gəncə")
    planning.add_session(by=life.BY, training=one, starts_at=today.replace(hour=8, minute=0), hours=Decimal(1))
    after = feed_of(client)
    assert [len(before), len(after)] == [3, 4]
    assert {str(after[f"training-{each.pk}@durna"]["location"]) for each in (one, other)} == {"Gəncə", other.place}
    assert after[f"training-{other.pk}@durna"].to_ical() == before[f"training-{other.pk}@durna"].to_ical()
    russian = feed_of(Client(headers={"accept-language": "ru"}))
    assert {str(each["summary"]) for each in russian.values()} == {"Право"}


def test_a_cancelled_training_is_cancelled_in_the_calendar_with_its_sessions(as_: Callable[..., Client]) -> None:
    today = datetime.now(UTC)
    training = planning.add_training(
        by=life.BY, number="T-1", programme=life.programme(), title={"en": "Law"}, starts_on=today.date(),
        ends_on=today.date(), mode="online", languages=["en"],
    )  # fmt: skip
    planning.add_session(by=life.BY, training=training, starts_at=today.replace(hour=6, minute=0), hours=Decimal(1))
    assert {str(each["status"]) for each in feed_of(as_()).values()} == {"CONFIRMED"}
    planning.cancel(by=life.BY, training=training)
    assert {str(each["status"]) for each in feed_of(as_()).values()} == {"CANCELLED"}


def test_who_trained_whom_is_followed_down_to_the_roll_out() -> None:
    made = life.programme("tot", "training_of_trainers")
    versions = life.curriculum(made)
    lawyer = network.propose(
        by="x", way="state", person=dict(life.nominee("Lawyer", "Lia").person), modules=versions.modules.all()
    )
    network.decide(by="x", expert=lawyer, state="accepted", modules=versions.modules.all())
    first = life.training("TOT-1", made, curriculum=versions)
    for session in first.sessions.all():
        network.Teaching.objects.create(session=session, expert=lawyer)
    life.closed(first, life.nominee("Trainer", "Tea"))
    (given,) = network.given_by([lawyer])[lawyer.pk]
    assert (given.training, given.completed) == (first, 1)
    assert [expert.person.family_name for expert in given.experts] == ["Trainer"]


def test_an_expert_is_accepted_for_a_module_and_answers_once() -> None:
    from durna.errors import UserError

    module, training = life.module(), life.training()
    expert = network.propose(by="x", way="self", person=dict(life.nominee("Lawyer", "Lia").person), modules=[])
    with pytest.raises(UserError, match="No module"):
        network.decide(by="x", expert=expert, state="accepted", modules=[])
    with pytest.raises(UserError, match="not accepted"):
        network.invite(by="x", expert=expert, training=training)
    network.decide(by="x", expert=expert, state="accepted", modules=[module])
    token = network.invitation_token(network.invite(by="x", expert=Expert.objects.get(), training=training))
    network.answer(token=token, accepts=False)
    assert training.invitations.get().answer == "declined"
    with pytest.raises(UserError, match="used already"):
        network.answer(token=token, accepts=True)


@pytest.mark.parametrize("page", ["nominations/", "selection/", "attendance/", "results/", "certificates/", ""])
def test_a_page_asks_as_many_questions_for_many_people_as_for_few(
    page: str, as_: Callable[..., Client], django_assert_max_num_queries: object
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = as_("training_coordinator")
    asked = []
    for number, people in enumerate((2, 20), start=1):
        names = [life.nominee(f"Family {chr(65 + place)}{'x' * number}", "Ann") for place in range(people)]
        to = life.training(f"T-{number}")
        life.certified(to, *names)
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert client.get(f"/training/{to.pk}/{page}").status_code == 200
        asked.append(len(seen))
    assert asked[1] <= asked[0], asked


def test_kept_numbers_are_what_counting_everything_gives() -> None:
    """Whatever is done in whatever order; the sums by hand stand in the tests above."""
    named = [life.nominee("Example", "Nur", institution=place, country=land) for place, land in (
        ("North office", "GEO"), ("South house", "GEO"), ("East", "GEO"), ("North office", "TUR"),
    )]  # fmt: skip
    trainings = [
        life.training(f"T-{number}", project=f"cooperation/project/{number % 2}") for number in range(len(named))
    ]
    for to, nominee in zip(trainings, named, strict=True):
        planning.add_cost(by=life.BY, training=to, what="Hall", amount=Decimal(300), currency="AZN")
        life.closed(to, nominee, life.nominee("Other", "Beka", email="b@example.org"))
    checked()
    matching.decide(by=life.BY, match=Match.objects.filter(state="proposed").first(), is_same=True)
    # Other, Beka is one person by the address; of the four of one name two were just joined.
    assert checked().persons == 4
    cost = planning.add_cost(
        by=life.BY, training=trainings[0], what="Paper", amount=Decimal("9.50"), currency="EUR",
        project="cooperation/project/0",
    )  # fmt: skip
    assert checked().costs == {"AZN": Decimal(1200), "EUR": Decimal("9.50")}
    closing.reopen(by=life.BY, training=trainings[1], because="an error")
    assert checked().participants == 6
    planning.remove_cost(by=life.BY, cost=cost)
    assert checked().costs == {"AZN": Decimal(900)}
    matching.undo(by=life.BY, match=Match.objects.get(state="same", decided_by=life.BY))
    assert checked().persons == 4
    closing.close(by=life.BY, training=trainings[1], today=date(2026, 3, 4))
    assert (checked().participants, checked().persons) == (8, 5)
    life.closed(life.training("T-9"), life.nominee("Fifth", "Eve"))
    rows = "Family name,Given name,Country,Institution,E-mail address,Training,Days,Test before,Test after\n"
    rows += "Other,Beka,Georgia,Dept,b@example.org,T-9,1,40,60\nLate,Ann,Georgia,Dept,a@example.org,T-1,2,,\n"
    taking_lists.take_register(by=life.BY, content=rows.encode(), name="late.csv")
    assert (checked().participants, checked().persons, checked().gain) == (11, 7, 20)


def test_a_site_that_has_never_counted_counts_once_what_comes_first() -> None:
    life.closed(life.training("T-1"), life.nominee())
    Tally.objects.all().delete()
    content = b"Family name,Given name,Country,Institution,Training\nLate,Ann,Georgia,Dept,T-1\n"
    taking_lists.take_register(by=life.BY, content=content, name="late.csv")
    assert counting.total().participants == 2
    checked()


def checked() -> counting.Line:
    """The sum, after every kept number was held against one that was counted anew."""
    kept = told()
    tallies.recount()
    assert kept == told()
    return counting.total()


def told() -> list[object]:
    return [
        (dimension, year, counting.lines(dimension, year))
        for dimension in ("", *counting.DIMENSIONS) for year in (None, 2026)
    ]  # fmt: skip


def test_whatever_is_counted_the_page_asks_the_database_as_often(
    as_: Callable[..., Client],
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = as_("training_coordinator")
    asked = []
    for number in range(3):
        life.closed(life.training(f"T-{number}"), *(life.nominee(f"Name{'abcdefgh'[n]}", "Ann") for n in range(8)))
        with CaptureQueriesContext(connection) as seen:
            assert client.get("/training/statistics/").status_code == 200
        assert not [each for each in seen.captured_queries if "COUNT(DISTINCT" in each["sql"]]
        asked.append(len(seen))
    assert asked[2] <= asked[0]


def test_a_project_that_pays_is_chosen_by_its_title(as_: Callable[..., Client]) -> None:
    from durna.web.cooperation.models import Project

    pays = Project.objects.create(code="P-1", titles={"en": "Readmission in order"})
    training = life.training(project="cooperation/project/999")
    client = as_("training_coordinator")
    for address in ("costs/new", "edit"):
        page = client.get(f"/training/{training.pk}/{address}/").content.decode()
        assert f'<option value="{pays.key}">Readmission in order</option>' in page
    # One that is not known here is kept by whoever changes something else.
    assert '<option value="cooperation/project/999" selected>' in page
    sent = {"what": "Rooms", "amount": "300", "currency": "AZN", "project": pays.key}
    assert client.post(f"/training/{training.pk}/costs/new/", sent).status_code == 302
    assert "<td>Readmission in order</td>" in client.get(f"/training/{training.pk}/").content.decode()
