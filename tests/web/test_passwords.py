"""Passwords are spoken of in the words of the site, in every language, and a change is asked for as it should be."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client

from tests.web.conftest import PASSWORD

pytestmark = pytest.mark.django_db
PAGE = "/account/password/"
OTHER = "plum-harbour-lantern-9"


@pytest.fixture(autouse=True)
def nobody_has_tried() -> None:
    """Tries are counted by the number of a person, which the next test gives to another."""
    cache.clear()


def changed(client: Client, now: str, one: str, again: str) -> str:
    return client.post(
        PAGE, {"oldpassword": now, "password1": one, "password2": again}, follow=True
    ).content.decode()  # fmt: skip


@pytest.mark.parametrize(
    ("language", "word", "strange"),
    [("az", "Hazırkı parol", "ifrə"), ("en", "Present password", "Current"), ("ru", "Нынешний пароль", "Текущий")],
)
def test_every_language_has_one_word_for_it(as_: Callable[..., Client], language: str, word: str, strange: str) -> None:
    client = as_("auditor")
    client.post("/language/", {"language": language})

    page = client.get(PAGE).content.decode()

    assert word in page
    assert strange not in page
    assert strange not in Client(headers={"accept-language": language}).get("/account/login/").content.decode()


def test_a_new_password_is_taken_where_the_present_one_is_told(as_: Callable[..., Client]) -> None:
    client = as_("auditor")

    assert "This is not your present password." in changed(client, "something else 12", OTHER, OTHER)
    assert "The two passwords are not the same." in changed(client, PASSWORD, OTHER, f"{OTHER}x")
    assert "The password is changed." in changed(client, PASSWORD, OTHER, OTHER)
    signed = Client().post("/account/login/", {"login": "auditor@example.org", "password": OTHER})
    assert signed.headers["Location"] == "/"


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("short", "at least 12 characters are needed"),
        ("password1234", "Many people use this password"),
        ("123456789012345", "made of digits alone"),
        ("auditor@example.org", "too much like your name or your address"),
    ],
)
def test_a_weak_one_is_refused_with_the_reason(as_: Callable[..., Client], password: str, said: str) -> None:
    assert said in changed(as_("auditor"), PASSWORD, password, password)
