"""The data room in a browser: a messy spreadsheet from upload to receipt, and an edition from freeze to signature."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.editions.land import deliver, entries, new_land
from tests.web.processes import serving
from tests.web.test_browser import rules_broken

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# What the pages are called: hand in, the receipt's rejected rows, preparing editions.
WORDS = {
    "az": ("Məlumat təqdim et", "Rədd edilmiş sətirlər", "Nəşrlərin hazırlanması"),
    "en": ("Hand in a delivery", "Rejected rows", "Preparing editions"),
    "ru": ("Сдать данные", "Отклонённые строки", "Подготовка изданий"),
}  # fmt: skip
NARROW, WIDE = {"width": 390, "height": 800}, {"width": 1200, "height": 900}


@pytest.fixture
def site(tmp_path: Path) -> Iterator[tuple[str, dict[str, str], Path]]:
    """The address of a site over a small country, the passwords of its invented people, and its workspace."""
    land = new_land(tmp_path)
    deliver(land, "first", [entries(2018, 100, "2019-01"), entries(2019, 200, "2020-01")])
    with serving(land.root, tmp_path / "web", "--demo") as (address, lines):
        yield address, {line.split()[0]: line.split()[2] for line in lines if "@demo.example" in line}, land.root


@pytest.fixture
def page(chromium: str) -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield started.new_page(viewport=WIDE)
        started.close()


def enter(page: Any, site: tuple[str, dict[str, str], Path], language: str, role: str) -> list[str]:
    """Sign in; returns what went wrong from then on, which is nothing."""
    address, passwords, _ = site
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    page.on("response", lambda got: refused.append(f"{got.status} {got.url}") if got.status >= 500 else None)
    page.goto(address)
    page.click(f"button[name=language][value={language}]")
    page.goto(f"{address}account/login/")
    page.fill("input[name=login]", f"{role}@demo.example")
    page.fill("input[name=password]", passwords[role])
    page.locator("main button").click()
    return refused


def look(page: Any) -> None:
    """By the rules of accessibility, and without moving sideways on a phone."""
    assert rules_broken(page) == [], page.url
    page.set_viewport_size(NARROW)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"], page.url
    page.set_viewport_size(WIDE)


def messy(file: Path) -> Path:
    """A register as an office keeps it: a title, its own names of columns, days as texts, one row without its day."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["Qeydiyyat jurnalı, 2021", None, None, None], [None, None, None, None],
        ["No", "Qeydiyyat tarixi", "Vətəndaşlıq", "Cins"],
        ["1", "05.01.2021", "Gürcüstan", "kişi"], ["2", "06.01.2021", "Türkiyə", "qadın"],
        ["3", "07.01.2021", "Türkiyə", "kişi"], ["4", None, "Gürcüstan", "qadın"],
    ):  # fmt: skip
        sheet.append(row)
    book.save(file)
    return file


def corrected(file: Path) -> Path:
    """What the institution does with the workbook of its rejected rows: it fills in the day."""
    import openpyxl

    book = openpyxl.load_workbook(file)
    sheet = book["rows"]
    heads = [cell.value for cell in sheet[3]]
    sheet.cell(4, heads.index("registered_on") + 1).value = "2021-01-08"
    book.save(file)
    return file


def follow(page: Any, leads_to: str) -> None:
    """Wait for the work to end, by the page's own asking, and open what came of it."""
    link = page.locator(f"#job a.button[href*='{leads_to}']")
    link.wait_for(timeout=300_000)
    look(page)
    link.click()


