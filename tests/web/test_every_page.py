"""Every page of the site, in every language, wide and on a phone, by the rules of accessibility; and by keyboard alone.

The pages are found as a reader finds them: from the first page, and from every page without a parameter, by its links,
as each role in turn, over the demonstration.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.urls import Resolver404, get_resolver, resolve, reverse

from durna.web.access.permissions import Permission
from durna.web.access.roles import ROLES, permissions_of_anybody
from durna.web.access.routes import permission_of
from tests.web.processes import serving
from tests.web.test_browser import rules_broken

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LANGUAGES = ("az", "en", "ru")
ON_A_PHONE = "az"
PHONE = 390
PATIENCE = 120_000  # milliseconds: the machine may have other things to do
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
def site(land: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, dict[str, str]]]:
    """The address of a site, and the password of the invented person of each role."""
    with serving(land, tmp_path_factory.mktemp("web"), "--demo") as (address, lines):
        told = [line.split() for line in lines]
        yield address.rstrip("/"), {words[0]: words[2] for words in told if words and words[0] in ROLES}


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="module")
def people(browser: Any, site: tuple[str, dict[str, str]]) -> dict[str, Any]:
    """A browser for each role, in which its person is signed in, and one for nobody."""
    address, passwords = site
    contexts = {NOBODY: browser.new_context()}
    for role, password in passwords.items():
        contexts[role] = browser.new_context()
        page = contexts[role].new_page()
        page.set_default_timeout(PATIENCE)
        page.goto(f"{address}/account/login/")
        page.fill("input[name=login]", f"{role}@demo.example")
        page.fill("input[name=password]", password)
        page.locator("main form button").first.click()
        page.wait_for_url(f"{address}/")
        page.close()
    return contexts


@pytest.fixture(scope="module")
def pages(people: dict[str, Any], site: tuple[str, dict[str, str]]) -> list[Page]:
    found: dict[str, Page] = {}
    for role, context in people.items():
        for page in walked(site[0], role, context):
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
    pages: list[Page], people: dict[str, Any], site: tuple[str, dict[str, str]], language: str
) -> None:
    address, broken = site[0], []
    opened: dict[str, Any] = {}
    for page in pages:
        if page.role not in opened:
            people[page.role].add_cookies([{"name": "durna_language", "value": language, "url": address}])
            opened[page.role] = people[page.role].new_page()
        broken += [
            f"{language} {page.name} {page.address} {wrong}"
            for wrong in faults(opened[page.role], address, page, language)
        ]
    for shown in opened.values():
        shown.close()
    assert broken == []


def faults(shown: Any, site: str, page: Page, language: str) -> Iterator[str]:
    refused: list[str] = []

    def listen(message: Any) -> None:
        if message.type == "error":
            refused.append(message.text[:200])

    shown.on("console", listen)
    shown.set_viewport_size({"width": 1200, "height": 900})
    answer = shown.goto(f"{site}{page.address}", timeout=PATIENCE)
    if answer.status != 200:
        yield f"answers {answer.status}"
    yield from (f"wide: {rule}: {where}" for rule, where in rules_broken(shown))
    if shown.locator("h1").count() != 1:
        yield f"has {shown.locator('h1').count()} first headings"
    shown.set_viewport_size({"width": PHONE, "height": 800})
    width = shown.evaluate("document.documentElement.scrollWidth")
    if width > PHONE:
        yield f"phone: {width} pixels wide"
    # The rules take most of the time, and a phone has the page of the wide screen: there one language stands for all.
    if language == ON_A_PHONE:
        yield from (f"phone: {rule}: {where}" for rule, where in rules_broken(shown))
    shown.remove_listener("console", listen)
    yield from (f"console: {text}" for text in refused)


SIGN_IN = {"az": "Daxil ol", "en": "Sign in", "ru": "Войти"}
AUDIT = {"az": "Audit jurnalı", "en": "Audit", "ru": "Журнал аудита"}
SIGN_OUT = {"az": "Çıxış", "en": "Sign out", "ru": "Выйти"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_somebody_without_a_mouse_signs_in_reads_the_audit_and_signs_out(
    browser: Any, site: tuple[str, dict[str, str]], language: str
) -> None:
    address, passwords = site
    context = browser.new_context(viewport={"width": 1200, "height": 900})
    context.add_cookies([{"name": "durna_language", "value": language, "url": address}])
    page = context.new_page()
    page.goto(f"{address}/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    to(page, SIGN_IN[language])
    page.keyboard.press("Enter")
    page.wait_for_url("**/account/login/**")
    to_field(page, "login")
    page.keyboard.type("auditor@demo.example")
    to_field(page, "password")
    page.keyboard.type(passwords["auditor"])
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}/")
    to(page, AUDIT[language])
    page.keyboard.press("Enter")
    page.wait_for_url("**/audit/**")
    to_region(page)
    to(page, SIGN_OUT[language], backwards=True)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}/")
    assert page.locator("nav.menu").get_by_role("link", name=SIGN_IN[language], exact=True).count() == 1
    context.close()


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
