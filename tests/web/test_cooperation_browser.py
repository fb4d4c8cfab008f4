"""A project in a browser, in three languages: from the agreement to the donor's report and a file that is valid."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from durna.iati.validate import validate
from durna.publish.texts import Texts
from tests.web.processes import serving
from tests.web.test_browser import rules_broken

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ROLES = ("project_officer", "reviewer")


@pytest.fixture(scope="module")
def site(land: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, dict[str, str]]]:
    """The address of a site, and the passwords of its invented people by role."""
    with serving(land, tmp_path_factory.mktemp("web"), "--demo") as (address, lines):
        words = [line.split() for line in lines]
        yield address, {each[0]: each[2] for each in words if each[:1] and each[0] in ROLES}


@pytest.fixture
def browser(chromium: str) -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield started
        started.close()


class Reader:
    """Somebody signed in, in a language; every page is held against the rules and against the width of a phone."""

    def __init__(self, browser: Any, site: tuple[str, dict[str, str]], role: str, language: str) -> None:
        self.site, self.language = site[0], language
        self.say = Texts(language, ("durna.web", "durna.publish"))
        self.page = browser.new_context(viewport={"width": 1200, "height": 900}).new_page()
        self.refused: list[str] = []
        self.page.on("console", lambda told: self.refused.append(told.text) if told.type == "error" else None)
        self.page.goto(f"{self.site}account/login/")
        self.page.click(f"button[name=language][value={language}]")
        self.page.fill("input[name=login]", f"{role}@demo.example")
        self.page.fill("input[name=password]", site[1][role])
        self.page.locator("main button").first.click()

    def open(self, path: str) -> None:
        self.page.goto(self.site + path.lstrip("/"))
        self.check()

    def check(self) -> None:
        assert rules_broken(self.page) == [], self.page.url
        self.page.set_viewport_size({"width": 390, "height": 800})
        assert self.page.evaluate("document.documentElement.scrollWidth") <= 390, self.page.url
        self.page.set_viewport_size({"width": 1200, "height": 900})

    def follow(self, message: str) -> None:
        self.page.get_by_role("main").get_by_role("link", name=self.say(message), exact=True).first.click()
        self.check()

    def press(self, message: str) -> None:
        self.page.get_by_role("button", name=self.say(message), exact=True).first.click()

    def fill(self, **fields: str) -> None:
        for name, value in fields.items():
            field = self.page.locator(f"main [name={name}]")
            if field.evaluate("each => each.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)

    def add(self, message: str, **fields: str) -> None:
        self.follow(message)
        self.fill(**fields)
        self.press("save")
        assert self.page.locator("main [role=alert], main .errorlist").count() == 0, self.page.inner_text("main")

    def download(self, press: Any) -> bytes:
        with self.page.expect_download() as told:
            press()
        return Path(told.value.path()).read_bytes()


@pytest.mark.parametrize("language", ["az", "en", "ru"])
def test_a_project_from_its_agreement_to_the_donors_report_and_a_valid_file(
    browser: Any, site: tuple[str, dict[str, str]], language: str
) -> None:
    officer = Reader(browser, site, "project_officer", language)
    officer.page.get_by_role("navigation").get_by_role("link", name=officer.say("projects"), exact=True).click()
    officer.check()
    title = f"Readmission, {language}"
    officer.add(
        "coop-new", code=f"J-{language}", identifier=f"XX-EXAMPLE-1-J-{language}", currency="EUR",
        starts_planned="2026-01-01", ends_planned="2027-12-31", starts_actual="2026-02-01",
        **{f"titles_{language}": title, f"descriptions_{language}": "What it is for."},
    )  # fmt: skip
    assert officer.page.locator("h1").inner_text() == title
    home = officer.page.url
    _agree(officer)
    _plan(officer)
    officer.follow("coop-check")
    assert officer.say("coop-valid") in officer.page.inner_text("main")
    content = officer.download(lambda: officer.page.locator("main a.button").click())
    assert validate(content, date(2026, 11, 26)).is_valid
    officer.page.goto(home)
    officer.page.locator("#results ~ .scroll a").first.click()
    officer.check()
    officer.page.locator("input[name='actual-0']").fill("18")
    officer.page.locator("input[name='actual-1']").fill("25")
    officer.press("save")
    officer.press("coop-hand-in")
    period = officer.page.url.removeprefix(officer.site)
    reviewer = Reader(browser, site, "reviewer", language)
    reviewer.open(period)
    reviewer.press("coop-approve")
    assert reviewer.say("coop-done-approve") in reviewer.page.inner_text("main")
    officer.page.goto(home)
    officer.follow("coop-donor-report")
    officer.fill(start="2026-01-01", end="2026-12-31", language=language)
    report = officer.download(lambda: officer.press("coop-make"))
    text = "\n".join(
        cell.text for table in Document(io.BytesIO(report)).tables for row in table.rows for cell in row.cells
    )
    assert "43" in text.split()
    assert officer.say("coop-state-approved") in text
    for path in ("projects/", "projects/drawn/", "projects/overlaps/", "projects/evaluations/", "published/projects/"):
        officer.open(path)
    assert officer.refused + reviewer.refused == []


def _agree(officer: Reader) -> None:
    """Who takes part, where, on what, and what it serves."""
    officer.follow("coop-add-partner")
    choices = officer.page.locator("[name=organisation] option").all()
    named = {option.inner_text().strip(): option.get_attribute("value") or "" for option in choices}
    authority = next(value for name, value in named.items() if name in _AUTHORITY)
    officer.fill(organisation=authority, role="4")
    officer.press("save")
    officer.add("coop-add-place", code="AZ", share="100")
    officer.add("coop-add-sector", code="15190", share="100")
    officer.add("coop-add-link", kind="objective", code="21")


_AUTHORITY = ("Example authority", "Nümunə qurumu", "Ведомство-пример")


def _plan(officer: Reader) -> None:
    """Money and results."""
    officer.add(
        "coop-add-entry", kind="budget", start="2026-01-01", end="2026-12-31", amount="120000", currency="EUR"
    )  # fmt: skip
    language = officer.language
    officer.add("coop-add-result", type="1", **{f"titles_{language}": "Result"})
    officer.add(
        "coop-add-indicator", measure="1", dimensions="sex: female, male", baseline="0", baseline_year="2025",
        **{f"titles_{language}": "Indicator"},
    )  # fmt: skip
    officer.add("coop-add-period", start="2026-01-01", end="2026-12-31", due_on="2027-01-31")