@pytest.mark.parametrize("language", WORDS)
def test_a_data_manager_takes_a_messy_spreadsheet_to_its_receipt_and_mends_it(
    page: Any, site: tuple[str, dict[str, str], Path], language: str, tmp_path: Path
) -> None:
    title, rejected, _ = WORDS[language]
    refused = enter(page, site, language, "data_manager")
    page.get_by_role("navigation").get_by_role("link", name=title, exact=True).click()
    assert page.locator("h1").inner_text() == title
    look(page)
    page.select_option("select[name=source]", "sms_stay_registration")
    page.set_input_files("input[name=file]", messy(tmp_path / "jurnal.xlsx"))
    page.locator("main form button").last.click()
    follow(page, "/mapping/")
    page.locator("form[action$='/propose/'] button").click()
    follow(page, "/mapping/")
    look(page)
    page.fill("input[name=registration_no-column]", "No")
    page.fill("input[name=registered_on-column]", "Qeydiyyat tarixi")
    page.fill("input[name=registered_on-form]", "dmy")
    page.fill("textarea[name=citizenship-codes]", "Gürcüstan = GEO\nTürkiyə = TUR")
    page.fill("textarea[name=sex-codes]", "kişi = male\nqadın = female")
    page.click("button[name=preview]")
    assert "2021-01-05" in page.locator("#preview ~ .scroll").inner_text()
    look(page)
    page.click("button[name=take]")
    follow(page, "/data/receipts/")
    look(page)
    # Four rows came, and one has no day.
    numbers = page.locator("dl dd").all_inner_texts()
    assert [numbers[place] for place in (7, 8, 9)] == ["4", "3", "1"]
    receipt = page.url
    page.locator("a[href$='/rejected/']").click()
    assert page.locator("h1").inner_text() == rejected
    look(page)
    page.goto(receipt)
    with page.expect_download() as download:
        page.locator("a[href$='rejected.xlsx']").click()
    download.value.save_as(tmp_path / "back.xlsx")
    page.set_input_files("input[name=corrected]", corrected(tmp_path / "back.xlsx"))
    page.locator("form[enctype] button").click()
    follow(page, "/data/receipts/")
    assert page.locator(f".notice a[href='/{receipt.partition('//')[2].partition('/')[2]}']").count() == 1
    for place in ("receipts/", "jobs/", "calendar/", "calendar/change/", "retention/", "erased/"):
        page.goto(f"{site[0]}data/{place}")
        look(page)
    assert refused == []


@pytest.mark.parametrize("language", WORDS)
def test_a_statistician_freezes_checks_publishes_and_signs_an_edition(
    page: Any, site: tuple[str, dict[str, str], Path], language: str
) -> None:
    title = WORDS[language][2]
    refused = enter(page, site, language, "statistician")
    page.get_by_role("navigation").get_by_role("link", name=title, exact=True).click()
    look(page)
    page.fill("input[name=name]", "2020")
    page.click("button[name=freeze]")
    follow(page, "/data/editions/2020/")
    look(page)
    page.click("button[name=check]")
    follow(page, "/data/editions/2020/")
    page.locator("a[href$='/findings/']").last.click()
    look(page)
    page.go_back()
    for name in ("docx", "pdf", "xlsx", "sdmx"):
        page.uncheck(f"input[name=formats][value={name}]")
    page.click("button[name=publish]")
    follow(page, "/data/editions/2020/")
    page.check("input[name=sure]")
    page.click("button[name=sign]")
    follow(page, "/data/editions/2020/")
    assert page.locator("button[name=sign]").count() == 0
    page.locator("a.button[href='/editions/2020/']").click()
    page.locator("tbody a").first.click()
    page.get_by_role("link", name="200").first.click()
    # The signed passport names the delivery; the page of the edition leads to its receipt.
    page.locator("main a[href*='/passports/']").first.click()
    assert "first.csv" in page.content()
    page.goto(f"{site[0]}data/editions/2020/")
    page.get_by_role("link", name="first.csv").click()
    assert page.locator("h1").inner_text() == "first.csv"
    assert refused == []


def test_work_that_a_killed_server_left_is_found_by_the_next(tmp_path: Path) -> None:
    """The worker ends with its server; what it was at is told as interrupted."""
    import sqlite3

    land = new_land(tmp_path)
    with serving(land.root, tmp_path / "web", "--demo"):
        pass
    with sqlite3.connect(tmp_path / "web" / "site.sqlite3") as database:
        database.execute(
            "INSERT INTO dataroom_job (kind, about, by, language, state, told, outcome, error, made_at) "
            "VALUES ('check', '', 'a@example.org', 'en', 'running', '{}', '{}', '{}', '2026-01-01 00:00:00')"
        )
    with serving(land.root, tmp_path / "web", "--demo"):
        for _ in range(100):
            with sqlite3.connect(tmp_path / "web" / "site.sqlite3") as database:
                state = database.execute("SELECT state FROM dataroom_job").fetchone()[0]
            if state == "died":
                break
            import time

            time.sleep(0.2)
    assert state == "died"
