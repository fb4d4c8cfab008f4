"""A round from its opening to its documents, and the round that follows it."""

from __future__ import annotations

import io
import json
import re
import zipfile
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation

from durna.errors import UserError
from durna.web.governance.states import Stage
from tests.web import governing
from tests.web.test_governance_answers import signed_in

pytestmark = pytest.mark.django_db


def test_a_coordinator_opens_a_round_and_assigns_a_domain_and_a_question() -> None:
    from durna.web.governance.models import Answer, Round

    client = signed_in(governing.coordinator())
    place = governing.institution("Ministry A")
    said = {"title_en": "Round 2027", "level": "national", "starts_on": "2027-01-10", "team": "A. Person; lead"}
    client.post("/mgi/new/", said)
    found = Round.objects.get()
    assert [(member.name, member.task) for member in found.team.all()] == [("A. Person", "lead")]
    client.post(f"/mgi/{found.pk}/assign/", {"institution": place.pk, "domain": "3", "question": "MGI-1.01"})
    codes = Answer.objects.filter(round=found, institution=place).values_list("question", flat=True)
    assert len(codes) == 14 + 1  # domain 3 of the working set has fourteen questions
    assert "MGI-1.01" in codes
    assert b"Begin collecting answers" in client.get(f"/mgi/{found.pk}/").content


def test_days_out_of_order_are_refused() -> None:
    from durna.web.governance.actions import rounds

    with pytest.raises(UserError, match="out of order"):
        rounds.open_round(
            by=governing.coordinator(), titles={"en": "x"}, starts_on=date(2027, 2, 1), closes_on=date(2027, 1, 1)
        )


def test_a_question_that_was_worked_on_is_not_taken_back() -> None:
    from durna.web.governance.actions import rounds

    found = governing.a_round(["MGI-2.01", "MGI-2.02"])
    governing.write(governing.answer_of(found))
    place, by = governing.institution("Ministry A"), governing.coordinator()
    assert rounds.take_back(by=by, found=found, institution=place, questions=["MGI-2.02"]) == 1
    with pytest.raises(UserError, match=r"MGI-2\.01"):
        rounds.take_back(by=by, found=found, institution=place, questions=["MGI-2.01"])


def test_a_round_moves_stage_by_stage() -> None:
    from durna.web.governance.actions import rounds

    found = governing.a_round()
    with pytest.raises(UserError, match="follow one another"):
        rounds.move(by=governing.coordinator(), found=found, stage=Stage.CLOSED, seen=found.version)


def test_a_round_that_asks_nobody_does_not_begin() -> None:
    from durna.web.governance.actions import rounds

    by = governing.coordinator()
    found = rounds.open_round(by=by, titles={"en": "x"})
    with pytest.raises(UserError, match="asks nobody"):
        rounds.move(by=by, found=found, stage=Stage.COLLECTING, seen=found.version)


def test_findings_are_drafted_from_cleared_answers_and_edited_apart() -> None:
    from durna.web.governance.actions import findings
    from durna.web.governance.models import Finding

    found = governing.a_round(["MGI-2.01", "MGI-2.02"])
    governing.cleared(governing.answer_of(found), "yes", "The service was created in 2007.")
    governing.cleared(governing.answer_of(found, "MGI-2.02"), "no", "None is named.")
    by = governing.coordinator()
    assert findings.draft(by=by, found=found) == 2
    one = Finding.objects.get(round=found, question="MGI-2.01")
    assert (one.side, one.domain) == ("developed", "2")
    assert one.drafted["en"] == "The service was created in 2007. (Law 1, article 2, 2020)"
    assert Finding.objects.get(round=found, question="MGI-2.02").side == "potential"
    findings.edit(by=by, finding=one, texts={"en": "Our words."}, is_left_out=False, seen=one.version)
    findings.draft(by=by, found=found)
    one.refresh_from_db()
    assert (one.said("en"), one.drafted["en"][:11]) == ("Our words.", "The service")
    assert "службы" not in one.said("en")


