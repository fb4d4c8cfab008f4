"""A workspace arranges its Profile in a file: what stands where, under which title and number, and what is left out."""

import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from durna.publish.build import build
from durna.publish.document import Bullets, Document, Number, Section, tables_of
from durna.publish.docx.write import write
from durna.publish.html import Site
from durna.publish.language import Language
from durna.publish.material import Material
from durna.publish.own_names import OwnNames
from durna.publish.profile.assemble import document_of
from durna.publish.template.checking import Known
from durna.publish.template.reading import read, shipped

OWN = """
pages:
- {id: key-findings, group: front, title: {en: In short, az: Qısaca}, blocks: [findings]}
- id: people
  number: 1
  title: {en: People, az: Şəxslər}
  blocks:
  - coverage
  - indicator: students
  - {id: people-rest, number: "1.10", title: {en: All others, az: Digərləri}, blocks: [chapter: A.2.1]}
- id: borders
  chapter: A.1.2
  number: ""
  blocks: [{indicator: entries}, governance]
- {id: what-is-missing, group: annex, title: {en: Missing, az: Çatışmayanlar}, blocks: [gaps]}
"""


def known(material: Material, **changed: object) -> Known:
    every = [chapter.id for chapter in material.chapters]
    return replace(Known(material.indicators, every, material.languages), **changed)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def own(material: Material, tmp_path_factory: pytest.TempPathFactory) -> Material:
    root = tmp_path_factory.mktemp("own")
    (root / "profile.yaml").write_text(OWN, encoding="utf-8")
    return replace(material, arrangement=read(root, known(material)))


@pytest.fixture(scope="module")
def made(own: Material) -> Document:
    return document_of(own, Language("en"), ("en", "az"))


def section(made: Document, slug: str) -> Section:
    return next(page.section for page in made.pages if page.slug == slug)


def test_without_a_file_the_shipped_arrangement_holds(material: Material, tmp_path: Path) -> None:
    assert read(tmp_path, known(material)) is shipped()


def test_pages_have_the_order_titles_and_numbers_of_the_file(made: Document) -> None:
    found = [(page.slug, page.group, page.section.number, page.section.title) for page in made.pages]
    assert found == [
        ("key-findings", "front", "", "In short"),
        ("people", "chapter", "1", "People"),
        ("borders", "chapter", "", "Recent trends"),
        ("what-is-missing", "annex", "", "Missing"),
        ("left-out", "annex", "", "Figures not shown in this Profile"),
    ]


def test_titles_are_in_the_language_of_the_document(own: Material) -> None:
    azerbaijani = document_of(own, Language("az"), ("en", "az"))
    assert [page.section.title for page in azerbaijani.pages][:2] == ["Qısaca", "Şəxslər"]


def test_a_chapter_named_whole_does_not_repeat_what_is_named_by_itself(made: Document) -> None:
    """`students`, `stock` and `protected` are those of A.2.1 in the example."""
    people = section(made, "people")
    assert [part.id for part in people.sections] == ["students", "people-rest"]
    assert people.sections[1].number == "1.10"
    assert [part.id for part in people.sections[1].sections] == ["stock", "protected"]


def test_blocks_that_had_a_fixed_place_stand_where_the_file_names_them(made: Document) -> None:
    assert [part.id for part in section(made, "borders").sections] == [
        "entries", "policies", "global-compact", "assessment", "projects", "training",
    ]  # fmt: skip


def test_key_findings_are_by_the_chapters_of_the_file(made: Document) -> None:
    parts = section(made, "key-findings").sections
    assert [(part.id, part.number, part.title) for part in parts] == [
        ("findings-people", "1", "People"),
        ("findings-borders", "", "Recent trends"),
    ]


def test_tables_and_charts_are_numbered_as_they_are_read(made: Document) -> None:
    tables = [table.number for page in made.pages for table in tables_of(page.section)]
    assert tables == list(range(1, len(tables) + 1))


def test_the_gap_register_says_where_an_indicator_belongs_here(material: Material, own: Material) -> None:
    """No part names `nowhere`, which is of A.4.2 in the catalogue."""
    (row,) = next(tables_of(section(document_of(own, Language("en"), ("en",)), "what-is-missing"))).rows
    assert row.cells[0].text == "–"
    usual = document_of(material, Language("en"), ("en",))
    assert next(tables_of(section(usual, "gaps"))).rows[0].cells[0].text == "A.4.2"


