"""The evidence library: what is kept, what cites it, and what makes somebody look again."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import typst
import xlsxwriter
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from durna.errors import UserError
from durna.publish.texts import message_ids
from durna.web import awaiting
from durna.web.access.permissions import Permission
from durna.web.access.policy import may
from durna.web.audit import chain
from durna.web.audit.models import Event
from durna.web.evidence import actions, citing, corrections, folding, pdf, reading, search, statements, tasks
from durna.web.evidence.kinds import Kind
from durna.web.evidence.models import Attachment, Change, Citation, Evidence, Issuer
from durna.web.versioned import ChangedMeanwhile
from tests.web.test_files import DOCX, zipped

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
ANSWER, MEASURE = "governance/answer/12", "compact/measure/5"


@pytest.fixture
def officer(somebody: Callable[..., Any]) -> Any:
    return somebody("project_officer")


def law(by: Any, title: str = "Migration Code", **more: Any) -> Evidence:
    return actions.add(by, {"kind": Kind.LAW, "titles": {"en": title}, **more})


def found(text: str) -> list[str]:
    return [each.title for each in search.matching(Evidence.objects.all(), text)]


# What is kept.


def test_evidence_is_told_of_in_the_audit_and_in_its_own_history(officer: Any) -> None:
    evidence = law(officer, number="713-IVQ", issued_on=date(2013, 7, 2))
    told = Event.objects.get(action="evidence-added")
    assert (told.about, told.actor) == (f"evidence/{evidence.pk}", "project_officer@example.org")
    assert told.details["issued_on"] == "2013-07-02"
    assert list(evidence.changes.values_list("action", "by")) == [("evidence-added", "A. Person")]
    assert evidence.responsible == officer


def test_nothing_is_kept_where_the_audit_cannot_be_written(officer: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(chain, "record", broken)
    with pytest.raises(OSError, match="full"):
        law(officer)
    assert not Evidence.objects.exists()
    assert found("migration") == []


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"titles": {"en": "  "}}, "no title"),
        ({"effective_from": date(2020, 1, 2), "effective_until": date(2020, 1, 1)}, "ends before it begins"),
    ],
)
def test_what_cannot_be_true_is_refused(officer: Any, said: dict[str, Any], why: str) -> None:
    with pytest.raises(UserError, match=why):
        law(officer, **said)


def test_the_title_is_said_in_the_readers_language_else_in_its_own(officer: Any, settings: Any) -> None:
    from django.utils.translation import override

    evidence = law(officer, titles={"az": "Miqrasiya Məcəlləsi", "ru": "Миграционный кодекс"}, language="az")
    with override("ru"):
        assert evidence.title == "Миграционный кодекс"
    with override("en"):
        assert evidence.title == "Miqrasiya Məcəlləsi"
    evidence.article = "Article 45"
    assert str(evidence).endswith(", Article 45")


def test_an_issuer_is_known_in_any_language_and_whatever_its_letters() -> None:
    made = Issuer.objects.create(name="Dövlət Miqrasiya Xidməti", names={"en": "State Migration Service"})
    assert actions.issuer("DOVLET MIQRASIYA XIDMETI") == made
    assert actions.issuer("state  migration service") == made
    assert actions.issuer("  ") is None
    assert actions.issuer("Milli Məclis") != made


def test_nobody_overwrites_what_he_has_not_seen(officer: Any) -> None:
    evidence = law(officer)
    actions.edit(officer, Evidence.objects.get(), 1, {"number": "713"})
    with pytest.raises(ChangedMeanwhile):
        actions.edit(officer, evidence, 1, {"number": "714"})
    assert Evidence.objects.get().number == "713"
    told = Event.objects.get(action="evidence-edited")
    assert told.details["changed"] == {"number": ["", "713"]}


def test_every_action_and_kind_has_its_words() -> None:
    from durna.web.files.kinds import KINDS

    wanted = {f"audit-evidence-{name}" for name in ("added", "edited", "superseded", "version-added", "file-added")}
    wanted |= {f"evidence-kind-{kind}" for kind in Kind} | {f"file-kind-{kind}" for kind in KINDS}
    wanted |= {f"citation-{name}" for name in ("newer-version", "expired", "figure-corrected", "figure-withdrawn")}
    wanted |= {
        f"{name}-{part}"
        for name in (
            "file-too-large", "file-empty", "file-program", "file-program-inside", "file-macros", "file-bomb",
            "citation-no-statement", "citation-no-newer", "evidence-untitled", "evidence-ends-early",
            "evidence-newer-there", "evidence-figure-fixed", "evidence-changed",
        )
        for part in ("found", "expected", "do")
    }  # fmt: skip
    assert wanted - message_ids("en", ("durna.web",)) == set()


# What cites it.


def test_a_statement_cites_a_place_of_evidence_once(officer: Any) -> None:
    evidence = law(officer)
    one = citing.cite(officer, ANSWER, evidence, "  Article  3 ")
    assert citing.cite(officer, ANSWER, evidence, "Article 3").pk == one.pk
    citing.cite(officer, ANSWER, evidence, "Article 4")
    assert [each.place for each in citing.of(ANSWER)] == ["Article 3", "Article 4"]
    assert citing.of(MEASURE) == []
    assert Event.objects.filter(action="evidence-cited", about=ANSWER).count() == 2


def test_a_citation_can_be_taken_back(officer: Any) -> None:
    citing.uncite(officer, citing.cite(officer, ANSWER, law(officer)))
    assert citing.of(ANSWER) == []
    assert Event.objects.get(action="evidence-uncited").about == ANSWER


@pytest.mark.parametrize("key", ["", "answer", "governance/answer/", "Governance/answer/1", "a/b/c/d", "a/b/<x>"])
def test_what_is_no_key_of_a_statement_cannot_cite(officer: Any, key: str) -> None:
    with pytest.raises(UserError, match="not a statement"):
        citing.cite(officer, key, law(officer))


def test_many_statements_are_read_by_one_query(officer: Any, django_assert_num_queries: Any) -> None:
    evidence = law(officer, effective_until=TOMORROW)
    for number in range(20):
        citing.cite(officer, f"compact/measure/{number}", evidence)
    with django_assert_num_queries(1):
        told = citing.of_many(f"compact/measure/{number}" for number in range(20))
        assert len(told) == 20
        assert {citing.needs_review(each) for some in told.values() for each in some} == {""}


def test_a_room_says_what_its_statements_are_called(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statements, "_ROOMS", {})
    statements.register("governance/", lambda keys: {key: (key.upper(), "/there/") for key in keys if "12" in key})
    assert statements.described([ANSWER, MEASURE, "governance/answer/3"]) == {
        ANSWER: (ANSWER.upper(), "/there/"), MEASURE: (MEASURE, ""), "governance/answer/3": ("governance/answer/3", ""),
    }  # fmt: skip


# What makes somebody look again.


def test_a_new_version_flags_every_citation_of_the_old_ones(officer: Any) -> None:
    first = law(officer, effective_from=date(2013, 8, 1))
    one = citing.cite(officer, ANSWER, first, "Article 3")
    second = actions.new_version(officer, first, version_of(first, effective_from=date(2020, 1, 1)))
    two = citing.cite(officer, MEASURE, second)
    assert {reasons(one), reasons(two)} == {"citation-newer-version", ""}
    first.refresh_from_db()
    assert first.newest == second
    assert first.effective_until == date(2019, 12, 31)
    third = actions.new_version(officer, second, version_of(second))
    assert {reasons(one), reasons(two)} == {"citation-newer-version"}
    assert {each.newest_id for each in Evidence.objects.filter(first=first)} == {third.pk, None}
    assert list(citing.flagged()) == [one, two]


def test_a_flag_goes_when_somebody_confirms_and_comes_back_with_the_next_version(officer: Any) -> None:
    first = law(officer)
    one = citing.cite(officer, ANSWER, first)
    second = actions.new_version(officer, first, version_of(first))
    citing.confirm(officer, again(one))
    assert reasons(one) == ""
    assert again(one).confirmed_by == officer
    assert Event.objects.get(action="citation-confirmed").details["reason"] == "citation-newer-version"
    actions.new_version(officer, second, version_of(second))
    assert reasons(one) == "citation-newer-version"


def test_a_citation_is_moved_to_the_newest_version_and_keeps_its_place(officer: Any) -> None:
    first = law(officer)
    one = citing.cite(officer, ANSWER, first, "Article 3")
    third = actions.new_version(officer, first, version_of(first))
    third = actions.new_version(officer, third, version_of(third))
    moved = citing.move(officer, again(one))
    assert [(each.evidence, each.place) for each in citing.of(ANSWER)] == [(third, "Article 3")]
    assert citing.needs_review(moved) == ""
    told = Event.objects.get(action="citation-moved").details
    assert (told["before"], told["after"]) == (first.key, third.key)
    with pytest.raises(UserError, match="no newer version"):
        citing.move(officer, moved)


def test_a_version_is_replaced_once(officer: Any) -> None:
    first = law(officer)
    actions.new_version(officer, first, version_of(first))
    with pytest.raises(UserError, match="replaced already"):
        actions.new_version(officer, first, version_of(first))
    assert Evidence.objects.count() == 2


@pytest.mark.parametrize(
    ("until", "reason"), [(YESTERDAY, "citation-expired"), (TODAY, ""), (TOMORROW, ""), (None, "")]
)
def test_what_has_ended_flags_its_citations_from_the_day_after(officer: Any, until: date | None, reason: str) -> None:
    one = citing.cite(officer, ANSWER, law(officer, effective_until=until))
    assert reasons(one) == reason
    assert list(citing.flagged()) == ([one] if reason else [])


def test_an_end_that_becomes_known_later_flags_too_and_one_that_was_wrong_no_longer_does(officer: Any) -> None:
    evidence = law(officer)
    one = citing.cite(officer, ANSWER, evidence)
    actions.edit(officer, evidence, 1, {"effective_until": YESTERDAY})
    assert reasons(one) == "citation-expired"
    actions.edit(officer, evidence, 2, {"effective_until": None})
    assert reasons(one) == ""


def test_confirming_what_is_still_to_end_does_not_hide_its_end(officer: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    first = law(officer, effective_until=TOMORROW)
    one = citing.cite(officer, ANSWER, first)
    actions.new_version(officer, first, version_of(first))
    citing.confirm(officer, again(one))
    assert again(one).review_from == TOMORROW + timedelta(days=1)


def test_a_corrected_figure_flags_its_citations_until_somebody_confirms(
    officer: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts: dict[str, int] = {}
    monkeypatch.setattr(corrections, "of_edition", lambda name: counts)
    figure = picked(officer, "border_entries_foreigners:2019:AZE@x")
    one = citing.cite(officer, ANSWER, figure)
    other = citing.cite(officer, ANSWER, picked(officer, "border_entries_foreigners:2018:AZE@x"))
    assert list(citing.flagged()) == []
    counts[figure.figure] = 1
    assert reasons(one) == "citation-figure-corrected"
    assert list(citing.flagged()) == [one]
    citing.confirm(officer, again(one))
    assert list(citing.flagged()) == []
    counts[""] = 1
    assert {reasons(one), reasons(other)} == {"citation-figure-corrected"}
    assert list(citing.flagged()) == [one, other]


def test_a_figure_whose_edition_is_gone_is_withdrawn(officer: Any) -> None:
    one = citing.cite(officer, ANSWER, picked(officer, "x:2019:AZE@x", edition="nowhere"))
    assert reasons(one) == "citation-figure-withdrawn"
    assert list(citing.flagged()) == [one]


def test_a_figure_of_a_signed_edition_without_notices_is_as_it_was(officer: Any) -> None:
    assert corrections.spoken(picked(officer, "border_entries_foreigners:2019:AZE@x")) == 0
    assert corrections.spoken(law(officer)) == 0


def test_the_editions_of_figures_are_known(officer: Any) -> None:
    law(officer)
    for edition, figure in (("two", "a:1"), ("one", "a:1"), ("one", "b:1")):
        picked(officer, figure, edition)
    assert corrections.editions() == ["one", "two"]


def test_a_figure_is_kept_once_and_has_no_versions(officer: Any) -> None:
    one = picked(officer, "x:2019:AZE@x")
    assert picked(officer, "x:2019:AZE@x").pk == one.pk
    with pytest.raises(UserError, match="no versions"):
        actions.new_version(officer, one, version_of(one))


def test_those_who_cited_and_those_who_answer_for_it_are_reminded(officer: Any, somebody: Callable[..., Any]) -> None:
    keeper = somebody("mgi_coordinator")
    stranger = somebody("training_coordinator")
    evidence = law(keeper)
    citing.cite(officer, ANSWER, evidence)
    assert [awaiting.awaiting(each) for each in (officer, keeper, stranger)] == [[], [], []]
    actions.new_version(keeper, evidence, version_of(evidence))
    mine = [each.text for each in awaiting.awaiting(officer)]
    assert mine == ["1 citation awaits your review"]
    assert len(awaiting.awaiting(keeper)) == 1
    assert awaiting.awaiting(stranger) == []
    assert not may(somebody("auditor"), Permission.MANAGE_EVIDENCE)


# How it is found.


@pytest.mark.parametrize(
    ("asked", "is_found"),
    [
        ("Əcnəbilərin", True), ("ecnebi", True), ("ƏCNƏBİ", True), ("Ecnəbi İŞ", True), ("is isci", False),
        ("QANUN", True), ("qanun ecnebilerin 713", True), ("cnebi", False), ("шел", False), ("елк", True),
        ("Ёлка", True), ("мой", True), ("мои", False), ("ıv", True), ("IV", True), ("", True),
        ("  !?  ", True), ("a", False),
        ('" OR 1', False), ("qanun* NOT", False), ("':* | 'a", False),
    ],
)  # fmt: skip
def test_words_are_found_by_their_beginnings_whatever_the_keyboard_has(
    officer: Any, asked: str, is_found: bool
) -> None:
    law(officer, titles={"az": "Əcnəbilərin iş icazəsi haqqında qanun", "ru": "Ёлка: мой йод"}, number="713-IVQ")
    assert len(found(asked)) == is_found


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("İşğal ÇÖÜƏI ı", "isgal couei i"), ("Ёж й Й", "еж й й"), ("Straße", "strasse"),
        ("café — naïve", "cafe — naive"), ("ﬁn ①", "fin 1"), ("i̇stanbul", "istanbul"),
    ],
)  # fmt: skip
def test_letters_are_folded(text: str, folded: str) -> None:
    assert folding.fold(text) == folded


def test_what_was_edited_is_found_by_its_new_words_alone(officer: Any) -> None:
    evidence = law(officer, "Migration Code")
    actions.edit(officer, evidence, 1, {"titles": {"en": "Labour Code"}})
    assert (found("migration"), found("labour")) == ([], ["Labour Code"])


def test_what_is_found_is_the_newest_first(officer: Any) -> None:
    for title in ("Law one", "Law two", "Law three"):
        law(officer, title)
    assert found("law") == ["Law three", "Law two", "Law one"]


def word_document(text: bytes) -> bytes:
    space = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    return zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w:d %b>%b</w:d>" % (space, text)})


def workbook() -> bytes:
    """As offices write them: the words apart from the sheets."""
    made = openpyxl.Workbook()
    made.active.append(["Qeydiyyat şöbəsi", 17])
    made.create_sheet("Other").append(["the second sheet"])
    return saved(made)


def workbook_of_a_program() -> bytes:
    """As programs write them that do not hold all rows: the words in the sheet."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"constant_memory": True}) as made:
        made.add_worksheet().write(0, 0, "Qeydiyyat şöbəsi")
    return stream.getvalue()


