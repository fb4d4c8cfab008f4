"""Pages of the second factor: in the words of the site and in three languages, from the first code to the last."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client

from durna.web.accounts.models import User
from durna.web.texts import texts
from tests.web.conftest import PASSWORD
from tests.web.test_security import code_of

pytestmark = pytest.mark.django_db

PAGES = "/account/second-factor/"


@pytest.fixture(autouse=True)
def nothing_counted() -> None:
    cache.clear()


@pytest.fixture
def user(somebody: Callable[..., User]) -> User:
    return somebody("auditor")


def signed_in(user: User, language: str = "en") -> Client:
    client = Client()
    client.cookies["durna_language"] = language
    client.post("/account/login/", {"login": user.email, "password": PASSWORD})
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    return client


def connected(client: Client) -> str:
    """The key of an app that was connected."""
    key: str = client.get(f"{PAGES}app/").context["form"].secret
    assert client.post(f"{PAGES}app/", {"code": code_of(key)}).status_code == 302
    return key


def titled(client: Client, address: str) -> str:
    page = client.get(address)
    assert page.status_code == 200, address
    (title,) = re.findall(r"<h1>(.*?)</h1>", page.content.decode())
    return str(title)


@pytest.mark.parametrize("language", ["az", "en", "ru"])
def test_every_page_of_it_is_in_the_language_of_the_reader(user: User, language: str) -> None:
    client, say = signed_in(user, language), texts(language)
    assert titled(client, f"{PAGES}app/") == say("factor-app-add")
    assert titled(client, PAGES) == say("my-second-factor")
    assert titled(client, f"{PAGES}keys/add/") == say("keys-add")
    connected(client)
    key = Authenticator.objects.create(user=user, type="webauthn", data={"name": "Mine", "credential": {}})
    shown = {
        PAGES: "my-second-factor", f"{PAGES}app/remove/": "factor-app-remove", f"{PAGES}codes/": "codes",
        f"{PAGES}codes/new/": "codes-new", f"{PAGES}keys/": "keys-of-mine",
        f"{PAGES}keys/{key.pk}/": "keys-rename", f"{PAGES}keys/{key.pk}/remove/": "keys-remove-one",
        "/account/logout/": "sign-out", "/account/inactive/": "account-shut",
        "/account/reauthenticate/": "again", f"{PAGES}again/": "again",
    }  # fmt: skip
    assert {address: titled(client, address) for address in shown} == {
        address: say(message) for address, message in shown.items()
    }


def test_whoever_must_say_again_who_he_is_may_choose_how(user: User) -> None:
    client = signed_in(user)
    connected(client)
    Authenticator.objects.create(user=user, type="webauthn", data={"name": "Mine", "credential": {}})
    page = client.get("/account/reauthenticate/").content.decode()
    told = re.findall(r'<p><a href="(/account/[^"?]+)[^"]*">([^<]+)</a></p>', page)
    assert dict(told) == {
        f"{PAGES}again/": "By a code of the app, or a recovery code", f"{PAGES}keys/again/": "Use a security key",
    }  # fmt: skip


def test_recovery_codes_are_shown_and_each_opens_once(user: User) -> None:
    client = signed_in(user)
    connected(client)
    page = client.get(f"{PAGES}codes/").content.decode()
    codes = re.findall(r"<li>([0-9a-z-]{8,})</li>", page)
    assert len(codes) == 10
    assert "10 of 10" in page
    other = Client()
    for code, opens in ((codes[0], True), (codes[0], False), (codes[1], True)):
        other.post("/account/logout/")
        other.post("/account/login/", {"login": user.email, "password": PASSWORD})
        assert (other.post(f"{PAGES}enter/", {"code": code}).status_code == 302) is opens


def test_whoever_has_no_second_factor_at_hand_leaves_half_way_and_signs_in_as_somebody_else(user: User) -> None:
    connected(signed_in(user))
    client = Client()
    client.post("/account/login/", {"login": user.email, "password": PASSWORD})
    assert titled(client, f"{PAGES}enter/") == "Your second factor"
    left = client.post(
        "/account/logout/", {"next": "/account/login/"}, headers={"referer": f"http://testserver{PAGES}enter/"}
    )
    assert left.headers["Location"] == "/account/login/"
    page = client.get("/account/login/")
    assert page.status_code == 200
    assert "was not saved" not in page.content.decode()
