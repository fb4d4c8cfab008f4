"""Every page x every role: a page opens for those whose role says so, and for nobody else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from durna.web.access.permissions import Permission
from durna.web.access.policy import is_limited, may
from durna.web.access.roles import ROLES
from durna.web.access.routes import permission_of

pytestmark = pytest.mark.django_db

ARGUMENTS = {
    "edition": "one", "drawing": "chart", "format": "csv", "list_name": "sex",
    "figure": "border_entries_foreigners:2019:AZE@ssc", "figure_id": "border_entries_foreigners:2019:AZE@ssc",
    "name": "one", "indicator": "border_entries_foreigners", "path": "site/index.html", "delivery": "unknown",
    "source": "sms_work_permit", "period": "2021-10",
    "pk": 1, "token": "x", "kind": "partner", "row": 1, "provider_id": "state",
    "year": 2024, "part": "method",
}  # fmt: skip
PATTERNS: list[URLPattern] = list(get_resolver("durna.web.urls").url_patterns)
EVERYBODY = {"nobody": (), **{name: (name,) for name in ROLES}}


def address(pattern: URLPattern) -> str:
    return reverse(pattern.name or "", kwargs={name: ARGUMENTS[name] for name in pattern.pattern.converters})


def test_every_page_says_who_may_open_it() -> None:
    assert [pattern.name for pattern in PATTERNS if permission_of(pattern.name, pattern.callback) is None] == []


@pytest.mark.parametrize("roles", EVERYBODY.values(), ids=EVERYBODY)
def test_every_page_opens_for_those_whose_role_says_so_and_for_nobody_else(
    roles: tuple[str, ...], as_: Callable[..., Client]
) -> None:
    client = as_(*roles)
    allowed = (
        ROLES[roles[0]].permissions | ROLES[roles[0]].own if roles else {Permission.ENTER, Permission.READ_PUBLISHED}
    )
    for pattern in PATTERNS:
        found = client.get(address(pattern))
        if found.streaming:
            found.getvalue()  # a file is closed when it is read to its end
        if permission_of(pattern.name, pattern.callback) in allowed:
            assert found.status_code != 403, pattern.name
            assert "/account/login/" not in found.headers.get("Location", "") or pattern.name in ("mfa_authenticate",)
        elif roles:
            assert found.status_code == 403, pattern.name
        else:
            assert found.status_code == 302, pattern.name
            assert found.headers["Location"].startswith("/account/login/?next="), pattern.name


def test_a_page_that_nobody_has_thought_of_stays_shut(as_: Callable[..., Client], settings: object) -> None:
    settings.ROOT_URLCONF = "tests.web.forgotten"  # type: ignore[attr-defined]
    assert as_("system_administrator").get("/forgotten/").status_code == 403
    assert as_().get("/forgotten/").status_code == 403


def test_whoever_was_shut_out_may_do_what_anybody_may(somebody: Callable[..., object]) -> None:
    gone = somebody("auditor", is_active=False)
    assert [permission for permission in Permission if may(gone, permission)] == [
        Permission.ENTER, Permission.READ_PUBLISHED,
    ]  # fmt: skip


def test_a_role_that_no_longer_exists_gives_nothing(somebody: Callable[..., object]) -> None:
    old = somebody("keeper_of_seals")
    assert not may(old, Permission.READ_RECEIPTS)
    assert may(old, Permission.OWN_ACCOUNT)


def test_a_respondent_acts_for_the_own_institution_alone(somebody: Callable[..., object]) -> None:
    person = somebody("ministry_respondent")
    person.institution_id = 7  # type: ignore[attr-defined]
    assert may(person, Permission.ANSWER_QUESTIONS)
    assert may(person, Permission.ANSWER_QUESTIONS, institution=7)
    assert not may(person, Permission.ANSWER_QUESTIONS, institution=8)
    assert is_limited(person, Permission.ANSWER_QUESTIONS)
    assert not is_limited(somebody("mgi_coordinator"), Permission.ANSWER_QUESTIONS)