def test_the_profile_is_public_once_published_and_says_nothing_internal() -> None:
    from durna.web.governance.actions import answers, findings, rounds

    found = governing.a_round()
    answer = governing.cleared(governing.answer_of(found), "yes", "Created by decree.")
    answers.remark(by=governing.reviewer(), answer=answer, text="a remark among us")
    type(answer).objects.update(internal="a secret of the house")
    findings.draft(by=governing.coordinator(), found=found)
    assert Client().get(f"/mgi/{found.pk}/profile/").status_code == 404
    done = governing.closed(found)
    rounds.publish(by=governing.coordinator(), found=done, seen=done.version)
    shown = Client().get(f"/mgi/{found.pk}/profile/")
    text = shown.content.decode()
    assert "Created by decree." in text
    assert "Law 1" in text
    assert "secret" not in text
    assert "among us" not in text
    assert "score" not in text.replace("no score", "")
    assert Client().get("/mgi/profiles/").content.decode().count("Round one") == 1


@pytest.mark.parametrize("language", ["en", "az", "ru"])
def test_the_profile_goes_out_as_word_in_three_languages(language: str) -> None:
    import docx

    from durna.web.governance.actions import findings

    found = governing.a_round()
    governing.cleared(governing.answer_of(found))
    findings.draft(by=governing.coordinator(), found=found)
    client = signed_in(governing.reviewer())
    answer = client.get(f"/mgi/{found.pk}/profile/?format=docx&language={language}")
    said = "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(answer.content)).paragraphs)
    assert {"en": "Areas with potential", "az": "potensialı olan sahələr", "ru": "Области с потенциалом"}[
        language
    ] in said


def test_the_sheet_of_10_7_2_counts_by_the_published_formula() -> None:
    """One item answered with yes: no value of the whole, for 29 are missing."""
    found = governing.a_round(["MGI-2.01"])
    governing.cleared(governing.answer_of(found))
    shown = signed_in(governing.reviewer()).get(f"/mgi/{found.pk}/sdg/").content.decode()
    assert "items without a settled answer: 29" in shown


def test_the_data_of_a_round_are_a_workbook() -> None:
    import openpyxl

    found = governing.a_round()
    governing.cleared(governing.answer_of(found))
    answer = signed_in(governing.reviewer()).get(f"/mgi/{found.pk}/data/?format=xlsx")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    cells = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    assert "MGI-2.01" in cells
    assert "Ministry A" in cells


def test_minutes_write_themselves() -> None:
    from durna.web.governance.actions import consultations

    found = governing.a_round()
    by = governing.coordinator()
    held = consultations.hold(
        by=by, found=found, people=[("A. Person", "Ministry A")], titles={"en": "Meeting"}, held_on=date(2026, 6, 21)
    )
    point = consultations.raise_point(
        by=by, consultation=held, question="MGI-2.01", raised_by="Ministry A", stance="objects", text="Not quite."
    )
    client = signed_in(governing.reviewer())
    assert "Points without a resolution: 1" in client.get(f"/mgi/consultations/{held.pk}/minutes/").content.decode()
    consultations.resolve(by=by, point=point, resolution="Reworded.")
    text = client.get(f"/mgi/consultations/{held.pk}/minutes/").content.decode()
    for said in ("A. Person, Ministry A", "Not quite.", "Reworded.", "objects", "21 June 2026"):
        assert said in text


def test_the_next_round_says_what_changed_since() -> None:
    from durna.web.evidence import actions as evidence
    from durna.web.governance.actions import carrying
    from durna.web.governance.models import Answer

    codes = ["MGI-2.01", "MGI-2.02", "MGI-2.03"]
    found = governing.a_round(codes)
    old, ending = governing.law("old"), governing.law("ending")
    governing.cleared(governing.answer_of(found, codes[0]), source=governing.law("steady"))
    governing.cleared(governing.answer_of(found, codes[1]), source=old)
    governing.cleared(governing.answer_of(found, codes[2]), source=ending)
    type(old).objects.filter(pk=ending.pk).update(effective_until=date(2026, 1, 1))
    for citation in ending.citations.all():
        citation.review_from = date(2026, 1, 2)
        citation.save()
    supersede(evidence, old)
    done = governing.closed(found)
    made = carrying.open_next(
        by=governing.coordinator(), earlier=done, titles={"en": "Round two"}, framework=done.framework
    )
    marks = dict(Answer.objects.filter(round=made).values_list("question", "mark"))
    assert marks == {codes[0]: "same", codes[1]: "law_changed", codes[2]: "evidence_expired"}
    first = governing.answer_of(made, codes[0])
    assert (first.state, first.value, first.comment) == ("draft", "yes", {"en": "By law."})
    shown = signed_in(governing.reviewer()).get(f"/mgi/{made.pk}/questions/?flag=1").content.decode()
    assert codes[1] in shown
    assert codes[0] not in shown


