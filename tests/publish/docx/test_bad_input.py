"""What would break a file elsewhere: shown as it is, or told, never a broken file."""

import xml.etree.ElementTree as ET
from dataclasses import replace

import docx
import pypandoc
import pytest

from durna.publish import charts
from durna.publish.document import Bullets, Cell, Chart, Link, Paragraph, Row, Table, Words, words
from tests.publish.docx.conftest import W, Writer, chart, document, permits, text_of

MARKUP = "Permits & <b>visas</b> \"2020\" ']]>' <w:p/> {{ x }} &amp;"
LONG = "Ə" * 200


def test_markup_characters_are_letters(written: Writer) -> None:
    table = replace(permits(), caption=MARKUP, subtitle=MARKUP)
    shown = document(table, replace(chart(), caption=MARKUP, description=MARKUP), Paragraph(words(MARKUP)))
    file = written(shown)
    texts = [text for _, text in file.paragraphs()]
    assert MARKUP in texts
    assert f"Table 1. {MARKUP}" in texts
    assert f"Figure 1. {MARKUP}" in texts
    assert file.table(MARKUP) is not None


def test_what_xml_cannot_hold_is_replaced_and_seen(written: Writer) -> None:
    said = "a\x00b\x0bc\ud800d\uffffe\tf"
    file = written(document(Paragraph(words(said)), replace(permits(), caption=said)))
    texts = [text for _, text in file.paragraphs()]
    assert "a\ufffdb\ufffdc\ufffdd\ufffde f" in texts


def test_lines_are_broken_where_the_text_has_them(written: Writer) -> None:
    file = written(document(Paragraph(words("one\ntwo"))))
    [said] = [each for each in file.all("p") if text_of(each) == "onetwo"]
    assert len(list(said.iter(W + "br"))) == 1


def test_a_name_of_two_hundred_letters_stays_in_its_column(written: Writer) -> None:
    rows = tuple(Row(Cell(words(LONG)), row.cells) for row in permits().rows[1:])
    file = written(document(replace(permits(), caption=LONG, rows=rows), Bullets((words(LONG),))))
    table = file.table(LONG)
    widths = [int(each.get(W + "w") or 0) for each in table.iter(W + "gridCol")]
    assert sum(widths) <= 11906 - 2 * 1134 + len(widths)
    assert text_of(table).count(LONG) == 3
    assert LONG in pypandoc.convert_file(str(file.path), "plain", format="docx", extra_args=["--wrap=none"])


def test_a_chart_that_cannot_be_drawn_is_said_in_words_and_told(
    written: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(of: Chart, language: str) -> str:
        raise ValueError("no scale has this kind")

    monkeypatch.setattr(charts, "svg", fail)
    file = written(document(chart()))
    assert ("ProfilePicture", chart().description) in file.paragraphs()
    assert not any("media/" in name for name in file.parts)
    [notice] = file.notices
    assert (notice.place, "no scale has this kind" in notice.text) == ("Figure 1", True)


def test_an_address_with_signs_is_one_address(written: Writer) -> None:
    address = "https://example.org/?a=1&b=<2>\"'ə"
    file = written(document(Paragraph((Link("here", address),))))
    relations = ET.fromstring(file.parts["word/_rels/document.xml.rels"])
    assert address in [each.get("Target") for each in relations]


def test_an_empty_document_is_a_document(written: Writer) -> None:
    file = written(replace(document(), pages=()))
    docx.Document(str(file.path))
    assert [style for style, _ in file.paragraphs()][:2] == ["ProfileCoverText", "Title"]


def test_a_cell_of_many_lines_and_a_caption_of_none(written: Writer) -> None:
    table = Table("t", 1, "", "", permits().columns, (Row(Cell((Words("a\nb\nc"),)), permits().rows[1].cells),))
    docx.Document(str(written(document(table)).path))