def test_figures_that_no_part_shows_are_named_with_their_number(made: Document) -> None:
    """`decisions` has 5 figures, `shares` 2 and `single` 1; `nowhere` has none and is a gap."""
    (table,) = tables_of(section(made, "left-out"))
    said = {row.head.anchor: [cell.text for cell in row.cells] for row in table.rows}
    assert said == {"decisions": ["5"], "shares": ["2"], "single": ["1"]}


def test_a_file_may_say_where_they_stand(material: Material, tmp_path: Path) -> None:
    text = "pages:\n- {id: more, title: {en: More, az: Daha}, blocks: [left_out, outlook]}\n"
    (tmp_path / "profile.yaml").write_text(text, encoding="utf-8")
    arranged = replace(material, arrangement=read(tmp_path, known(material)))
    made = document_of(arranged, Language("en"), ("en",))
    assert [page.slug for page in made.pages] == ["more"]
    assert [part.id for part in made.pages[0].section.sections] == ["left-out"]


def test_few_figures_get_a_section_where_no_table_is_made_for_them(material: Material, tmp_path: Path) -> None:
    text = "pages:\n- {id: one, chapter: A.4.2, blocks: [chapter: A.4.2]}\n"
    (tmp_path / "profile.yaml").write_text(text, encoding="utf-8")
    arranged = replace(material, arrangement=read(tmp_path, known(material)))
    (page, *_) = document_of(arranged, Language("en"), ("en",)).pages
    assert [part.id for part in page.section.sections] == ["decisions", "single"]
    shown = [run.figure_id for block in page.section.sections[1].blocks if isinstance(block, Bullets)
             for item in block.items for run in item if isinstance(run, Number)]  # fmt: skip
    assert shown == ["single:2019:AZE@ssc.yearbook"]


def test_a_title_may_come_from_the_phrase_book_of_the_workspace(material: Material, tmp_path: Path) -> None:
    text = "pages:\n- {id: one, title: {en: People}, blocks: [indicator: stock]}\n"
    (tmp_path / "profile.yaml").write_text(text, encoding="utf-8")
    names = OwnNames(phrases={"az": {"People": "Şəxslər"}})
    arranged = replace(material, own_names=names, arrangement=read(tmp_path, known(material, own_names=names)))
    assert document_of(arranged, arranged.language("az"), ("az",)).pages[0].section.title == "Şəxslər"


@pytest.mark.slow
def test_the_site_has_a_page_for_each_and_no_link_to_what_was_dropped(own: Material, tmp_path: Path) -> None:
    build(own, tmp_path / "site", ["en", "az"])
    folder = tmp_path / "site" / "en"
    assert {"key-findings.html", "people.html", "borders.html", "what-is-missing.html"} <= {
        file.name for file in folder.glob("*.html")
    }
    for file in folder.rglob("*.html"):
        text = file.read_text(encoding="utf-8")
        assert "reconciliation.html" not in text
        assert 'href="#reconciliation"' not in text


def test_a_word_document_leads_to_nothing_that_was_dropped(made: Document, tmp_path: Path) -> None:
    """Its own anchors and the places they lead to are told apart by their attributes in WordprocessingML."""
    write(tmp_path / "profile.docx", made, Language("en"))
    with zipfile.ZipFile(tmp_path / "profile.docx") as package:
        text = package.read("word/document.xml").decode()
    anchors = set(re.findall(r'w:anchor="([^"]+)"', text))
    marks = re.findall(r"<w:bookmarkStart [^>]*>", text)
    places = {name for mark in marks for name in re.findall(r'w:name="([^"]+)"', mark)}
    assert anchors <= places
    assert anchors


def test_contents_have_no_heading_over_nothing(material: Material, tmp_path: Path) -> None:
    text = "pages:\n- {id: one, title: {en: One, az: Bir}, blocks: [chapter: A.1.2, chapter: A.2.1, chapter: A.4.2]}\n"
    (tmp_path / "profile.yaml").write_text(text, encoding="utf-8")
    arranged = replace(material, arrangement=read(tmp_path, known(material)))
    document = document_of(arranged, Language("en"), ("en",))
    assert [page.slug for page in document.pages] == ["one"]
    (tmp_path / "en").mkdir()
    Site(document, Language("en"), tmp_path / "en").write()
    for name in ("index.html", "one.html"):
        assert "Annexes" not in (tmp_path / "en" / name).read_text(encoding="utf-8")
