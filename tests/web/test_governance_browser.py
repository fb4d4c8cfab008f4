"""A whole round in a browser, in three languages: a coordinator, three ministries and a reviewer; and by Excel."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from durna.publish.texts import Texts
from tests.web.processes import serving
from tests.web.test_browser import rules_broken

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PASSWORD = "three cranes over water"
PLACES = ("Ministry A", "Ministry B", "Ministry C")


@pytest.fixture(scope="module")
def site(land: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, dict[str, str]]]:
    """The address of a site, and the passwords of its invented people."""
    with serving(land, tmp_path_factory.mktemp("web"), "--demo") as (address, lines):
        yield address, {words[1]: words[2] for line in lines if len(words := line.split()) == 3 and "@" in words[1]}


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield started
        started.close()


class Person:
    """Somebody at the own screen, who reads one language."""

    def __init__(self, browser: Any, address: str, language: str) -> None:
        self._address, self.say = address, Texts(language, ("durna.web", "durna.publish"))
        context = browser.new_context(viewport={"width": 1200, "height": 900}, accept_downloads=True)
        context.add_cookies([{"name": "durna_language", "value": language, "url": address}])
        self.page = context.new_page()
        self.wrong: list[str] = []
        self.page.on("console", lambda message: self.wrong.append(message.text) if message.type == "error" else None)

    def signs_in(self, email: str, password: str) -> Person:
        self.go("account/login/")
        self.page.fill("input[name=login]", email)
        self.page.fill("input[name=password]", password)
        self.page.locator("main form button").first.click()
        return self

    def go(self, path: str) -> Person:
        self.page.goto(path if path.startswith("http") else self._address + path.lstrip("/"))
        return self

    def presses(self, message: str, **values: Any) -> Person:
        self.page.get_by_role("button", name=self.say(message, **values), exact=True).first.click()
        return self

    def follows(self, message: str) -> Person:
        self.page.get_by_role("main").get_by_role("link", name=self.say(message), exact=True).first.click()
        return self

    def reads(self, message: str, **values: Any) -> Person:
        assert self.say(message, **values) in self.page.inner_text("main")
        return self

    def looks(self) -> Person:
        """By rule, which asks no language, and on a phone, where the longest words of each count."""
        if self.say.language == "en":
            assert rules_broken(self.page) == [], self.page.url
        self.page.set_viewport_size({"width": 390, "height": 800})
        assert self.page.evaluate("document.documentElement.scrollWidth") <= 390, self.page.url
        self.page.set_viewport_size({"width": 1200, "height": 900})
        assert self.wrong == []
        return self

    def leaves(self) -> None:
        self.page.context.close()


@pytest.fixture(scope="module")
def ministries(browser: Any, site: tuple[str, dict[str, str]]) -> dict[str, str]:
    """Three respondents whom the administrator invites; each chooses a password by the own link."""
    address, passwords = site
    mail = "system_administrator@demo.example"
    administrator = Person(browser, address, "en").signs_in(mail, passwords[mail])
    invited = {}
    for number, place in enumerate(PLACES, start=1):
        administrator.go("people/invite/")
        invited[place] = f"ministry{number}@example.org"
        administrator.page.fill("input[name=email]", invited[place])
        administrator.page.fill("input[name=name]", f"Respondent {number}")
        administrator.page.fill("input[name=institution]", place)
        administrator.page.check("input[value=ministry_respondent]")
        administrator.page.locator("main form button").click()
        link = administrator.page.locator(".link").inner_text()
        newcomer = Person(browser, address, "en").go(link)
        newcomer.page.fill("input[name=password]", PASSWORD)
        newcomer.page.fill("input[name=again]", PASSWORD)
        newcomer.page.locator("main form button").click()
        newcomer.leaves()
    administrator.leaves()
    return invited


@pytest.mark.parametrize("language", ["en", "az", "ru"])
def test_a_whole_round_on_screen_and_by_excel_and_the_one_after_it(
    browser: Any, site: tuple[str, dict[str, str]], ministries: dict[str, str], language: str
) -> None:
    address, passwords = site

    def comes(who: str) -> Person:
        mail = ministries.get(who, f"{who}@demo.example")
        return Person(browser, address, language).signs_in(mail, passwords.get(mail, PASSWORD))

    number = opened_and_assigned(comes("mgi_coordinator"), language)
    answered_on_screen(comes("Ministry A"), number)
    answered_without_evidence(comes("Ministry B"), number)
    answered_by_excel(comes("Ministry C"), number)
    reviewed(comes("reviewer"), number)
    agreed(comes("mgi_coordinator"), number)
    reviewed(comes("reviewer"), number)
    closed_and_published(comes("mgi_coordinator"), number)
    read_by_anybody(Person(browser, address, language), number)
    followed_by_another(comes("mgi_coordinator"), number)


def opened_and_assigned(coordinator: Person, language: str) -> str:
    page = coordinator.page
    coordinator.go("mgi/").looks().follows("mgi-round-new")
    page.fill(f"input[name=title_{language}]", f"Round in {language}")
    coordinator.looks().presses("mgi-round-open")
    number = page.url.rstrip("/").rpartition("/")[2]
    for place, codes in zip(PLACES, (["MGI-2.01"], ["MGI-2.01"], ["MGI-6.01", "MGI-6.02"]), strict=True):
        coordinator.go(f"mgi/{number}/assign/")
        page.select_option("select[name=institution]", label=place)
        coordinator.presses("mgi-choose")
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        for code in codes:
            page.check(f"input[value='{code}']")
        if place == PLACES[0]:
            coordinator.looks()
        coordinator.presses("mgi-assign-save")
    coordinator.presses("mgi-begin-collecting").looks().leaves()
    return number


def opens(person: Person, number: str, code: str) -> Person:
    person.go(f"mgi/{number}/questions/").looks()
    person.page.get_by_role("link", name=code).first.click()
    return person


def cites(person: Person, words: str) -> None:
    person.page.locator(".citations input[type=search]").press_sequentially(words)
    person.page.locator(".found input[name=place]").first.fill("2")
    person.page.locator(".found form button").first.click()
    person.page.locator(".citations > ul li").first.wait_for()


def answered_on_screen(ministry: Person, number: str) -> None:
    """It is reminded on the first page, cites a law, and hands in."""
    ministry.go("")
    assert ministry.say("mgi-await-answers", count=1, round=ministry_round(ministry)) in ministry.page.inner_text(
        "main"
    )
    opens(ministry, number, "MGI-2.01").looks().presses("mgi-write")
    ministry.page.check("input[value=yes]")
    ministry.page.locator("textarea").first.fill("The decree creates the service.")
    ministry.looks().presses("save")
    cites(ministry, "Migration Code")
    ministry.looks().presses("mgi-submit").reads("mgi-state-answered").leaves()


def ministry_round(person: Person) -> str:
    return f"Round in {person.say.language}"


def answered_without_evidence(ministry: Person, number: str) -> None:
    opens(ministry, number, "MGI-2.01").presses("mgi-write")
    ministry.page.check("input[value=no]")
    ministry.presses("mgi-save-and-submit").reads("mgi-state-answered").leaves()


def answered_by_excel(ministry: Person, number: str) -> None:
    page = ministry.page
    ministry.go(f"mgi/{number}/workbooks/").looks()
    with page.expect_download() as loading:
        ministry.presses("mgi-workbook-out")
    held = openpyxl.load_workbook(io.BytesIO(Path(loading.value.path()).read_bytes()))
    sheet, lists = held.worksheets[0], held.worksheets[2]
    sources = [cell.value for column in lists.iter_cols() for cell in column if "[" in str(cell.value)]
    for row in (5, 6):
        sheet.cell(row, 3).value = page_word(sheet, lists)
        sheet.cell(row, 4).value = "From the meeting room"
        sheet.cell(row, 7).value = sources[0]
    out = io.BytesIO()
    held.save(out)
    file = {"name": "filled.xlsx", "mimeType": "application/octet-stream", "buffer": out.getvalue()}
    ministry.go(f"mgi/{number}/workbooks/")
    page.set_input_files("input[name=workbook]", file)
    ministry.presses("mgi-workbook-look").looks()
    assert page.locator("input[name=accept]").count() == 6
    ministry.presses("mgi-returned-apply")
    for code in ("MGI-6.01", "MGI-6.02"):
        opens(ministry, number, code)
        assert "From the meeting room" in page.inner_text("main")
        ministry.presses("mgi-submit").reads("mgi-state-answered")
    ministry.leaves()


def page_word(sheet: Any, lists: Any) -> str:
    """How the first answer of the scale reads that the cell offers."""
    rule = next(each for each in sheet.data_validations.dataValidation if "C5" in str(each.sqref))
    column = rule.formula1.partition("!$")[2][0]
    return str(lists[f"{column}1"].value)


def reviewed(reviewer: Person, number: str) -> None:
    """Whatever was handed in is cleared."""
    while True:
        reviewer.go(f"mgi/{number}/questions/?state=answered")
        waiting = reviewer.page.locator("tbody th a")
        if not waiting.count():
            break
        waiting.first.click()
        reviewer.looks().presses("mgi-step-clear").reads("mgi-state-cleared")
    reviewer.leaves()


def agreed(coordinator: Person, number: str) -> None:
    """Two ministries disagree: the agreed answer stands beside theirs, with its reason."""
    page = coordinator.page
    opens(coordinator, number, "MGI-2.01")
    yes = coordinator.say("mgi-agree")
    coordinator.looks()
    page.get_by_role("button", name=yes).click()
    coordinator.presses("mgi-write")
    page.locator("textarea[name=reason]").fill("The decree was read together.")
    coordinator.looks().presses("mgi-save-and-submit").reads("mgi-beside").leaves()


def closed_and_published(coordinator: Person, number: str) -> None:
    page = coordinator.page
    coordinator.go(f"mgi/{number}/").presses("mgi-begin-consulting").follows("mgi-consultations").looks()
    coordinator.follows("mgi-consultation-new")
    page.fill(f"input[name=title_{coordinator.say.language}]", "Meeting")
    page.fill("input[name=held_on]", "2026-06-21")
    page.fill("textarea[name=participants]", "A. Person; Ministry A")
    coordinator.looks().presses("save")
    page.fill("textarea[name=text]", "Name the decree.")
    coordinator.presses("mgi-point-new")
    page.locator("textarea[name=resolution]").fill("It is named now.")
    coordinator.presses("mgi-resolve").looks().follows("mgi-minutes").looks()
    assert "It is named now." in page.inner_text("main")
    coordinator.go(f"mgi/{number}/results/").presses("mgi-draft").looks()
    page.locator(".findings a").first.click()
    coordinator.looks()
    page.locator("textarea").first.fill("Words of people.")
    coordinator.presses("save")
    for path in ("sdg", "pack", "data"):
        coordinator.go(f"mgi/{number}/{path}/").looks()
    coordinator.go(f"mgi/{number}/").presses("mgi-begin-closed").presses("mgi-publish").reads("mgi-published").leaves()


def read_by_anybody(reader: Person, number: str) -> None:
    reader.go("mgi/profiles/").looks()
    reader.page.get_by_role("link", name=ministry_round(reader)).click()
    reader.looks().reads("mgi-side-developed").reads("mgi-no-score")
    with reader.page.expect_download() as loading:
        reader.page.get_by_role("link", name="Word").click()
    assert loading.value.suggested_filename == f"mgi-profile-{number}-{reader.say.language}.docx"
    reader.leaves()


def followed_by_another(coordinator: Person, number: str) -> None:
    page = coordinator.page
    coordinator.go(f"mgi/{number}/").follows("mgi-next").looks()
    page.fill(f"input[name=title_{coordinator.say.language}]", "Second round")
    coordinator.presses("mgi-next").follows("mgi-compare").looks()
    coordinator.reads("mgi-compare-lead", comparable=135, questions=135, settled=0, changed=0)
    page.get_by_role("link", name="Second round").first.click()
    coordinator.follows("mgi-questions")
    page.get_by_role("link", name="MGI-6.01").click()
    coordinator.reads("mgi-mark-same").reads("mgi-before").looks()
    page.locator("a[href$='/history/']").click()
    coordinator.reads("mgi-why-carried").looks().leaves()
