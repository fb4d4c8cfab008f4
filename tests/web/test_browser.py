"""The site in a browser: signing in, choosing a language, reading down to a passport, on a phone and by rule."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.web.browsing import Person

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WORDS = {
    "az": ("Nəşrlər", "Daxil ol", "Audit jurnalı"),
    "en": ("Editions", "Sign in", "Audit"),
    "ru": ("Издания", "Войти", "Журнал аудита"),
}  # fmt: skip


@pytest.mark.parametrize("language", WORDS)
def test_an_auditor_signs_in_and_reads_down_to_a_passport(comes: Callable[..., Person], language: str) -> None:
    editions, sign_in, audit = WORDS[language]
    other = next(each for each in WORDS if each != language)
    auditor = comes(other).goes()
    auditor.opens(f"button[name=language][value={language}]").enters(sign_in)
    auditor.fills(login="auditor@demo.example", password=auditor.site.passwords["auditor"])
    auditor.opens(auditor.page.get_by_role("main").get_by_role("button", name=sign_in))
    for place in (editions, audit):
        auditor.enters(place)
        assert auditor.title() == place
        auditor.looks()
    auditor.enters(editions).opens(auditor.page.get_by_role("link", name="one"))
    auditor.opens("tbody a").looks()
    auditor.takes_the_phone().opens(auditor.page.get_by_role("link", name="200")).fits()
    assert auditor.page.locator("article:target h2 strong").inner_text() == "200"


@pytest.mark.parametrize("language", WORDS)
def test_on_a_phone_a_page_begins_at_once_and_the_menu_opens_by_keyboard(
    comes: Callable[..., Person], language: str
) -> None:
    statistician = comes(language, "statistician").takes_the_phone().goes()
    page = statistician.page
    menu, title = page.get_by_role("navigation"), page.locator("h1")
    assert title.bounding_box()["y"] < 300
    assert not menu.is_visible()
    page.locator("summary").first.press("Enter")
    assert menu.is_visible()
    statistician.fits().enters(WORDS[language][0])
    assert statistician.title() == WORDS[language][0]
    assert not menu.is_visible()


def test_a_double_click_sends_a_form_once_and_a_moment_later_it_may_be_sent_again(comes: Callable[..., Person]) -> None:
    page = comes("en", "gcm_focal_point").goes("compact/pledges/new/").page
    press = """() => {
        const form = document.querySelector('main form');
        form.noValidate = true;
        let sent = 0;
        const count = event => { sent += !event.defaultPrevented; event.preventDefault(); };
        window.addEventListener('submit', count);
        form.requestSubmit();
        form.requestSubmit();
        window.removeEventListener('submit', count);
        return sent;
    }"""
    assert page.evaluate(press) == 1
    assert page.evaluate(press) == 0
    page.evaluate("() => { const now = Date.now; Date.now = () => now() + 4000; }")
    assert page.evaluate(press) == 1
