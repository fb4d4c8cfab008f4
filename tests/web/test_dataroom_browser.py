"""The data room in a browser: a messy spreadsheet from upload to receipt, and an edition from freeze to signature."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.editions.land import deliver, entries, new_land
from tests.web.browsing import OF_WORK, Person
from tests.web.processes import Demonstration, Site, demonstration, serving, serving_copy

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# What the pages are called: hand in, the receipt's rejected rows, preparing editions.
WORDS = {
    "az": ("Məlumat təqdim et", "Rədd edilmiş sətirlər", "Nəşrlərin hazırlanması"),
    "en": ("Hand in a delivery", "Rejected rows", "Preparing editions"),
    "ru": ("Сдать данные", "Отклонённые строки", "Подготовка изданий"),
}  # fmt: skip


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Demonstration:
    """A demonstration over a country like the one of each journey."""
    folder = tmp_path_factory.mktemp("begun")
    return demonstration(small_land(folder), folder / "web")


def small_land(folder: Path) -> Path:
    land = new_land(folder)
    deliver(land, "first", [entries(2018, 100, "2019-01"), entries(2019, 200, "2020-01")])
    return land.root


@pytest.fixture
def site(begun: Demonstration, tmp_path: Path) -> Iterator[Site]:
    """Each journey changes the country, so each has its own."""
    with serving_copy(begun, small_land(tmp_path), tmp_path / "web") as running:
        yield running


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


def awaits(person: Person, leads_to: str) -> Person:
    """Wait for the work to end, by the page's own asking, and open what came of it."""
    link = person.page.locator(f"#job a.button[href*='{leads_to}']")
    link.wait_for(timeout=OF_WORK)
    return person.looks().opens(link)


@pytest.mark.parametrize("language", WORDS)
def test_a_data_manager_takes_a_messy_spreadsheet_to_its_receipt_and_mends_it(
    comes: Callable[..., Person], language: str, tmp_path: Path
) -> None:
    title, rejected, _ = WORDS[language]
    manager = comes(language, "data_manager").enters(title)
    page = manager.page
    assert manager.title() == title
    manager.looks()
    page.select_option("select[name=source]", "sms_stay_registration")
    page.set_input_files("input[name=file]", messy(tmp_path / "jurnal.xlsx"))
    awaits(manager.sends(), "/mapping/").opens("form[action$='/propose/'] button")
    awaits(manager, "/mapping/").looks()
    manager.fills(**{
        "registration_no-column": "No", "registered_on-column": "Qeydiyyat tarixi", "registered_on-form": "dmy",
        "citizenship-codes": "Gürcüstan = GEO\nTürkiyə = TUR", "sex-codes": "kişi = male\nqadın = female",
    })  # fmt: skip
    manager.opens("button[name=preview]")
    assert "2021-01-05" in page.locator("#preview ~ .scroll").inner_text()
    awaits(manager.looks().opens("button[name=take]"), "/data/receipts/").looks()
    # Four rows came, and one has no day.
    numbers = page.locator("dl dd").all_inner_texts()
    assert [numbers[place] for place in (7, 8, 9)] == ["4", "3", "1"]
    receipt = page.url
    manager.opens("a[href$='/rejected/']")
    assert manager.title() == rejected
    manager.looks().goes(receipt).takes("a[href$='rejected.xlsx']").save_as(tmp_path / "back.xlsx")
    page.set_input_files("input[name=corrected]", corrected(tmp_path / "back.xlsx"))
    awaits(manager.opens("form[enctype] button"), "/data/receipts/")
    assert page.locator(f".notice a[href='/{receipt.removeprefix(manager.site.address)}']").count() == 1
    for place in ("receipts/", "jobs/", "calendar/", "calendar/change/", "retention/", "erased/"):
        manager.goes(f"data/{place}").looks()


@pytest.mark.parametrize("language", WORDS)
def test_a_statistician_freezes_checks_publishes_and_signs_an_edition(
    comes: Callable[..., Person], language: str
) -> None:
    statistician = comes(language, "statistician").enters(WORDS[language][2]).looks()
    page = statistician.page
    awaits(statistician.fills(name="2020").opens("button[name=freeze]"), "/data/editions/2020/").looks()
    awaits(statistician.opens("button[name=check]"), "/data/editions/2020/")
    statistician.opens(page.locator("a[href$='/findings/']").last).looks().goes("data/editions/2020/")
    for name in ("docx", "pdf", "xlsx", "sdmx"):
        page.uncheck(f"input[name=formats][value={name}]")
    awaits(statistician.opens("button[name=publish]"), "/data/editions/2020/")
    page.check("input[name=sure]")
    awaits(statistician.opens("button[name=sign]"), "/data/editions/2020/")
    assert page.locator("button[name=sign]").count() == 0
    statistician.opens("a.button[href='/editions/2020/']").opens("tbody a")
    statistician.opens(page.get_by_role("link", name="200"))
    # The signed passport names the delivery; the page of the edition leads to its receipt.
    statistician.opens("main a[href*='/passports/']")
    assert "first.csv" in page.content()
    statistician.goes("data/editions/2020/").opens(page.get_by_role("link", name="first.csv"))
    assert statistician.title() == "first.csv"


def test_work_that_a_killed_server_left_is_found_by_the_next(tmp_path: Path) -> None:
    """The worker ends with its server; what it was at is told as interrupted."""
    import sqlite3

    land = new_land(tmp_path)
    begun = (land.root, tmp_path / "web", "--administrator", "boss@example.org")
    with serving(*begun):
        pass
    with sqlite3.connect(tmp_path / "web" / "site.sqlite3") as database:
        database.execute(
            "INSERT INTO dataroom_job (kind, about, by, language, state, told, outcome, error, made_at) "
            "VALUES ('check', '', 'a@example.org', 'en', 'running', '{}', '{}', '{}', '2026-01-01 00:00:00')"
        )
    with serving(*begun):
        for _ in range(600):
            with sqlite3.connect(tmp_path / "web" / "site.sqlite3") as database:
                state = database.execute("SELECT state FROM dataroom_job").fetchone()[0]
            if state == "died":
                break
            import time

            time.sleep(0.2)
    assert state == "died"