def supersede(evidence: object, old: object) -> None:
    """A newer version of a law comes into force."""
    from durna.web.evidence.models import Citation

    newer = governing.law("newer", supersedes=old, first=old)
    type(old).objects.filter(pk=old.pk).update(newest=newer, effective_until=date(2026, 1, 1))  # type: ignore[attr-defined]
    Citation.objects.filter(evidence=old).update(review_from=date(2026, 1, 2))


def test_a_comparison_shows_comparable_questions_and_no_others() -> None:
    from durna.web.governance import comparing
    from durna.web.governance.actions import carrying
    from durna.web.governance.reading import Reading

    codes = ["MGI-2.01", "MGI-2.02"]
    found = governing.a_round(codes)
    governing.cleared(governing.answer_of(found, codes[0]), "no", "Not yet.")
    governing.cleared(governing.answer_of(found, codes[1]))
    done = governing.closed(found)
    made = carrying.open_next(
        by=governing.coordinator(), earlier=done, titles={"en": "Round two"}, framework=done.framework
    )
    from durna.web.governance.actions import rounds

    made = rounds.move(by=governing.coordinator(), found=made, stage=Stage.COLLECTING, seen=made.version)
    governing.cleared(governing.answer_of(made, codes[0]), "yes", "Since May.")
    result = comparing.compare(Reading(done), Reading(made))
    assert [(pair.code, pair.before, pair.now, pair.is_changed) for pair in result.pairs] == [
        (codes[0], "No", "Yes", True),
    ]  # fmt: skip
    assert (result.questions, result.comparable) == (135, 135)
    shown = signed_in(governing.reviewer()).get(f"/mgi/{made.pk}/compare/").content.decode()
    assert "Comparable questions: 135 of 135" in shown


def test_an_evidence_pack_can_be_verified_and_a_changed_one_is_found_out() -> None:
    from durna.web.governance import pack

    found = governing.a_round()
    answer = governing.cleared(governing.answer_of(found))
    type(answer).objects.update(internal="a secret of the house")
    made = pack.build(found, "The office")
    verified = pack.verify(made)
    assert (verified.problem, verified.is_signed) == ("", pack.signing_key() is not None)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        names = set(archive.namelist())
        answers = json.loads(archive.read("answers.json"))
        assert b"secret" not in b"".join(archive.read(name) for name in names)
    assert {"framework.yaml", "profile-az.pdf", "profile-ru.docx", "answers-en.xlsx", "manifest.json"} <= names
    assert answers[0]["sources"][0]["titles"]["en"] == "Law 1"
    assert pack.verify(changed(made, "answers.json", b"[]")).problem == "mgi-pack-changed"
    assert pack.verify(b"no archive").problem == "mgi-pack-no-pack"


def test_papers_of_a_round_in_another_language_ask_for_none_of_its_answers_again() -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from durna.web.governance import data, profile, sheet
    from durna.web.governance.reading import Reading
    from durna.web.papers import in_language

    found = governing.a_round()
    governing.cleared(governing.answer_of(found), source=governing.law("7"))
    read, said = Reading(found), {}
    for code in ("en", "ru"):
        with in_language(code), CaptureQueriesContext(connection) as asked:
            made = [each.document(read) for each in (profile, sheet, data)]
        said[code] = str(made), [one["sql"] for one in asked if 'governance_answer"' in one["sql"]]
    assert ("Law 7" in said["en"][0], "Закон 7" in said["ru"][0], "Law 7" in said["ru"][0]) == (True, True, False)
    institutions = [one for one in said["ru"][1] if "SELECT DISTINCT" in one]
    assert said["ru"][1] == institutions  # their names stand in every profile


