"""The file may tell which pieces the section of an indicator has, in which order, and how its years are drawn."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from durna.indicators.definition import catalogue, chapters
from durna.publish.document import Block, Chart, Paragraph, Section, Table
from durna.publish.language import Language
from durna.publish.material import Material
from durna.publish.profile.assemble import document_of
from durna.publish.template.checking import Known
from durna.publish.template.reading import read
from durna.workspace import open_workspace
from tests.publish.template.test_examples import EXAMPLES

Shown = Callable[..., list[Section]]


@pytest.fixture
def shown(material: Material, tmp_path: Path) -> Shown:
    def made(*blocks: str) -> list[Section]:
        text = f"pages:\n- {{id: one, title: {{en: One, az: Bir}}, blocks: [{', '.join(blocks)}]}}\n"
        (tmp_path / "profile.yaml").write_text(text, encoding="utf-8")
        known = Known(material.indicators, [chapter.id for chapter in material.chapters], material.languages)
        arranged = replace(material, arrangement=read(tmp_path, known))
        return list(document_of(arranged, Language("en"), ("en",)).pages[0].section.sections)

    return made


def kinds(section: Section) -> list[str]:
    return [_kind(block) for block in section.blocks]


def _kind(block: Block) -> str:
    if isinstance(block, Chart):
        return block.kind
    return block.role if isinstance(block, Paragraph) else type(block).__name__.lower()


def test_pieces_stand_in_the_order_of_the_file(shown: Shown) -> None:
    (entries,) = shown("{indicator: entries, show: [years, chart, statements]}")
    assert kinds(entries) == ["table", "bars", "statement"]
    (entries,) = shown("{indicator: entries, show: [statements, chart, caveat, years]}")
    assert kinds(entries) == ["statement", "bars", "caveat", "table"]


def test_what_is_not_named_is_not_shown(shown: Shown) -> None:
    (stock,) = shown("{indicator: stock, show: [definition]}")
    assert kinds(stock) == ["definition"]


def test_a_chart_before_its_table_says_its_number(shown: Shown) -> None:
    """Breakdowns stand first, so that their table is number 1 and that of the years number 2."""
    (entries,) = shown("{indicator: entries, show: [chart, breakdowns, years]}")
    chart, first, second = (block for block in entries.blocks if isinstance(block, (Chart, Table)))
    assert isinstance(chart, Chart)
    assert [first.number, second.number] == [1, 2]
    assert "table 2" in chart.description


@pytest.mark.parametrize(("asked", "drawn"), [("chart", "line"), ("{chart: bars}", "bars"), ("{chart: line}", "line")])
def test_the_years_are_drawn_as_the_file_tells(shown: Shown, asked: str, drawn: str) -> None:
    """A stock is a line unless told."""
    (stock,) = shown(f"{{indicator: stock, show: [years, {asked}]}}")
    assert kinds(stock)[1] == drawn


def test_of_a_chapter_it_holds_for_each_indicator(shown: Shown) -> None:
    found = shown("{chapter: A.2.1, show: [years]}")
    assert {section.id: kinds(section) for section in found} == {
        "stock": ["table"], "protected": ["table"], "students": ["table"],
    }  # fmt: skip


def test_all_pieces_named_are_the_usual_section(shown: Shown) -> None:
    from durna.publish.template.arrangement import SHOWN

    (usual,) = shown("indicator: entries")
    assert shown(f"{{indicator: entries, show: [{', '.join(SHOWN)}]}}") == [usual]


@pytest.mark.parametrize(
    ("example", "indicator", "first"),
    [
        ("new-zealand", "net_migration_administrative", "statements"),
        ("uk-home-office", "asylum_applications_abroad", "statements"),
        ("hong-kong", "border_entries_foreigners", "months"),
    ],
)
def test_examples_begin_with_what_their_publishers_begin_with(example: str, indicator: str, first: str) -> None:
    root = EXAMPLES / example
    known = Known(catalogue(), [chapter.id for chapter in chapters()], open_workspace(root).languages)
    blocks = {block.name: block for block in read(root, known).every_block()}
    assert blocks[indicator].shown[0] == first
