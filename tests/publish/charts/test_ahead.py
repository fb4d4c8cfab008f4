"""Drawings made ahead and by other processes are those that are made here."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from durna.publish import charts, drawings
from durna.publish.build import build
from durna.publish.charts import ahead, apart, library
from durna.publish.charts.apart import Apart
from durna.publish.context import Context
from durna.publish.document import Chart, Cover, Document, Page, Section
from durna.publish.docx import pictures
from durna.publish.material import Material
from tests.publish.charts.test_charts import drawn_from
from tests.publish.test_kept_drawings import content

BARS = '{"data": {"values": [{"a": "x", "b": 2}]}, "mark": "bar", "encoding": {"x": {"field": "b", "type": "%s"}}}'
GOOD, WRONG = BARS % "quantitative", "{}"
LOCALE = {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["", ""]}


@pytest.fixture(autouse=True)
def _nothing_drawn_yet() -> None:
    """As in a new process."""
    charts.forget()


@pytest.fixture
def drawer() -> Iterator[Apart]:
    made = Apart(lambda: True)
    yield made
    made.close()


@pytest.fixture
def chart(english: Context) -> Chart:
    return drawn_from(english, "entries")


def test_another_process_draws_the_same(drawer: Apart, chart: Chart) -> None:
    assert drawer.lines(GOOD, LOCALE) == library.lines(GOOD, LOCALE)
    # With letters of several languages, and longer than what a pipe holds at once.
    drawing = charts.svg(replace(chart, caption="ə и Ş " * 20_000), "az")
    assert drawer.dots(drawing, 1, 72) == library.dots(drawing, 1, 72)
    drawer.close()
    assert drawer._process is not None
    assert drawer._process.returncode == 0, "it ends with its input"


def test_what_cannot_be_drawn_is_told_in_the_same_words(drawer: Apart) -> None:
    with pytest.raises(ValueError, match=r".") as here:
        library.lines(WRONG, LOCALE)
    with pytest.raises(ValueError, match=r".") as there:
        drawer.lines(WRONG, LOCALE)
    assert str(there.value) == str(here.value)
    assert drawer.lines(GOOD, LOCALE), "it goes on"


def test_of_a_process_that_died_the_drawings_are_made_here(drawer: Apart) -> None:
    first = drawer.lines(GOOD, LOCALE)
    assert drawer._process is not None
    drawer._process.kill()
    drawer._process.wait()
    assert [drawer.lines(GOOD, LOCALE), drawer.lines(GOOD, LOCALE)] == [first, first]


def test_where_no_process_can_be_begun_drawings_are_made_here(drawer: Apart, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nothing/is/here")
    assert drawer.lines(GOOD, LOCALE) == library.lines(GOOD, LOCALE)


def test_of_a_process_that_ends_at_once_the_drawings_are_made_here(
    drawer: Apart, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "_PROGRAM", "keyword")  # has nothing to run
    assert drawer.lines(GOOD, LOCALE) == library.lines(GOOD, LOCALE)


def document(*shown: Chart) -> Document:
    page = Page("a", "chapter", Section("a", "A chapter", "", tuple(shown)))
    return Document("en", Cover("Country", "Title", "2013..2021", "", ()), "", (page,))


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Every process that is begun to draw."""
    found: list[object] = []
    begin = apart._begun

    def counted() -> object:
        found.append(begin())
        return found[-1]

    monkeypatch.setattr(apart, "_begun", counted)
    return found


def test_each_drawing_is_made_once_for_all_formats(chart: Chart, begun: list[object]) -> None:
    shown = [replace(chart, id=f"c{place}", headline=f"The {place}th") for place in range(5)]
    expected = [charts.draw(each, "en") for each in shown]
    charts.forget()
    before = charts.drawings_made()
    with drawings.drawn_ahead({"en": document(*shown)}, ("html", "pdf", "docx")):
        for _ in range(3):
            assert [charts.svg(each, "en") for each in shown] == expected
        assert [ahead.made(pictures.dots, each, "en", is_last=True) for each in shown] == [
            pictures.dots(each, "en") for each in shown
        ]
    assert charts.drawings_made() == before + len(shown)
    assert begun == [], "of so few none is begun"


def test_a_chart_of_the_same_name_that_shows_something_else_is_drawn_as_it_is(chart: Chart) -> None:
    other = replace(chart, headline="Something else")
    with drawings.drawn_ahead({"en": document(chart)}, ("html",)):
        assert charts.svg(other, "en") == charts.draw(other, "en")


def test_what_nobody_waited_for_is_given_up_when_writing_ends_early(chart: Chart, begun: list[object]) -> None:
    many = [replace(chart, id=f"c{place}", headline=f"The {place}th") for place in range(200)]
    before = charts.drawings_made()
    with pytest.raises(OSError, match="full"), drawings.drawn_ahead({"en": document(*many)}, ("docx",)):
        raise OSError("the disk is full")
    assert charts.drawings_made() - before < 20


@pytest.mark.slow
def test_a_publication_drawn_by_processes_is_the_same_byte_for_byte(
    material: Material, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, begun: list[object]
) -> None:
    asked = (("en", "az"), ("docx", "pdf", "xlsx"))
    build(material, tmp_path / "here", *asked)
    assert begun == []
    charts.forget()
    monkeypatch.setattr(ahead, "FEW", 0)
    build(material, tmp_path / "apart", *asked)
    assert content(tmp_path / "apart") == content(tmp_path / "here")
    assert begun
    assert {each.returncode for each in begun} == {0}, "none is left"  # type: ignore[attr-defined]
