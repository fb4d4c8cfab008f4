"""A public reader in a browser: finds a figure, changes its breakdown, opens its passport and takes it home."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.web.browsing import Person
from tests.web.processes import Site, demonstration, serving_copy

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# What is typed, without the letters that a keyboard may lack; the labels; the title of the group on definitions.
WORDS = {
    "az": ("ecnebilerin girisleri", "Axtar", "Bölgü", "Vətəndaşlığı"),
    "en": ("entries foreigners", "Search", "Broken down by", "Citizenship"),
    "ru": ("въезды иностранцев", "Найти", "Разрез", "Гражданство"),
}  # fmt: skip


@pytest.fixture(scope="module")
def site(wide: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Over a country whose figures have breakdowns."""
    folder = tmp_path_factory.mktemp("wide-site")
    with serving_copy(demonstration(wide, folder / "made"), wide, folder / "web") as running:
        yield running


def numbers(page: Any) -> list[float]:
    texts = page.locator("table.figures td a.n").all_inner_texts()
    return sorted(float(text.replace("\u202f", "")) for text in texts)


@pytest.mark.parametrize("language", WORDS)
def test_a_reader_finds_a_figure_and_takes_it_home(comes: Callable[..., Person], language: str, tmp_path: Path) -> None:
    words, search, by, citizenship = WORDS[language]
    reader = comes(language).goes("figures/").looks()
    page = reader.page
    page.fill("input[type=search]", words)
    reader.opens(page.get_by_role("button", name=search)).opens("main .cards a")
    page.get_by_label(by, exact=True).select_option(label=citizenship)
    page.locator("table.figures tbody tr").nth(8).wait_for()
    shown = numbers(page)
    assert len(shown) == 18
    assert page.locator("figure img").count() == 2
    for drawing in page.locator("figure img").all():
        assert drawing.evaluate("one => one.decode().then(() => one.naturalWidth > 100)")
    reader.looks()
    assert shown == taken_csv(reader, tmp_path)
    assert shown == taken_workbook(reader, tmp_path)
    reader.takes_the_phone().fits()
    said = page.locator("table.figures td a.n").first.inner_text()
    reader.opens("table.figures td a.n").fits().looks()
    assert page.locator("article:target h2 strong").inner_text() == said


def taken_csv(reader: Person, folder: Path) -> list[float]:
    file = folder / "taken.csv"
    file.write_bytes(reader.takes_content(".files a >> nth=0"))
    with file.open(encoding="utf-8", newline="") as stream:
        return sorted(float(row["value"]) for row in csv.DictReader(stream))


def taken_workbook(reader: Person, folder: Path) -> list[float]:
    file = folder / "taken.xlsx"
    file.write_bytes(reader.takes_content(".files a >> nth=1"))
    rows = openpyxl.load_workbook(file).worksheets[1].iter_rows()
    return sorted(float(cell.value) for row in rows for cell in row if isinstance(cell.value, int | float))


@pytest.mark.parametrize("language", WORDS)
def test_a_statistician_sees_every_page_of_the_room(comes: Callable[..., Person], language: str) -> None:
    statistician = comes(language, "statistician")
    for path in ("figures/", "api/", "account/api-keys/", "counts/", "bulletins/", "editions/first/"):
        statistician.goes(path).looks()
    statistician.goes("account/api-keys/").takes_the_phone()
    statistician.fills(name=f"Reader {language}").opens("main form button").fits()
    assert statistician.page.locator("p.code.link").inner_text().startswith("durna_")
    statistician.looks()


def test_without_a_script_a_button_does_what_a_choice_does(browser: Any, site: Site) -> None:
    plain = Person(browser, site, java_script_enabled=False).goes("editions/first/figures/border_entries_foreigners/")
    plain.page.get_by_label("Broken down by").select_option("citizenship")
    plain.opens(plain.page.get_by_role("button", name="Show"))
    assert plain.page.locator("table.figures tbody tr").count() == 9
    plain.leaves()
