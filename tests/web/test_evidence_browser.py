"""The evidence library in a browser: a law is added, cited from the page of another room, replaced, and reviewed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.web.processes import serving
from tests.web.test_browser import rules_broken

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# Add evidence, its page's first heading of what cites it, search, cite, new version, move, review's empty text.
WORDS = {
    "az": ("Sübut əlavə et", "İstinad et", "Yeni redaksiya", "Ən yeni redaksiyaya istinad et", "Baxılmalı istinadlar"),
    "en": ("Add evidence", "Cite", "New version", "Cite the newest version", "Citations to review"),
    "ru": ("Добавить источник", "Сослаться", "Новая редакция", "Сослаться на новейшую редакцию", "Ссылки на проверку"),
}  # fmt: skip


@pytest.fixture(scope="module")
def site(land: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The address of a site, and the password of its invented focal point."""
    with serving(land, tmp_path_factory.mktemp("web"), "--demo") as (address, lines):
        yield address, next(line.split()[2] for line in lines if line.split()[:1] == ["gcm_focal_point"])


@pytest.fixture
def page(chromium: str) -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield started.new_page(viewport={"width": 1200, "height": 900})
        started.close()


def looked_at(page: Any) -> None:
    """By rule, and on a phone."""
    assert rules_broken(page) == []
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.set_viewport_size({"width": 1200, "height": 900})


@pytest.mark.parametrize("language", WORDS)
def test_a_law_is_added_cited_replaced_and_reviewed(page: Any, site: tuple[str, str], language: str) -> None:
    add, cite, new_version, move, review = WORDS[language]
    address, password = site
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.goto(f"{address}account/login/?next=/evidence/")
    page.click(f"button[name=language][value={language}]")
    page.fill("input[name=login]", "gcm_focal_point@demo.example")
    page.fill("input[name=password]", password)
    page.locator("main button").click()
    looked_at(page)

    page.get_by_role("link", name=add).click()
    page.fill("input[name=title_az]", f"Sınaq əcnəbilər {language}")
    page.fill("input[name=effective_from]", "2020-01-01")
    page.set_input_files("input[name=file]", {"name": "a.txt", "mimeType": "text/plain", "buffer": b"words"})
    looked_at(page)
    page.locator("main form button").last.click()
    looked_at(page)
    law = page.url

    page.goto(f"{address}compact/measures/1/")
    page.locator(".citations input[type=search]").press_sequentially(f"sinaq ecneb {language}")
    page.locator(".found input[name=place]").fill("3")
    page.locator(".found").get_by_role("button", name=cite).click()
    cited = page.locator(".citations > ul li", has_text=f"əcnəbilər {language}")
    cited.wait_for()
    assert cited.inner_text().startswith(f"Sınaq əcnəbilər {language}, 3")
    looked_at(page)

    page.goto(law)
    page.get_by_role("link", name=new_version).click()
    page.fill("input[name=effective_from]", "2024-01-01")
    looked_at(page)
    page.locator("main form button").last.click()

    page.goto(address)
    page.locator("a[href='/evidence/review/?mine=1']").click()
    assert page.locator("h1").inner_text() == review
    looked_at(page)
    row = page.locator("tr", has_text=f"əcnəbilər {language}")
    row.get_by_role("button", name=move).click()
    assert page.locator("tr", has_text=f"əcnəbilər {language}").count() == 0
    assert wrong == []


def test_a_figure_is_picked_by_keyboard_alone(page: Any, site: tuple[str, str]) -> None:
    address, password = site
    page.goto(f"{address}account/login/?next=/evidence/add/figure/")
    page.fill("input[name=login]", "gcm_focal_point@demo.example")
    page.fill("input[name=password]", password)
    page.keyboard.press("Enter")
    page.locator("#edition").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator("#indicator").focus()
    page.keyboard.type("Ent")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator(".found button").first.focus()
    looked_at(page)
    page.keyboard.press("Enter")
    page.wait_for_url("**/evidence/*/")
    assert page.locator("a[href*='/passports/']").count() == 1
    looked_at(page)