def slides() -> bytes:
    space = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    slide = f"<s {space}><a:p><a:r><a:t>İllik </a:t></a:r><a:r><a:t>hesa</a:t></a:r><a:r><a:t>bat</a:t></a:r></a:p></s>"
    return zipped({"[Content_Types].xml": b"<Types/>", "ppt/presentation.xml": b"<p/>",
                   "ppt/slides/slide1.xml": slide.encode()})  # fmt: skip


def saved(made: openpyxl.Workbook) -> bytes:
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "asked"),
    [
        (workbook(), "b.xlsx", "qeydiyyat sobesi second"), (workbook_of_a_program(), "c.xlsx", "sobesi"),
        (slides(), "s.pptx", "illik hesabat"),
        (word_document("<w:p><w:t>Qərar</w:t><w:t>lar</w:t></w:p>".encode()), "a.docx", "qerarlar"),
        ("Protokol № 5, 3 mart".encode(), "p.txt", "protokol mart"),
        (b"<html><title>T</title><script>secretive</script><p>Annual repor<b>t</b></html>", "a.html", "annual"),
        ("Sahə;Say".encode("utf-16"), "t.csv", "sahe"),
    ],
)  # fmt: skip
def test_the_text_of_files_is_found(officer: Any, content: bytes, name: str, asked: str) -> None:
    evidence = law(officer, "Papers")
    actions.attach(officer, evidence, [(content, name)])
    assert found(asked) == ["Papers"]
    assert found("secretive") == []
    assert found(name) == ["Papers"]


