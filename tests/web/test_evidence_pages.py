"""The pages of the evidence library: filters, writing, citing from another room's page, reviewing."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from durna.web.accounts.models import User
from durna.web.audit.models import Event
from durna.web.evidence import actions, bounded, citing, example, statements
from durna.web.evidence.kinds import Kind
from durna.web.evidence.models import Citation, Evidence, Issuer
from durna.web.evidence.pages import passes
from durna.web.explorer import index
from tests.web.test_evidence import ANSWER, MEASURE, TODAY, law, version_of

pytestmark = pytest.mark.django_db

WRITTEN = {
    "kind": "law", "title_az": "Miqrasiya Məcəlləsi", "title_en": "", "title_ru": "", "issuer": "Milli Məclis",
    "number": "", "article": "", "version_label": "", "address": "", "language": "az", "issued_on": "2013-07-02",
    "effective_from": "2013-08-01", "effective_until": "", "note": "",
}  # fmt: skip


@pytest.fixture(autouse=True)
def rooms(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statements, "_ROOMS", {})
    statements.register("governance/", lambda keys: {key: (f"Question {key[-2:]}", "/there/") for key in keys})


@pytest.fixture
def officer(as_: Callable[..., Client]) -> Client:
    return as_("project_officer")


def me(client: Client) -> Any:
    return User.objects.get(pk=client.session["_auth_user_id"])


def written(client: Client, **more: Any) -> dict[str, Any]:
    return {**WRITTEN, "responsible": me(client).pk, **more}


def titles(client: Client, **asked: Any) -> list[str]:
    page = client.get("/evidence/", asked).content.decode()
    return re.findall(r'<th scope="row"><a href="/evidence/\d+/">([^<]+)</a>', page)


# The list.


def test_the_list_is_filtered_by_kind_issuer_day_flag_and_words(officer: Client) -> None:
    by = me(officer)
    sms, un = Issuer.objects.create(name="Service"), Issuer.objects.create(name="Committee")
    old = law(
        by, "Old law", issuer=sms, effective_from=TODAY.replace(year=2001), effective_until=TODAY.replace(year=2010)
    )
    law(by, "New law", issuer=sms, effective_from=TODAY.replace(year=2015))
    actions.add(by, {"kind": Kind.MINUTES, "titles": {"en": "Minutes"}, "issuer": un})
    citing.cite(by, ANSWER, old)
    assert titles(officer) == ["Minutes", "New law", "Old law"]
    assert titles(officer, kind="law") == ["New law", "Old law"]
    assert titles(officer, issuer=un.pk) == ["Minutes"]
    assert titles(officer, on="2005-01-01") == ["Minutes", "Old law"]
    assert titles(officer, flagged="1") == ["Old law"]
    assert titles(officer, q="law new") == ["New law"]
    assert titles(officer, q="law", kind="minutes") == []
    assert titles(officer, q="min", kind="minutes", issuer=un.pk) == ["Minutes"]
    assert titles(officer, q="law", kind="law", issuer=un.pk) == []
    assert titles(officer, q="law", on="2005-01-01") == ["Old law"]
    assert titles(officer, q="law", flagged="1") == ["Old law"]
    assert titles(officer, kind="x", issuer="x", on="x", page="x") == ["Minutes", "New law", "Old law"]


def test_a_page_runs_as_many_queries_for_fifty_rows_as_for_two(officer: Client) -> None:
    by = me(officer)
    cited = law(by, effective_until=TODAY - timedelta(days=1))
    pages = ("/evidence/", "/evidence/review/", f"/evidence/{cited.pk}/", "/evidence/add/")

    def counted() -> list[int]:
        counts = []
        for page in pages:
            with CaptureQueriesContext(connection) as told:
                assert officer.get(page).status_code == 200
            counts.append(len(told))
        return counts

    for number in range(2):
        citing.cite(by, f"governance/answer/{number}", cited)
    counted()  # what is read once and kept
    few = counted()
    for number in range(2, 60):
        citing.cite(by, f"governance/answer/{number}", law(by, f"Law {number}", effective_until=cited.effective_until))
        citing.cite(by, f"governance/answer/{number}", cited)
    assert counted() == few


def test_more_than_a_thousand_are_not_counted(officer: Client) -> None:
    by = me(officer)
    Evidence.objects.bulk_create(
        Evidence(kind=Kind.FILE, titles={"en": f"File {number}"}, responsible=by) for number in range(bounded.MOST + 5)
    )
    page = officer.get("/evidence/").content.decode()
    assert "More than 1,000 found" in page
    assert "1 / 20" in page
    assert "File 1004<" in page
    assert titles(officer, page=20)[-1] == "File 5"


# Writing.


def test_evidence_is_added_with_its_files(officer: Client) -> None:
    file = SimpleUploadedFile("qanun.txt", "Əcnəbilərin hüquqları".encode())
    other = SimpleUploadedFile("p.html", b"<!DOCTYPE html><script>1</script>")
    found = officer.post("/evidence/add/", written(officer, file=[file, other]))
    evidence = Evidence.objects.get()
    assert found.headers["Location"] == f"/evidence/{evidence.pk}/"
    assert (evidence.title, str(evidence.issuer), evidence.responsible) == (
        "Miqrasiya Məcəlləsi",
        "Milli Məclis",
        me(officer),
    )
    page = officer.get(f"/evidence/{evidence.pk}/").content.decode()
    assert re.findall(r'href="/files/\d+/">([^<]+)<', page) == ["qanun.txt", "p.html"]
    assert titles(officer, q="ecnebi huquq") == ["Miqrasiya Məcəlləsi"]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"title_az": ""}, "The evidence has no title."),
        ({"effective_until": "2013-07-01"}, "It ends before it begins."),
        ({"address": "javascript:alert(1)"}, "Enter a valid URL"),
        ({"address": "ftp://x.example/"}, "Enter a valid URL"),
        ({"kind": "figure"}, "Select a valid choice"),
        ({"title_az": "x" * 501}, "at most 500"),
        ({"file": SimpleUploadedFile("a.pdf", b"#!/bin/sh\n")}, "The file is a program or a script."),
    ],
)
def test_what_cannot_be_kept_is_refused_in_words(officer: Client, more: dict[str, Any], said: str) -> None:
    found = officer.post("/evidence/add/", written(officer, **more))
    assert found.status_code == 422
    assert said in found.content.decode()
    assert not Evidence.objects.exists()
    assert not Issuer.objects.exists()


def test_a_refusal_is_said_in_the_readers_language(officer: Client) -> None:
    officer.post("/language/", {"language": "az", "next": "/"})
    found = officer.post("/evidence/add/", written(officer, file=SimpleUploadedFile("a.pdf", b"#!/bin/sh\n")))
    page = found.content.decode()
    assert "Fayl proqram və ya skriptdir." in page
    assert "Gözlənilən: Sənəd, cədvəl" in page


def test_two_who_edit_at_once_see_both_versions(officer: Client) -> None:
    evidence = law(me(officer), number="1", effective_from=TODAY)
    form = officer.get(f"/evidence/{evidence.pk}/edit/").content.decode()
    assert f'value="{TODAY.isoformat()}"' in form
    seen = re.search(r'name="version" value="(\d+)"', form)[1]
    actions.edit(me(officer), evidence, 1, {"number": "2"})
    mine = written(officer, title_en="Migration Code", number="3", version=seen)
    found = officer.post(f"/evidence/{evidence.pk}/edit/", mine)
    assert found.status_code == 409
    page = found.content.decode()
    assert "<td>2</td><td>3</td>" in page
    seen_now = re.search(r'name="version" value="(\d+)"', page)[1]
    assert officer.post(f"/evidence/{evidence.pk}/edit/", {**mine, "version": seen_now}).status_code == 302
    assert Evidence.objects.get().number == "3"


def test_a_new_version_is_made_from_the_old_one(officer: Client) -> None:
    evidence = law(me(officer))
    citing.cite(me(officer), ANSWER, evidence)
    address = f"/evidence/{evidence.pk}/version/"
    assert 'value="Migration Code"' in officer.get(address).content.decode()
    officer.post(address, written(officer, version_label="2020"))
    new = Evidence.objects.get(supersedes=evidence)
    assert new.version_label == "2020"
    assert "A newer version has replaced this one." in officer.get(f"/evidence/{evidence.pk}/").content.decode()
    again = officer.post(address, written(officer))
    assert again.status_code == 422
    assert "replaced already" in again.content.decode()
    assert titles(officer, flagged="1") == ["Migration Code"]


def test_files_are_added_later(officer: Client) -> None:
    evidence = law(me(officer))
    address = f"/evidence/{evidence.pk}/files/"
    assert officer.post(address, {}).status_code == 422
    assert officer.post(address, {"file": SimpleUploadedFile("a.txt", b"words")}).status_code == 302
    assert evidence.attachments.get().stored.name == "a.txt"


def test_readers_see_no_way_to_write_and_cannot(as_: Callable[..., Client], officer: Client) -> None:
    evidence = law(me(officer))
    auditor = as_("auditor")
    page = auditor.get(f"/evidence/{evidence.pk}/").content.decode()
    for address in (f"/evidence/{evidence.pk}/edit/", "/evidence/add/", f"/evidence/{evidence.pk}/version/"):
        assert address not in page
        assert auditor.post(address, WRITTEN).status_code == 403


# Figures.


def test_a_figure_of_a_signed_edition_is_kept_with_its_value_and_its_passport(officer: Client) -> None:
    page = officer.get(
        "/evidence/add/figure/", {"edition": "one", "indicator": "border_entries_foreigners"}
    ).content.decode()
    addresses = re.findall(r'name="figure" value="([^"]+)"', page)
    chosen = next(each for each in addresses if ":2019:" in each)
    found = officer.post("/evidence/add/figure/", {"edition": "one", "figure": chosen})
    evidence = Evidence.objects.get()
    assert found.headers["Location"] == f"/evidence/{evidence.pk}/"
    assert (evidence.kind, evidence.edition, float(evidence.value)) == ("figure", "one", 200.0)
    page = officer.get(f"/evidence/{evidence.pk}/").content.decode()
    passport = re.search(r'href="(/editions/one/documents/site/en/passports/[^"#]+)#(\w+)"', page)
    assert f'id="{passport[2]}"' in officer.get(passport[1]).getvalue().decode()
    for strange in ({"edition": "one", "figure": "x:1:2"}, {"edition": "two", "figure": chosen}, {"figure": chosen}):
        assert officer.post("/evidence/add/figure/", strange).status_code == 404


def test_a_large_edition_that_is_being_prepared_asks_to_come_back(
    officer: Client, tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.FOLDER = tmp_path
    monkeypatch.setattr(index, "LARGE", 0)
    monkeypatch.setattr(index, "_begin", lambda figures, file: None)
    answer = officer.get("/evidence/add/figure/", {"edition": "one"})
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "20")
    assert "being prepared for reading" in answer.content.decode()


# Citing from the page of another room.


def part(client: Client, may_cite: bool, statement: str = ANSWER) -> str:
    request = RequestFactory().get("/rounds/3/?q=1")
    request.user = me(client)
    return render_to_string("evidence/_citations.html", {"statement": statement, "may_cite": may_cite}, request)


def token(client: Client, statement: str = ANSWER) -> str:
    return re.search(r'name="pass" value="([^"]+)"', part(client, True, statement))[1]


def test_a_statement_cites_from_its_own_page_without_a_script(officer: Client) -> None:
    evidence = law(me(officer), "Migration Code")
    offered = officer.get("/evidence/choose/", {"pass": token(officer), "q": "migr"}).content.decode()
    assert "Question 12" in offered
    assert f'name="evidence" value="{evidence.pk}"' in offered
    assert "hx-" not in offered.split("</nav>")[-1]
    cited = {"pass": token(officer), "evidence": evidence.pk, "place": "Article 3"}
    found = officer.post("/evidence/cite/", cited)
    assert found.headers["Location"] == "/rounds/3/?q=1#citations-governance-answer-12"
    shown = part(officer, True)
    assert "Migration Code" in shown
    assert "Article 3" in shown
    removal = re.search(r'action="(/evidence/citations/\d+/remove/)"', shown)[1]
    officer.post(removal, {"pass": token(officer)})
    assert "No evidence is cited yet." in part(officer, False)


def test_with_a_script_the_part_alone_is_answered(officer: Client) -> None:
    evidence = law(me(officer), "Migration Code")
    by = {"headers": {"HX-Request": "true"}}
    offered = officer.get("/evidence/choose/", {"pass": token(officer), "q": "migr"}, **by).content.decode()
    assert "<html" not in offered
    assert 'hx-target="#citations-governance-answer-12"' in offered
    found = officer.post("/evidence/cite/", {"pass": token(officer), "evidence": evidence.pk}, **by).content.decode()
    assert "<html" not in found
    assert "Migration Code" in found
    assert officer.get("/evidence/choose/", {"pass": token(officer), "q": ""}, **by).content.decode().count("<li>") == 0


def test_who_may_not_cite_is_shown_no_way_to(officer: Client) -> None:
    citing.cite(me(officer), ANSWER, law(me(officer)))
    shown = part(officer, False)
    assert "Migration Code" in shown
    assert "<form" not in shown


@pytest.mark.parametrize("given", ["", "x", "another's", "another statement's"])
def test_nobody_cites_without_the_pass_of_the_page(officer: Client, as_: Callable[..., Client], given: str) -> None:
    evidence = law(me(officer))
    citation = citing.cite(me(officer), ANSWER, evidence)
    stranger = as_("ministry_respondent")
    used = {"another's": token(officer), "another statement's": token(stranger, MEASURE)}.get(given, given)
    assert stranger.post(f"/evidence/citations/{citation.pk}/remove/", {"pass": used}).status_code == 404
    if given != "another statement's":
        assert stranger.post("/evidence/cite/", {"pass": used, "evidence": evidence.pk}).status_code == 404
        assert stranger.get("/evidence/choose/", {"pass": used}).status_code == 404
    assert list(Citation.objects.all()) == [citation]


def test_a_pass_ends_when_the_room_thinks_otherwise(officer: Client) -> None:
    evidence, given = law(me(officer)), token(officer)
    statements.register("governance/", lambda keys: {}, may_cite=lambda user, key: False)
    assert officer.post("/evidence/cite/", {"pass": given, "evidence": evidence.pk}).status_code == 404


def test_a_pass_ends_as_a_session_does(officer: Client, settings: Any) -> None:
    given = token(officer)
    settings.SESSION_COOKIE_AGE = -1
    assert passes.read(me(officer), given) is None


def test_what_is_not_there_yet_is_added_and_cited_at_once(officer: Client) -> None:
    found = officer.post("/evidence/add/", {**written(officer), "pass": token(officer)})
    assert found.headers["Location"] == "/rounds/3/?q=1#citations-governance-answer-12"
    assert [each.evidence for each in citing.of(ANSWER)] == [Evidence.objects.get()]


# Reviewing.


def test_a_flagged_citation_is_confirmed_or_moved_on_the_page_of_reviews(officer: Client) -> None:
    by = me(officer)
    first = law(by)
    one, two = citing.cite(by, ANSWER, first), citing.cite(by, MEASURE, first)
    new = actions.new_version(by, first, version_of(first))
    page = officer.get("/evidence/review/?mine=1").content.decode()
    assert "Question 12" in page
    assert "A newer version has replaced what is cited here." in page
    home = officer.get("/").content.decode()
    assert "2 citations await your review" in home
    officer.post(f"/evidence/citations/{one.pk}/decide/", {"decision": "confirm", "back": "https://elsewhere.example/"})
    found = officer.post(f"/evidence/citations/{two.pk}/decide/", {"decision": "move", "back": "/evidence/1/"})
    assert found.headers["Location"] == "/evidence/1/"
    assert "No citation awaits review." in officer.get("/evidence/review/").content.decode()
    assert [each.evidence for each in citing.of(MEASURE)] == [new]
    assert Event.objects.filter(action="citation-confirmed").count() == 1


def test_a_reader_is_never_sent_elsewhere(officer: Client) -> None:
    one = citing.cite(me(officer), ANSWER, law(me(officer)))
    for back in ("https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", ""):
        found = officer.post(f"/evidence/citations/{one.pk}/decide/", {"back": back})
        assert found.headers["Location"] == "/evidence/review/"


def test_moving_where_nothing_is_newer_is_refused_in_words(officer: Client) -> None:
    one = citing.cite(me(officer), ANSWER, law(me(officer)))
    found = officer.post(f"/evidence/citations/{one.pk}/decide/", {"decision": "move"})
    assert found.status_code == 422
    assert "There is no newer version." in found.content.decode()


# Safety of pages, and the example.


def test_what_people_write_is_shown_as_text(officer: Client) -> None:
    evidence = law(me(officer), "<script>alert(1)</script>", note="<img src=x onerror=alert(1)>")
    citing.cite(me(officer), ANSWER, evidence, '"><script>')
    for page in ("/evidence/", f"/evidence/{evidence.pk}/", f"/evidence/{evidence.pk}/edit/", "/evidence/review/"):
        found = officer.get(page).content.decode()
        assert not re.search(r"<script(?! src=\"/static/)|<img|<style|<[^>]* (?:style|on\w+)=", found), page


def test_the_example_is_there_once_and_each_fact_has_its_source(officer: Client, somebody: Callable[..., Any]) -> None:
    example.fill()
    assert not Evidence.objects.exists()
    somebody("mgi_coordinator", email="mgi_coordinator@demo.example")
    example.fill()
    example.fill()
    assert Evidence.objects.count() == 24
    unsourced = [each for each in Evidence.objects.all() if not each.address]
    assert {"Invented for the demonstration."} == {each.note for each in unsourced}
    assert all(set(each.titles) == {"az", "en", "ru"} for each in Evidence.objects.all())
    assert titles(officer, q="reintegr")
    assert timezone.localdate() == TODAY
