"""Signing in through a State's identity provider: for whoever was invited, and for nobody else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import Client

from durna.errors import UserError
from durna.web.accounts import identity
from durna.web.accounts.models import User
from durna.web.audit.models import Event
from tests.web import provider as local

ISSUER = {"DURNA_OIDC_ISSUER": "https://login.example.org/", "DURNA_OIDC_CLIENT_ID": "durna"}


@pytest.fixture
def state(settings: object) -> Iterator[local.Provider]:
    with local.providing() as found:
        told = identity.Provider(found.issuer, local.CLIENT, local.SECRET, "the State")
        settings.SOCIALACCOUNT_PROVIDERS = told.as_setting()  # type: ignore[attr-defined]
        settings.IDENTITY_PROVIDER = told.name  # type: ignore[attr-defined]
        yield found


def come(client: Client, state: local.Provider, following: str = "") -> object:
    sent = client.post(f"/account/from/state/{following}")
    assert sent.status_code == 302
    assert sent.headers["Location"].startswith(f"{state.issuer}/authorize?")
    return client.get(state.authorize(sent.headers["Location"]).replace("http://testserver", ""))


@pytest.mark.django_db
def test_an_invited_person_comes_in_and_is_known_by_the_subject_from_then_on(
    state: local.Provider, somebody: Callable[..., User]
) -> None:
    somebody("auditor", email="new@example.org")
    client = Client()
    assert "Sign in with the State" in client.get("/account/login/").content.decode()
    assert come(client, state, "?next=/audit/").headers["Location"] == "/audit/"  # type: ignore[attr-defined]
    assert client.get("/audit/").status_code == 200
    assert state.asked[0]["code_verifier"]
    # Her address changes at the provider; she is the same.
    state.claims["email"] = "married@example.org"
    again = Client()
    come(again, state)
    assert again.get("/audit/").status_code == 200
    told = Event.objects.values_list("action", flat=True)
    assert list(told).count("signed-in") == 2
    assert "provider-connected" in told


@pytest.mark.django_db
@pytest.mark.parametrize(
    "claims",
    [
        {"email": "stranger@example.org"},
        {"email_verified": False},
        {"email": ""},
        {"email": "gone@example.org"},
    ],
)
def test_nobody_else_comes_in_and_all_are_told_the_same(
    state: local.Provider, somebody: Callable[..., User], claims: dict[str, object]
) -> None:
    somebody("auditor", email="new@example.org")
    somebody("auditor", email="gone@example.org", is_active=False)
    state.claims |= claims
    client = Client()
    refused = come(client, state)
    assert refused.status_code == 403  # type: ignore[attr-defined]
    assert "You have not been invited" in refused.content.decode()  # type: ignore[attr-defined]
    assert client.get("/audit/").status_code == 302
    assert User.objects.count() == 2
    assert Event.objects.get().action == "sign-in-refused"


@pytest.mark.django_db
def test_an_address_that_was_given_to_somebody_else_opens_nothing(
    state: local.Provider, somebody: Callable[..., User]
) -> None:
    somebody("auditor", email="new@example.org")
    come(Client(), state)
    state.claims["sub"] = "person-2"
    client = Client()
    assert come(client, state).status_code == 403  # type: ignore[attr-defined]
    assert client.get("/audit/").status_code == 302


@pytest.mark.django_db
def test_a_forged_answer_opens_nothing(state: local.Provider, somebody: Callable[..., User]) -> None:
    somebody("auditor", email="new@example.org")
    client = Client()
    client.post("/account/from/state/")
    for address in ("?code=code-0&state=made-up", "?error=access_denied&state=x", ""):
        assert client.get(f"/account/from/state/back/{address}").status_code == 401
    assert client.get("/audit/").status_code == 302


@pytest.mark.django_db
def test_without_a_provider_there_is_neither_a_button_nor_a_way() -> None:
    client = Client()
    assert "account/from" not in client.get("/account/login/").content.decode()
    assert client.post("/account/from/state/").status_code == 404


def test_the_environment_names_the_provider_and_a_file_its_secret(tmp_path: Path) -> None:
    assert identity.provider({}) is None
    (tmp_path / "secret").write_text("hush\n", encoding="utf-8")
    found = identity.provider({**ISSUER, "DURNA_OIDC_SECRET_FILE": str(tmp_path / "secret")})
    assert found is not None
    assert (found.issuer, found.secret, found.name) == ("https://login.example.org", "hush", "login.example.org")
    assert found.origin == "https://login.example.org"


@pytest.mark.parametrize(
    "environment",
    [
        ISSUER,
        {**ISSUER, "DURNA_OIDC_CLIENT_ID": "", "DURNA_OIDC_SECRET": "x"},
        {**ISSUER, "DURNA_OIDC_ISSUER": "http://login.example.org", "DURNA_OIDC_SECRET": "x"},
        {**ISSUER, "DURNA_OIDC_SECRET_FILE": "/nowhere/at/all"},
    ],
)
def test_a_provider_named_by_halves_or_in_the_clear_is_a_users_error(environment: dict[str, str]) -> None:
    with pytest.raises(UserError, match="DURNA_OIDC"):
        identity.provider(environment)
