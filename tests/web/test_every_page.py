"""Every page of the site, in every language, wide and on a phone, by the rules of accessibility; and by keyboard alone.

The pages are found as a reader finds them: from the first page, and from every page without a parameter, by its links,
as each role in turn, over the demonstration.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, get_resolver, resolve, reverse

from durna.web.access.permissions import Permission
from durna.web.access.roles import ROLES, permissions_of_anybody
from durna.web.access.routes import permission_of
from tests.screens import OF_COLOURS, PHONE, WIDE, rules_broken, width
from tests.web.browsing import PATIENCE, WITH_COLOURS, Person, led_on
from tests.web.processes import Site

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LANGUAGES = ("az", "en", "ru")
# Of one page, as a law among laws, so many are looked into for links: the first may lead nowhere.
LOOKED_INTO = 3
NOBODY = "nobody"
# What a reader does not come to by a link, or what is no page.
NOT_BY_LINKS = {
    "set_language", "icon", "account_logout", "account_inactive", "mfa_authenticate", "join",
    "openid_connect_login", "openid_connect_callback",
}  # fmt: skip


@dataclass(frozen=True)
class Page:
    """`name`: of its route. `role`: of somebody who may see it."""

    name: str
    role: str
    address: str


@pytest.fixture(scope="module")
def people(browser: Any, site: Site) -> dict[str, Person]:
    """Somebody of each role, signed in, and nobody."""
    signed_in = {role: Person(browser, site).signs_in(role) for role in site.passwords}
    return {NOBODY: Person(browser, site), **signed_in}


@pytest.fixture(scope="module")
def pages(people: dict[str, Person], site: Site) -> list[Page]:
    found: dict[str, Page] = {}
    for role, person in people.items():
        for page in walked(site.address.rstrip("/"), role, person.page.context):
            found.setdefault(page.name, page)
    return list(found.values())


def walked(site: str, role: str, context: Any) -> Iterator[Page]:
    waiting, counted = ["/", *without_parameters()], dict[str, int]()
    known = set(waiting)
    while waiting:
        path = waiting.pop(0)
        name, permission = said_of(path)
        if name is None or permission not in allowed(role) or counted.get(name, 0) >= LOOKED_INTO:
            continue
        answer = context.request.get(f"{site}{path}", max_redirects=0, timeout=PATIENCE)
        if answer.status != 200 or "text/html" not in answer.headers.get("content-type", ""):
            answer.dispose()
            continue
        counted[name] = counted.get(name, 0) + 1
        if counted[name] == 1:
            yield Page(name, role, path)
        text = answer.text()
        answer.dispose()
        for link in re.findall(r'href="(/[^"#]*)', text):
            plain = link.replace("&amp;", "&")
            if plain not in known:
                known.add(plain)
                waiting.append(plain)


def without_parameters() -> list[str]:
    patterns = [one for one in get_resolver("durna.web.urls").url_patterns if hasattr(one, "name") and one.name]
    return [reverse(one.name) for one in patterns if not one.pattern.converters and one.name not in NOT_BY_LINKS]


def said_of(path: str) -> tuple[str | None, Permission | None]:
    """The name of the route that an address leads to, and what it asks for; nothing for what is no page."""
    try:
        found = resolve(path.partition("?")[0], "durna.web.urls")
    except Resolver404:
        return None, None
    if found.url_name in NOT_BY_LINKS:
        return None, None
    return found.url_name, permission_of(found.url_name, found.func)


def allowed(role: str) -> frozenset[Permission]:
    return permissions_of_anybody() if role == NOBODY else ROLES[role].permissions | ROLES[role].own


def test_the_walk_reaches_every_room(pages: list[Page]) -> None:
    """Were links not followed, the rules below would hold of nothing."""
    assert {"home", "account_login", "people", "person", "institutions", "audit", "edition", "my_sessions"} <= {
        page.name for page in pages
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_keeps_the_rules_in_every_language_and_width(
    pages: list[Page], people: dict[str, Person], site: Site, language: str
) -> None:
    for person in people.values():
        person.reads_in(language)
    broken = [
        f"{language} {page.name} {page.address} {wrong}"
        for page in pages
        for wrong in faults(people[page.role], page, language)
    ]
    assert broken == []


def faults(person: Person, page: Page, language: str) -> Iterator[str]:
    shown = person.page
    person.wrong.clear()
    shown.set_viewport_size(WIDE)
    person.goes(page.address)
    without = () if language == WITH_COLOURS else OF_COLOURS
    yield from (f"wide: {rule}: {where}" for rule, where in rules_broken(shown, without))
    if shown.locator("h1").count() != 1:
        yield f"has {shown.locator('h1').count()} first headings"
    shown.set_viewport_size(PHONE)
    if width(shown) > PHONE["width"]:
        yield f"phone: {width(shown)} pixels wide"
    # The page is the same but for its arrangement, which no language changes: one stands for all.
    if language == WITH_COLOURS:
        yield from (f"phone: {rule}: {where}" for rule, where in rules_broken(shown, OF_COLOURS))
    yield from (f"browser: {told}" for told in person.wrong)


SIGN_IN = {"az": "Daxil ol", "en": "Sign in", "ru": "Войти"}
AUDIT = {"az": "Audit jurnalı", "en": "Audit", "ru": "Журнал аудита"}
SIGN_OUT = {"az": "Çıxış", "en": "Sign out", "ru": "Выйти"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_somebody_without_a_mouse_signs_in_reads_the_audit_and_signs_out(
    comes: Callable[..., Person], site: Site, language: str
) -> None:
    page = comes(language).goes().page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    to(page, SIGN_IN[language])
    enter(page, "/account/login/")
    to_field(page, "login")
    page.keyboard.type("auditor@demo.example")
    to_field(page, "password")
    page.keyboard.type(site.passwords["auditor"])
    enter(page, "/")
    to(page, AUDIT[language])
    enter(page, "/audit/")
    to_region(page)
    to(page, SIGN_OUT[language], backwards=True)
    enter(page, "/")
    assert page.locator("nav.menu").get_by_role("link", name=SIGN_IN[language], exact=True).count() == 1


def enter(page: Any, path: str) -> None:
    with led_on(page):
        page.keyboard.press("Enter")
    assert urlsplit(page.url).path == path


def to(page: Any, text: str, *, backwards: bool = False) -> None:
    step(page, f"document.activeElement.innerText.trim() === {text!r}", "Shift+Tab" if backwards else "Tab")


def to_field(page: Any, name: str) -> None:
    step(page, f"document.activeElement.name === {name!r}", "Tab")


def to_region(page: Any) -> None:
    """A wide table can be moved by the keyboard, since it can be reached."""
    step(page, "document.activeElement.classList.contains('scroll')", "Tab")


def step(page: Any, reached: str, key: str) -> None:
    """Press a key until something is reached; on the way whatever is reached can be seen to be."""
    for _ in range(80):
        if page.evaluate(reached):
            return
        page.keyboard.press(key)
        assert page.evaluate(
            "(() => { const one = document.activeElement, style = getComputedStyle(one);"
            " return one === document.body || style.outlineStyle !== 'none' || style.boxShadow !== 'none' })()"
        ), page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
    raise AssertionError(f"not reached by the keyboard: {reached}")
