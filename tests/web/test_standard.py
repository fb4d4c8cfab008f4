"""Reasons in docs/security/asvs.md that a change of the code could make untrue, as tests that would tell."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings as site
from django.contrib.sessions.models import Session
from django.core.cache import cache as counted
from django.test import Client
from django.utils.html import escape

import durna
from durna.publish.document import Cell, Number, Words
from durna.web.accounts.models import User
from durna.web.explorer.addresses import Addresses
from durna.web.templatetags.explorer import figures_of
from tests.web.conftest import PASSWORD

pytestmark = pytest.mark.django_db

ROOT = Path(durna.__file__).parent
WEB = ROOT / "web"
MARKUP = "<script>alert(1)</script>"


@pytest.fixture(autouse=True)
def nothing_counted() -> None:
    counted.clear()


@cache
def calls() -> tuple[tuple[str, ast.Call], ...]:
    """Every call of the site's code: where it stands, and the call."""
    return tuple(
        (f"{file.relative_to(ROOT).as_posix()}:{node.lineno} {ast.unparse(node.func)}", node)
        for file in sorted(WEB.rglob("*.py"))
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    )


# 1.1.2, 1.2.1: what people write is escaped where it is shown.


def test_no_template_shows_texts_of_people_as_markup() -> None:
    # Help texts of fields are the program's own: Django gives some of them as a list.
    allowed = "field.help_text|safe"
    strange = [
        f"{file.name}: {found[0]}"
        for file in WEB.rglob("*.html")
        for found in re.finditer(r"\S+\|safe(?:seq)?\b|autoescape\s+off", file.read_text(encoding="utf-8"))
        if allowed not in found[0]
    ]
    assert strange == []


def test_nothing_is_called_safe_that_was_put_together() -> None:
    """`format_html` escapes its values; a text that is formatted before it would go through as it is."""
    named = [(where, call) for where, call in calls() if re.search(r"mark_safe$|SafeString$|format_html$", where)]
    strange = [where.partition(":")[0] for where, call in named
               if not where.endswith("format_html") or not isinstance(call.args[0], ast.Constant)]  # fmt: skip
    # The cells of large tables, each of which is escaped there: the next test looks at them.
    assert strange == ["web/templatetags/explorer.py"]


def test_a_cell_of_a_large_table_is_escaped() -> None:
    edition = Addresses("/editions/first/figure/")
    cells = (Cell((Number(f'"{MARKUP}', MARKUP),), marks=(MARKUP,), below=MARKUP), Cell((Words(MARKUP),)))
    made = figures_of(cells, edition)
    assert "<script" not in made
    assert made.count(escape(MARKUP)) >= 4


@pytest.mark.parametrize("field", ["name", "email"])
def test_a_name_with_markup_is_shown_as_it_was_written(field: str, as_: Callable[..., Client]) -> None:
    User.objects.create(**{"email": "other@example.org", "name": "B. Person", field: f"{MARKUP}@example.org"})
    page = as_("system_administrator").get("/people/").content.decode()
    assert escape(MARKUP) in page
    assert MARKUP not in page


# 1.2.4: no statement is put together from texts.


def test_a_statement_takes_values_as_parameters() -> None:
    """Names of tables and columns are the program's own; a value in a statement would be one of somebody else."""
    own = {"table", "key", "when", "schema", "kind", "quoted", "sets", "quoted(key.column)"}
    own |= {"quoted(cls._meta.db_table)", "', '.join('?' * len(rows[0]))"}
    strange = []
    for where, call in calls():
        if not where.endswith(("execute", "executemany", "raw", "extra", "RawSQL")) or not call.args:
            continue
        names = {ast.unparse(part.value) for part in ast.walk(call.args[0]) if isinstance(part, ast.FormattedValue)}
        is_joined = isinstance(call.args[0], (ast.BinOp, ast.Call))
        if names - own or is_joined:
            strange.append(where)
    assert strange == []