def pdf_document(said: str) -> bytes:
    return bytes(typst.compile(f"#set document(date: none)\n{said}".encode()))


def test_the_text_of_a_pdf_is_found_once_the_worker_has_read_it(officer: Any) -> None:
    evidence = law(officer, "Papers")
    actions.attach(officer, evidence, [(pdf_document("Dövlət Miqrasiya Xidmətinin əmri"), "a.pdf")])
    assert found("emri") == []
    carry_out_tasks()
    assert found("xidmetinin emri") == ["Papers"]
    # The words stay when the evidence is edited.
    actions.edit(officer, evidence, 1, {"titles": {"en": "Orders"}})
    assert found("xidmetinin emri") == ["Orders"]


def carry_out_tasks() -> None:
    """As the worker does: what was asked for, by its arguments."""
    for asked in DBTaskResult.objects.ready():
        tasks.read.func(*asked.args_kwargs["args"])


@pytest.mark.parametrize("content", [b"%PDF-1.7 and nothing more", b"%PDF-1.4\n" + b"1 0 obj <<" * 5000])
def test_a_damaged_pdf_has_no_words(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(content)
    assert pdf.text(file) == ""


def test_a_pdf_gets_so_much_time_and_what_was_read_until_then_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = tmp_path / "slow.py"
    slow.write_text("import sys, time\nprint('the first page', flush=True)\ntime.sleep(60)\n", encoding="utf-8")
    monkeypatch.setattr(pdf, "__file__", str(slow))
    monkeypatch.setattr(pdf, "_SECONDS", 2)
    assert pdf.text(tmp_path / "any.pdf").strip() == "the first page"


def test_entities_of_a_document_are_never_followed(officer: Any, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("topsecret")
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    bomb = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    for told in (f'<!DOCTYPE d [<!ENTITY x SYSTEM "file://{secret}">]>', f'<!DOCTYPE d [<!ENTITY a0 "x">{bomb}]>'):
        body = f"{told}<w:d {space}><w:p><w:t>&x;&a9;words</w:t></w:p></w:d>"
        file = tmp_path / "act.docx"
        file.write_bytes(zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": body.encode()}))
        assert reading.text("docx", file) == ""


def test_a_damaged_document_has_no_words_and_is_kept(officer: Any) -> None:
    evidence = actions.add(officer, {"kind": Kind.FILE, "titles": {"en": "Act"}}, [(DOCX, "act.docx")])
    assert Attachment.objects.get(evidence=evidence).words == ""


def test_a_refused_file_keeps_none_of_what_came_with_it(officer: Any) -> None:
    with pytest.raises(UserError, match="program"):
        actions.add(officer, {"kind": Kind.FILE, "titles": {"en": "A"}}, [(b"text", "a.txt"), (b"#!/bin/sh", "b.txt")])
    assert not Evidence.objects.exists()
    assert not Change.objects.exists()


def version_of(evidence: Evidence, **more: Any) -> dict[str, Any]:
    return {"kind": evidence.kind, "titles": evidence.titles, "effective_from": None, **more}


def picked(by: Any, figure: str, edition: str = "one") -> Evidence:
    return actions.pick_figure(by, {"edition": edition, "figure": figure, "value": "1", "titles": {"en": figure}})


def again(citation: Citation) -> Citation:
    return Citation.objects.select_related("evidence").get(pk=citation.pk)


def reasons(citation: Citation) -> str:
    return citing.needs_review(again(citation))
