"""What an institution learns by its link: of its own nominations, and of nobody else's."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client

from durna.errors import UserError
from durna.web.training import applying, nominating, selecting, taking_lists
from durna.web.training.models import Participation, Training
from tests.web import training_life as life

pytestmark = pytest.mark.django_db

ROW = "family_name,given_name,sex,country,institution,email\nExample,Ayla,female,GEO,,ayla@example.org\n"


@pytest.fixture
def training() -> Training:
    return life.training(takes_applications=True)


def link_to(training: Training, institution: str = "Migration Department") -> str:
    return nominating.give_link(
        by=life.BY, training=training, country="GEO", institution=institution, places=5, ends_on=date(2099, 1, 1)
    )


def ayla() -> nominating.Nominee:
    return life.nominee(email="ayla@example.org")


def named(token: str) -> tuple[int, str]:
    """What the page answers to a nomination of Ayla by hand."""
    told = {"family_name": "Example", "given_name": "Ayla", "sex": "female", "email": "ayla@example.org"}
    answer = Client().post(f"/training/nominate/{token}/", told, follow=True)
    return answer.status_code, re.sub(r'value="[^"]*"', "", answer.content.decode())


def test_a_nomination_of_somebody_who_applied_by_himself_is_answered_as_any_other() -> None:
    applied, other = life.training("T-1", takes_applications=True), life.training("T-2", takes_applications=True)
    applying.apply(training=applied, nominee=ayla())
    (status, page), (also, other_page) = named(link_to(applied)), named(link_to(other))
    assert (status, also) == (200, 200)
    assert re.sub(r"T-\d|nominate/[\w-]+", "", page) == re.sub(r"T-\d|nominate/[\w-]+", "", other_page)


def test_so_is_one_of_somebody_whom_another_institution_nominated(training: Training) -> None:
    assert named(link_to(training, "Border Guard"))[0] == 200
    assert named(link_to(training))[0] == 200
    assert training.participations.count() == 2


def test_a_list_tells_it_as_little(training: Training) -> None:
    applying.apply(training=training, nominee=ayla())
    link = nominating.link_of(link_to(training))
    taken = taking_lists.take_nominations(
        by="link", training=training, content=ROW.encode(), name="list.csv", link=link
    )  # fmt: skip
    assert [problems for _, _, problems in taken.rows] == [[]]


def test_an_institution_is_told_of_whom_it_nominated_itself(training: Training) -> None:
    token = link_to(training)
    named(token)
    status, page = named(token)
    assert status == 422
    assert "on the list already" in page


def test_an_institution_may_name_again_whom_it_withdrew(training: Training) -> None:
    token = link_to(training)
    named(token)
    selecting.withdraw(by="link", participation=training.participations.get())
    assert named(token)[0] == 200
    assert sorted(training.participations.values_list("state", flat=True)) == ["nominated", "withdrawn"]


def twice(training: Training) -> list[Participation]:
    """Ayla by an own application and by her institution; what matches beyond doubt is joined."""
    applying.apply(training=training, nominee=ayla())
    nominating.nominate(by="link", training=training, nominees=[ayla()], link=nominating.link_of(link_to(training)))
    return list(training.participations.select_related("person"))


def test_whoever_decides_sees_who_stands_on_a_list_more_than_once(training: Training) -> None:
    people = twice(training)
    life.listed(training, life.nominee("Other"))
    assert selecting.repeated(list(training.participations.select_related("person"))) == {people[0].person.root_id}


def test_nobody_gets_two_places(training: Training) -> None:
    people = twice(training)
    with pytest.raises(UserError, match="selected more than once"):
        selecting.select(
            by=life.BY, training=training, decided={each.pk: ("selected", each.version) for each in people}
        )
    assert set(training.participations.values_list("state", flat=True)) == {"nominated"}
    selecting.select(by=life.BY, training=training, decided={people[0].pk: ("selected", people[0].version)})
    assert training.participations.get(state="selected") == people[0]


def test_the_reserve_gives_nobody_a_second_place(training: Training) -> None:
    first, again = twice(training)
    (other,) = life.listed(training, life.nominee("Other"))
    decided = {first.pk: ("selected", 1), again.pk: ("reserve", again.version), other.pk: ("reserve", 1)}
    selecting.select(by=life.BY, training=training, decided={**decided, first.pk: ("selected", first.version)})
    assert selecting.call_reserve(by=life.BY, training=training) == other


def test_a_list_of_six_hundred_nominees_can_be_decided_upon_at_once(training: Training) -> None:
    from django.urls import reverse

    from durna.web.accounts.models import User

    people = life.listed(training, *(life.nominee(f"Example {number}") for number in range(600)))
    client = Client()
    client.force_login(User.objects.create(email="c@example.org", roles=["training_coordinator"]))
    sent = {f"state-{each.pk}": "reserve" for each in people} | {f"version-{each.pk}": "1" for each in people}
    assert client.post(reverse("training_select", args=[training.pk]), sent).status_code == 302
    assert training.participations.filter(state="reserve").count() == 600