def changed(archive: bytes, name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(out, "w") as new:
        for each in old.namelist():
            new.writestr(each, content if each == name else old.read(each))
    return out.getvalue()


def test_a_pack_is_signed_by_the_key_of_editions(monkeypatch: pytest.MonkeyPatch) -> None:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from durna.web.governance import pack

    key = Ed25519PrivateKey.generate()
    monkeypatch.setattr(pack, "signing_key", lambda: key)
    made = pack.build(governing.a_round(), "The office")
    verified = pack.verify(made)
    assert (verified.is_signed, verified.is_trusted, verified.signed_by) == (True, False, "The office")
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        manifest = archive.read("manifest.json")
    assert pack.verify(changed(made, "manifest.json", manifest + b"\n")).problem == "mgi-pack-false-signature"


def test_a_reminder_tells_what_waits_and_for_whom() -> None:
    from durna.web.governance.actions import answers
    from durna.web.governance.reminders import awaits

    found = governing.a_round(["MGI-2.01", "MGI-2.02"])
    assert [each.text for each in awaits(governing.respondent())] == ["Questions to answer: 2 (Round one)"]
    assert list(awaits(governing.respondent("Ministry B"))) == []
    written = governing.write(governing.answer_of(found))
    answers.submit(by=governing.respondent(), answer=written, seen=written.version)
    assert [each.text for each in awaits(governing.reviewer())] == ["Answers to review: 1 (Round one)"]


def test_a_local_round_has_its_place() -> None:
    found = governing.a_round(level="local", place="Ganja")
    assert "Local, Ganja" in signed_in(governing.reviewer()).get(f"/mgi/{found.pk}/").content.decode()


def test_the_imported_framework_is_shown_with_its_provenance() -> None:
    from durna.web.governance import frameworks

    version = frameworks.shipped()
    shown = signed_in(governing.reviewer()).get(f"/mgi/frameworks/{version.pk}/").content.decode()
    assert "This is not the official MGI questionnaire." in shown
    assert "reconstructed by this project" in shown


def test_a_framework_comes_in_with_its_crosswalk_shown_first() -> None:
    from durna.web.governance import frameworks
    from durna.web.governance.models import FrameworkVersion

    text = (
        frameworks.shipped()
        .text.replace("working-2026-11-27", "next")
        .replace("Is there a body responsible for designing migration policy?", "Does a body design migration policy?")
    )
    client = signed_in(governing.coordinator())
    shown = client.post("/mgi/frameworks/import/", {"text": text, "name": "next.yaml"}).content.decode()
    assert FrameworkVersion.objects.count() == 1
    assert "MGI-2.02" in shown  # no crosswalk in the file: a question with another text is new, the old one dropped
    client.post("/mgi/frameworks/import/", {"text": text, "name": "next.yaml", "confirmed": "1"})
    assert frameworks.in_use().version == "next"
    assert frameworks.in_use().imported_by == governing.coordinator().email


@pytest.mark.parametrize(
    ("language", "found", "do"),
    [
        ("en", "mine.yaml, questions, MGI-1.01: this code stands there twice.", "Correct the file"),
        ("az", "mine.yaml, questions, MGI-1.01: bu kod iki dəfə yazılıb.", "Faylı düzəldin"),
        ("ru", "mine.yaml, questions, MGI-1.01: этот код стоит дважды.", "Исправьте файл"),
    ],
)
def test_what_is_wrong_with_a_framework_is_said_in_the_language_of_the_reader(
    language: str, found: str, do: str
) -> None:
    from durna.web.governance import frameworks

    content = frameworks.shipped().text.replace("code: MGI-1.02\n", "code: MGI-1.01\n").encode()
    client = signed_in(governing.coordinator())
    sent = {"file": SimpleUploadedFile("mine.yaml", content)}
    with translation.override(language):
        refused = client.post("/mgi/frameworks/import/", sent, headers={"accept-language": language})
    assert refused.status_code == 422
    assert found in refused.content.decode()
    assert do in refused.content.decode()


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "belongs to IOM, which gives"), ("az", "BMqT-yə məxsusdur və o"), ("ru", "принадлежит МОМ, которая")],
)
def test_the_provenance_of_a_framework_is_read_in_every_language(language: str, said: str) -> None:
    from durna.web.governance import frameworks

    address = f"/mgi/frameworks/{frameworks.shipped().pk}/"
    with translation.override(language):
        page = signed_in(governing.coordinator()).get(address, headers={"accept-language": language})
    licence = re.search(r"<dd>([^<]*)</dd></div>\s*<div><dt>SHA-256", page.content.decode())
    assert licence
    assert said in licence[1]


