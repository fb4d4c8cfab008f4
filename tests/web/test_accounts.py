"""How people come in, what they are allowed, and how they leave."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from durna.errors import UserError
from durna.web.accounts import actions
from durna.web.accounts.models import Link, User
from durna.web.audit.models import Event
from tests.web.conftest import PASSWORD

pytestmark = pytest.mark.django_db


def invited(client: Client, **more: object) -> str:
    """The address of the link that is shown once."""
    asked = {"email": "New@Example.org", "name": "N. New", "institution": "Border Service", "roles": ["auditor"]}
    page = client.post("/people/invite/", asked | more).content.decode()
    found = re.search(r"http://testserver(/join/[\w-]+/)", page)
    assert found, page
    return found[1]


def test_a_person_comes_in_by_a_link_and_signs_in(as_: Callable[..., Client]) -> None:
    link = invited(as_("system_administrator"))
    new = Client()
    assert new.get(link).status_code == 200
    chosen = {"password": PASSWORD, "again": PASSWORD}
    assert new.post(link, chosen).headers["Location"] == "/account/login/"
    assert new.post(link, chosen).status_code == 410
    signed = new.post("/account/login/", {"login": "new@example.org", "password": PASSWORD})
    assert signed.headers["Location"] == "/"
    assert new.get("/audit/").status_code == 200
    actions_told = list(Event.objects.order_by("number").values_list("action", "actor"))
    assert ("person-invited", "system_administrator@example.org") in actions_told
    assert ("signed-in", "new@example.org") in actions_told


def test_a_link_is_kept_as_a_hash_only(as_: Callable[..., Client]) -> None:
    token = invited(as_("system_administrator")).split("/")[2]
    assert token not in Link.objects.get().token_hash
    assert not Event.objects.filter(details__icontains=token).exists()


@pytest.mark.parametrize("password", ["short", "password1234", "123456789012345", "new@example.org"])
def test_a_weak_password_is_refused_and_the_link_still_works(as_: Callable[..., Client], password: str) -> None:
    link = invited(as_("system_administrator"))
    assert Client().post(link, {"password": password, "again": password}).status_code == 422
    assert Client().get(link).status_code == 200


def test_an_old_link_and_one_that_a_new_one_replaced_do_not_work(
    as_: Callable[..., Client], somebody: Callable[..., User]
) -> None:
    user = somebody("auditor")
    first = actions.new_link(by="x", user=user)
    second = actions.new_link(by="x", user=user)
    assert Client().get(f"/join/{first}/").status_code == 410
    assert Client().get(f"/join/{second}/").status_code == 200
    Link.objects.update(ends_at=timezone.now() - timedelta(seconds=1))
    assert Client().get(f"/join/{second}/").status_code == 410


def test_a_wrong_password_says_nothing_of_whether_there_is_such_a_person(somebody: Callable[..., User]) -> None:
    somebody("auditor")
    pages = [
        Client().post("/account/login/", {"login": f"{name}@example.org", "password": "wrong password 12"})
        for name in ("auditor", "stranger")
    ]
    said = [re.sub(r'(?:csrfmiddlewaretoken" value="|value=")[^"]*', "", page.content.decode()) for page in pages]
    assert said[0] == said[1]
    refused = Event.objects.filter(action="sign-in-refused")
    assert refused.count() == 2
    assert {(event.actor, event.about) for event in refused} == {("", "")}


def test_whoever_is_made_inactive_is_signed_out_at_once(
    as_: Callable[..., Client], somebody: Callable[..., User]
) -> None:
    somebody("system_administrator", email="boss@example.org")
    client = as_("auditor")
    assert client.get("/audit/").status_code == 200
    user = User.objects.get(email="auditor@example.org")
    actions.give_roles(by="boss@example.org", user=user, roles=["auditor"], is_active=False)
    assert client.get("/audit/").status_code == 302


def test_the_last_system_administrator_stays_one(as_: Callable[..., Client]) -> None:
    client = as_("system_administrator")
    user = User.objects.get()
    page = client.post(f"/people/{user.pk}/", {"roles": ["auditor"], "is_active": "on"})
    assert page.status_code == 422
    assert "nobody could manage people" in page.content.decode()
    assert User.objects.get().roles == ["system_administrator"]


def test_unknown_roles_and_known_addresses_are_refused(somebody: Callable[..., User]) -> None:
    somebody("auditor", email="a@example.org")
    with pytest.raises(UserError, match="no role 'king'"):
        actions.invite(by="x", email="b@example.org", name="B", roles=["king"])
    with pytest.raises(UserError, match="has an account already"):
        actions.invite(by="x", email="A@Example.org", name="A", roles=["auditor"])


def test_nobody_registers_by_himself(as_: Callable[..., Client]) -> None:
    assert as_().get("/account/signup/").status_code == 404
