"""Papers that go out: one document, given as a page, Word, PDF and a workbook, with nothing in it that acts."""

from __future__ import annotations

import io
import json

import docx
import openpyxl
import pytest
from django.http import Http404, HttpResponse
from django.test import RequestFactory
from python_calamine import CalamineWorkbook

from durna.publish.document import Document
from durna.web import papers
from durna.web.papers.build import bullets, link, paper, paragraph, section, strong, table, terms


def sheet(language: str = "en", *, is_sheet: bool = True) -> Document:
    return paper(
        "A pledge", language,
        [
            section("what", "What", paragraph(["Promised ", strong("now"), ": ", link("text", "https://example.org/a")])),
            section("list", "List", bullets(["one", "two"]), terms([("Who", "The office"), ("When", "")]),
                    table("counts", "Counts", ["Year", "People"], [["2019", 1200], ["=1+1", 30]]),
                    table("again", "Again", ["Year", "Said"], [["2019", "@SUM(A1)"]])),
        ],
        subtitle="Example", is_sheet=is_sheet,
    )  # fmt: skip


def test_tables_are_numbered_through_the_paper() -> None:
    assert [each.number for each in sheet().tables()] == [1, 2]


def test_a_column_of_numbers_alone_is_a_column_of_values() -> None:
    counts, again = sheet().tables()
    assert [column.role for column in counts.columns] == ["text", "value"]
    assert [column.role for column in again.columns] == ["text", "text"]
    assert counts.rows[0].cells[0].value == 1200


def test_a_term_of_which_nothing_is_said_is_left_out() -> None:
    assert [term for term, _ in terms([("Who", "The office"), ("When", "")]).pairs] == ["Who"]


@pytest.mark.parametrize("language", ["az", "en", "ru"])
def test_a_sheet_in_word_has_its_title_and_text_and_no_contents(language: str) -> None:
    made = docx.Document(io.BytesIO(papers.content(sheet(language), "docx")))
    texts = [paragraph.text for paragraph in made.paragraphs if paragraph.text]
    assert texts[1:5] == ["A pledge", "Example", "What", "Promised now: text"]
    assert not any(each.style.name.startswith("toc") for each in made.paragraphs)


def test_a_long_paper_in_word_has_contents() -> None:
    made = docx.Document(io.BytesIO(papers.content(sheet(is_sheet=False), "docx")))
    assert [each.text for each in made.paragraphs if each.style.name == "toc 1"] == ["What\t ", "List\t "]


def test_a_sheet_as_pdf_is_one_page_and_a_long_paper_has_a_cover() -> None:
    pikepdf = pytest.importorskip("pikepdf")
    with pikepdf.open(io.BytesIO(papers.content(sheet(), "pdf"))) as short:
        assert len(short.pages) == 1
    with pikepdf.open(io.BytesIO(papers.content(sheet(is_sheet=False), "pdf"))) as long:
        assert len(long.pages) == 5  # cover, contents, list of tables, two chapters


def test_no_cell_of_a_workbook_is_a_formula() -> None:
    content = papers.content(sheet(), "xlsx")
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert not [cell for page in book for row in page for cell in row if cell.data_type == "f"]
    read = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(1).to_python()
    assert ["=1+1", 30.0] in [row[:2] for row in read]


def test_the_same_paper_makes_the_same_bytes() -> None:
    for name in papers.FORMATS[1:]:
        assert papers.content(sheet(), name) == papers.content(sheet(), name)


def test_a_paper_is_data_for_programs_too() -> None:
    said = json.loads(papers.content(sheet(), "json"))
    assert said["title"] == "A pledge"
    assert said["sections"][0]["text"] == ["Promised now: text"]
    listed = said["sections"][1]
    assert listed["text"] == ["one", "two"]
    assert listed["terms"] == {"Who": "The office"}
    assert listed["tables"][0] == {"caption": "Counts", "columns": ["Year", "People"],
                                   "rows": [["2019", 1200], ["=1+1", 30]]}  # fmt: skip


@pytest.mark.django_db
def test_a_page_shows_the_paper_and_follows_no_script(rf: RequestFactory) -> None:
    made = paper("A <b>", "en", [section("x", "X", paragraph([link("bad", "javascript:alert(1)"), "<i>"]))])
    found = _answer(rf, made, "html").content.decode()
    assert "javascript:" not in found
    assert "&lt;i&gt;" in found
    assert "A &lt;b&gt;" in found


@pytest.mark.django_db
def test_a_file_says_its_name_and_its_language(rf: RequestFactory) -> None:
    found = _answer(rf, sheet("az"), "docx")
    assert found.headers["Content-Disposition"] == 'attachment; filename="pledge-az.docx"'


@pytest.mark.django_db
def test_a_format_that_there_is_not_is_a_missing_page(rf: RequestFactory) -> None:
    with pytest.raises(Http404):
        _answer(rf, sheet(), "exe")
    with pytest.raises(Http404):
        _answer(rf, paper("A", "en", [section("x", "X")]), "xlsx")


def _answer(rf: RequestFactory, document: Document, format: str) -> HttpResponse:
    from django.contrib.auth.models import AnonymousUser

    request = rf.get("/")
    request.user = AnonymousUser()
    request.resolver_match = None
    return papers.respond(request, document, format, "pledge")
