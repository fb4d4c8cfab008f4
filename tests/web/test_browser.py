"""The site in a browser: signing in, choosing a language, reading down to a passport, on a phone and by rule."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.web.processes import serving

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WORDS = {
    "az": ("Nəşrlər", "Daxil ol", "Audit jurnalı"),
    "en": ("Editions", "Sign in", "Audit"),
    "ru": ("Издания", "Войти", "Журнал аудита"),
}  # fmt: skip


@pytest.fixture(scope="module")
def site(land: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The address of a site, and the password of its invented auditor."""
    with serving(land, tmp_path_factory.mktemp("web"), "--demo") as (address, lines):
        yield address, next(line.split()[2] for line in lines if line.split()[:1] == ["auditor"])


@pytest.fixture
def page(chromium: str) -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield started.new_page(viewport={"width": 1200, "height": 900})
        started.close()


def rules_broken(page: Any) -> list[tuple[str, str]]:
    from axe_playwright_python.sync_playwright import Axe

    return [(rule["id"], rule["nodes"][0]["html"][:200]) for rule in Axe().run(page).response["violations"]]


@pytest.mark.parametrize("language", WORDS)
def test_an_auditor_signs_in_and_reads_down_to_a_passport(page: Any, site: tuple[str, str], language: str) -> None:
    editions, sign_in, audit = WORDS[language]
    address, password = site
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    page.on("response", lambda got: refused.append(f"{got.status} {got.url}") if got.status >= 400 else None)
    page.goto(address)
    page.click(f"button[name=language][value={language}]")
    page.get_by_role("navigation").get_by_role("link", name=sign_in).click()
    page.fill("input[name=login]", "auditor@demo.example")
    page.fill("input[name=password]", password)
    page.get_by_role("button", name=sign_in).click()
    for place in (editions, audit):
        page.get_by_role("navigation").get_by_role("link", name=place, exact=True).click()
        assert page.locator("h1").inner_text() == place
        assert rules_broken(page) == []
    page.get_by_role("navigation").get_by_role("link", name=editions, exact=True).click()
    page.get_by_role("link", name="one").click()
    page.locator("tbody a").first.click()
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert rules_broken(page) == []
    page.get_by_role("link", name="200").click()
    assert page.locator("article:target h2 strong").inner_text() == "200"
    assert refused == []
