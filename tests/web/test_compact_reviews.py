"""Reviews of the Compact: passages with live figures, handing in, and what opens years later as it was."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import docx
import pytest
from django.test import Client

from durna.errors import UserError
from durna.web import papers
from durna.web.audit import chain
from durna.web.compact import example, outlines, proposals
from durna.web.compact.actions import measures, reviewing, telling
from durna.web.compact.models import Consultation, Measure, Passage, Plan, Pledge, Practice, Review
from durna.web.compact.sheets import plans, pledges, practices, reviews
from durna.web.evidence import actions as library
from durna.web.evidence import citing
from durna.web.evidence.kinds import Kind
from durna.web.papers import keeping

pytestmark = pytest.mark.django_db

FIGURE = "{figure: border_entries_foreigners}"


@pytest.fixture
def focal(somebody: Callable[..., Any]) -> Any:
    return somebody("gcm_focal_point", email="focal@example.org")


def review(by: Any, *passages: tuple[str, str]) -> Review:
    fields = {"title": {"en": "The review"}, "type": "national", "year": 2026}
    made = reviewing.save_review(by=by, review=Review(), fields=fields)
    for part, text in passages:
        passage(by, made, part, text)
    return made


def passage(by: Any, of: Review, part: str, text: str) -> Passage:
    return reviewing.save_passage(by=by, passage=Passage(review=of, part=part), fields={"text": {"en": text}})


def words_of(paper: Any) -> str:
    made = docx.Document(io.BytesIO(papers.content(paper, "docx")))
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(each.text for each in made.paragraphs), *cells])


def test_the_outline_has_a_part_for_each_of_the_23_objectives() -> None:
    parts = [part.id for part in outlines.every(outlines.NAME)]
    assert len(parts) == 9 + 23
    assert parts[parts.index("progress") + 1 :][:2] == ["objective-1", "objective-2"]
    assert outlines.find(outlines.NAME, "objective-24") is None


def test_a_passage_that_quotes_what_is_no_figure_is_not_saved(focal: Any) -> None:
    made = review(focal)
    with pytest.raises(UserError, match="nothing"):
        passage(focal, made, "introduction", "So many: {figure: nothing}.")
    assert not Passage.objects.exists()


def test_a_live_figure_and_what_a_passage_rests_on_stand_in_the_document(focal: Any) -> None:
    made = review(focal)
    written = passage(focal, made, "introduction", f"Entries: {FIGURE}.")
    law = library.add(focal, {"kind": Kind.LAW, "titles": {"en": "Migration Code"}})
    citing.cite(focal, written.statement, law, "art. 5")
    said = words_of(reviews.made(made, "en"))
    assert "Entries: 200 entries." in said
    assert "Migration Code, art. 5" in said


def test_a_review_that_was_handed_in_opens_as_it_was_whatever_is_done_later(focal: Any) -> None:
    measures.save_measure(by=focal, measure=Measure(), serves=["5a"], supporting=(), fields={
        "title": {"en": "Old title"}, "text": {"en": "x"}, "is_public": True})  # fmt: skip
    made = review(focal, ("introduction", f"Entries: {FIGURE}."))
    reviewing.submit(by=focal, review=made, seen=made.version)
    before = reviews.as_it_is(Review.objects.get(), "en")
    Measure.objects.update(title={"en": "New title"})
    Passage.objects.update(text={"en": "Something else"})
    assert reviews.as_it_is(Review.objects.get(), "en") == before
    assert "Old title" in words_of(before)
    assert "New title" in words_of(reviews.made(made, "en"))


def test_nothing_of_a_review_that_was_handed_in_can_be_changed(focal: Any) -> None:
    made = review(focal, ("introduction", "Text."))
    written = made.passages.get()
    reviewing.submit(by=focal, review=made, seen=made.version)
    for attempt in (
        lambda: reviewing.save_passage(by=focal, passage=written, fields={"text": {"en": "Late"}}, seen=1),
        lambda: reviewing.remove_passage(by=focal, passage=written),
        lambda: reviewing.save_review(by=focal, review=made, fields={"year": 2030}, seen=made.version),
        lambda: reviewing.submit(by=focal, review=made, seen=made.version),
        lambda: reviewing.save_consultation(by=focal, consultation=Consultation(), fields={"review": made}),
    ):
        with pytest.raises(UserError, match="handed in"):
            attempt()
    assert Passage.objects.get().text == {"en": "Text."}


def test_a_review_without_a_passage_is_not_handed_in(focal: Any) -> None:
    made = review(focal)
    with pytest.raises(UserError, match="Nothing is written"):
        reviewing.submit(by=focal, review=made, seen=made.version)
    assert Review.objects.get().submitted_at is None


def test_a_paper_is_kept_and_opened_the_same(focal: Any) -> None:
    paper = reviews.made(review(focal, ("introduction", f"Entries: {FIGURE}.")), "ru")
    assert keeping.opened(keeping.held(paper)) == paper


@pytest.mark.parametrize("language", ["az", "en", "ru"])
def test_a_review_goes_out_in_every_format(as_: Callable[..., Client], focal: Any, language: str) -> None:
    made = review(focal, ("introduction", f"Entries: {FIGURE}."))
    client = as_("gcm_focal_point")
    client.post("/language/", {"language": language})
    for name, begins in (("docx", b"PK"), ("pdf", b"%PDF")):
        answer = client.get(f"/compact/reviews/{made.pk}/paper/?format={name}")
        assert answer.content.startswith(begins)
        assert f"-{language}.{name}" in answer.headers["Content-Disposition"]
    page = client.get(f"/compact/reviews/{made.pk}/paper/").content.decode()
    assert "/editions/one/documents/site/" in page


def test_the_public_reads_a_review_only_when_it_was_handed_in_and_is_public(
    as_: Callable[..., Client], focal: Any
) -> None:
    made = review(focal, ("introduction", "Text."))
    address = f"/compact/reviews/{made.pk}/paper/"
    Review.objects.update(is_public=True)
    assert as_().get(address).status_code == 404
    made.refresh_from_db()
    reviewing.submit(by=focal, review=made, seen=made.version)
    assert as_().get(address).status_code == 200


def test_what_was_removed_meanwhile_is_said_and_not_an_error(as_: Callable[..., Client], focal: Any) -> None:
    made = review(focal, ("introduction", "Text."))
    client = as_("gcm_focal_point")
    written = made.passages.get()
    reviewing.submit(by=focal, review=made, seen=made.version)
    answer = client.post(f"/compact/passages/{written.pk}/", {"remove": "1"}, follow=True)
    assert "This review was handed in" in answer.content.decode()


# Sheets


@pytest.mark.parametrize("language", ["az", "en", "ru"])
def test_sheets_hold_the_fields_of_the_networks_pages(focal: Any, language: str) -> None:
    fields = {
        "title": {"en": "Practice X"}, "primary": [5], "secondary": [6], "principles": ["P1"], "sdgs": [10],
        "type": "partnership", "scope": "national", "summary": {"en": "Sum"}, "implementer": {"en": "Who"},
        "benefit": {"en": "Good"},
    }  # fmt: skip
    practice = telling.save_practice(by=focal, practice=Practice(), fields=fields)
    said = words_of(practices.practice(practice, language))
    for text in ("Practice X", "Sum", "Who", "Good", "5. ", "6. "):
        assert text in said, text


def test_a_pledge_sheet_tells_its_updates(focal: Any) -> None:
    from datetime import date

    fields = {"title": {"en": "Pledge"}, "text": {"en": "We will."}, "objectives": [23]}
    pledge = telling.save_pledge(by=focal, pledge=Pledge(), fields=fields)
    telling.update_pledge(by=focal, pledge=pledge, on=date(2022, 3, 30), text={"en": "First talk"}, state="open")
    said = words_of(pledges.pledge(pledge, "en"))
    assert "First talk" in said
    assert "30 March 2022" in said


def test_the_report_of_a_year_says_of_which_measure_nobody_told(focal: Any) -> None:
    plan = measures.save_plan(by=focal, plan=Plan(), fields={"title": {"en": "Plan"}, "first_year": 2024,
                                                            "last_year": 2026})  # fmt: skip
    for title, is_public in (("Open", True), ("Inside", False)):
        measures.save_measure(by=focal, measure=Measure(), serves=["5a"], supporting=(), fields={
            "title": {"en": title}, "text": {"en": "x"}, "plan": plan, "is_public": is_public})  # fmt: skip
    assert "Inside" in words_of(plans.report(plan, 2024, "en"))
    public = words_of(plans.report(plan, 2024, "en", is_whole=False))
    assert "Inside" not in public
    assert "not reported" in public


# The demonstration


def test_the_example_fills_once_marks_what_is_invented_and_names_sources_for_the_rest(
    somebody: Callable[..., Any],
) -> None:
    somebody("gcm_focal_point", email="gcm_focal_point@demo.example")
    example.fill()
    counts = [model.objects.count() for model in (Measure, Pledge, Practice, Review, Consultation)]
    example.fill()
    assert [model.objects.count() for model in (Measure, Pledge, Practice, Review, Consultation)] == counts
    for model in (Measure, Pledge, Practice, Review, Consultation):
        for one in model.objects.all():
            assert one.is_example or one.source, one
            assert set(one.title) == {"az", "en", "ru"}, one
    assert chain.broken() is None


def test_the_example_of_nobody_is_not_filled() -> None:
    example.fill()
    assert not Measure.objects.exists()
    assert proposals.accepted() == []
