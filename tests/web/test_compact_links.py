"""From the assessment to the Compact: cleared answers are proposed, accepted by a person, flagged on change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from durna.errors import UserError
from durna.web.awaiting import awaiting
from durna.web.compact import proposals
from durna.web.compact.actions import linking, reviewing
from durna.web.compact.models import Linked, Passage, Review
from durna.web.compact.sheets import reviews
from durna.web.evidence import citing
from durna.web.governance import frameworks
from durna.web.governance.actions import answers
from tests.web import governing

pytestmark = pytest.mark.django_db

QUESTION = "MGI-2.01"


@pytest.fixture
def focal(somebody: Callable[..., Any]) -> Any:
    return somebody("gcm_focal_point", email="focal@example.org")


def objective_of(found: Any) -> int:
    """One that the question informs."""
    return int(frameworks.parsed(found.framework).by_code[QUESTION].objectives[0])


def accepted(focal: Any) -> tuple[Linked, Any, int]:
    """An answer that was accepted for an objective, and the number of that."""
    found = governing.a_round()
    answer = governing.cleared(governing.answer_of(found))
    number = objective_of(found)
    return linking.accept(by=focal, objective=number, answer=answer), answer, number


def reasons(number: int) -> list[str]:
    return [one.reason for one in proposals.accepted(number)]


def reopen(answer: Any) -> Any:
    return answers.give_back(by=governing.reviewer(), answer=answer, text="Look again.", seen=answer.version)


def clear_again(answer: Any, text: str) -> Any:
    written = governing.write(answer, "yes", text)
    handed = answers.submit(by=governing.respondent(), answer=written, seen=written.version)
    return answers.clear(by=governing.reviewer(), answer=handed, seen=handed.version)


def test_a_cleared_answer_is_proposed_to_its_objectives_with_its_evidence_and_to_no_other() -> None:
    found = governing.a_round()
    governing.cleared(governing.answer_of(found), text="By the code.")
    number = objective_of(found)
    proposed = proposals.proposed(number)
    assert [(one.text, [str(each.evidence) for each in one.citations]) for one in proposed] == [
        ("By the code.", ["Law 1"])
    ]
    others = set(range(1, 24)) - set(frameworks.parsed(found.framework).by_code[QUESTION].objectives)
    assert all(proposals.proposed(other) == [] for other in others)


def test_an_answer_that_is_not_cleared_is_neither_proposed_nor_accepted(focal: Any) -> None:
    found = governing.a_round()
    answer = governing.write(governing.answer_of(found))
    assert proposals.proposed(objective_of(found)) == []
    with pytest.raises(UserError, match="not cleared"):
        linking.accept(by=focal, objective=objective_of(found), answer=answer)


def test_what_is_accepted_takes_text_and_evidence_over_and_is_not_proposed_again(focal: Any) -> None:
    linked, answer, number = accepted(focal)
    assert linking.accept(by=focal, objective=number, answer=answer) == linked
    assert linked.text == {"en": "By law."}
    assert [(str(one.evidence), one.place) for one in citing.of(linked.statement)] == [("Law 1", "article 2")]
    assert proposals.proposed(number) == []
    assert reasons(number) == [""]


def test_an_accepted_answer_stands_in_the_review_of_its_objective(focal: Any) -> None:
    from durna.publish.document import Paragraph, blocks_of, plain

    _, _, number = accepted(focal)
    fields = {"title": {"en": "R"}, "type": "national", "year": 2026}
    review = reviewing.save_review(by=focal, review=Review(), fields=fields)
    reviewing.save_passage(by=focal, passage=Passage(review=review, part="method"), fields={"text": {"en": "M"}})
    progress = next(page.section for page in reviews.made(review, "en").pages if page.slug == "progress")
    part = next(one for one in progress.sections if one.id == f"objective-{number}")
    assert "By law." in [plain(block.runs) for block in blocks_of(part) if isinstance(block, Paragraph)]


def test_an_answer_that_changed_is_flagged_until_somebody_has_looked(focal: Any) -> None:
    linked, answer, number = accepted(focal)
    reopened = reopen(answer)
    assert reasons(number) == ["compact-answer-reopened"]
    changed = clear_again(reopened, "By a new law.")
    assert reasons(number) == ["compact-answer-changed"]
    assert any("has changed" in one.text for one in awaiting(focal))
    linking.confirm(by=focal, linked=linked, fields={"text": {"en": "By a new law."}}, seen=linked.version)
    assert reasons(number) == [""]
    assert not [one for one in awaiting(focal) if "has changed" in one.text]
    assert proposals.fingerprint(changed) == Linked.objects.get().seen


def test_an_answer_that_was_reopened_and_cleared_as_it_was_stands_again(focal: Any) -> None:
    _, answer, number = accepted(focal)
    clear_again(reopen(answer), "By law.")
    assert reasons(number) == [""]


def test_a_newer_round_that_is_closed_makes_somebody_look(focal: Any) -> None:
    linked, _, number = accepted(focal)
    later = governing.a_round()
    governing.cleared(governing.answer_of(later), source=governing.law("2"))
    governing.closed(later)
    assert reasons(number) == ["compact-answer-older-round"]
    assert linked.answer not in [one.answer.key for one in proposals.proposed(number)]


def test_what_is_dropped_is_proposed_again_and_cites_nothing_any_more(focal: Any) -> None:
    linked, _, number = accepted(focal)
    statement = linked.statement
    linking.drop(by=focal, linked=linked)
    assert citing.of(statement) == []
    assert len(proposals.proposed(number)) == 1


def test_a_focal_point_accepts_and_looks_again_on_the_pages(as_: Callable[..., Client]) -> None:
    found = governing.a_round()
    answer = governing.cleared(governing.answer_of(found))
    number = objective_of(found)
    client = as_("gcm_focal_point")
    address = f"/compact/objectives/{number}/statements/"
    assert "By law." in client.get(address).content.decode()
    client.post(address, {"answer": answer.key})
    linked = Linked.objects.get()
    clear_again(reopen(answer), "By a new law.")
    assert "has changed since" in client.get(address).content.decode()
    page = client.get(f"/compact/statements/{linked.pk}/").content.decode()
    assert "By a new law." in page
    client.post(f"/compact/statements/{linked.pk}/", {"version": linked.version, "text_en": "By a new law."})
    assert "has changed since" not in client.get(address).content.decode()
    client.post(f"/compact/statements/{linked.pk}/", {"remove": "1"})
    assert not Linked.objects.exists()


def test_sdg_10_7_2_is_computed_from_a_published_round_and_from_no_other() -> None:
    """All thirty items at their full value: 100, which is `fully meets` by the published bands."""
    from django.utils import timezone

    from durna.web.compact import candidates
    from durna.web.governance.models import Answer, Round

    found = governing.a_round()
    framework = frameworks.parsed(found.framework)
    place = governing.institution("Ministry A")
    Answer.objects.all().delete()
    for question in framework.questions:
        if question.sdg_10_7_2:
            scale = framework.scale_of(question)
            full = next(code for code in scale.values if scale.score(code) == 1)
            Answer.objects.create(
                round=found, question=question.code, institution=place, value=full, state="cleared",
                cleared_by=governing.reviewer(), cleared_at=timezone.now(),
            )  # fmt: skip

    def shown() -> Any:
        return next(row.live for row in candidates.rows("en", objective=21) if row.code == "SDG 10.7.2")

    assert shown() is None
    Round.objects.update(is_published=True)
    assert shown().value == "100.00 (fully meets)"
