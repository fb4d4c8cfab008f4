"""Registrations and the duration rule side by side in the Profile."""

from __future__ import annotations

from dataclasses import replace

import pytest

from durna.indicators.figures import Figure, Figures
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


def section(material: Material, name: str, language: str = "en") -> Section:
    (found,) = two_series.sections(Context(material, Language(language)), name)
    return found


def table(found: Section) -> Table:
    return next(block for block in found.blocks if isinstance(block, Table))


def rows(found: Section) -> list[tuple[str, ...]]:
    return [(row.head.text, *(cell.text for cell in row.cells)) for row in table(found).rows]


def said(found: Section) -> str:
    return " ".join(plain(block.runs) for block in found.blocks if isinstance(block, Paragraph))


def test_each_year_has_both_series_and_the_state_of_the_second(travelled: Material) -> None:
    assert rows(section(travelled, "immigration")) == [
        ("2016", "2", "3", "3", "0", "–", "Final"), ("2017", "2", "4", "4", "0", "–", "Final"),
        ("2018", "2", "5", "5", "0", "–", "Final"), ("2019", "3", "6", "6", "0", "–", "Final"),
        ("2020", "1", "4", "4", "0", "–", "Final"), ("Jan–Oct 2021", "…", "…", "0", "3", "0 to 3", "Not available"),
    ]  # fmt: skip
    last = table(section(travelled, "immigration")).rows[-1].cells
    assert last[-2].below == "all that is possible"
    notes = {note.mark: plain(note.runs) for note in table(section(travelled, "immigration")).notes}
    assert any("fewer than about 20 migrations are estimated" in notes[mark] for mark in last[-1].marks)
    # Departures are all settled: no column for what is open.
    assert rows(section(travelled, "emigration"))[1] == ("2017", "1", "2", "Final")


def test_each_column_is_labelled_with_its_concept(travelled: Material) -> None:
    columns = table(section(travelled, "immigration")).columns
    assert [(column.label, column.below) for column in columns[1:3]] == [
        ("Administrative series", "registrations"), ("Duration rule", "persons; 365 of 487 days"),
    ]  # fmt: skip


def test_a_sentence_compares_and_a_text_says_why(travelled: Material) -> None:
    # 2020: one registration, four persons.
    text = said(section(travelled, "immigration"))
    assert "has 1 registration in 2020, the duration rule 4 persons: 4.0 times as many" in text
    assert "spent 365 of the following 487 days in the country" in text
    assert "4,0 dəfə çoxdur" in said(section(travelled, "immigration", "az"))


def test_a_chart_pairs_full_years_only(travelled: Material) -> None:
    chart = next(block for block in section(travelled, "immigration").blocks if isinstance(block, Chart))
    assert [point.label for point in chart.points] == [str(year) for year in range(2016, 2021) for _ in range(2)]
    assert [point.value for point in chart.points[-2:]] == [1, 4]
    drawn = charts.svg(chart, "en")
    assert drawn.count(f'fill="{charts.FULL}"') >= 5
    assert drawn.count(f'fill="{charts.PAIRED}"') >= 5


@pytest.fixture(scope="module")
def estimated(travelled: Material) -> Material:
    """As if of 2020 only 87 were settled and 62 crossings open, and of 2019 no estimate could be made."""
    told = {
        "2020": {"status": "estimated", "value": 120.0, "lower": 111.0, "upper": 128.0},
        "2019": {"status": "provisional", "value": 87.0, "lower": 87.0, "upper": 149.0},
    }

    def changed(figure: Figure) -> Figure:
        is_meant = figure.indicator == "immigration_residence_12m" and not figure.dimensions
        if not is_meant or figure.settled is None or str(figure.period) not in told:
            return figure
        return replace(figure, **told[str(figure.period)], settled=replace(figure.settled, yes=87.0, open=62.0))  # type: ignore[arg-type]

    return replace(travelled, figures=Figures(changed(figure) for figure in travelled.figures))


def test_an_estimate_stands_with_its_interval_beside_what_is_settled(estimated: Material) -> None:
    found = section(estimated, "immigration")

    assert rows(found)[4] == ("2020", "1", "120", "87", "62", "111 to 128", "Estimated")
    assert rows(found)[3] == ("2019", "3", "87", "87", "62", "87 to 149", "Provisional")
    below = [row.cells[-2].below for row in table(found).rows]
    assert below[3:5] == ["all that is possible", "95 % interval"]
    marks = [row.cells[1].marks[0] for row in table(found).rows[3:5]]
    assert marks == ["p", "e"]
    # In the other language as well, with the same numbers.
    assert rows(section(estimated, "immigration", "az"))[4] == (
        "2020", "1", "120", "87", "62", "111 – 128", "Qiymətləndirilmiş",
    )  # fmt: skip


def test_the_page_says_what_an_estimate_is_and_what_a_closure_does_to_it(estimated: Material) -> None:
    text = said(section(estimated, "immigration"))

    assert "The second is an estimate: 87 are settled, 62 crossings are not yet" in text
    assert "95 % confidence it will come out between 111 and 128" in text
    assert "An estimate gives every crossing that is not settled the probability" in text
    assert "The closed borders of 2020 break every model that was trained before them" in text
    assert "95 % etibarla nəticə 111 ilə 128 arasında olacaq" in said(section(estimated, "immigration", "az"))


def test_where_all_is_settled_nothing_is_said_of_estimates(travelled: Material) -> None:
    assert "estimate" not in said(section(travelled, "emigration"))


def test_the_chart_shows_the_state_of_a_bar_and_the_interval_of_an_estimate(estimated: Material) -> None:
    chart = next(block for block in section(estimated, "immigration").blocks if isinstance(block, Chart))
    points = {(point.label, point.role): point for point in chart.points}

    assert points["2020", "estimated"].ends == (111, 128)
    assert points["2019", "open"].ends is None
    assert list(chart.legend) == ["first", "second", "estimated", "open"]
    drawn = charts.svg(chart, "en")
    assert drawn.count("stroke-dasharray") - charts.svg(final_only(chart), "en").count("stroke-dasharray") == 2
    bare = replace(chart, points=tuple(replace(point, ends=None) for point in chart.points))
    assert drawn.count("<line") - charts.svg(bare, "en").count("<line") == 1


def final_only(chart: Chart) -> Chart:
    return replace(chart, points=tuple(point for point in chart.points if point.role in ("first", "second")))


def test_without_crossings_the_second_series_is_not_available_and_says_what_it_needs(travelled: Material) -> None:
    registered = Figures(figure for figure in travelled.figures if figure.settled is None)
    found = section(replace(travelled, figures=registered), "immigration")
    assert rows(found)[0] == ("2016", "2", "not available")
    assert table(found).columns[2].below == "needs crossings of individuals"
    assert "2020. By the duration rule nothing is known" in said(found)
    assert not [block for block in found.blocks if isinstance(block, Chart)]


def test_with_neither_there_is_nothing_to_show(material: Material) -> None:
    for name in ("net", "immigration", "emigration"):
        assert two_series.sections(Context(material, Language("en")), name) == []
