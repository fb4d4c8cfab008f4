"""The Compact in a browser, in three languages: a measure with its law, the coverage, a review; and a public reader."""

from __future__ import annotations

import io
from collections.abc import Callable

import docx
import pytest

from tests.web.browsing import Person

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# A text in the language, the menu's words for coverage and reviews, the button that saves, a word of a law, an action.
WORDS = {
    "az": ("Sınaq tədbiri", "Əhatə", "Hesabatlar", "Yadda saxla", "konvensiya", "9a"),
    "en": ("Measure on trial", "Coverage", "Reviews", "Save", "convention", "9b"),
    "ru": ("Пробная мера", "Охват", "Обзоры", "Сохранить", "конвенции", "9c"),
}
FIGURE = "{figure: border_entries_foreigners}"


@pytest.mark.parametrize("language", WORDS)
def test_from_a_measure_to_a_review_and_to_its_public_page(comes: Callable[..., Person], language: str) -> None:
    title, coverage, reviews, save, law, action = WORDS[language]
    point = comes(language, "gcm_focal_point")
    page = point.page
    saved = page.get_by_role("button", name=save)
    # A hole of the coverage becomes a measure.
    point.enters(coverage).looks().opens(f"a[href$='serves={action}']")
    page.fill(f"input[lang={language}]", title)
    page.fill(f"textarea[lang={language}] >> nth=0", action)
    page.locator("fieldset", has=page.locator("#id_indicators")).locator("summary").first.click()
    page.locator("input[name=indicators][value=border_entries_foreigners]").evaluate(
        "box => { box.closest('details').open = true }"
    )
    page.check("input[name=indicators][value=border_entries_foreigners]")
    page.check("input[name=is_public]")
    point.looks().opens(saved)
    assert point.title() == title
    assert page.locator("a.n").inner_text().startswith("200")
    # It cites a law of the library.
    page.locator(".citations input[type=search]").press_sequentially(law)
    page.locator(".found button").first.click()
    page.locator(".citations > ul li").wait_for()
    page.reload()
    assert page.locator(".citations > ul li").count() == 1
    # A paragraph with a live figure, in the review that is being prepared.
    point.looks().enters(reviews)
    point.opens(page.locator("a[href^='/compact/reviews/']", has_text="2026"))
    point.opens("a[href$='/parts/objective-9/']")
    page.fill(f"textarea[lang={language}]", f"{title}: {FIGURE}.")
    point.looks().opens(saved)
    assert page.locator("#objective-9 .passage a[href*=passports]").last.inner_text().startswith("200")
    point.looks().opens("a[href$='/paper/']").looks()
    said = docx.Document(io.BytesIO(point.takes_content("a[href$='format=docx']")))
    assert any(each.text.startswith(f"{title}: 200") for each in said.paragraphs)
    # Somebody without an account reads the objective, and follows the figure to its passport.
    reader = comes(language).goes("compact/").opens("a[href='/compact/objectives/9/']").looks()
    assert reader.page.get_by_role("heading", name=title).count() >= 1
    reader.opens("a.n")
    assert reader.page.locator("article:target h2 strong").inner_text() == "200"
