"""A whole round in a browser, in three languages: a coordinator, three ministries and a reviewer; and by Excel."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest

from tests.web.browsing import Person
from tests.web.processes import Site

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PASSWORD = "three cranes over water"
PLACES = ("Ministry A", "Ministry B", "Ministry C")


@pytest.fixture(scope="module")
def ministries(browser: Any, site: Site) -> dict[str, str]:
    """Three respondents whom the administrator invites; each chooses a password by the own link."""
    administrator = Person(browser, site).signs_in("system_administrator")
    invited = {}
    for number, place in enumerate(PLACES, start=1):
        invited[place] = f"ministry{number}@example.org"
        administrator.goes("people/invite/").fills(email=invited[place], name=f"Respondent {number}", institution=place)
        administrator.page.check("input[value=ministry_respondent]")
        administrator.sends()
        newcomer = Person(browser, site).goes(administrator.page.locator(".link").inner_text())
        newcomer.fills(password=PASSWORD, again=PASSWORD).sends().leaves()
    administrator.leaves()
    return invited


@pytest.mark.parametrize("language", ["en", "az", "ru"])
def test_a_whole_round_on_screen_and_by_excel_and_the_one_after_it(
    comes: Callable[..., Person], ministries: dict[str, str], language: str
) -> None:
    def ministry(place: str) -> Person:
        return comes(language).signs_in_as(ministries[place], PASSWORD)

    number = opened_and_assigned(comes(language, "mgi_coordinator"), language)
    answered_on_screen(ministry("Ministry A"), number)
    answered_without_evidence(ministry("Ministry B"), number)
    answered_by_excel(ministry("Ministry C"), number)
    reviewed(comes(language, "reviewer"), number)
    agreed(comes(language, "mgi_coordinator"), number)
    reviewed(comes(language, "reviewer"), number)
    closed_and_published(comes(language, "mgi_coordinator"), number)
    read_by_anybody(comes(language), number)
    followed_by_another(comes(language, "mgi_coordinator"), number)


def opened_and_assigned(coordinator: Person, language: str) -> str:
    page = coordinator.page
    coordinator.goes("mgi/").looks().follows("mgi-round-new")
    page.fill(f"input[name=title_{language}]", f"Round in {language}")
    coordinator.looks().presses("mgi-round-open")
    number = page.url.rstrip("/").rpartition("/")[2]
    for place, codes in zip(PLACES, (["MGI-2.01"], ["MGI-2.01"], ["MGI-6.01", "MGI-6.02"]), strict=True):
        coordinator.goes(f"mgi/{number}/assign/")
        page.select_option("select[name=institution]", label=place)
        coordinator.presses("mgi-choose")
        for code in codes:
            unfolds(coordinator, f"input[value='{code}']").check()
        if place == PLACES[0]:
            coordinator.looks()
        coordinator.presses("mgi-assign-save")
    coordinator.presses("mgi-begin-collecting").looks().leaves()
    return number


def unfolds(person: Person, where: str) -> Any:
    """What stands in a part of the page that may be folded up."""
    found = person.page.locator(where)
    found.evaluate(
        "each => { for (let up = each; up; up = up.parentElement) if (up.tagName === 'DETAILS') up.open = true }"
    )
    return found


def opens(person: Person, number: str, code: str) -> Person:
    person.goes(f"mgi/{number}/questions/").looks()
    return person.opens(person.page.get_by_role("link", name=code))


def cites(person: Person, words: str) -> None:
    person.page.locator(".citations input[type=search]").press_sequentially(words)
    person.page.locator(".found input[name=place]").first.fill("2")
    person.page.locator(".found form button").first.click()
    person.page.locator(".citations > ul li").first.wait_for()


def answered_on_screen(ministry: Person, number: str) -> None:
    """It is reminded on the first page, cites a law, and hands in."""
    ministry.goes("")
    ministry.reads("mgi-await-answers", count=1, round=ministry_round(ministry))
    opens(ministry, number, "MGI-2.01").looks().presses("mgi-write")
    ministry.page.check("input[value=yes]")
    ministry.page.locator("textarea").first.fill("The decree creates the service.")
    ministry.looks().presses("save")
    cites(ministry, "Migration Code")
    ministry.looks().presses("mgi-submit").reads("mgi-state-answered").leaves()


def ministry_round(person: Person) -> str:
    return f"Round in {person.language}"


def answered_without_evidence(ministry: Person, number: str) -> None:
    opens(ministry, number, "MGI-2.01").presses("mgi-write")
    ministry.page.check("input[value=no]")
    ministry.presses("mgi-save-and-submit").reads("mgi-state-answered").leaves()


def answered_by_excel(ministry: Person, number: str) -> None:
    page = ministry.page
    ministry.goes(f"mgi/{number}/workbooks/").looks()
    out_of = page.get_by_role("button", name=ministry.say("mgi-workbook-out"), exact=True)
    held = openpyxl.load_workbook(io.BytesIO(ministry.takes_content(out_of)))
    sheet, lists = held.worksheets[0], held.worksheets[2]
    sources = [cell.value for column in lists.iter_cols() for cell in column if "[" in str(cell.value)]
    for row in (5, 6):
        sheet.cell(row, 3).value = page_word(sheet, lists)
        sheet.cell(row, 4).value = "From the meeting room"
        sheet.cell(row, 7).value = sources[0]
    out = io.BytesIO()
    held.save(out)
    file = {"name": "filled.xlsx", "mimeType": "application/octet-stream", "buffer": out.getvalue()}
    ministry.goes(f"mgi/{number}/workbooks/")
    page.set_input_files("input[name=workbook]", file)
    ministry.presses("mgi-workbook-look").looks()
    assert page.locator("input[name=accept]").count() == 6
    ministry.presses("mgi-returned-apply")
    for code in ("MGI-6.01", "MGI-6.02"):
        opens(ministry, number, code)
        assert "From the meeting room" in ministry.main()
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
        reviewer.goes(f"mgi/{number}/questions/?state=answered")
        waiting = reviewer.page.locator("tbody th a")
        if not waiting.count():
            break
        reviewer.opens(waiting).looks().presses("mgi-step-clear").reads("mgi-state-cleared")
    reviewer.leaves()


def agreed(coordinator: Person, number: str) -> None:
    """Two ministries disagree: the agreed answer stands beside theirs, with its reason."""
    page = coordinator.page
    opens(coordinator, number, "MGI-2.01")
    yes = coordinator.say("mgi-agree")
    coordinator.looks().opens(page.get_by_role("button", name=yes)).presses("mgi-write")
    coordinator.fills(**{f"reason_{coordinator.language}": "The decree was read together."})
    coordinator.looks().presses("mgi-save-and-submit").reads("mgi-beside").leaves()


def closed_and_published(coordinator: Person, number: str) -> None:
    page = coordinator.page
    coordinator.goes(f"mgi/{number}/").presses("mgi-begin-consulting").follows("mgi-consultations").looks()
    coordinator.follows("mgi-consultation-new")
    page.fill(f"input[name=title_{coordinator.language}]", "Meeting")
    page.fill("input[name=held_on]", "2026-06-21")
    page.fill("textarea[name=participants]", "A. Person; Ministry A")
    coordinator.looks().presses("save")
    page.fill("textarea[name=text]", "Name the decree.")
    coordinator.presses("mgi-point-new")
    page.locator("textarea[name=resolution]").fill("It is named now.")
    coordinator.presses("mgi-resolve").looks().follows("mgi-minutes").looks()
    assert "It is named now." in coordinator.main()
    coordinator.goes(f"mgi/{number}/results/").presses("mgi-draft").looks()
    coordinator.opens(".findings a").looks()
    page.locator("textarea").first.fill("Words of people.")
    coordinator.presses("save")
    for path in ("sdg", "pack", "data"):
        coordinator.goes(f"mgi/{number}/{path}/").looks()
    coordinator.goes(f"mgi/{number}/").presses("mgi-begin-closed").presses("mgi-publish").reads(
        "mgi-published"
    ).leaves()


def read_by_anybody(reader: Person, number: str) -> None:
    reader.goes("mgi/profiles/").looks()
    reader.opens(reader.page.get_by_role("link", name=ministry_round(reader))).looks()
    reader.reads("mgi-side-developed").reads("mgi-no-score")
    taken = reader.takes(reader.page.get_by_role("link", name="Word"))
    assert taken.suggested_filename == f"mgi-profile-{number}-{reader.language}.docx"
    reader.leaves()


def followed_by_another(coordinator: Person, number: str) -> None:
    page = coordinator.page
    coordinator.goes(f"mgi/{number}/").follows("mgi-next").looks()
    page.fill(f"input[name=title_{coordinator.language}]", "Second round")
    coordinator.presses("mgi-next").follows("mgi-compare").looks()
    coordinator.reads("mgi-compare-lead", comparable=135, questions=135, settled=0, changed=0)
    coordinator.opens(page.get_by_role("link", name="Second round")).follows("mgi-questions")
    coordinator.opens(page.get_by_role("link", name="MGI-6.01")).reads("mgi-mark-same").reads("mgi-before").looks()
    coordinator.opens("a[href$='/history/']").reads("mgi-why-carried").looks().leaves()
