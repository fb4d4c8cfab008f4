"""A project in a browser, in three languages: from the agreement to the donor's report and a file that is valid."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date

import pytest
from docx import Document

from durna.iati.validate import validate
from tests.web.browsing import Person

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def adds(person: Person, message: str, **fields: str) -> None:
    person.follows(message).looks().fills(**fields).presses("save")
    assert person.page.locator("main [role=alert], main .errorlist").count() == 0, person.main()


@pytest.mark.parametrize("language", ["az", "en", "ru"])
def test_a_project_from_its_agreement_to_the_donors_report_and_a_valid_file(
    comes: Callable[..., Person], language: str
) -> None:
    officer = comes(language, "project_officer")
    officer.enters(officer.say("projects")).looks()
    title = f"Readmission, {language}"
    adds(
        officer, "coop-new", code=f"J-{language}", identifier=f"XX-EXAMPLE-1-J-{language}", currency="EUR",
        starts_planned="2026-01-01", ends_planned="2027-12-31", starts_actual="2026-02-01",
        **{f"titles_{language}": title, f"descriptions_{language}": "What it is for."},
    )  # fmt: skip
    assert officer.title() == title
    home = officer.page.url
    _agree(officer)
    _plan(officer)
    officer.follows("coop-check").looks().reads("coop-valid")
    assert validate(officer.takes_content("main a.button"), date(2026, 11, 26)).is_valid
    officer.goes(home).opens("#results ~ .scroll a").looks()
    officer.fills(**{"actual-0": "18", "actual-1": "25"}).presses("save").presses("coop-hand-in")
    reviewer = comes(language, "reviewer").goes(officer.page.url).looks()
    reviewer.presses("coop-approve").reads("coop-done-approve")
    officer.goes(home).follows("coop-donor-report").looks()
    officer.fills(start="2026-01-01", end="2026-12-31", language=language)
    report = officer.takes_content(officer.page.get_by_role("button", name=officer.say("coop-make"), exact=True))
    text = "\n".join(
        cell.text for table in Document(io.BytesIO(report)).tables for row in table.rows for cell in row.cells
    )
    assert "43" in text.split()
    assert officer.say("coop-state-approved") in text
    for path in ("projects/", "projects/drawn/", "projects/overlaps/", "projects/evaluations/", "published/projects/"):
        officer.goes(path).looks()


def _agree(officer: Person) -> None:
    """Who takes part, where, on what, and what it serves."""
    officer.follows("coop-add-partner").looks()
    choices = officer.page.locator("[name=organisation] option").all()
    named = {option.inner_text().strip(): option.get_attribute("value") or "" for option in choices}
    authority = next(value for name, value in named.items() if name in _AUTHORITY)
    officer.fills(organisation=authority, role="4").presses("save")
    adds(officer, "coop-add-place", code="AZ", share="100")
    adds(officer, "coop-add-sector", code="15190", share="100")
    adds(officer, "coop-add-link", kind="objective", code="21")


_AUTHORITY = ("Example authority", "Nümunə qurumu", "Ведомство-пример")


def _plan(officer: Person) -> None:
    """Money and results."""
    adds(
        officer, "coop-add-entry", kind="budget", start="2026-01-01", end="2026-12-31", amount="120000", currency="EUR"
    )  # fmt: skip
    language = officer.language
    adds(officer, "coop-add-result", type="1", **{f"titles_{language}": "Result"})
    adds(
        officer, "coop-add-indicator", measure="1", dimensions="sex: female, male", baseline="0", baseline_year="2025",
        **{f"titles_{language}": "Indicator"},
    )  # fmt: skip
    adds(officer, "coop-add-period", start="2026-01-01", end="2026-12-31", due_on="2027-01-31")
