"""What a list would do is seen before it is taken in, and then all of that is done or nothing."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from durna.web.audit.models import Event
from durna.web.training import previewing
from durna.web.training.models import Match, NominationFile, NominationRow, Participation, Person, Training
from tests.web import training_life as life

pytestmark = pytest.mark.django_db

REGISTER = "/training/register/"
HEADS = "Family name,Given name,Sex,Country,Institution,E-mail address,Training\n"
NEW = "Brand,Ann,f,Georgia,Dept,,T-7\n"
# The name and the address of somebody known; the name and the country of another; a country that there is not.
ROWS = f"""{NEW}Алиев,Эльчин,m,Georgia,Dept,e@example.org,T-7
Mammadova,Aynur,f,Georgia,Ministry of Labour,,T-7
Example,Bob,m,Lemuria,Dept,,T-7
"""


@pytest.fixture
def known() -> list[Participation]:
    life.training("T-7")
    return life.listed(
        life.training("T-1"), life.nominee("Əliyev", "Elçin", email="e@example.org", sex="male"),
        life.nominee("Məmmədova", "Aynur"),
    )  # fmt: skip


@pytest.fixture
def waiting(served: Path) -> Callable[[], list[Path]]:
    place = served / "web" / previewing.FOLDER
    for file in place.iterdir() if place.is_dir() else ():
        file.unlink()
    return lambda: sorted(place.iterdir()) if place.is_dir() else []


def handed_in(client: Client, rows: str = ROWS, address: str = REGISTER) -> tuple[str, dict[str, str]]:
    """The page that shows what the list would do, and what its button sends."""
    answer = client.post(address, {"file": SimpleUploadedFile("old.csv", (HEADS + rows).encode())})
    assert answer.status_code == 200
    return told(answer.content.decode())


def told(page: str) -> tuple[str, dict[str, str]]:
    return page, {"pass": re.search(r'name="pass" value="([^"]+)"', page)[1]}  # type: ignore[index]


def numbers(page: str) -> list[int]:
    return [int(number) for number in re.findall(r"<dd>(\d+)</dd>", page)]


def held() -> list[int]:
    return [model.objects.count() for model in (Person, Participation, Match, NominationFile, NominationRow)]


def test_a_register_is_shown_first_and_nothing_is_done(as_: Callable[..., Client], known: list[Participation]) -> None:
    before = held()
    page, _ = handed_in(as_("training_coordinator"))
    # Four rows: three are entered, of whom one is new, one is known beyond doubt and one perhaps; one waits.
    assert numbers(page) == [4, 3, 1, 1, 1, 1]
    assert re.search(r'<th scope="row">5</th><td><div>Country: [^<]*Lemuria', page)
    assert re.search(r'<th scope="row">3</th><td>[^<]*</td><td>(?:Elçin Əliyev|Əliyev Elçin)<', page)
    assert re.search(r'<th scope="row">4</th><td>[^<]*</td><td>[^<]*Məmmədova', page)
    assert re.search(r'<th scope="row">2</th><td>[^<]*Brand', page)
    assert held() == before
    assert not Event.objects.filter(action="training-register-taken").exists()
    looked = Event.objects.get(action="training-list-previewed")
    assert (looked.kind, looked.details["rows"], looked.details["would_enter"]) == ("look", 4, 3)


def test_what_was_shown_is_done_once(
    as_: Callable[..., Client], known: list[Participation], waiting: Callable[[], list[Path]]
) -> None:
    client, before = as_("training_coordinator"), held()
    _, sent = handed_in(client)
    (file,) = waiting()
    assert file.stat().st_mode & 0o077 == 0
    assert client.post(REGISTER, sent).status_code == 302
    # Three people and participations, two matches, a list, a row that waits.
    assert [now - was for now, was in zip(held(), before, strict=True)] == [3, 3, 2, 1, 1]
    assert sorted(Match.objects.values_list("state", flat=True)) == ["proposed", "same"]
    assert waiting() == []
    after = held()
    again = client.post(REGISTER, sent)
    assert again.status_code == 422
    assert "cannot be done any more" in again.content.decode()
    assert held() == after


def test_where_something_changed_meanwhile_nothing_is_done_and_the_page_shows_what_would_be_now(
    as_: Callable[..., Client], known: list[Participation], waiting: Callable[[], list[Path]]
) -> None:
    client = as_("training_coordinator")
    _, sent = handed_in(client)
    life.listed(known[0].training, life.nominee("Brand", "Ann", institution="Other Office"))
    before = held()
    answer = client.post(REGISTER, sent)
    assert answer.status_code == 409
    page, sent = told(answer.content.decode())
    assert "somebody else changed" in page
    assert numbers(page) == [4, 3, 0, 1, 2, 1]  # she who was new is perhaps known by now
    assert held() == before
    assert client.post(REGISTER, sent).status_code == 302
    assert waiting() == []


def test_what_changed_elsewhere_and_does_not_touch_the_list_is_no_reason_to_look_again(
    as_: Callable[..., Client], known: list[Participation]
) -> None:
    client = as_("training_coordinator")
    _, sent = handed_in(client)
    life.listed(known[0].training, life.nominee("Quite", "Another", institution="Other Office"))
    assert client.post(REGISTER, sent).status_code == 302


def test_a_list_of_nominees_is_shown_first_too(as_: Callable[..., Client], known: list[Participation]) -> None:
    client, training = as_("training_coordinator"), known[0].training
    address = f"/training/{training.pk}/nominations/list/"
    page, sent = handed_in(client, address=address)
    # Of the four one is on the list of this training already: name and address agree; another country there is not.
    assert numbers(page) == [4, 2, 1, 0, 1, 2]
    assert training.participations.count() == 2
    assert client.post(address, sent).status_code == 302
    assert training.participations.count() == 4


def test_a_pass_is_for_one_person_and_one_list(
    as_: Callable[..., Client], somebody: Callable[..., object], known: list[Participation]
) -> None:
    client, before = as_("training_coordinator"), held()
    _, sent = handed_in(client)
    other = Client()
    other.force_login(somebody("training_coordinator", email="other@example.org"))  # type: ignore[arg-type]
    elsewhere = f"/training/{known[0].training_id}/nominations/list/"
    for who, address, what in (
        (other, REGISTER, sent), (client, elsewhere, sent), (client, REGISTER, {"pass": sent["pass"] + "x"}),
    ):  # fmt: skip
        assert who.post(address, what).status_code == 422
    assert held() == before


def test_a_file_that_nobody_took_in_goes_after_a_day(
    as_: Callable[..., Client], known: list[Participation], waiting: Callable[[], list[Path]]
) -> None:
    client = as_("training_coordinator")
    _, sent = handed_in(client)
    (old,) = waiting()
    os.utime(old, (time.time() - previewing.KEPT - 60,) * 2)
    handed_in(client, NEW)
    assert old not in waiting()
    assert len(waiting()) == 1
    assert client.post(REGISTER, sent).status_code == 422


def test_a_file_that_is_no_list_is_refused_before_anything_is_shown(
    as_: Callable[..., Client], waiting: Callable[[], list[Path]]
) -> None:
    answer = as_("training_coordinator").post(REGISTER, {"file": SimpleUploadedFile("x.csv", b"a,b\n1,2\n")})
    assert answer.status_code == 422
    assert "no row of headings" in answer.content.decode()
    assert waiting() == []


def test_more_than_a_page_holds_is_counted_and_not_shown(
    as_: Callable[..., Client], known: list[Participation], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(previewing, "SHOWN", 1)
    page, sent = handed_in(as_("training_coordinator"))
    assert numbers(page) == [4, 3, 1, 1, 1, 1]
    assert "The first 1 of 3 are shown." in page
    assert sent["pass"]


@pytest.fixture
def link(known: list[Participation]) -> str:
    """By which an institution nominates three people for T-7."""
    from durna.web.training import nominating

    token = nominating.give_link(
        by=life.BY, training=Training.objects.get(number="T-7"), country="GEO", institution="Ministry of Labour",
        places=3, ends_on=date(2099, 1, 1),
    )  # fmt: skip
    return f"/training/nominate/{token}/"


BY_LINK = "Family name,Given name,Country,E-mail address\n"
MINE = "Brand,Ann,,\nAliyev,Elchin,Georgia,e@example.org\nExample,Bob,Lemuria,\n"


def by_link(client: Client, link: str, rows: str = MINE) -> tuple[str, dict[str, str]]:
    answer = client.post(link, {"file": SimpleUploadedFile("mine.csv", (BY_LINK + rows).encode())})
    assert answer.status_code == 200
    return told(answer.content.decode())


def test_an_institution_sees_first_what_its_list_would_do_and_then_all_of_that_is_done(
    link: str, waiting: Callable[[], list[Path]]
) -> None:
    client, before = Client(), held()
    page, sent = by_link(client, link)
    assert numbers(page) == [3, 2, 1]  # rows, entered, waiting
    assert re.search(r'<th scope="row">4</th><td><div>Country: [^<]*Lemuria', page)
    assert held() == before
    assert client.post(link, sent).status_code == 302
    assert [now - was for now, was in zip(held(), before, strict=True)] == [2, 2, 1, 1, 1]
    assert waiting() == []
    # What waits at the centre stays in sight of who sent it.
    assert "Lemuria" in client.get(link).content.decode()
    again = client.post(link, sent)
    assert (again.status_code, "cannot be done any more" in again.content.decode()) == (422, True)


def test_an_institution_is_not_told_who_of_its_list_is_known_to_the_centre(link: str) -> None:
    """Elçin Əliyev took part in T-1 by the same address; the page is what it would be for somebody unknown."""
    page, _ = by_link(Client(), link, "Aliyev,Elchin,Georgia,e@example.org\n")
    other, _ = by_link(Client(), link, "Nobody,Known,Georgia,n@example.org\n")
    assert numbers(page) == numbers(other) == [1, 1, 0]
    assert "Elçin" not in page
    assert "T-1" not in page


def test_where_places_were_taken_meanwhile_the_institution_sees_what_would_be_now(link: str) -> None:
    client = Client()
    _, sent = by_link(client, link, "Brand,Ann,,\nBrand,Bob,,\nBrand,Cem,,\n")
    nominee = {"family_name": "Late", "given_name": "Lia", "sex": "female", "email": "l@example.org"}
    assert client.post(link, nominee).status_code == 302
    before = held()
    answer = client.post(link, sent)
    assert answer.status_code == 409
    page, sent = told(answer.content.decode())
    assert numbers(page) == [3, 2, 1]
    assert held() == before
    assert client.post(link, sent).status_code == 302


def test_the_pass_of_one_link_opens_nothing_by_another_and_a_later_file_takes_the_place(
    link: str, waiting: Callable[[], list[Path]], as_: Callable[..., Client]
) -> None:
    from durna.web.training import nominating

    client = Client()
    _, sent = by_link(client, link)
    token = nominating.give_link(
        by=life.BY, training=Training.objects.get(number="T-7"), country="TUR", institution="Other", places=3,
        ends_on=date(2099, 1, 1),
    )  # fmt: skip
    assert client.post(f"/training/nominate/{token}/", sent).status_code == 422
    assert as_("training_coordinator").post(REGISTER, sent).status_code == 422
    _, later = by_link(client, link, "Brand,Zoe,,\n")
    assert len(waiting()) == 1
    assert client.post(link, sent).status_code == 422
    assert client.post(link, later).status_code == 302
