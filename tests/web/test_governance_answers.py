"""An answer of a round: who sees and writes it, what is kept of it, what clears it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from durna.errors import UserError
from durna.web.versioned import ChangedMeanwhile
from tests.web import governing

pytestmark = pytest.mark.django_db


def signed_in(user: object) -> Client:
    client = Client()
    client.force_login(user)  # type: ignore[arg-type]
    return client


def test_a_respondent_finds_the_questions_of_the_own_institution_and_no_others() -> None:
    found = governing.a_round(["MGI-2.01"], ["Ministry A"])
    other = governing.a_round(["MGI-2.02"], ["Ministry B"])
    client = signed_in(governing.respondent())
    shown = client.get(f"/mgi/{found.pk}/questions/").content.decode()
    assert "MGI-2.01" in shown
    assert client.get(f"/mgi/{other.pk}/questions/").status_code == 404
    theirs = governing.answer_of(other, "MGI-2.02", "Ministry B")
    assert client.get(f"/mgi/answers/{theirs.pk}/").status_code == 404
    assert client.post(f"/mgi/answers/{theirs.pk}/take/").status_code == 404


def test_an_institution_does_not_see_what_another_answers_to_the_same_question() -> None:
    found = governing.a_round(places=["Ministry A", "Ministry B"])
    governing.write(governing.answer_of(found, place="Ministry B"), text="The other one's words")
    mine = governing.answer_of(found)
    assert b"The other one" not in signed_in(governing.respondent()).get(f"/mgi/answers/{mine.pk}/").content
    assert b"The other one" in signed_in(governing.reviewer()).get(f"/mgi/answers/{mine.pk}/").content


def test_a_round_in_preparation_is_not_seen_by_those_it_will_ask() -> None:
    from durna.web.governance.actions import rounds

    by = governing.coordinator()
    found = rounds.open_round(by=by, titles={"en": "Soon"})
    rounds.assign(by=by, found=found, institution=governing.institution("Ministry A"), questions=["MGI-2.01"])
    assert b"Soon" not in signed_in(governing.respondent()).get("/mgi/").content


def test_a_respondent_answers_on_the_page_and_hands_it_in() -> None:
    answer = governing.answer_of(governing.a_round())
    client = signed_in(governing.respondent())
    assert client.post(f"/mgi/answers/{answer.pk}/take/").headers["Location"] == f"/mgi/answers/{answer.pk}/write/"
    page = client.get(f"/mgi/answers/{answer.pk}/write/").content.decode()
    assert f'name="version" value="{answer.version}"' in page
    said = {"version": 1, "value": "yes", "comment_en": "By decree.", "as_of": "2026-01-31", "do": "submit"}
    assert client.post(f"/mgi/answers/{answer.pk}/write/", said).status_code == 302
    answer.refresh_from_db()
    assert (answer.state, answer.value, answer.comment, answer.as_of) == (
        "answered", "yes", {"en": "By decree."}, date(2026, 1, 31),
    )  # fmt: skip


def test_every_save_is_kept_and_shown() -> None:
    answer = governing.answer_of(governing.a_round())
    for text in ("First words", "Second words"):
        answer = governing.write(answer, text=text)
    history = signed_in(governing.reviewer()).get(f"/mgi/answers/{answer.pk}/history/").content.decode()
    assert [answer.revisions.get(number=number).comment["en"] for number in (1, 2)] == ["First words", "Second words"]
    assert history.index("Second words") < history.index("First words")


def test_nobody_overwrites_what_he_has_not_seen_and_sees_both_versions() -> None:
    answer = governing.answer_of(governing.a_round())
    client = signed_in(governing.respondent())
    client.post(f"/mgi/answers/{answer.pk}/take/")
    governing.write(answer, text="Saved by a colleague", by=governing.respondent())
    said = {"version": 1, "value": "no", "comment_en": "Typed meanwhile", "do": "save"}
    shown = client.post(f"/mgi/answers/{answer.pk}/write/", said)
    assert shown.status_code == 409
    assert "Saved by a colleague" in shown.content.decode()
    assert "Typed meanwhile" in shown.content.decode()
    answer.refresh_from_db()
    assert answer.comment == {"en": "Saved by a colleague"}


def test_one_person_at_a_time_writes_and_the_others_read_who() -> None:
    from durna.web.governance.actions import answers

    answer = governing.answer_of(governing.a_round())
    answers.take(by=governing.respondent(), answer=answer)
    colleague = governing.person("ministry_respondent", answer.institution, "colleague@example.org")
    shown = signed_in(colleague).post(f"/mgi/answers/{answer.pk}/take/")
    assert shown.status_code == 409
    assert governing.respondent().name in shown.content.decode()
    with pytest.raises(UserError, match="is writing"):
        governing.write(answer, by=colleague)


def test_a_hold_ends_by_itself() -> None:
    from durna.web.governance.actions import answers
    from durna.web.governance.models import Hold

    answer = governing.answer_of(governing.a_round())
    answers.take(by=governing.respondent(), answer=answer)
    Hold.objects.update(until=timezone.now() - timedelta(seconds=1))
    colleague = governing.person("ministry_respondent", answer.institution, "colleague@example.org")
    assert answers.take(by=colleague, answer=answer).holder == colleague


def test_what_is_typed_while_the_round_closes_is_kept() -> None:
    from durna.web.governance.models import Revision

    found = governing.a_round()
    answer = governing.answer_of(found)
    client = signed_in(governing.respondent())
    client.post(f"/mgi/answers/{answer.pk}/take/")
    governing.closed(found)
    said = {"version": 1, "value": "yes", "comment_en": "A long text", "do": "submit"}
    shown = client.post(f"/mgi/answers/{answer.pk}/write/", said)
    assert shown.status_code == 409
    assert "A long text" in shown.content.decode()
    kept = Revision.objects.get(answer=answer)
    assert (kept.why, kept.comment) == ("late", {"en": "A long text"})
    answer.refresh_from_db()
    assert answer.value == ""


@pytest.mark.parametrize("value", ["yes", "partial"])
def test_a_yes_or_a_partly_without_a_source_is_not_cleared(value: str) -> None:
    from durna.web.governance.actions import answers

    answer = governing.answer_of(governing.a_round(["MGI-2.06"]), "MGI-2.06")
    handed = answers.submit(by=governing.respondent(), answer=governing.write(answer, value), seen=2)
    shown = signed_in(governing.reviewer()).post(f"/mgi/answers/{answer.pk}/review/", {"do": "clear", "version": 3})
    assert shown.status_code == 409
    assert "has no source" in shown.content.decode()
    handed.refresh_from_db()
    assert handed.state == "answered"


def test_a_no_needs_no_source() -> None:
    from durna.web.governance.actions import answers

    answer = governing.write(governing.answer_of(governing.a_round()), "no")
    handed = answers.submit(by=governing.respondent(), answer=answer, seen=answer.version)
    assert answers.clear(by=governing.reviewer(), answer=handed, seen=handed.version).state == "cleared"


def test_an_answer_that_cites_a_law_that_has_ended_is_not_cleared() -> None:
    from durna.web.evidence import citing
    from durna.web.governance.actions import answers

    answer = governing.write(governing.answer_of(governing.a_round()))
    citing.cite(governing.respondent(), answer.key, governing.law("9", effective_until=date(2021, 1, 1)))
    handed = answers.submit(by=governing.respondent(), answer=answer, seen=answer.version)
    with pytest.raises(UserError, match="Law 9"):
        answers.clear(by=governing.reviewer(), answer=handed, seen=handed.version)


def test_nobody_clears_the_own_answer() -> None:
    from durna.web.evidence import citing
    from durna.web.governance.actions import answers

    both = governing.coordinator()
    answer = governing.write(governing.answer_of(governing.a_round()), by=both)
    citing.cite(both, answer.key, governing.law())
    handed = answers.submit(by=both, answer=answer, seen=answer.version)
    with pytest.raises(UserError, match="yourself"):
        answers.clear(by=both, answer=handed, seen=handed.version)


def test_a_returned_answer_says_why_and_is_written_again() -> None:
    from durna.web.governance.actions import answers

    answer = governing.write(governing.answer_of(governing.a_round()))
    answers.submit(by=governing.respondent(), answer=answer, seen=answer.version)
    client = signed_in(governing.reviewer())
    client.post(f"/mgi/answers/{answer.pk}/review/", {"do": "return", "version": 3, "text": "Which article?"})
    shown = signed_in(governing.respondent()).get(f"/mgi/answers/{answer.pk}/").content.decode()
    assert "Which article?" in shown
    assert f"/mgi/answers/{answer.pk}/take/" in shown


def test_a_return_without_a_reason_is_refused() -> None:
    from durna.web.governance.actions import answers

    answer = governing.write(governing.answer_of(governing.a_round()))
    handed = answers.submit(by=governing.respondent(), answer=answer, seen=answer.version)
    with pytest.raises(UserError, match="No reason"):
        answers.give_back(by=governing.reviewer(), answer=handed, text=" ", seen=handed.version)


@pytest.mark.parametrize(
    ("state", "step", "leads_to"),
    [
        ("draft", "submit", "answered"), ("returned", "submit", "answered"), ("answered", "return", "returned"),
        ("answered", "clear", "cleared"), ("cleared", "return", "returned"), ("draft", "clear", None),
        ("draft", "return", None), ("returned", "clear", None), ("cleared", "clear", None),
        ("answered", "submit", None),
    ],
)  # fmt: skip
def test_the_states_of_an_answer(state: str, step: str, leads_to: str | None) -> None:
    from durna.web.governance.states import Step, after

    if leads_to:
        assert after(state, Step(step)) == leads_to
    else:
        with pytest.raises(UserError):
            after(state, Step(step))


def test_two_institutions_disagree_and_both_answers_stay_beside_the_agreed_one() -> None:
    from durna.web.evidence import citing
    from durna.web.governance import settled
    from durna.web.governance.models import Answer

    found = governing.a_round(places=["Ministry A", "Ministry B"])
    yes = governing.cleared(governing.answer_of(found), "yes", "There is one.")
    no = governing.cleared(governing.answer_of(found, place="Ministry B"), "no", "There is none.")
    assert settled.asked(found)["MGI-2.01"].is_disputed
    assert settled.settled(found) == {}
    signed_in(governing.coordinator()).post(f"/mgi/answers/{yes.pk}/agree/")
    agreed = Answer.objects.get(round=found, institution=None)
    assert [each.evidence for each in citing.of(agreed.key)] == [each.evidence for each in citing.of(yes.key)]
    governing.cleared(agreed, "yes", "There is one, since 2007.")
    assert settled.settled(found)["MGI-2.01"].pk == agreed.pk
    shown = signed_in(governing.reviewer()).get(f"/mgi/answers/{agreed.pk}/").content.decode()
    assert "There is one." in shown
    assert "There is none." in shown
    assert "Both laws were read." in shown
    no.refresh_from_db()
    assert no.value == "no"


def test_an_agreed_answer_without_a_reason_is_not_handed_in() -> None:
    from durna.web.governance.actions import answers

    found = governing.a_round(places=["Ministry A", "Ministry B"])
    first = governing.write(governing.answer_of(found))
    agreed = answers.agree(by=governing.coordinator(), found=found, question="MGI-2.01", follows=first)
    with pytest.raises(UserError, match="does not say why"):
        answers.submit(by=governing.coordinator(), answer=agreed, seen=agreed.version)


def test_the_reason_of_an_agreed_answer_is_written_and_read_by_language() -> None:
    from durna.web.governance.actions import answers

    found = governing.a_round(places=["Ministry A", "Ministry B"])
    agreed = answers.agree(by=governing.coordinator(), found=found, question="MGI-2.01")
    client = signed_in(governing.coordinator())
    client.post(f"/mgi/answers/{agreed.pk}/take/")
    said = {"version": agreed.version, "value": "no", "reason_az": "Qanunlar oxunub.", "reason_ru": "Законы прочитаны."}
    client.post(f"/mgi/answers/{agreed.pk}/write/", {**said, "do": "submit"})
    for language, reason in (("az", "Qanunlar oxunub."), ("ru", "Законы прочитаны."), ("en", "Qanunlar oxunub.")):
        client.cookies["durna_language"] = language
        assert reason in client.get(f"/mgi/answers/{agreed.pk}/").content.decode()
    agreed.refresh_from_db()
    assert agreed.state == "answered"


def test_an_agreed_answer_is_not_for_respondents() -> None:
    from durna.web.governance.actions import answers

    found = governing.a_round(places=["Ministry A", "Ministry B"])
    agreed = answers.agree(by=governing.coordinator(), found=found, question="MGI-2.01")
    client = signed_in(governing.respondent())
    assert client.get(f"/mgi/answers/{agreed.pk}/").status_code == 404
    assert client.post(f"/mgi/answers/{agreed.pk}/take/").status_code == 404


def test_what_a_change_tells_and_the_change_are_saved_together(monkeypatch: pytest.MonkeyPatch) -> None:
    from durna.web.audit import chain

    answer = governing.answer_of(governing.a_round())
    governing.respondent()

    def broken(*args: object, **details: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(chain, "record_all", broken)
    with pytest.raises(OSError, match="disk"):
        governing.write(answer)
    answer.refresh_from_db()
    assert (answer.value, answer.version, answer.revisions.count()) == ("", 1, 0)


def test_a_value_of_another_scale_is_refused() -> None:
    with pytest.raises(UserError, match="no value"):
        governing.write(governing.answer_of(governing.a_round()), "partial")


def test_a_stale_version_is_refused() -> None:
    from durna.web.governance.actions import answers

    answer = governing.answer_of(governing.a_round())
    governing.write(answer)
    again = governing.answer_of(answer.round)
    with pytest.raises(ChangedMeanwhile):
        answers.save(by=governing.respondent(), answer=again, content=answers.Content("no"), seen=1)


def test_the_list_looks_as_often_for_two_questions_as_for_fifty(django_assert_num_queries: object) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from durna.web.governance import frameworks

    codes = list(frameworks.parsed(frameworks.shipped()).by_code)
    few, many = governing.a_round(codes[:2]), governing.a_round(codes[:50])
    client = signed_in(governing.reviewer())
    client.get(f"/mgi/{few.pk}/questions/")
    counted = []
    for found in (few, many):
        with CaptureQueriesContext(connection) as looks:
            assert client.get(f"/mgi/{found.pk}/questions/").status_code == 200
        counted.append(len(looks))
    assert counted[0] == counted[1]
