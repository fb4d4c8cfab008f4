"""What an attacker of the site would try first. docs/security/asvs.md names these tests."""

from __future__ import annotations

import re
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site
from django.core.cache import CacheHandler, cache
from django.http import HttpRequest
from django.test import Client
from django.urls import path

from durna.web.access.permissions import Permission
from durna.web.access.routes import needs
from durna.web.accounts.models import User
from durna.web.attempts import remembered
from durna.web.urls import urlpatterns as real
from tests.web.conftest import PASSWORD

pytestmark = pytest.mark.django_db


@needs(Permission.ENTER)
def breaks(request: HttpRequest) -> None:
    raise RuntimeError("the password of the database is hunter2")


urlpatterns = [*real, path("breaks/", breaks, name="breaks")]


@pytest.fixture(autouse=True)
def nothing_counted() -> None:
    cache.clear()


@pytest.mark.parametrize("address", ["/", "/account/login/", "/nowhere/", "/audit/", "/static/site/site.css"])
def test_every_answer_carries_the_headers_that_keep_a_browser_safe(address: str) -> None:
    answer = Client().get(address)
    if answer.streaming:
        answer.getvalue()  # a file is closed when it is read to its end
    found = answer.headers
    assert found["X-Content-Type-Options"] == "nosniff"
    assert found["Referrer-Policy"] == "same-origin"
    if not address.startswith("/static/"):
        assert found["X-Frame-Options"] == "DENY"
        assert found["Cross-Origin-Opener-Policy"] == "same-origin"


def test_the_content_policy_allows_nothing_from_elsewhere_and_nothing_written_into_pages() -> None:
    policy = Client().get("/").headers["Content-Security-Policy"]
    told = {words.split()[0]: words.split()[1:] for words in policy.split(";")}
    assert told["default-src"] == told["form-action"] == ["'self'"]
    assert told["object-src"] == told["base-uri"] == told["frame-ancestors"] == ["'none'"]
    assert "unsafe" not in policy
    assert "http" not in policy


def test_what_was_shown_to_somebody_signed_in_is_kept_by_no_browser(as_: Callable[..., Client]) -> None:
    client = as_("auditor")
    assert client.get("/audit/").headers["Cache-Control"] == "no-store"
    assert client.post("/account/logout/").headers["Clear-Site-Data"] == '"cache"'
    assert "Clear-Site-Data" not in client.get("/").headers


def test_no_page_of_the_site_holds_a_script_or_a_style_of_its_own() -> None:
    folder = Path(__file__).resolve().parents[2] / "src" / "durna" / "web" / "templates"
    # Nothing runs of a script that says that it is data.
    runs = r'<script(?![^>]*\s(?:src=|type="application/json"))'
    wrong = re.compile(rf"<style|<[a-z][^>]*\s(?:style|on[a-z]+)=|{runs}|javascript:", re.I)
    assert [str(page) for page in folder.rglob("*.html") if wrong.search(page.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize(
    "target",
    ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"],
)
def test_signing_in_and_choosing_a_language_lead_nowhere_else(somebody: Callable[..., User], target: str) -> None:
    user = somebody("auditor")
    client = Client()
    found = client.post("/account/login/", {"login": user.email, "password": PASSWORD, "next": target})
    assert found.headers["Location"] == "/"
    changed = client.post("/language/", {"language": "az", "next": target})
    assert changed.headers["Location"] == "/"
    assert client.post("/account/logout/", {"next": target}).headers["Location"] == "/"


def test_a_form_from_another_site_is_refused(as_: Callable[..., Client], somebody: Callable[..., User]) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(somebody("system_administrator"))
    said = {"email": "evil@example.org", "name": "Evil", "roles": ["system_administrator"]}
    assert client.post("/people/invite/", said).status_code == 403
    assert client.post("/people/invite/", said, headers={"origin": "https://evil.example"}).status_code == 403
    assert not User.objects.filter(email="evil@example.org").exists()


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "localhost:80@evil.example", ""])
def test_a_site_answers_under_its_own_names_alone(host: str, settings: object) -> None:
    settings.ALLOWED_HOSTS = ["localhost"]  # type: ignore[attr-defined]
    assert Client(headers={"host": host or "[::]"}).get("/account/login/").status_code == 400