def test_a_round_may_follow_over_two_versions_of_the_framework() -> None:
    """Each says which version it follows. A question that is reworded in both is compared, one that is new is not."""
    from durna.web.governance import comparing, frameworks
    from durna.web.governance.actions import carrying
    from durna.web.governance.actions.frameworks import bring_in
    from durna.web.governance.reading import Reading

    done = governing.closed(governing.a_round(["MGI-2.02", "MGI-2.03"]))
    by, text, before = governing.coordinator(), frameworks.shipped().text, frameworks.shipped().version
    asked = "Is there a body responsible for designing migration policy?"
    for version, now in (("official-1", "Does a body design migration policy?"), ("official-2", "Which body does?")):
        text = (
            text.replace(asked, now).replace(f"version: {before}", f"version: {version}", 1).partition("\ncrosswalk")[0]
        )
        text += (
            f"\ncrosswalk:\n  from_version: {before}\n"
            "  steps:\n  - {kind: reworded, old: [MGI-2.02], new: [MGI-2.02]}\n"
        )
        made, asked, before = bring_in(by=by.email, text=text, file=f"{version}.yaml"), now, version
    found = carrying.open_next(by=by, earlier=done, titles={"en": "Round two"}, framework=made)
    result = comparing.compare(Reading(done), Reading(found))
    assert (result.comparable, result.counts["reworded"], result.counts["same"]) == (135, 1, 134)
    assert governing.answer_of(found, "MGI-2.02").mark == "question_changed"


def test_the_same_version_with_another_content_is_refused() -> None:
    from durna.web.governance import frameworks
    from durna.web.governance.actions.frameworks import propose

    text = frameworks.shipped().text.replace("Is there a body", "Exists a body")
    with pytest.raises(UserError, match="is here already"):
        propose(text, "again.yaml")


def test_a_question_that_the_round_before_did_not_know_is_marked_as_new() -> None:
    from durna.web.governance import frameworks
    from durna.web.governance.actions import carrying, rounds
    from durna.web.governance.actions.frameworks import bring_in

    done = governing.closed(governing.a_round())
    text = (
        frameworks.shipped()
        .text.replace("working-2026-11-27", "next")
        .replace("Is there a body responsible for designing migration policy?", "Does a body design migration policy?")
    )
    by = governing.coordinator()
    version = bring_in(by=by.email, text=text, file="next.yaml")
    made = carrying.open_next(by=by, earlier=done, titles={"en": "Round two"}, framework=version)
    place = governing.institution("Ministry A")
    rounds.assign(by=by, found=made, institution=place, questions=["MGI-2.02", "MGI-2.03"])
    assert [governing.answer_of(made, code).mark for code in ("MGI-2.02", "MGI-2.03")] == ["new_question", ""]


@pytest.mark.parametrize(
    ("reason", "mark"),
    [
        ("", "same"), ("citation-newer-version", "law_changed"), ("citation-expired", "evidence_expired"),
        ("citation-figure-corrected", "statistic_changed"), ("citation-figure-withdrawn", "statistic_changed"),
    ],
)  # fmt: skip
def test_what_happened_to_a_source_is_said_at_its_question(
    reason: str, mark: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from durna.web.evidence import citing
    from durna.web.governance.actions.carrying import mark_of

    citation = citing.cite(governing.coordinator(), "governance/answer/1", governing.law())
    monkeypatch.setattr(citing, "needs_review", lambda each: reason)
    assert mark_of("same", [citation]) == mark
    assert mark_of("split", [citation]) == "question_changed"


def test_an_answer_on_a_figure_that_was_withdrawn_is_not_cleared(monkeypatch: pytest.MonkeyPatch) -> None:
    from durna.web.evidence import citing
    from durna.web.governance.actions import answers

    answer = governing.write(governing.answer_of(governing.a_round()))
    citing.cite(governing.respondent(), answer.key, governing.law())
    handed = answers.submit(by=governing.respondent(), answer=answer, seen=answer.version)
    monkeypatch.setattr(citing, "needs_review", lambda each: "citation-figure-withdrawn")
    with pytest.raises(UserError, match="can no longer be found"):
        answers.clear(by=governing.reviewer(), answer=handed, seen=handed.version)
