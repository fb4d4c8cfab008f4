"""Web pages of a heavy document: each light enough, nothing lost, everything in its order and under its anchor."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from durna.publish import html, paging
from durna.publish.document import (
    Cell,
    Column,
    Cover,
    Document,
    Number,
    Page,
    Paragraph,
    Row,
    Section,
    Table,
    blocks_of,
    words,
)
from durna.publish.language import Language
from tests.publish import pages

LIMIT = 100_000


def cell(number: int) -> Cell:
    return Cell((Number(f"entries:2019:AZE:of={number}@a.b", f"{number:,}".replace(",", "\u202f")),), "value")


def table(name: str, rows: int, columns: int = 9, number: int = 1, groups: int = 0) -> Table:
    made = []
    for place in range(rows):
        if groups and place % groups == 0:
            made.append(Row(Cell(words(f"Group {place // groups}")), (), "group"))
        made.append(Row(Cell(words(f"Member {place} of {name}")), tuple(cell(place * 100 + n) for n in range(columns))))
    heads = (Column("Of", "text"), *(Column(str(2010 + n)) for n in range(columns)))
    return Table(f"table-{name}", number, f"Table of {name}", "", heads, tuple(made))


def indicator(name: str, *tables: Table) -> Section:
    return Section(name, name.capitalize(), blocks=(Paragraph(words(f"Said of {name}.")), *tables))


def document(*sections: Section, blocks: tuple[Table, ...] = ()) -> Document:
    chapter = Section("a1", "Mobility", "A.1", blocks, sections)
    cover = Cover("Country", "Profile", "2019", "1 May 2020", (("en", "English"),))
    return Document("en", cover, "", (Page("a1", "chapter", chapter), Page("gaps", "annex", Section("gaps", "Gaps"))))


LIGHT = document(indicator("entries", table("entries", 5)))
# Nine numbers a row of about 150 bytes each, so that 70 rows are near 95 kB and 300 rows no page can hold.
BY_INDICATOR = document(*(indicator(f"one{n}", table(f"one{n}", 40, number=n)) for n in range(6)))
BY_TABLE = document(indicator("entries", *(table(f"by{n}", 35, number=n) for n in range(5))))
BY_ROWS = document(indicator("entries", table("countries", 300, groups=20)))
DEEP = document(
    Section(
        "a1-1",
        "Borders",
        "A.1.1",
        (),
        (indicator("entries", table("far", 62)), indicator("exits", table("few", 4, number=2))),
    )
)
OWN_BLOCKS = document(indicator("entries", table("few", 60)), blocks=(table("much", 200, number=2),))
EVERY = {
    "light": LIGHT, "by indicator": BY_INDICATOR, "by table": BY_TABLE, "by rows": BY_ROWS, "deep": DEEP,
    "own blocks": OWN_BLOCKS,
}  # fmt: skip


@pytest.fixture
def written(tmp_path: Path) -> Callable[[Document], list[pages.Page]]:
    def write(made: Document) -> list[pages.Page]:
        site = html.Site(made, Language("en"), tmp_path)
        site.write()
        return [pages.Page(tmp_path / f"{leaf.slug}.html") for leaf in site.leaves]

    return write


def numbers_of(made: Document) -> Iterator[str]:
    for page in made.pages:
        for block in blocks_of(page.section):
            if isinstance(block, Table):
                yield from (one.text for row in block.rows for one in row.cells)


@pytest.mark.parametrize("made", EVERY.values(), ids=EVERY)
def test_no_page_is_heavy_and_every_number_stands_on_one_in_its_order(
    made: Document, written: Callable[[Document], list[pages.Page]]
) -> None:
    found = written(made)
    assert max(page.file.stat().st_size for page in found) < LIMIT
    assert sorted(said for page in found for _, said in page.numbers) == sorted(numbers_of(made))


@pytest.mark.parametrize("made", EVERY.values(), ids=EVERY)
def test_every_part_can_be_reached_and_every_anchor_has_one_page(
    made: Document, written: Callable[[Document], list[pages.Page]], tmp_path: Path
) -> None:
    found = written(made)
    ids = {page.file.resolve(): page.ids for page in found}
    reached = set()
    for page in [*found, pages.Page(tmp_path / "index.html")]:
        for file, anchor in page.targets():
            reached.add(file)
            if file in ids and anchor:
                assert anchor in ids[file]
    assert {page.file.resolve() for page in found} <= reached
    named = [id for page in found for id in page.ids if id in made.anchors()]
    assert sorted(named) == sorted(made.anchors())


def test_a_light_chapter_is_one_page() -> None:
    assert [leaf.slug for leaf in paging.leaves(LIGHT, str)] == ["a1", "gaps"]


def test_indicators_of_a_heavy_chapter_have_pages_named_after_them() -> None:
    slugs = [leaf.slug for leaf in paging.leaves(BY_INDICATOR, str)]
    assert slugs == ["a1", *(f"a1-one{n}" for n in range(6)), "gaps"]


def test_a_light_part_stays_with_its_chapter() -> None:
    (_, borders, _, _) = found = paging.leaves(DEEP, lambda place, of: f"{place}/{of}")
    assert [leaf.slug for leaf in found] == ["a1", "a1-1", "a1-entries", "gaps"]
    assert [part.id for part in borders.section.sections] == ["exits"]


def test_the_heading_of_a_group_stands_over_its_rows_on_every_page() -> None:
    for leaf in paging.leaves(BY_ROWS, lambda place, of: f"{place}/{of}"):
        for block in leaf.section.blocks:
            if isinstance(block, Table):
                assert block.rows[0].role == "group"
                assert block.rows[-1].role != "group"


def test_a_page_that_another_language_does_not_have_leads_to_its_chapter_there(tmp_path: Path) -> None:
    two = Cover("Country", "Profile", "2019", "1 May 2020", (("en", "English"), ("az", "Azərbaycan dili")))
    made = replace(BY_INDICATOR, cover=two)
    html.Site(made, Language("en"), tmp_path, everywhere={"a1", "a1-one1", "gaps"}).write()
    assert "../az/a1-one1.html" in pages.Page(tmp_path / "a1-one1.html").links
    assert "../az/a1-one2.html" not in pages.Page(tmp_path / "a1-one2.html").links
    assert "../az/a1.html" in pages.Page(tmp_path / "a1-one2.html").links
