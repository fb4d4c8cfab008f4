"""The evidence library in a browser: a law is added, cited from the page of another room, replaced, and reviewed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.web.browsing import PATIENCE, Person, led_on

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# Add evidence, its page's first heading of what cites it, search, cite, new version, move, review's empty text.
WORDS = {
    "az": ("Sübut əlavə et", "İstinad et", "Yeni redaksiya", "Ən yeni redaksiyaya istinad et", "Baxılmalı istinadlar"),
    "en": ("Add evidence", "Cite", "New version", "Cite the newest version", "Citations to review"),
    "ru": ("Добавить источник", "Сослаться", "Новая редакция", "Сослаться на новейшую редакцию", "Ссылки на проверку"),
}  # fmt: skip


@pytest.mark.parametrize("language", WORDS)
def test_a_law_is_added_cited_replaced_and_reviewed(comes: Callable[..., Person], language: str) -> None:
    add, cite, new_version, move, review = WORDS[language]
    point = comes(language, "gcm_focal_point")
    page = point.page
    point.goes("evidence/").looks().opens(page.get_by_role("link", name=add))
    page.fill("input[name=title_az]", f"Sınaq əcnəbilər {language}")
    page.fill("input[name=effective_from]", "2020-01-01")
    page.set_input_files("input[name=file]", {"name": "a.txt", "mimeType": "text/plain", "buffer": b"words"})
    point.looks().sends().looks()
    law = page.url

    point.goes("compact/measures/1/")
    page.locator(".citations input[type=search]").press_sequentially(f"sinaq ecneb {language}")
    page.locator(".found input[name=place]").fill("3")
    page.locator(".found").get_by_role("button", name=cite).click()
    cited = page.locator(".citations > ul li", has_text=f"əcnəbilər {language}")
    cited.wait_for()
    assert cited.inner_text().startswith(f"Sınaq əcnəbilər {language}, 3")
    point.looks()

    point.goes(law).opens(page.get_by_role("link", name=new_version))
    page.fill("input[name=effective_from]", "2024-01-01")
    point.looks().sends()

    point.goes().opens("a[href='/evidence/review/?mine=1']")
    assert point.title() == review
    row = page.locator("tr", has_text=f"əcnəbilər {language}")
    point.looks().opens(row.get_by_role("button", name=move))
    assert row.count() == 0


def test_a_figure_is_picked_by_keyboard_alone(comes: Callable[..., Person]) -> None:
    point = comes("en", "gcm_focal_point").goes("evidence/add/figure/")
    page = point.page
    press = page.keyboard.press
    page.locator("#edition").focus()
    press("Tab")
    with led_on(page):
        press("Enter")
    page.locator("#indicator").focus()
    page.keyboard.type("Ent")
    press("Tab")
    with led_on(page):
        press("Enter")
    page.locator(".found button").first.focus()
    point.looks()
    with led_on(page):
        press("Enter")
    expect(page.locator("a[href*='/passports/']")).to_have_count(1, timeout=PATIENCE)
    point.looks()