def test_five_wrong_passwords_shut_an_account_for_a_while_and_say_nothing_of_whether_there_is_one(
    somebody: Callable[..., User],
) -> None:
    user, pages = somebody("auditor"), {}
    for place, address in enumerate((user.email, "nobody@example.org")):
        for number in range(6):
            # From a machine of its own each time: the limit of one machine is another one.
            client = Client(REMOTE_ADDR=f"10.0.{place}.{number}")
            pages[address] = client.post("/account/login/", {"login": address, "password": "not the one"})
    said = {
        address: re.sub(r'value="[^"]*"', "", page.content.decode()) for address, page in pages.items()
    }  # fmt: skip
    assert said[user.email] == said["nobody@example.org"]
    right = Client().post("/account/login/", {"login": user.email, "password": PASSWORD})
    assert right.status_code == 200
    assert "Too many failed login attempts" in right.content.decode()


def test_one_machine_may_not_try_passwords_of_many_accounts() -> None:
    client = Client()
    told = [
        client.post("/account/login/", {"login": f"p{number}@example.org", "password": "not the one"})
        for number in range(35)
    ]
    assert told[-1].status_code == 429 or "Too many failed" in told[-1].content.decode()


def test_the_error_page_says_nothing_of_the_inside(settings: object) -> None:
    settings.ROOT_URLCONF = "tests.web.test_security"  # type: ignore[attr-defined]
    client = Client(raise_request_exception=False)
    found = client.get("/breaks/")
    assert found.status_code == 500
    assert "hunter2" not in found.content.decode()
    assert "Traceback" not in found.content.decode()
    assert site.DEBUG is False


def test_a_page_that_is_not_there_says_the_same_whether_or_not_one_may_see_such(as_: Callable[..., Client]) -> None:
    assert as_("auditor").get("/nowhere/at/all/").status_code == 404


@pytest.mark.parametrize("method", ["trace", "connect", "track"])
def test_methods_that_nothing_needs_change_nothing(method: str, as_: Callable[..., Client]) -> None:
    client = as_("system_administrator")
    client.generic(method.upper(), "/people/invite/", "email=evil@example.org&name=E&roles=auditor")
    assert not User.objects.filter(email="evil@example.org").exists()


def test_cookies_are_for_this_site_alone() -> None:
    client = Client()
    client.get("/account/login/")
    for cookie in client.cookies.values():
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"


def test_where_a_second_factor_is_demanded_nobody_works_without(as_: Callable[..., Client], settings: object) -> None:
    settings.SECOND_FACTOR_DEMANDED = True  # type: ignore[attr-defined]
    client = as_("auditor")
    assert client.get("/audit/").headers["Location"] == "/account/second-factor/"
    assert client.get("/account/second-factor/").status_code == 200
    assert client.get("/account/second-factor/app/").status_code in (200, 302)
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    TOTP.activate(User.objects.get(), generate_totp_secret())
    assert client.get("/audit/").status_code == 200


def test_a_second_factor_is_asked_for_after_the_password(somebody: Callable[..., User]) -> None:
    from allauth.mfa.totp.internal.auth import (
        TOTP,
        format_hotp_value,
        generate_totp_secret,
        hotp_value,
        yield_hotp_counters_from_time,
    )

    user, key = somebody("auditor"), generate_totp_secret()
    TOTP.activate(user, key)
    client = Client()
    sent = client.post("/account/login/", {"login": user.email, "password": PASSWORD})
    assert sent.headers["Location"].startswith("/account/second-factor/enter/")
    assert client.get("/audit/").status_code == 302
    assert client.post("/account/second-factor/enter/", {"code": "000000"}).status_code == 200
    assert client.get("/audit/").status_code == 302
    code = format_hotp_value(hotp_value(key, next(iter(yield_hotp_counters_from_time()))))
    assert client.post("/account/second-factor/enter/", {"code": code}).status_code == 302
    assert client.get("/audit/").status_code == 200


