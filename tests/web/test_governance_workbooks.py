"""Workbooks: out with drop-down scales, back with a preview, and every way in which one may come back wrong."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from durna.errors import UserError
from durna.web.versioned import ChangedMeanwhile
from tests.web import governing
from tests.web.test_governance_answers import signed_in

pytestmark = pytest.mark.django_db
CODES = ["MGI-2.01", "MGI-2.06"]
FIRST = 5  # the row of the first question, as Excel counts


def made(found: Any, place: str = "Ministry A", language: str = "en") -> bytes:
    from durna.web.governance import book

    with translation.override(language):
        return book.make(by=governing.coordinator(), found=found, institution=governing.institution(place))[1]


def filled(content: bytes, fill: Callable[[Any], None]) -> SimpleUploadedFile:
    """The workbook as an office gives it back."""
    opened = openpyxl.load_workbook(io.BytesIO(content))
    fill(opened)
    out = io.BytesIO()
    opened.save(out)
    return SimpleUploadedFile("answers.xlsx", out.getvalue())


def cells(row: int = FIRST, **said: Any) -> Callable[[Any], None]:
    columns = {"code": 1, "question": 2, "value": 3, "comment": 4, "as_of": 5, "internal": 6, "source": 7, "place": 8}

    def fill(opened: Any) -> None:
        for name, value in said.items():
            opened.worksheets[0].cell(row, columns[name]).value = value

    return fill


def received(found: Any, upload: SimpleUploadedFile, by: Any = None) -> Any:
    from durna.web.governance.actions import workbooks

    return workbooks.receive(by=by or governing.respondent(), upload=upload, found=found)


def applied(returned: Any, *accepted: str) -> int:
    from durna.web.governance import returned as reading
    from durna.web.governance.actions import workbooks

    seen = {change.question: change.version for change in reading.changes(returned)}
    return workbooks.apply(by=governing.respondent(), returned=returned, accepted=accepted, seen=seen)


def test_a_workbook_is_locked_but_for_what_is_filled_and_offers_the_scale() -> None:
    opened = openpyxl.load_workbook(io.BytesIO(made(governing.a_round(CODES))))
    sheet = opened.worksheets[0]
    assert sheet.protection.sheet
    assert [sheet.cell(FIRST, place).protection.locked for place in (1, 2, 3, 4, 9)] == [True, True, False, False, True]
    offered = {str(each.sqref): each.formula1 for each in sheet.data_validations.dataValidation if each.type == "list"}
    assert "Lists" in offered["C5"]
    values = [cell.value for column in opened.worksheets[2].iter_cols() for cell in column if cell.value]
    assert "Partly: a policy or framework exists in part" in values


@pytest.mark.parametrize(
    ("language", "head", "yes"), [("en", "Answer", "Yes"), ("az", "Cavab", "Bəli"), ("ru", "Ответ", "Да")]
)
def test_a_workbook_speaks_the_language_chosen_and_comes_back_in_it(language: str, head: str, yes: str) -> None:
    found = governing.a_round(CODES)
    content = made(found, language=language)
    assert openpyxl.load_workbook(io.BytesIO(content)).worksheets[0].cell(FIRST - 1, 3).value == head
    returned = received(found, filled(content, cells(value=yes, comment="Mətn / Текст")))
    assert applied(returned, "MGI-2.01:value", "MGI-2.01:comment") == 2
    answer = governing.answer_of(found)
    assert (answer.value, answer.comment) == ("yes", {language: "Mətn / Текст"})


def test_only_what_is_accepted_is_saved_and_as_a_revision() -> None:
    found = governing.a_round(CODES)
    returned = received(found, filled(made(found), cells(value="Yes", comment="By decree.", as_of=date(2026, 1, 31))))
    assert applied(returned, "MGI-2.01:value", "MGI-2.01:as_of") == 2
    answer = governing.answer_of(found)
    assert (answer.value, answer.comment, answer.as_of) == ("yes", {}, date(2026, 1, 31))
    assert answer.revisions.get().why == "workbook"


def test_the_preview_shows_every_change_and_saves_nothing() -> None:
    found = governing.a_round(CODES)
    client = signed_in(governing.respondent())
    upload = filled(made(found), cells(value="Yes", comment="By decree."))
    sent = client.post(f"/mgi/{found.pk}/workbooks/back/", {"workbook": upload})
    shown = client.get(sent.headers["Location"]).content.decode()
    assert "By decree." in shown
    assert 'value="MGI-2.01:value"' in shown
    assert "Changes: 2, of which conflicts: 0" in shown
    assert governing.answer_of(found).value == ""


def test_a_change_made_meanwhile_is_a_conflict_and_not_ticked() -> None:
    from durna.web.governance import returned as reading

    found = governing.a_round(CODES)
    upload = filled(made(found), cells(value="Yes", comment="From the meeting room"))
    governing.write(governing.answer_of(found), "no", "From the office")
    returned = received(found, upload)
    assert [(each.field, each.now, each.got, each.is_conflict) for each in reading.changes(returned)] == [
        ("value", "no", "yes", True), ("comment", "From the office", "From the meeting room", True),
    ]  # fmt: skip
    shown = signed_in(governing.respondent()).get(f"/mgi/workbooks/{returned.pk}/").content.decode()
    assert "Conflict: changed here meanwhile" in shown
    assert "checked" not in shown


def test_a_cell_that_nobody_touched_is_no_change_whatever_stands_there_now() -> None:
    from durna.web.governance import returned as reading

    found = governing.a_round(CODES)
    content = made(found)
    governing.write(governing.answer_of(found), "no", "From the office")
    assert reading.changes(received(found, filled(content, cells()))) == []


def test_a_comment_of_several_lines_that_nobody_touched_is_no_change() -> None:
    """A browser sends its lines with CR LF, which no workbook brings back."""
    from durna.web.governance import returned as reading

    found = governing.a_round(CODES)
    client, answer = signed_in(governing.respondent()), governing.answer_of(found)
    client.post(f"/mgi/answers/{answer.pk}/take/")
    said = {"version": answer.version, "value": "no", "comment_en": "One.\r\nTwo."}
    assert client.post(f"/mgi/answers/{answer.pk}/write/", said).status_code == 302
    assert reading.changes(received(found, filled(made(found), cells()))) == []


def test_an_answer_saved_after_the_preview_stops_everything() -> None:
    from durna.web.governance.actions import workbooks

    found = governing.a_round(CODES)
    both = filled(made(found), lambda book: (cells(value="Yes")(book), cells(FIRST + 1, value="No")(book)))
    returned = received(found, both)
    seen = {code: governing.answer_of(found, code).version for code in CODES}
    governing.write(governing.answer_of(found, CODES[1]), "yes")
    accepted = [f"{code}:value" for code in CODES]
    with pytest.raises(ChangedMeanwhile):
        workbooks.apply(by=governing.respondent(), returned=returned, accepted=accepted, seen=seen)
    assert governing.answer_of(found, CODES[0]).value == ""


def test_a_source_that_was_chosen_is_cited_at_its_place() -> None:
    from durna.web.evidence import citing
    from durna.web.governance import book

    law = governing.law("77")
    found = governing.a_round(CODES)
    name = next(name for name, pk in book.sources().items() if pk == law.pk)
    returned = received(found, filled(made(found), cells(source=name, place="article 4")))
    applied(returned, "MGI-2.01:source")
    assert [(each.evidence, each.place) for each in citing.of(governing.answer_of(found).key)] == [(law, "article 4")]


def test_a_workbook_is_taken_in_once() -> None:
    found = governing.a_round(CODES)
    content = made(found)
    applied(received(found, filled(content, cells(value="Yes"))), "MGI-2.01:value")
    with pytest.raises(UserError, match="taken in already"):
        received(found, filled(content, cells(value="No")))


def test_two_that_were_previewed_are_not_both_applied() -> None:
    found = governing.a_round(CODES)
    content = made(found)
    one, other = (received(found, filled(content, cells(value=value))) for value in ("Yes", "No"))
    applied(one, "MGI-2.01:value")
    with pytest.raises(UserError, match="taken in already"):
        applied(other, "MGI-2.01:value")


def test_a_workbook_of_another_institution_is_refused() -> None:
    found = governing.a_round(CODES, ["Ministry A", "Ministry B"])
    upload = filled(made(found, "Ministry B"), cells(value="Yes"))
    with pytest.raises(UserError, match="belongs to Ministry B"):
        received(found, upload)


def test_a_workbook_of_another_round_is_refused() -> None:
    found, other = governing.a_round(CODES), governing.a_round(CODES)
    with pytest.raises(UserError, match="another round"):
        received(other, filled(made(found), cells(value="Yes")))


def removed(book: Any) -> None:
    book.worksheets[0].delete_rows(FIRST)


def doubled(book: Any) -> None:
    for place in range(1, 10):
        book.worksheets[0].cell(FIRST + 2, place).value = book.worksheets[0].cell(FIRST, place).value


def reheaded(book: Any) -> None:
    book.worksheets[0].insert_cols(3)


def reversioned(book: Any) -> None:
    book.worksheets[1]["B6"].value = "2099"


def unmarked(book: Any) -> None:
    book.worksheets[1]["B4"].value = "something else"


def shut_away(book: Any) -> None:
    book.remove(book.worksheets[0])


def without_about(book: Any) -> None:
    book.remove(book.worksheets[1])


def merged(book: Any) -> None:
    book.worksheets[0].merge_cells("D5:D6")


def remarked(book: Any) -> None:
    book.worksheets[0]["J6"].value = "Ask the ministry"


def below(book: Any) -> None:
    book.worksheets[0]["D9"].value = "One thing more"


def a_place_too_long(book: Any) -> None:
    from durna.web.governance.book import sources

    cells(source=next(iter(sources())), place="a" * 201)(book)


@pytest.mark.parametrize(
    ("fill", "found"),
    [
        (shut_away, 'The sheet "Questions" is missing'), (without_about, "does not know the workbook"),
        (merged, "Cell D5 was merged"), (remarked, "Cell J6 stands outside"), (below, 'Row 9: question ""'),
        (cells(comment="=1+1"), "Cell D5 holds a formula"), (cells(comment="#N/A"), "Cell D5 holds a formula"),
        (cells(place="article 4"), "Row 5: a place in a source, but no source"),
        (a_place_too_long, "longer than 200 characters"),
        (removed, r"MGI-2\.01 is lost"), (doubled, "stands there a second time"), (reheaded, "Column 3"),
        (reversioned, "2099"), (unmarked, "does not know the workbook"),
        (cells(value="Perhaps"), "Row 5: \"Perhaps\" is no answer"), (cells(code="MGI-9.99"), "did not go out"),
        (cells(question="Is it good?"), "the text of question"), (cells(as_of="soon"), "\"soon\" is no day"),
        (cells(source="A rumour"), "is not in the library"),
    ],
)  # fmt: skip
def test_a_workbook_that_was_changed_is_refused_and_says_where(fill: Callable[[Any], None], found: str) -> None:
    governing.law()
    asked = governing.a_round(CODES)
    with pytest.raises(UserError, match=found):
        received(asked, filled(made(asked), fill))


def sorted_backwards(book: Any) -> None:
    sheet = book.worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=FIRST, max_col=9)]
    for number, row in enumerate(reversed(rows), start=FIRST):
        for place, value in enumerate(row, start=1):
            sheet.cell(number, place).value = value


def reordered(book: Any) -> None:
    book.create_sheet("Our notes", 0)
    book.move_sheet("About this workbook", -2)


def spaced(book: Any) -> None:
    book.worksheets[0].insert_rows(FIRST + 1)


def with_lists_shown(book: Any) -> None:
    book.worksheets[2].sheet_state = "visible"
    book.remove(book.worksheets[2])


@pytest.mark.parametrize("change", [sorted_backwards, reordered, spaced, with_lists_shown])
def test_what_an_office_may_do_without_harm_is_taken(change: Callable[[Any], None]) -> None:
    from durna.web.governance import returned as reading

    found = governing.a_round(CODES)
    returned = received(found, filled(made(found), lambda book: (cells(value="No")(book), change(book))))
    assert [(each.question, each.field, each.got) for each in reading.changes(returned)] == [
        ("MGI-2.01", "value", "no")
    ]


@pytest.mark.parametrize("said", ["Xeyr", "НЕТ", " no ", "xeyr"])
def test_an_answer_may_be_typed_in_any_language(said: str) -> None:
    found = governing.a_round(CODES)
    assert received(found, filled(made(found), cells(value=said))).read["MGI-2.01"]["value"] == "no"


def test_letters_that_nobody_sees_are_left_out() -> None:
    found = governing.a_round(CODES)
    returned = received(found, filled(made(found), cells(comment="by_x0000_ law")))
    assert returned.read["MGI-2.01"]["comment"] == "by law"


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    found = governing.a_round(CODES)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", b"0" * (60 << 20))
    with pytest.raises(UserError, match="unpack"):
        received(found, SimpleUploadedFile("answers.xlsx", out.getvalue()))


def test_a_file_that_is_no_workbook_is_refused_on_the_page() -> None:
    found = governing.a_round(CODES)
    upload = SimpleUploadedFile("answers.xlsx", b"no workbook at all")
    shown = signed_in(governing.respondent()).post(f"/mgi/{found.pk}/workbooks/back/", {"workbook": upload})
    assert shown.status_code == 422
    assert "no Excel workbook" in shown.content.decode()


def test_an_answer_that_was_handed_in_meanwhile_is_shown_and_cannot_be_ticked() -> None:
    from durna.web.governance import returned as reading
    from durna.web.governance.actions import answers

    found = governing.a_round(CODES)
    upload = filled(made(found), cells(value="No"))
    written = governing.write(governing.answer_of(found))
    answers.submit(by=governing.respondent(), answer=written, seen=written.version)
    returned = received(found, upload)
    assert [change.refused for change in reading.changes(returned)] == ["mgi-book-not-writable"]
    with pytest.raises(UserError, match="Nothing is ticked"):
        applied(returned, "MGI-2.01:value")


def test_a_formula_in_a_cell_stays_a_text() -> None:
    answer = governing.write(governing.answer_of(governing.a_round(CODES)), text='=HYPERLINK("http://x")')
    sheet = openpyxl.load_workbook(io.BytesIO(made(answer.round))).worksheets[0]
    assert (sheet.cell(FIRST, 4).value, sheet.cell(FIRST, 4).data_type) == ('=HYPERLINK("http://x")', "s")