@pytest.mark.parametrize("words", ["' OR '1'='1", "%' --", '"; DROP TABLE evidence_evidence; --', "a* NEAR (", "\x00"])
def test_words_of_a_search_are_words(words: str, as_: Callable[..., Client]) -> None:
    client = as_("statistician")
    # The last is in no text of a database: a request that has it is refused.
    status = 400 if "\0" in words else 200
    assert client.get("/evidence/", {"q": words}).status_code == status
    assert client.get("/figures/", {"q": words}).status_code == status


# 1.2.5, 1.3.2, 1.5.2: nothing from outside is run.


def test_nothing_is_run_that_was_given_as_a_text() -> None:
    running = re.compile(r" (?:eval|exec|compile|os\.system|os\.popen|pickle\.loads?|marshal\.loads?|yaml\.load)$")
    safe = re.compile(r"CSafeLoader|SafeLoader|BaseLoader")
    strange = [
        where for where, call in calls()
        if (running.search(where) and not safe.search(ast.unparse(call)))
        or any(word.arg == "shell" and ast.unparse(word.value) != "False" for word in call.keywords)
    ]  # fmt: skip
    assert strange == []


# 1.5.1: XML without entities, document types and the network.


def test_every_parser_of_xml_is_told_what_not_to_do() -> None:
    found = [(where, {word.arg: ast.unparse(word.value) for word in call.keywords}, call) for where, call in calls()]
    parsers = [(where, told) for where, told, _ in found if where.endswith(("etree.XMLParser", "etree.iterparse"))]
    assert len(parsers) >= 3
    assert [where for where, told in parsers
            if told.get("resolve_entities") != "False" or told.get("no_network") != "True"] == []  # fmt: skip
    # `fromstring` without a parser takes the library's own, which reads entities.
    bare = [where for where, _, call in found
            if where.endswith(("etree.fromstring", "etree.parse", "etree.XML")) and len(call.args) < 2]  # fmt: skip
    assert bare == []


# 3.4.2: a page of another site reads nothing of this one.


