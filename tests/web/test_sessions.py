"""Sessions: they end after a time of rest and after a working day, and their owner can end them."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from durna.web.accounts.models import Institution, User
from durna.web.audit.models import Event
from tests.web.conftest import PASSWORD

pytestmark = pytest.mark.django_db


def signed_in(user: User, browser: str = "A browser") -> Client:
    client = Client(headers={"user-agent": browser})
    assert client.post("/account/login/", {"login": user.email, "password": PASSWORD}).status_code == 302
    return client


def shift(client: Client, **seconds: int) -> None:
    """As if that much time had gone by."""
    session = client.session
    for name, ago in seconds.items():
        session[name] = int(time.time()) - ago
    session.save()


@pytest.mark.parametrize(
    ("gone", "stays"),
    [
        ({"seen": 59 * 60, "since": 59 * 60}, True),
        ({"seen": 61 * 60, "since": 61 * 60}, False),
        ({"seen": 10, "since": 8 * 60 * 60 - 60}, True),
        ({"seen": 10, "since": 8 * 60 * 60 + 60}, False),
    ],
)
def test_a_session_ends_after_an_hour_of_rest_and_after_eight_hours(
    somebody: Callable[..., User], gone: dict[str, int], stays: bool
) -> None:
    client = signed_in(somebody("auditor"))
    assert client.get("/audit/").status_code == 200
    shift(client, **gone)
    assert client.get("/audit/").status_code == (200 if stays else 302)
    assert Event.objects.filter(action="session-ran-out").exists() is not stays


def test_the_moment_is_not_written_at_every_page(somebody: Callable[..., User]) -> None:
    client = signed_in(somebody("auditor"))
    client.get("/")
    with CaptureQueriesContext(connection) as asked:
        client.get("/account/password/")
    assert [query["sql"] for query in asked if query["sql"].startswith(("UPDATE", "INSERT"))] == []


def test_whoever_signs_in_gets_another_session(somebody: Callable[..., User]) -> None:
    user = somebody("auditor")
    client = Client()
    client.post("/language/", {"language": "az"})
    planted = client.session
    planted["x"] = 1
    planted.save()
    client.cookies["sessionid"] = planted.session_key
    client.post("/account/login/", {"login": user.email, "password": PASSWORD})
    assert client.cookies["sessionid"].value != planted.session_key
    attacker = Client()
    attacker.cookies["sessionid"] = planted.session_key
    assert attacker.get("/audit/").status_code == 302


def test_people_see_their_own_sessions_and_end_them(somebody: Callable[..., User]) -> None:
    user, other = somebody("auditor"), somebody("statistician")
    here, lost, foreign = signed_in(user), signed_in(user, "A lost laptop"), signed_in(other, "Somebody else's")
    page = here.get("/account/sessions/").content.decode()
    assert "A lost laptop" in page
    assert "Somebody else" not in page
    number = next(one.pk for one in _sessions(user) if one.user_agent == "A lost laptop")
    assert here.post("/account/sessions/", {"session": str(number)}).status_code == 302
    assert lost.get("/audit/").status_code == 302
    assert here.get("/audit/").status_code == 200
    alien = _sessions(other)[0].pk
    assert here.post("/account/sessions/", {"session": str(alien)}).status_code == 404
    assert foreign.get("/account/sessions/").status_code == 200
    third = signed_in(user)
    here.post("/account/sessions/", {"session": "others"})
    assert third.get("/audit/").status_code == 302
    assert here.get("/audit/").status_code == 200
    assert Event.objects.filter(action="session-ended").count() == 1


def _sessions(user: User) -> list[object]:
    from durna.web.accounts import sessions

    return sessions.of(user)


def test_signing_out_leaves_nothing_that_works(somebody: Callable[..., User]) -> None:
    client = signed_in(somebody("auditor"))
    key = client.cookies["sessionid"].value
    client.post("/account/logout/")
    old = Client()
    old.cookies["sessionid"] = key
    assert old.get("/audit/").status_code == 302


def test_a_new_password_ends_the_other_sessions(somebody: Callable[..., User]) -> None:
    user = somebody("auditor")
    here, elsewhere = signed_in(user), signed_in(user)
    asked = {"oldpassword": PASSWORD, "password1": "four storks in a field", "password2": "four storks in a field"}
    assert here.post("/account/password/", asked).status_code == 302
    assert elsewhere.get("/audit/").status_code == 302


def test_institutions_are_listed_with_their_people(as_: Callable[..., Client], somebody: Callable[..., User]) -> None:
    service = Institution.objects.create(name="Border Service")
    for number in range(3):
        one = somebody("auditor", email=f"p{number}@example.org", is_active=number > 0)
        one.institution = service
        one.save()
    client = as_("system_administrator")
    page = client.get("/institutions/").content.decode()
    assert "Border Service" in page
    assert '<td class="number">3</td><td class="number">2</td>' in page
    assert "p2@example.org" in client.get(f"/institutions/{service.pk}/").content.decode()


def test_a_list_of_people_costs_the_same_however_many_there_are(
    as_: Callable[..., Client], somebody: Callable[..., User]
) -> None:
    client, counts = as_("system_administrator"), []
    for many in (2, 48):
        for number in range(many):
            one = somebody("auditor", email=f"p{many}-{number}@example.org")
            one.institution = Institution.objects.create(name=f"Service {many}-{number}")
            one.save()
        client.get("/people/")
        with CaptureQueriesContext(
            connection,
        ) as asked:
            for address in ("/people/", "/institutions/"):
                assert client.get(address).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Safari/537.36"
         " Edg/131.0", "Edge, Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox, Linux"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Version/18.1 Safari/604.1",
         "Safari, iPhone"),
        ("curl/8.5.0", "curl/8.5.0"),
    ],
)  # fmt: skip
def test_a_session_names_its_browser_as_its_owner_would(told: str, shown: str, somebody: Callable[..., User]) -> None:
    page = signed_in(somebody("auditor"), told).get("/account/sessions/", headers={"user-agent": told})
    assert f"<td>{shown}</td>" in page.content.decode()
