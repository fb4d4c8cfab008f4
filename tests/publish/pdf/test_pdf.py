"""The PDF read by others: tags, language, bookmarks, alternative texts, every number, and the same bytes each time."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from durna.publish import charts
from durna.publish.document import (
    Bullets,
    Cell,
    Chart,
    Column,
    Document,
    Note,
    Page,
    Paragraph,
    Point,
    Row,
    Section,
    Table,
    blocks_of,
    tables_of,
    words,
)
from durna.publish.language import Language
from durna.publish.notices import Notice
from durna.publish.pdf import setting
from durna.publish.pdf import write as pdf
from durna.publish.pdf.lettering import parted
from durna.publish.pdf.write import write
from tests.publish.docx.conftest import chart, document, years

READER = shutil.which("pdftotext")
Writer = Callable[..., tuple[Path, list[Notice]]]


@pytest.fixture
def written(tmp_path: Path) -> Writer:
    def write_one(shown: Document, language: str = "en") -> tuple[Path, list[Notice]]:
        path = tmp_path / "profile.pdf"
        return path, write(path, replace(shown, language=language), Language(language), "2023-10-06")

    return write_one


def elements(node: Any) -> Iterator[Any]:
    """Every element of the structure tree."""
    kids = node.get("/K")
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def titles(items: Any) -> list[str]:
    return [title for item in items for title in (str(item.title), *titles(item.children))]


def text_of(path: Path) -> str:
    return " ".join(pages_of(path))


def pages_of(path: Path) -> list[str]:
    if READER is None:
        pytest.skip("pdftotext, of Poppler, is not installed; scripts/office.sh sees to it.")
    done = subprocess.run([READER, str(path), "-"], capture_output=True, timeout=60, check=True)
    return [re.sub(r"\s+", " ", page) for page in done.stdout.decode("utf-8").split("\f")]


def test_it_is_tagged_and_says_its_language_title_and_standards(written: Writer) -> None:
    path, notices = written(document())
    assert notices == []
    with pikepdf.open(path) as opened:
        assert opened.Root.MarkInfo.Marked
        assert str(opened.Root.Lang) == "en"
        assert opened.Root.ViewerPreferences.DisplayDocTitle
        with opened.open_metadata() as said:
            assert said["dc:title"] == document().cover.title
            assert said["pdfuaid:part"] == "1"
            assert (said["pdfaid:part"], said["pdfaid:conformance"]) == ("2", "A")
        assert all(font.FontDescriptor.get("/FontFile2") or font.FontDescriptor.get("/FontFile3")
                   for font in _fonts(opened))  # fmt: skip


def _fonts(opened: Any) -> Iterator[Any]:
    for item in opened.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font" and "/FontDescriptor" in item:
            yield item


def test_headings_are_bookmarks_and_tables_have_heads(written: Writer) -> None:
    shown = document()
    path, _ = written(shown)
    with pikepdf.open(path) as opened, opened.open_outline() as outline:
        marked = titles(outline.root)
        kinds = [str(each.S) for each in elements(opened.Root.StructTreeRoot)]
    for page in shown.pages:
        assert any(page.section.title in title for title in marked)
    tables = [table for page in shown.pages for table in tables_of(page.section)]
    assert kinds.count("/Table") >= len(tables)
    assert kinds.count("/TH") >= sum(len(table.columns) for table in tables)
    assert {"/Figure", "/Note", "/Link", "/L", "/H1"} <= set(kinds)


def test_every_picture_is_described(written: Writer) -> None:
    path, _ = written(document())
    with pikepdf.open(path) as opened:
        figures = [each for each in elements(opened.Root.StructTreeRoot) if each.S == "/Figure"]
        assert figures
        assert all(str(each.get("/Alt", "")) for each in figures)


def test_every_number_caption_and_note_can_be_read(written: Writer) -> None:
    shown = document(*document().pages[0].section.sections[0].blocks, years(13))
    path, _ = written(shown)
    text = text_of(path)
    tables = [table for page in shown.pages for table in tables_of(page.section)]
    numbers = [re.sub(r"\s+", " ", cell.text) for table in tables for row in table.rows for cell in row.cells]
    assert [number for number in numbers if number not in text] == []
    for said in ("Table 1. Permits by ground", "Figure 1. Permits", "Without renewals."):
        assert said in text


def test_a_wide_table_lies_across_and_one_too_wide_for_any_page_goes_in_parts(written: Writer) -> None:
    path, notices = written(document(years(13)))
    with pikepdf.open(path) as opened:
        assert {float(page.mediabox[2]) > float(page.mediabox[3]) for page in opened.pages} == {True, False}
    assert notices == []
    path, notices = written(document(years(60)))
    assert [notice.place for notice in notices] == [f"Table {years(60).number}"]
    text = text_of(path)
    assert "(continued)" in text
    assert all(str(label.label) in text for label in years(60).columns[1:])


def test_a_title_is_never_at_the_foot_of_a_page_without_its_table(written: Writer) -> None:
    """Tables of 17 to 24 rows, one after the other, begin wherever a page has got to."""
    columns = (Column("Year", "text"), *(Column(f"C{place}") for place in range(7)))
    tables = []
    for number in range(1, 19):
        lines = (Row(Cell(words(f"t{number}r{place}")), (Cell(words("1"), "value", 1.0),) * 7)
                 for place in range(17 + number % 8))  # fmt: skip
        tables.append(Table(f"t{number}", number, f"Named {number}.", "Unit: entries", columns, tuple(lines)))
    path, _ = written(document(*tables))
    pages = pages_of(path)
    for number in range(1, 19):
        # The list at the front names it too.
        listed, page = (text for text in pages if f"Table {number}. Named {number}." in text)
        assert f"t{number}r0 " not in listed
        assert f"t{number}r0 " in page


@pytest.mark.parametrize("language", ["az", "ru", "ar"])
def test_every_language_has_its_letters(written: Writer, language: str) -> None:
    said = {"az": "Əcnəbilər üçün icazələr, şığ", "ru": "Иностранные граждане", "ar": "الهجرة"}[language]
    path, notices = written(document(Paragraph(words(said))), language)
    assert notices == []
    with pikepdf.open(path) as opened:
        assert str(opened.Root.Lang) == language
    if language != "ar":  # pdftotext gives Arabic in the order of sight
        assert said in text_of(path)


def test_a_letter_that_no_font_has_is_told_and_never_left_to_chance(written: Writer) -> None:
    _, (notice,) = written(document(Paragraph(words("Names: 中文 and 中"))))
    assert notice.place == "fonts"
    assert "U+4E2D (2)" in notice.text
    assert "U+6587 (1)" in notice.text


@pytest.mark.parametrize(
    "text", ['#panic("x")', "$ & * _ ` < > @ \\ [ ] // /* ~ #{1+1}", "Line\x07bell", "Ə" * 200, "a" * 400, "\u202e‮x"]
)
def test_no_text_becomes_code_or_breaks_the_file(written: Writer, text: str) -> None:
    shown = document(Paragraph(words(text)))
    page = shown.pages[0]
    section = replace(page.section, title=text)
    path, _ = written(replace(shown, pages=(replace(page, section=section), *shown.pages[1:])))
    with pikepdf.open(path) as opened:
        assert len(opened.pages) > 1


def test_a_picture_that_cannot_be_drawn_is_described_and_told(written: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object) -> str:
        raise ValueError("no such shape")

    monkeypatch.setattr(charts, "svg", fail)
    path, notices = written(document())
    assert {notice.place for notice in notices} == {"Figure 1"}
    (chart,) = [b for page in document().pages for b in blocks_of(page.section) if hasattr(b, "points")]
    assert re.sub(r"\s+", " ", chart.description) in text_of(path)


def test_the_same_document_gives_the_same_bytes(written: Writer) -> None:
    first = written(document())[0].read_bytes()
    assert written(document())[0].read_bytes() == first


def test_a_table_of_many_rows_repeats_its_head(written: Writer) -> None:
    table: Table = years(5)
    long = replace(table, rows=table.rows * (120 // len(table.rows) + 1))
    text = text_of(written(document(long))[0])
    assert text.count(table.columns[0].label) >= 3


def under_words(lines: int) -> Page:
    """A chapter with a table of 25 rows under so many lines."""
    rows = tuple(Row(Cell(words(f"c{lines}r{place}.")), (Cell(words("1"), "value", 1.0),)) for place in range(25))
    table = Table(f"t{lines}", 1, f"Under {lines} lines.", "persons", (Column("Head", "text"), Column("Of all")), rows)
    above = Bullets((words("A line."),) * lines)
    return Page(f"p{lines}", "chapter", Section(f"s{lines}", "A chapter", "", (above, table)))


def test_a_table_that_parts_begins_where_some_rows_of_it_have_room(written: Writer) -> None:
    depths = range(0, 44, 2)
    path, _ = written(replace(document(), pages=tuple(map(under_words, depths))))
    texts = pages_of(path)
    under: dict[int, int] = {}  # how many rows stand on the page of the words
    for depth in depths:
        (page,) = (text for text in texts if f"c{depth}r0." in text and f"Under {depth} lines." in text)
        under[depth] = sum(f"c{depth}r{place}." in page for place in range(25)) if "A line." in page else 0
    assert {*under.values()} & {1, 2, 3, 4} == set(), "nowhere less than the first rows"
    assert under[0] == 0
    assert under[2] == under[12] == 25, "it is not parted without need"
    assert under[30] in range(5, 25)
    assert under[42] == 0, "too few of its rows have room"


@pytest.mark.parametrize("count", range(38, 54))
def test_notes_never_stand_on_a_page_without_the_head_of_their_table(written: Writer, count: int) -> None:
    """Of tables of so many rows one ends just where the page does."""
    columns = (Column("Its head", "text"), *(Column(f"C{place}") for place in range(7)))
    lines = tuple(Row(Cell(words(f"r{place}")), (Cell(words("1"), "value", 1.0),) * 7) for place in range(count))
    path, _ = written(document(Table("t", 1, "Named.", "", columns, lines, notes=(Note("a", words("Said.")),))))
    (page,) = (text for text in pages_of(path) if "Said." in text)
    assert "Its head" in page
    with pikepdf.open(path) as opened:
        # Those who do not see it are told that it is the foot of the table.
        assert [str(each.S) for each in elements(opened.Root.StructTreeRoot)].count("/TFoot") == 1


def lettered(language: str, *names: str) -> Document:
    points = tuple(Point(name, 10.0 * place - 15, f"{place}") for place, name in enumerate(names, start=1))
    chart = Chart("c", 1, names[0], "What it shows.", "ranked", "persons", points, headline=names[-1])
    return document(chart)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_letters_from_right_to_left_stand_over_their_drawing_as_letters(written: Writer, language: str) -> None:
    path, notices = written(lettered(language, "الاتحاد الروسي", "أوكرانيا", "Türkiye & others"), language)
    assert notices == []
    with pikepdf.open(path) as opened:
        # No picture of dots: lines, and letters of the fonts of print.
        kinds = [str(item.get("/Subtype", "")) for item in opened.objects if isinstance(item, pikepdf.Stream)]
        assert "/Image" not in kinds
        assert any("NotoSansArabic" in str(font.FontDescriptor.FontName) for font in _fonts(opened))
        # For those who do not see it there is its description, and nothing else.
        (figure,) = (each for each in elements(opened.Root.StructTreeRoot) if each.S == "/Figure")
        assert str(figure.Alt) == "What it shows."
    assert "Türkiye & others" in text_of(path)


def test_a_letter_in_a_drawing_that_no_font_has_is_told(written: Writer) -> None:
    path, notices = written(lettered("en", "中国", "Georgia", "Iran"))
    assert any("U+4E2D" in notice.text for notice in notices)
    assert "Georgia" in text_of(path)


def test_letters_stand_where_the_drawing_had_them() -> None:
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 60"><g transform="translate(10,5)">'
        '<text text-anchor="end" transform="translate(-8,16.5)" font-size="13px" fill="#111111">'
        '<tspan>one</tspan><tspan x="0" dy="13">ثلاثة</tspan></text><path d="M0,0"/>'
        '<text transform="translate(40,20) rotate(-90) translate(9,4)" stroke="#ffffff" stroke-width="4">5</text>'
        "</g></svg>"
    )
    found = parted(drawing)
    assert b"text" not in found.drawing
    assert b"path" in found.drawing
    assert found.size == (90.0, 60.0)
    one, two, five = found.letters
    assert (one["x"], one["y"], one["down"], one["anchor"], one["rtl"]) == (2.0, 21.5, 0.0, "end", False)
    assert (two["text"], two["down"], two["rtl"]) == ("ثلاثة", 13.0, True)
    assert (five["x"], five["y"], five["turn"], five["along"], five["down"], five["rim"]) == (50, 25, -90, 9, 4, 4)


def test_a_long_document_is_set_in_a_process_of_its_own_to_the_same_bytes(
    written: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = document(years(5))
    here = written(shown)[0].read_bytes()
    monkeypatch.setattr(pdf, "_LONG", 0)
    assert written(shown)[0].read_bytes() == here


def test_a_process_that_cannot_set_a_file_says_why(tmp_path: Path) -> None:
    file = tmp_path / "wrong.typ"
    file.write_text("#let x = nothing-of-this-name", encoding="utf-8")
    for way in (setting.here, setting.apart):
        with pytest.raises(setting.NotSet, match="unknown variable: nothing-of-this-name"):
            way(file, 0)


def test_what_leads_to_a_picture_never_ends_a_page_without_it(written: Writer) -> None:
    """Heading, definition and chart, after texts of every length."""
    sections = []
    for number in range(1, 17):
        before = Paragraph(words("word " * 45 * (number % 8 + 1)))
        defined = Paragraph(words(f"Defined{number} here."), "definition")
        shown = replace(chart(), id=f"c{number}", number=number, caption=f"Drawn{number}.")
        sections += [Section(f"f{number}", "Filler", blocks=(before,)),
                     Section(f"s{number}", f"Headed{number}", blocks=(defined, shown))]  # fmt: skip
    made = document()
    page = replace(made.pages[0], section=replace(made.pages[0].section, blocks=(), sections=tuple(sections)))
    path, _ = written(replace(made, pages=(page,)))
    for number in range(1, 17):
        (of_definition,) = [text for text in pages_of(path) if f"Defined{number} here" in text]
        assert f"Drawn{number}." in of_definition


def test_an_ordinal_is_never_parted_at_the_end_of_a_line(written: Writer) -> None:
    said = [Paragraph(words("söz " * 20 + "i" * count + " 2013-cü il, 30-dək")) for count in range(1, 80)]
    path, _ = written(document(*said), "az")
    # The reader of the file drops a hyphen that ends a line.
    assert (text_of(path).count(" 2013-cü "), text_of(path).count(" 30-dək")) == (79, 79)


def test_a_long_name_of_a_country_leaves_the_chapter_its_room_over_the_page(written: Writer) -> None:
    made = document()
    path, _ = written(replace(made, cover=replace(made.cover, country="Abcde " * 33)))
    (page,) = [text for text in pages_of(path) if "Permits by ground" in text and "A.1.1 Residence" in text][-1:]
    # Over the page, and as its heading.
    assert page.count("A.1 Mobility") == 2
