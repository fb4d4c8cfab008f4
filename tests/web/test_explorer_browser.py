"""A public reader in a browser: finds a figure, changes its breakdown, opens its passport and takes it home."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.web.processes import serving
from tests.web.test_browser import page, rules_broken

pytestmark = [pytest.mark.browser, pytest.mark.slow]

__all__ = ["page"]

# What is typed, without the letters that a keyboard may lack; the labels; the title of the group on definitions.
WORDS = {
    "az": ("ecnebilerin girisleri", "Axtar", "Bölgü", "Göstər", "Vətəndaşlığı"),
    "en": ("entries foreigners", "Search", "Broken down by", "Show", "Citizenship"),
    "ru": ("въезды иностранцев", "Найти", "Разрез", "Показать", "Гражданство"),
}  # fmt: skip


@pytest.fixture(scope="module")
def site(wide: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The address of a site, and the password of its invented statistician."""
    with serving(wide, tmp_path_factory.mktemp("web"), "--demo") as (address, lines):
        yield address, next(line.split()[2] for line in lines if line.split()[:1] == ["statistician"])


def watched(page: Any, site: tuple[str, str], language: str) -> list[str]:
    """What the browser refuses or misses, from here on."""
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    page.on("response", lambda got: refused.append(f"{got.status} {got.url}") if got.status >= 400 else None)
    page.goto(site[0])
    page.click(f"button[name=language][value={language}]")
    return refused


def numbers(page: Any) -> list[float]:
    texts = page.locator("table.figures td a.n").all_inner_texts()
    return sorted(float(text.replace("\u202f", "")) for text in texts)


@pytest.mark.parametrize("language", WORDS)
def test_a_reader_finds_a_figure_and_takes_it_home(
    page: Any, site: tuple[str, str], language: str, tmp_path: Path
) -> None:
    words, search, by, show, citizenship = WORDS[language]
    refused = watched(page, site, language)
    page.goto(f"{site[0]}figures/")
    assert rules_broken(page) == []
    page.fill("input[type=search]", words)
    page.get_by_role("button", name=search).click()
    page.locator("main .cards a").first.click()
    page.get_by_label(by, exact=True).select_option(label=citizenship)
    page.locator("table.figures tbody tr").nth(8).wait_for()
    shown = numbers(page)
    assert len(shown) == 18
    assert page.locator("figure img").count() == 2
    page.wait_for_load_state("networkidle")
    assert page.evaluate("[...document.querySelectorAll('figure img')].every(one => one.naturalWidth > 100)")
    assert rules_broken(page) == []
    assert shown == taken_csv(page, tmp_path)
    assert shown == taken_workbook(page, tmp_path)
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    said = page.locator("table.figures td a.n").first.inner_text()
    page.locator("table.figures td a.n").first.click()
    assert page.locator("article:target h2 strong").inner_text() == said
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert rules_broken(page) == []
    assert refused == []
    assert show


def taken_csv(page: Any, folder: Path) -> list[float]:
    with page.expect_download() as coming:
        page.locator(".files a").nth(0).click()
    file = folder / "taken.csv"
    coming.value.save_as(file)
    with file.open(encoding="utf-8", newline="") as stream:
        return sorted(float(row["value"]) for row in csv.DictReader(stream))


def taken_workbook(page: Any, folder: Path) -> list[float]:
    with page.expect_download() as coming:
        page.locator(".files a").nth(1).click()
    file = folder / "taken.xlsx"
    coming.value.save_as(file)
    rows = openpyxl.load_workbook(file).worksheets[1].iter_rows()
    return sorted(float(cell.value) for row in rows for cell in row if isinstance(cell.value, int | float))


@pytest.mark.parametrize("language", WORDS)
def test_a_statistician_sees_every_page_of_the_room(page: Any, site: tuple[str, str], language: str) -> None:
    refused = watched(page, site, language)
    page.goto(f"{site[0]}account/login/")
    page.fill("input[name=login]", "statistician@demo.example")
    page.fill("input[name=password]", site[1])
    page.locator("main form button").first.click()
    page.wait_for_load_state()
    for address in ("figures/", "api/", "account/api-keys/", "counts/", "bulletins/", "editions/first/"):
        page.goto(f"{site[0]}{address}")
        assert rules_broken(page) == [], address
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{site[0]}account/api-keys/")
    page.fill("input[name=name]", f"Reader {language}")
    page.locator("main form button").first.click()
    assert page.locator("p.code.link").inner_text().startswith("durna_")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert rules_broken(page) == []
    assert refused == []


def test_without_a_script_a_button_does_what_a_choice_does(chromium: str, site: tuple[str, str]) -> None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        plain = started.new_context(java_script_enabled=False, locale="en").new_page()
        plain.goto(f"{site[0]}editions/first/figures/border_entries_foreigners/")
        plain.get_by_label("Broken down by").select_option("citizenship")
        plain.get_by_role("button", name="Show").click()
        assert plain.locator("table.figures tbody tr").count() == 9
        started.close()
