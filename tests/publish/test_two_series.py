"""Registrations and the duration rule side by side in the Profile."""

from __future__ import annotations

import pytest

from durna.publish import charts
from durna.publish.context import Context
from durna.publish.document import Chart, Paragraph, Section, Table, plain
from durna.publish.gather import gather
from durna.publish.language import Language
from durna.publish.material import Material
from durna.publish.profile import two_series
from tests.residence.travellers import delivered


@pytest.fixture(scope="module")
def travelled(tmp_path_factory: pytest.TempPathFactory) -> Material:
    return gather(delivered(tmp_path_factory.mktemp("travellers"))[0])


def section(material: Material, chapter: str, language: str = "en") -> Section:
    (found,) = two_series.sections(Context(material, Language(language)), chapter)
    return found


def table(found: Section) -> Table:
    return next(block for block in found.blocks if isinstance(block, Table))


def rows(found: Section) -> list[tuple[str, ...]]:
    return [(row.head.text, *(cell.text for cell in row.cells)) for row in table(found).rows]


def said(found: Section) -> str:
    return " ".join(plain(block.runs) for block in found.blocks if isinstance(block, Paragraph))


def test_each_year_has_both_series_and_the_state_of_the_second(travelled: Material) -> None:
    assert rows(section(travelled, "A.2")) == [
        ("2016", "2", "3", "Final"), ("2017", "2", "4", "Final"), ("2018", "2", "5", "Final"),
        ("2019", "3", "6", "Final"), ("2020", "1", "4", "Final"), ("Jan–Oct 2021", "…", "0", "Provisional"),
    ]  # fmt: skip
    last = table(section(travelled, "A.2")).rows[-1].cells[-1]
    assert last.below == "not settled: 3; between 0 and 3"
    assert rows(section(travelled, "A.3"))[1] == ("2017", "1", "2", "Final")


def test_each_column_is_labelled_with_its_concept(travelled: Material) -> None:
    columns = table(section(travelled, "A.2")).columns
    assert [(column.label, column.below) for column in columns[1:3]] == [
        ("Administrative series", "registrations"), ("Duration rule", "persons; 365 of 487 days"),
    ]  # fmt: skip


def test_a_sentence_compares_and_a_text_says_why(travelled: Material) -> None:
    # 2020: one registration, four persons.
    text = said(section(travelled, "A.2"))
    assert "has 1 registration in 2020, the duration rule 4 persons: 4.0 times as many" in text
    assert "spent 365 of the following 487 days in the country" in text
    assert "4,0 dəfə çoxdur" in said(section(travelled, "A.2", "az"))


def test_a_chart_pairs_full_years_only(travelled: Material) -> None:
    chart = next(block for block in section(travelled, "A.2").blocks if isinstance(block, Chart))
    assert [point.label for point in chart.points] == [str(year) for year in range(2016, 2021) for _ in range(2)]
    assert [point.value for point in chart.points[-2:]] == [1, 4]
    drawn = charts.svg(chart, "en")
    assert drawn.count(f'fill="{charts.FULL}"') >= 5
    assert drawn.count(f'fill="{charts.PAIRED}"') >= 5


def test_without_crossings_the_second_series_is_not_available_and_says_what_it_needs(travelled: Material) -> None:
    from dataclasses import replace

    from durna.indicators.figures import Figures

    registered = Figures(figure for figure in travelled.figures if figure.settled is None)
    found = section(replace(travelled, figures=registered), "A.2")
    assert rows(found)[0] == ("2016", "2", "not available")
    assert table(found).columns[2].below == "needs crossings of individuals"
    assert "2020. By the duration rule nothing is known" in said(found)
    assert not [block for block in found.blocks if isinstance(block, Chart)]


def test_with_neither_there_is_nothing_to_show(material: Material) -> None:
    for chapter in ("A.1.2", "A.2", "A.3"):
        assert two_series.sections(Context(material, Language("en")), chapter) == []
