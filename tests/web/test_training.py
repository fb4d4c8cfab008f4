"""The life of a training: nominations, selection, attendance, completion."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import openpyxl
import pytest
from django.db import DatabaseError
from django.utils import timezone

from durna.errors import UserError
from durna.web.audit import chain
from durna.web.audit.models import Event
from durna.web.training import attending, closing, evaluating, nominating, planning, selecting
from durna.web.training.models import Answered, Expert, NominationLink, Participation, Reaction
from durna.web.training.nominating import Nominee
from durna.web.versioned import ChangedMeanwhile
from tests.web import training_life as life

pytestmark = pytest.mark.django_db


def link_to(training: life.Training, places: int = 2) -> str:
    return nominating.give_link(
        by=life.BY, training=training, country="GEO", institution="Migration Department", places=places,
        ends_on=timezone.localdate() + timedelta(days=1),
    )  # fmt: skip


def test_a_link_is_kept_as_a_hash_and_dies_when_withdrawn_or_over() -> None:
    training = life.training()
    token = link_to(training)
    assert token not in NominationLink.objects.get().token_hash
    assert not Event.objects.filter(details__icontains=token).exists()
    link = nominating.link_of(token)
    assert link is not None
    NominationLink.objects.update(ends_on=timezone.localdate() - timedelta(days=1))
    assert nominating.link_of(token) is None
    NominationLink.objects.update(ends_on=timezone.localdate())
    nominating.withdraw_link(by=life.BY, link=link)
    assert nominating.link_of(token) is None


def test_a_link_takes_no_more_people_than_it_has_places() -> None:
    training = life.training()
    link = nominating.link_of(link_to(training, places=1))
    nominating.nominate(by="link", training=training, nominees=[life.nominee()], link=link)
    with pytest.raises(UserError, match="0 places are left"):
        nominating.nominate(by="link", training=training, nominees=[life.nominee("Other")], link=link)


def test_nobody_is_on_a_list_twice() -> None:
    training = life.training()
    life.listed(training, life.nominee(email="a@example.org"))
    with pytest.raises(UserError, match="on the list already"):
        life.listed(training, life.nominee(email="A@example.org"))


def test_more_people_than_places_cannot_be_selected_and_nothing_is_saved() -> None:
    training = life.training(capacity=1)
    people = life.listed(training, life.nominee(), life.nominee("Other"))
    with pytest.raises(UserError, match="2 people are selected for 1 places"):
        selecting.select(by=life.BY, training=training, decided={each.pk: ("selected", 1) for each in people})
    assert set(training.participations.values_list("state", flat=True)) == {"nominated"}


def test_two_coordinators_on_one_list_do_not_overwrite_each_other() -> None:
    training = life.training()
    first, second = life.listed(training, life.nominee(), life.nominee("Other"))
    selecting.select(by="a@example.org", training=training, decided={first.pk: ("selected", 1)})
    with pytest.raises(ChangedMeanwhile, match="1 of these people"):
        selecting.select(
            by="b@example.org", training=training, decided={first.pk: ("refused", 1), second.pk: ("selected", 1)}
        )
    assert [each.state for each in training.participations.order_by("pk")] == ["selected", "nominated"]
    # What both wanted alike is no conflict.
    selecting.select(
        by="b@example.org", training=training, decided={first.pk: ("selected", 1), second.pk: ("selected", 1)}
    )


def test_the_reserve_is_called_in_its_order_when_a_place_becomes_free() -> None:
    training = life.training(capacity=1)
    one, two, three = life.listed(training, *(life.nominee(name) for name in ("One", "Two", "Three")))
    selecting.select(by=life.BY, training=training, decided={one.pk: ("selected", 1), two.pk: ("reserve", 1)})
    selecting.select(by=life.BY, training=training, decided={three.pk: ("reserve", 1)})
    assert list(training.participations.filter(state="reserve").order_by("rank").values_list("pk", "rank")) == [
        (two.pk, 1), (three.pk, 2),
    ]  # fmt: skip
    with pytest.raises(UserError, match="2 people are selected for 1"):
        selecting.call_reserve(by=life.BY, training=training)
    one.refresh_from_db()
    selecting.withdraw(by=life.BY, participation=one)
    assert selecting.call_reserve(by=life.BY, training=training).pk == two.pk


def test_the_balance_counts_nominated_and_selected() -> None:
    training = life.training()
    people = life.listed(
        training, life.nominee(), life.nominee("B", sex="male", country="TUR"), life.nominee("C", sex="male")
    )
    selecting.select(by=life.BY, training=training, decided={people[0].pk: ("selected", 1)})
    shares = selecting.balance(list(training.participations.all()))
    # Of three nominated two are men; the one selected is a woman.
    assert [(each.what, each.nominated, each.selected, each.of_selected) for each in shares["sex"]] == [
        ("male", 2, 0, 0.0), ("female", 1, 1, 100.0),
    ]  # fmt: skip
    assert [(each.what, each.nominated) for each in shares["country"]] == [("GEO", 2), ("TUR", 1)]


def test_a_rate_is_over_all_planned_hours_not_over_those_that_have_passed() -> None:
    training = life.training()
    (person,) = life.selected(training, life.nominee())
    attending.mark(by=life.BY, session=training.sessions.all()[0], there={person.pk})
    person.refresh_from_db()
    # Six of twelve planned hours.
    assert (person.attendance, person.days) == (Decimal("50.0"), Decimal(1))
    attending.mark(by=life.BY, session=training.sessions.all()[0], there=set())
    person.refresh_from_db()
    assert person.attendance == 0


def test_nobody_is_marked_who_was_not_selected() -> None:
    training = life.training()
    (person,) = life.listed(training, life.nominee())
    with pytest.raises(UserError, match="were not selected"):
        attending.mark(by=life.BY, session=training.sessions.all()[0], there={person.pk})


def test_the_door_opens_an_hour_before_for_those_with_a_code() -> None:
    training = life.training()
    (person,) = life.selected(training, life.nominee())
    session = training.sessions.all()[0]
    token, start = attending.door_token(session), datetime(2026, 3, 2, 6, tzinfo=UTC)
    for when in (start - timedelta(minutes=61), start + timedelta(hours=8, minutes=1)):
        with pytest.raises(UserError, match="door is closed"):
            attending.enter_by_code(token=token, code=person.code, now=when)
    with pytest.raises(UserError, match="has this code"):
        attending.enter_by_code(token=token, code="WRONG", now=start)
    with pytest.raises(UserError, match="door is closed"):
        attending.enter_by_code(token=token[:-1] + ("a" if token[-1] != "a" else "b"), code=person.code, now=start)
    for _ in range(2):
        attending.enter_by_code(token=token, code=f" {person.code.lower()[:4]}-{person.code[4:]}", now=start)
    assert attending.present(session) == {person.pk}


def test_marks_come_from_the_list_that_was_given_out() -> None:
    training = life.training()
    one, two = life.selected(training, life.nominee(), life.nominee("=Formula", "Beka"))
    head, *lines = attending.csv_for(training).splitlines()
    # Six by universal time is ten in Baku.
    assert head == "code,name,2026-03-02 10:00,2026-03-03 10:00"
    assert any("'Beka =Formula" in line or "Beka =Formula" in line for line in lines)
    content = f"{head}\n{one.code},,1,x\n{two.code},,,yes\n".encode()
    attending.mark_from_csv(by=life.BY, training=training, content=content)
    assert [attending.present(each) for each in training.sessions.all()] == [{one.pk}, {one.pk, two.pk}]


@pytest.mark.parametrize(
    "heads",
    [
        "Code;02.03.2026 10:00;03.03.2026 10:00", "code,3/2/2026 10:00,3/3/2026 10:00:00 AM",
        "code\t2026-03-02 10:00:00\t03/03/2026 10:00", "Signed at the door\ncode,2026-03-02 10:00",
    ],
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_marks_come_back_as_spreadsheets_of_several_countries_write_them(heads: str, encoding: str) -> None:
    training = life.training()
    (person,) = life.selected(training, life.nominee())
    sign = next(sign for sign in ";,\t" if sign in heads)
    content = f"{heads}\n{person.code}{sign}x\n\n".encode(encoding)
    attending.mark_from_csv(by=life.BY, training=training, content=content)
    assert [len(attending.present(each)) for each in training.sessions.all()] == [1, 0]


def test_marks_come_back_in_a_workbook() -> None:
    training = life.training()
    (person,) = life.selected(training, life.nominee())
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in (("code", "name", datetime(2026, 3, 2, 10), "2026-03-03 10:00"), (person.code, "", None, 1)):
        book.active.append(row)
    book.save(out)
    attending.mark_from_csv(by=life.BY, training=training, content=out.getvalue(), name="marks.xlsx")
    assert [len(attending.present(each)) for each in training.sessions.all()] == [0, 1]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("code,2026-03-02 10:00\nNOBODY22,1\n", "Line 2: nobody"),
        ("code,2026-03-02 10:00\n{code},maybe\n", "Line 2, column 2026-03-02 10:00: the mark “maybe”"),
        ("code,2026-03-09 10:00\n{code},1\n", "no columns of marks"),
        ("code,2026-03-02 10:00,2026-03-09 10:00\n{code},1,1\n", "no session for the column “2026-03-09 10:00”"),
    ],
)
def test_a_wrong_list_of_marks_says_where_and_changes_nothing(content: str, told: str) -> None:
    training = life.training()
    (person,) = life.selected(training, life.nominee())
    with pytest.raises(UserError, match=told):
        attending.mark_from_csv(
            by=life.BY, training=training, content=content.replace("{code}", person.code).encode()
        )  # fmt: skip
    assert attending.present(training.sessions.all()[0]) == set()


def test_completion_asks_for_hours_and_for_the_test() -> None:
    made = life.programme()
    training = life.training(made=made, curriculum=life.curriculum(made, least_attendance=80, least_post_test=60))
    good, absent, untested = life.selected(training, *(life.nominee(name) for name in ("Good", "Absent", "Untested")))
    first, second = training.sessions.all()
    attending.mark(by=life.BY, session=first, there={good.pk, absent.pk, untested.pk})
    attending.mark(by=life.BY, session=second, there={good.pk, untested.pk})
    scores = {good.pk: (Decimal(30), Decimal(60)), absent.pk: (Decimal(50), Decimal(90))}
    closing.set_tests(by=life.BY, training=training, scores=scores)
    assert closing.close(by=life.BY, training=training, today=date(2026, 3, 4)) == 1
    assert [each.completed for each in training.participations.order_by("pk")] == [True, False, False]


def test_a_training_is_closed_after_its_last_day_and_with_attendance_alone() -> None:
    training = life.training()
    with pytest.raises(UserError, match="lasts until 2026-03-03"):
        closing.close(by=life.BY, training=training, today=date(2026, 3, 2))
    with pytest.raises(UserError, match="Nobody was selected"):
        closing.close(by=life.BY, training=training, today=date(2026, 3, 4))
    life.selected(life.training("T-2", sessions=0), life.nominee())
    with pytest.raises(UserError, match="Nothing tells who was there"):
        closing.close(by=life.BY, training=life.Training.objects.get(number="T-2"), today=date(2026, 3, 4))


def test_questions_come_after_three_and_six_months() -> None:
    people = life.closed(life.training(), life.nominee(supervisor="boss@example.org"), life.nominee("Alone"))
    # Closed on 3 March: due on 3 June and 3 September, of the trainee and, where there is one, the supervisor.
    assert [(each.months, each.asks, each.due_on) for each in people[0].follow_ups.order_by("months", "asks")] == [
        (3, "supervisor", date(2026, 6, 3)), (3, "trainee", date(2026, 6, 3)),
        (6, "supervisor", date(2026, 9, 3)), (6, "trainee", date(2026, 9, 3)),
    ]  # fmt: skip
    assert people[1].follow_ups.count() == 2


@pytest.mark.parametrize(
    ("day", "months", "due"),
    [
        (date(2026, 11, 30), 3, date(2027, 2, 28)), (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)), (date(2026, 12, 1), 1, date(2027, 1, 1)),
    ],
)  # fmt: skip
def test_months_end_on_the_months_last_day(day: date, months: int, due: date) -> None:
    assert closing.after_months(day, months) == due


def test_the_gain_is_of_those_who_sat_both_tests() -> None:
    training = life.training()
    one, two, three = life.selected(training, *(life.nominee(name) for name in ("One", "Two", "Three")))
    scores = {
        one.pk: (Decimal(40), Decimal(70)), two.pk: (Decimal(50), Decimal(60)), three.pk: (Decimal(10), None),
    }  # fmt: skip
    closing.set_tests(by=life.BY, training=training, scores=scores)
    found = evaluating.gain(training.participations.all())
    # (70-40 + 60-50) / 2; the third sat one test alone.
    assert (found.n, found.before, found.after, found.gain) == (2, 45.0, 65.0, 20.0)


def test_a_score_beyond_a_hundred_is_refused() -> None:
    training = life.training()
    (person,) = life.selected(training, life.nominee())
    with pytest.raises(UserError, match="0 to 100"):
        closing.set_tests(by=life.BY, training=training, scores={person.pk: (Decimal(101), None)})


def test_a_reaction_leaves_no_trace_of_who_gave_it_and_small_groups_are_hidden() -> None:
    training = life.training()
    people = life.selected(
        training, *(life.nominee(f"Person {letter}") for letter in ("One", "Two", "Three", "Four", "Five"))
    )
    points = {"content": 5, "trainers": 4, "organisation": 3, "usefulness": 5}
    for number, each in enumerate(people, start=1):
        token = evaluating.reaction_token(each)
        evaluating.react(token=token, answers=points, comment="Good.")
        with pytest.raises(UserError, match="used already"):
            evaluating.react(token=token, answers=points, comment="")
        found = evaluating.reactions(training)
        assert (found.n, bool(found.aspects), bool(found.comments)) == (number, number >= 5, number >= 5)
    assert Answered.objects.count() == Reaction.objects.count() == 5
    assert {field.name for field in Reaction._meta.fields} == {"id", "training", "answers", "comment"}
    assert {event.actor for event in Event.objects.filter(action="training-reaction-given")} == {"anonymous"}
    assert [aspect.mean for aspect in evaluating.reactions(training).aspects] == [5, 4, 3, 5]


def test_those_who_complete_a_training_of_trainers_are_proposed_once() -> None:
    made = life.programme("tot", "training_of_trainers")
    versions = life.curriculum(made)
    life.closed(life.training("TOT-1", made, curriculum=versions), life.nominee(email="a@example.org"))
    expert = Expert.objects.get()
    assert (expert.state, expert.way, expert.modules.count()) == ("proposed", "completion", 1)
    life.closed(life.training("TOT-2", made, curriculum=versions), life.nominee(email="a@example.org"))
    assert Expert.objects.count() == 1


def test_a_closed_training_is_not_changed_until_it_is_opened_with_a_reason() -> None:
    training = life.training()
    life.closed(training, life.nominee())
    training.refresh_from_db()
    with pytest.raises(UserError, match="closed or cancelled"):
        life.listed(training, life.nominee("Late"))
    with pytest.raises(UserError, match="reason is missing"):
        closing.reopen(by=life.BY, training=training, because=" ")
    closing.reopen(by=life.BY, training=training, because="a sheet was found")
    training.refresh_from_db()
    assert training.participations.get().completed is None
    life.listed(training, life.nominee("Late"))


def test_a_session_lies_on_a_day_of_its_training() -> None:
    training = life.training()
    with pytest.raises(UserError, match="2026-03-09 is outside"):
        planning.add_session(
            by=life.BY, training=training, starts_at=datetime(2026, 3, 9, 6, tzinfo=UTC), hours=Decimal(6)
        )
    with pytest.raises(UserError, match="another day"):
        planning.add_session(
            by=life.BY, training=training, starts_at=datetime(2026, 3, 2, 17, tzinfo=UTC), hours=Decimal(6)
        )


def test_a_change_whose_audit_fails_is_not_made(monkeypatch: pytest.MonkeyPatch) -> None:
    training = life.training()

    def fail(*args: object, **kwargs: object) -> None:
        raise DatabaseError("disk full")

    monkeypatch.setattr(chain, "record", fail)
    with pytest.raises(DatabaseError):
        nominating.nominate(by=life.BY, training=training, nominees=[life.nominee()])
    assert not Participation.objects.exists()


def test_what_a_nominee_says_is_parted_into_the_person_and_the_nomination() -> None:
    made = Nominee.of({"family_name": "A", "given_name": "B", "email": " X@Y.org ", "country": "GEO", "position": "P"})
    assert made.person["email"] == "x@y.org"
    assert made.participation == {"position": "P", "country": "GEO"}
