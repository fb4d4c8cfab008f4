"""The Compact in a browser, in three languages: a measure with its law, the coverage, a review; and a public reader."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pytest

from tests.web.processes import serving
from tests.web.test_browser import page, rules_broken

pytestmark = [pytest.mark.browser, pytest.mark.slow]

__all__ = ["page"]
# A text in the language, the menu's words for coverage and reviews, the button that saves, a word of a law, an action.
WORDS = {
    "az": ("Sınaq tədbiri", "Əhatə", "Hesabatlar", "Yadda saxla", "konvensiya", "9a"),
    "en": ("Measure on trial", "Coverage", "Reviews", "Save", "convention", "9b"),
    "ru": ("Пробная мера", "Охват", "Обзоры", "Сохранить", "конвенции", "9c"),
}
FIGURE = "{figure: border_entries_foreigners}"


@pytest.fixture(scope="module")
def site(land: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The address of a site, and the password of its invented focal point."""
    with serving(land, tmp_path_factory.mktemp("web"), "--demo") as (address, lines):
        yield address, next(line.split()[2] for line in lines if line.split()[:1] == ["gcm_focal_point"])


def sign_in(page: Any, site: tuple[str, str], language: str) -> list[str]:
    """Returns what goes wrong from here on: nothing, if all is well."""
    address, password = site
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("response", lambda got: wrong.append(f"{got.status} {got.url}") if got.status >= 400 else None)
    page.goto(address)
    page.click(f"button[name=language][value={language}]")
    page.goto(f"{address}account/login/")
    page.fill("input[name=login]", "gcm_focal_point@demo.example")
    page.fill("input[name=password]", password)
    page.locator("main button").first.click()
    return wrong


def fits(page: Any) -> bool:
    page.set_viewport_size({"width": 390, "height": 800})
    found = page.evaluate("document.documentElement.scrollWidth") <= 390
    page.set_viewport_size({"width": 1200, "height": 900})
    return bool(found)


@pytest.mark.parametrize("language", WORDS)
def test_from_a_measure_to_a_review_and_to_its_public_page(page: Any, site: tuple[str, str], language: str) -> None:
    title, coverage, reviews, save, law, action = WORDS[language]
    wrong = sign_in(page, site, language)
    # A hole of the coverage becomes a measure.
    page.get_by_role("navigation").get_by_role("link", name=coverage, exact=True).click()
    assert rules_broken(page) == []
    assert fits(page)
    page.locator(f"a[href$='serves={action}']").click()
    page.fill(f"input[lang={language}]", title)
    page.fill(f"textarea[lang={language}] >> nth=0", action)
    page.locator("fieldset", has=page.locator("#id_indicators")).locator("summary").first.click()
    page.locator("input[name=indicators][value=border_entries_foreigners]").evaluate(
        "box => { box.closest('details').open = true }"
    )
    page.check("input[name=indicators][value=border_entries_foreigners]")
    page.check("input[name=is_public]")
    assert rules_broken(page) == []
    assert fits(page)
    page.get_by_role("button", name=save).click()
    assert page.locator("h1").inner_text() == title
    assert page.locator("a.n").inner_text().startswith("200")
    # It cites a law of the library.
    page.locator(".citations input[type=search]").press_sequentially(law)
    page.locator(".found button").first.click()
    page.locator(".citations > ul li").wait_for()
    page.reload()
    assert page.locator(".citations > ul li").count() == 1
    assert rules_broken(page) == []
    assert fits(page)
    # A paragraph with a live figure, in the review that is being prepared.
    page.get_by_role("navigation").get_by_role("link", name=reviews, exact=True).click()
    page.locator("a[href^='/compact/reviews/']", has_text="2026").first.click()
    page.locator("a[href$='/parts/objective-9/']").click()
    page.fill(f"textarea[lang={language}]", f"{title}: {FIGURE}.")
    assert rules_broken(page) == []
    assert fits(page)
    page.get_by_role("button", name=save).click()
    assert page.locator("#objective-9 .passage a[href*=passports]").last.inner_text().startswith("200")
    assert rules_broken(page) == []
    page.locator("a[href$='/paper/']").click()
    assert rules_broken(page) == []
    assert fits(page)
    with page.expect_download() as download:
        page.locator("a[href$='format=docx']").click()
    said = docx.Document(io.BytesIO(Path(download.value.path()).read_bytes()))
    assert any(each.text.startswith(f"{title}: 200") for each in said.paragraphs)
    # Somebody without an account reads the objective, and follows the figure to its passport.
    page.context.clear_cookies()
    page.goto(f"{site[0]}compact/")
    page.click(f"button[name=language][value={language}]")
    page.locator("a[href='/compact/objectives/9/']").click()
    assert page.get_by_role("heading", name=title).count() >= 1
    assert rules_broken(page) == []
    assert fits(page)
    page.locator("a.n").first.click()
    assert page.locator("article:target h2 strong").inner_text() == "200"
    assert wrong == []
