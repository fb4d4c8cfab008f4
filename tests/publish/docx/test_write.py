"""The Word file: real captions, fields, footnotes, links and pictures, and the same bytes for the same document."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pypandoc
import pytest

from durna.publish.document import Bullets, Paragraph, Point, Reference, Terms, tables_of, words
from durna.publish.docx.anchors import LONGEST, name_of
from durna.publish.docx.pictures import for_office, without_outlines
from durna.publish.language import Language
from tests.publish.docx.conftest import (
    W,
    Writer,
    bookmarks,
    chart,
    document,
    find,
    get,
    permits,
    style_of,
    targets,
    text_of,
    years,
)

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def pandoc(path: Path, to: str = "plain") -> str:
    """The file as an independent reader sees it."""
    return str(pypandoc.convert_file(str(path), to, format="docx", extra_args=["--wrap=none"]))


def headings(path: Path) -> list[tuple[int, str]]:
    found: list[dict[str, Any]] = json.loads(pandoc(path, "json"))["blocks"]
    return [(each["c"][0], " ".join(_texts(each["c"][2]))) for each in found if each["t"] == "Header"]


def _texts(inlines: Any) -> Iterator[str]:
    if isinstance(inlines, dict):
        if inlines.get("t") == "Str":
            yield inlines["c"]
        inlines = list(inlines.values())
    if isinstance(inlines, list):
        for each in inlines:
            yield from _texts(each)


def test_the_library_that_made_it_opens_it_again(written: Writer) -> None:
    assert len(docx.Document(str(written().path)).tables) == 1


def test_another_reader_finds_headings_in_their_order(written: Writer) -> None:
    found = headings(written().path)
    assert [level for level, _ in found] == [1, 2, 1]
    assert [re.sub(r"\s+", " ", title) for _, title in found] == ["A.1 Mobility", "A.1.1 Residence", "Methods"]


def test_another_reader_finds_every_number_of_every_table(written: Writer) -> None:
    shown = document(permits(), years(40))
    text = pandoc(written(shown).path)
    cells = [
        cell for page in shown.pages for table in tables_of(page.section) for row in table.rows for cell in row.cells
    ]
    assert len(cells) == 9 + 40
    assert [cell.text for cell in cells if cell.text not in text] == []


def test_a_footnote_is_one(written: Writer) -> None:
    file = written()
    assert "[^1]: Without renewals." in pandoc(file.path, "markdown").replace("\u00a0", " ")
    notes = [each for each in file.all("footnote", "word/footnotes.xml") if each.get(W + "type") is None]
    referred = [each.get(W + "id") for each in file.all("footnoteReference")]
    assert [each.get(W + "id") for each in notes] == referred
    assert len(referred) == 1


def test_a_document_without_footnotes_has_no_part_for_them(written: Writer) -> None:
    assert "word/footnotes.xml" not in written(document(permits())).parts


def test_captions_are_numbered_by_fields_in_the_words_of_the_language(written: Writer) -> None:
    file = written(code="az")
    assert "SEQ Cədvəl \\* ARABIC" in file.fields()
    assert "SEQ Şəkil \\* ARABIC" in file.fields()
    assert ("Caption", "Cədvəl 1. Permits by ground") in file.paragraphs()


def test_where_numbers_leap_the_field_says_from_where(written: Writer) -> None:
    """A number that stands in the text must be the one that Word computes."""
    fields = written(document(years(3), permits())).fields()
    counted = [each for each in fields if each.startswith("SEQ")]
    assert counted == ["SEQ Table \\* ARABIC \\r 2", "SEQ Table \\* ARABIC \\r 1"]


def test_a_cross_reference_repeats_the_label_of_its_table(written: Writer) -> None:
    file = written()
    label = name_of("table-permits", "label")
    assert f"REF {label} \\h" in file.fields()
    root = file.xml()
    [caption] = [each for each in root.iter(W + "p") if style_of(each) == "Caption" and "ground" in text_of(each)]
    inside, marked = False, []
    for each in caption:
        if each.tag == W + "bookmarkStart" and each.get(W + "name") == label:
            inside, own = True, each.get(W + "id")
        elif each.tag == W + "bookmarkEnd" and inside and each.get(W + "id") == own:
            inside = False
        elif inside:
            marked.append(text_of(each))
    assert "".join(marked) == "Table 1"


def test_every_link_has_a_bookmark_to_go_to_and_no_name_stands_twice(written: Writer) -> None:
    file = written(document(*document().pages[0].section.sections[0].blocks, years(40)))
    names = bookmarks(file)
    assert len(names) == len(set(names))
    assert targets(file) <= set(names)
    assert name_of("row-work") in names


def test_a_reference_to_what_is_not_there_stands_as_words(written: Writer) -> None:
    file = written(document(Paragraph((Reference("Table 9", "#table-9"),))))
    assert any(text == "Table 9" for _, text in file.paragraphs())
    assert not any("table" in each and "9" in each for each in targets(file))


def test_bookmarks_have_names_that_word_takes() -> None:
    anchors = ["a", "table-x", "ərizə", "x" * 300, "table-" + "y" * 80, "table-" + "y" * 81, "9"]
    names = [name_of(anchor, part) for anchor in anchors for part in ("", "label")]
    assert all(re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", name) and len(name) <= LONGEST for name in names)
    assert len(set(names)) == len(names)


def test_contents_and_lists_are_fields_filled_already(written: Writer) -> None:
    file = written()
    fields = file.fields()
    assert 'TOC \\o "1-2" \\h \\z \\u' in fields
    assert 'TOC \\h \\z \\c "Table"' in fields
    assert 'TOC \\h \\z \\c "Figure"' in fields
    listed = [(style, text.strip()) for style, text in file.paragraphs() if style in ("TOC1", "TOC2", "TableOfFigures")]
    assert listed == [
        ("TOC1", "A.1\u2002Mobility"), ("TOC2", "A.1.1\u2002Residence"), ("TOC1", "Methods"),
        ("TableOfFigures", "Table 1. Permits by ground"), ("TableOfFigures", "Figure 1. Permits"),
    ]  # fmt: skip


def test_fields_begin_and_end(written: Writer) -> None:
    kinds = [each.get(W + "fldCharType") for each in written().all("fldChar")]
    depth = 0
    for kind in kinds:
        depth += {"begin": 1, "separate": 0, "end": -1}[str(kind)]
        assert depth >= 0
    assert depth == 0
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end")


def test_a_chart_is_a_drawing_with_a_picture_for_older_programs(written: Writer) -> None:
    file = written()
    assert file.parts["word/media/profile1.png"].startswith(b"\x89PNG")
    assert b"<svg" in file.parts["word/media/profile1.svg"]
    assert (
        b'Extension="svg"' in file.parts["[Content_Types].xml"] or b"image/svg+xml" in file.parts["[Content_Types].xml"]
    )
    relations = file.parts["word/_rels/document.xml.rels"].decode()
    assert "media/profile1.png" in relations
    assert "media/profile1.svg" in relations
    assert b"svgBlip" in file.parts["word/document.xml"]


def test_a_picture_is_no_wider_and_no_higher_than_its_page(written: Writer) -> None:
    """A ranking of eighty places is higher than A4: 297 mm less margins of 24 and 22 mm (36,000 EMU a millimetre)."""
    points = tuple(Point(f"Place {place}", float(place), str(place)) for place in range(80))
    file = written(document(replace(chart(), kind="ranked", points=points)))
    [extent] = list(file.xml().iter(_WP + "extent"))
    assert 0 < int(extent.get("cy") or 0) < (297 - 24 - 22) * 36_000
    assert 0 < int(extent.get("cx") or 0) <= 170 * 36_000


def test_pictures_and_tables_have_words_for_those_who_do_not_see_them(written: Writer) -> None:
    file = written()
    [about] = list(file.xml().iter(_WP + "docPr"))
    assert (about.get("descr"), about.get("title")) == (chart().description, chart().caption)
    assert get(file.table("Permits by ground"), "tblPr/tblDescription") == (
        "Unit: permits; Ground; 2019; 2020; Jan–Oct 2021 part of the year"
    )


@pytest.mark.parametrize(
    ("code", "tag", "hyphenates"), [("az", "az-Latn-AZ", False), ("en", "en-GB", True), ("ru", "ru-RU", True)]
)
def test_spelling_and_hyphenation_are_those_of_the_language(
    written: Writer, code: str, tag: str, hyphenates: bool
) -> None:
    file = written(code=code)
    [language] = file.all("lang", "word/styles.xml")
    assert language.get(W + "val") == tag
    assert bool(file.all("autoHyphenation", "word/settings.xml")) is hyphenates
    assert f"<dc:language>{tag}</dc:language>" in file.parts["docProps/core.xml"].decode()


def test_right_to_left_turns_paragraphs_runs_and_tables_and_leaves_numbers(written: Writer) -> None:
    file = written(document(permits(), Paragraph(words("الهجرة"))), code="ar")
    table = file.table("Permits by ground")
    assert find(table, "tblPr/bidiVisual") is not None
    [said] = [each for each in file.all("p") if text_of(each) == "الهجرة"]
    assert find(said, "pPr/bidi") is not None
    assert find(said, "r/rPr/rtl") is not None
    [negative] = [each for each in table.iter(W + "p") if text_of(each) == "−12"]
    assert find(negative, "pPr/bidi") is None
    assert find(negative, "r/rPr/rtl") is None
    assert all(find(each, "bidi") is not None for each in file.all("sectPr"))


def test_what_is_unprotected_says_so_on_every_page(written: Writer) -> None:
    file = written()
    headers = [name for name in file.parts if re.match(r"word/header\d+\.xml", name)]
    marked = [name for name in headers if b'string="internal, unprotected"' in file.parts[name]]
    assert len(headers) == len(marked) == 2  # of the cover and of all other pages
    assert ("ProfileCoverText", "internal, unprotected") in file.paragraphs()


def test_what_is_protected_has_no_watermark(written: Writer) -> None:
    file = written(document(watermark=""))
    assert not any(b"WaterMark" in part for part in file.parts.values())


def test_properties_say_what_it_is_and_nobody(written: Writer) -> None:
    core = written().parts["docProps/core.xml"].decode()
    for said in (">A profile<", ">2019 to October 2021<", ">Azerbaijan<", ">Edition 2023<", ">2023-10-06T00:00:00Z<"):
        assert said in core
    assert "python" not in core


def test_the_same_document_is_the_same_bytes(written: Writer) -> None:
    one, other = written(), written(is_new=True)
    assert one.path.read_bytes() == other.path.read_bytes()
    assert next(iter(one.parts)) == "[Content_Types].xml"


def test_nothing_is_a_note_where_all_went_well(written: Writer) -> None:
    assert written().notices == []


@pytest.mark.slow
@pytest.mark.parametrize("code", ["en", "az", "ru", "ar"])
def test_the_standard_schemas_accept_it(written: Writer, code: str) -> None:
    """ECMA-376, as a registry package has it; where that is not installed the test says so."""
    audit = pytest.importorskip("openxml_audit", reason="openxml-audit, which carries the schemas, is not installed.")
    found = audit.OpenXmlValidator().validate(str(written(code=code).path))
    assert [str(each) for each in found.errors] == []


def test_a_part_of_a_table_is_named_in_the_language(written: Writer) -> None:
    wide = years(40)
    file = written(document(wide), code="az")
    again = Language("az")("table-continued", label="Cədvəl 2")
    assert ("Caption", f"{again}. {wide.caption}") in file.paragraphs()


def test_drawings_go_without_what_office_programs_draw_otherwise() -> None:
    drawing = (
        '<svg><text font-family="\'A\', B" stroke="#ffffff" stroke-width="4">5</text>'
        '<text font-family="A" stroke="none">5</text><path stroke="#123456"/></svg>'
    )
    assert for_office(without_outlines(drawing)) == (
        '<svg><text font-family="Calibri, Carlito, Segoe UI, sans-serif" stroke="none">5</text>'
        '<path stroke="#123456"/></svg>'
    )


def test_items_with_marks_of_their_own_have_no_bullets(written: Writer) -> None:
    file = written(document(Bullets((words("1. First"),), "plain"), Bullets((words("second"),))))
    styles = {text: style for style, text in file.paragraphs()}
    assert (styles["1. First"], styles["second"]) == ("Normal", "ListBullet")


def test_a_sign_is_explained_beside_it_and_a_term_below_it(written: Writer) -> None:
    signs = Terms((("[c]", words("Protected.")), ("p", words("Provisional."))))
    terms = Terms((("Twelve-month residence", words("Where a person lives.")), ("Stock", words("On a date."))))
    said = [text_of(each) for each in written(document(signs, terms)).all("p")]
    assert "[c]Protected." in said
    assert "pProvisional." in said
    assert said[said.index("Stock") + 1] == "On a date."


def test_a_break_is_explained_beside_the_sign_of_a_broken_line(written: Writer) -> None:
    shown = replace(chart(), legend={"break": "Dotted line: new rules.", "cut": "Cut short."})
    (legend,) = [text for _, text in written(document(shown)).paragraphs() if "new rules" in text]
    assert legend.startswith("\N{BROKEN BAR} Dotted line: new rules.")


def test_what_leads_to_something_stays_on_its_page(written: Writer) -> None:
    styles = {get(each, "name"): each for each in written().all("style", "word/styles.xml")}
    kept = {name for name in styles if find(styles[name], "pPr/keepNext") is not None}
    assert {"Profile Lead", "Profile Definition", "heading 2"} <= kept
    assert "Normal" not in kept


def test_a_list_under_another_list_keeps_its_distance(written: Writer) -> None:
    titles = [each for each in written().all("p") if text_of(each) in ("Contents", "Tables")]
    assert [get(each, "pPr/spacing", "before") for each in titles] == [None, "360"]