def test_an_administrator_ends_the_sessions_of_a_person(
    as_: Callable[..., Client], somebody: Callable[..., User]
) -> None:
    user = somebody("auditor")
    lost = Client()
    lost.post("/account/login/", {"login": user.email, "password": PASSWORD})
    assert lost.get("/audit/").status_code == 200
    as_("system_administrator").post(f"/people/{user.pk}/", {"sessions": "1"})
    assert lost.get("/audit/").status_code == 302


def test_secrets_in_files_are_for_their_owner_alone(tmp_path: Path) -> None:
    from durna.persons.keys import make_key_file
    from durna.web.secret import secret

    secret(tmp_path)
    make_key_file(tmp_path / "keys" / "pseudonym.key")
    for file in (tmp_path / "secret_key", tmp_path / "keys" / "pseudonym.key"):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_passwords_are_kept_as_scrypt() -> None:
    from django.conf import Settings

    assert "Scrypt" in Settings("durna.web.settings").PASSWORD_HASHERS[0]


def test_over_https_cookies_and_pages_never_travel_in_the_clear(monkeypatch: pytest.MonkeyPatch) -> None:
    import importlib

    import durna.web.settings as module

    monkeypatch.setenv("DURNA_SITE_HTTPS", "1")
    try:
        secure = importlib.reload(module)
        assert secure.SESSION_COOKIE_SECURE
        assert secure.CSRF_COOKIE_SECURE
        assert secure.SESSION_COOKIE_NAME.startswith("__Host-")
        assert secure.SECURE_HSTS_SECONDS >= 31_536_000
        assert not secure.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN
    finally:
        monkeypatch.undo()
        importlib.reload(module)


def test_a_second_factor_that_comes_or_goes_is_in_the_audit(
    somebody: Callable[..., User], django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    from allauth.mfa.totp.internal.auth import generate_totp_secret

    from durna.web.audit.models import Event

    user = somebody("auditor")
    client = Client()
    client.post("/account/login/", {"login": user.email, "password": PASSWORD})
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    key = client.get("/account/second-factor/app/", follow=True).context["form"].secret
    assert len(key) == len(generate_totp_secret())
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/account/second-factor/app/", {"code": code_of(key)})
    assert client.post("/account/second-factor/app/remove/").status_code == 302
    told = list(Event.objects.order_by("number").values_list("action", flat=True))
    assert "second-factor-added" in told
    assert "second-factor-removed" in told


def code_of(key: str) -> str:
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

    return str(format_hotp_value(hotp_value(key, next(iter(yield_hotp_counters_from_time())))))


def test_every_requirement_is_named_in_the_list_once_and_every_test_it_names_is_there() -> None:
    root = Path(__file__).resolve().parents[2]
    text = (root / "docs" / "security" / "asvs.md").read_text(encoding="utf-8")
    numbers = re.findall(r"^\| (\d+\.\d+\.\d+) \|", text, re.MULTILINE)
    # ASVS 5.0.0 has 70 requirements of level 1 and 183 of level 2.
    assert len(numbers) == len(set(numbers)) == 253
    assert [name for name in set(re.findall(r"`(tests/[^`]+)`", text)) if not (root / name).is_file()] == []


def test_every_process_knows_of_wrong_passwords_given_to_another(tmp_path: Path) -> None:
    one, other = (CacheHandler({"default": remembered(tmp_path)})["default"] for _ in range(2))
    one.set("login_failed", [1.0, 2.0])
    assert other.get("login_failed") == [1.0, 2.0]
    assert (tmp_path / "limits" / "signing_in").stat().st_mode & 0o077 == 0


def test_a_site_without_a_folder_yet_makes_none(tmp_path: Path) -> None:
    CacheHandler({"default": remembered(tmp_path / "none")})["default"].set("login_failed", [1.0])
    assert not (tmp_path / "none").exists()
