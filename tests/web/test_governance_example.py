"""The round to look at: whole, marked as an example, and the same however often it is filled in."""

from __future__ import annotations

import pytest

from tests.web import governing

pytestmark = pytest.mark.django_db


def test_the_example_is_a_closed_round_and_one_that_follows_it() -> None:
    from durna.web.evidence import example as evidence
    from durna.web.governance import example, settled
    from durna.web.governance.models import Answer, Finding, Round

    for role in ("mgi_coordinator", "ministry_respondent", "reviewer"):
        governing.person(role, email=f"{role}@demo.example")
    for _ in range(2):
        evidence.fill()
        example.fill()
    first, second = Round.objects.order_by("pk")
    assert first.is_example
    assert second.is_example
    assert (first.stage, first.is_published, second.stage) == ("closed", True, "collecting")
    assert (str(first.starts_on), str(first.consultation_on)) == ("2022-12-08", "2023-06-21")
    assert len(settled.settled(first)) == 15
    assert settled.asked(first)["MGI-4.07"].is_disputed
    marks = Answer.objects.filter(round=second).values_list("mark", flat=True)
    assert {"same", "law_changed"} <= set(marks)
    every = [*Finding.objects.values_list("drafted", flat=True), *Answer.objects.values_list("comment", flat=True)]
    assert all(said.startswith(("Example", "Nümunə", "Пример")) for texts in every for said in texts.values())