@pytest.mark.parametrize("address", ["/", "/api/v1/editions", "/figures/"])
def test_no_other_site_is_let_in(address: str) -> None:
    asked = {"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "GET"}
    for answer in (Client().get(address, headers=asked), Client().options(address, headers=asked)):
        assert [name for name in answer.headers if name.lower().startswith("access-control-")] == []


# 6.2.6, 6.2.7, 6.2.9: a password may be long, be pasted, and be filled in by a manager of passwords.


def test_fields_of_passwords_help_who_has_a_manager_of_passwords(as_: Callable[..., Client]) -> None:
    pages = {"/account/login/": Client(), "/account/password/": as_("auditor")}
    for address, client in pages.items():
        page = client.get(address).content.decode()
        fields = re.findall(r'<input[^>]*type="password"[^>]*>', page)
        assert fields
        for field in fields:
            assert re.search(r'autocomplete="(?:current|new)-password"', field), field
            assert not re.search(r"onpaste|readonly|maxlength", field), field


@pytest.mark.parametrize("length", [64, 128])
def test_a_long_password_is_taken_whole(length: int, somebody: Callable[..., User]) -> None:
    user = somebody("auditor")
    long = ("a long phrase, ə and й too. " * 8)[:length].strip().ljust(length, "x")
    client = Client()
    client.force_login(user)
    sent = {"oldpassword": PASSWORD, "password1": long, "password2": long}
    assert client.post("/account/password/", sent).status_code == 302
    user.refresh_from_db()
    assert user.check_password(long)
    assert not user.check_password(long[:-1])


# 6.5.1: a recovery code opens the door once.


def test_a_recovery_code_is_used_up(somebody: Callable[..., User]) -> None:
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    user = somebody("auditor")
    TOTP.activate(user, generate_totp_secret())
    code = RecoveryCodes.activate(user).get_unused_codes()[0]
    for is_first in (True, False):
        client = Client()
        client.post("/account/login/", {"login": user.email, "password": PASSWORD})
        client.post("/account/second-factor/enter/", {"code": code})
        assert (client.get("/audit/").status_code == 200) is is_first


# 7.2.2, 7.2.3: a session is known by a long name that chance gives, another one at every signing in.


def test_a_session_has_a_name_that_nobody_guesses_and_that_changes_at_the_door(somebody: Callable[..., User]) -> None:
    user = somebody("auditor")
    names = set()
    for _ in range(2):
        client = Client()
        client.cookies[site.SESSION_COOKIE_NAME] = "a" * 32  # one that an attacker has left in the browser
        client.post("/account/login/", {"login": user.email, "password": PASSWORD})
        names.add(client.cookies[site.SESSION_COOKIE_NAME].value)
    assert len(names) == 2
    # 32 letters and digits of 36: 165 bits, where 128 are asked for.
    assert all(re.fullmatch(r"[a-z0-9]{32}", name) for name in names)
    assert not Session.objects.filter(pk="a" * 32).exists()


# 7.5.1: who has found an open browser changes no factor without the password.


def test_a_factor_is_changed_only_after_the_password_is_given_again(somebody: Callable[..., User]) -> None:
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    user = somebody("auditor")
    TOTP.activate(user, generate_totp_secret())
    client = Client()
    client.force_login(user)
    for address in ("app/remove/", "codes/new/", "keys/add/"):
        for answer in (
            client.get(f"/account/second-factor/{address}"),
            client.post(f"/account/second-factor/{address}"),
        ):
            assert re.match(r"/account/(?:reauthenticate|second-factor/again)/", answer.headers.get("Location", ""))
    assert [each.type for each in user.authenticator_set.all()] == ["totp"]


# 13.4.3: no folder is shown as one.


@pytest.mark.parametrize(
    "folder", ["/static/", "/static/site/", "/static/profile/fonts/", "/media/", "/files/", "/.git/"]
)
def test_no_folder_can_be_listed(folder: str) -> None:
    assert Client().get(folder).status_code == 404


# 14.3.3: nothing of the site is kept in the browser.


def test_no_script_keeps_anything_in_the_browser() -> None:
    page = Client().get("/").content.decode()
    assert '"historyCacheSize": 0' in page
    own = [*(WEB / "static").rglob("*.js"), *WEB.rglob("*.html")]
    storing = re.compile(r"localStorage|sessionStorage|indexedDB|document\.cookie")
    assert [file.name for file in own if storing.search(file.read_text(encoding="utf-8"))] == []


# 8.1.2, 15.3.3: a form takes its own fields and no others.


def test_nobody_gives_himself_a_right_by_a_field_that_no_form_has(somebody: Callable[..., User]) -> None:
    user = somebody("public_reader")
    client = Client()
    client.force_login(user)
    new = "another phrase of enough letters"
    said = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    more = {"roles": "system_administrator", "is_superuser": "1", "is_staff": "1", "email": "root@example.org"}
    assert client.post("/account/password/", said | more).status_code == 302
    user.refresh_from_db()
    assert (user.roles, user.email) == (["public_reader"], "public_reader@example.org")


# 15.3.4: who asks is who is connected, unless the place names its proxy.


def test_a_header_makes_nobody_another_machine(somebody: Callable[..., User]) -> None:
    """One machine tries one password with each of many accounts, and calls itself another machine each time."""
    users = [somebody("auditor", email=f"person{number}@example.org") for number in range(40)]
    for number, user in enumerate(users):
        Client().post(
            "/account/login/", {"login": user.email, "password": "wrong"},
            headers={"X-Forwarded-For": f"10.0.0.{number}", "X-Real-IP": f"10.0.1.{number}"},
        )  # fmt: skip
    answer = Client().post("/account/login/", {"login": users[0].email, "password": PASSWORD})
    assert answer.status_code == 429


# 16.3.2: what was refused can be read afterwards.


def test_a_refused_page_is_logged(as_: Callable[..., Client], caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("WARNING"):
        assert as_("public_reader").get("/audit/").status_code in (403, 404)
    assert any("/audit/" in each.getMessage() for each in caplog.records)
