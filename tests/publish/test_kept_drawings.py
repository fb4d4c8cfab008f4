"""What is kept of drawings changes no byte of a Profile, whatever became of it in between."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from durna.indicators.figures import Figures
from durna.publish import charts
from durna.publish.build import build
from durna.publish.charts import keeping
from durna.publish.context import Context
from durna.publish.material import Material
from durna.store.kept import FOLDER
from tests.publish.charts.test_charts import drawn_from

FORMATS = ("docx", "pdf", "xlsx")


@pytest.fixture(autouse=True)
def _nothing_drawn_yet() -> None:
    """As in a new process."""
    charts.forget()


def content(folder: Path) -> Mapping[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def built(material: Material, out: Path, store: Path | None = None) -> Mapping[str, bytes]:
    charts.forget()
    if store is None:
        build(material, out, ("en", "az"), FORMATS)
    else:
        with keeping.kept_in(store):
            build(material, out, ("en", "az"), FORMATS)
    return content(out)


def changed(material: Material, place: int, value: float) -> Material:
    figures = list(material.figures)
    figures[place] = replace(figures[place], value=value)
    return replace(material, figures=Figures(figures))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kept") / "store"
    folder.mkdir()
    return folder


# The values are whole numbers within those of the example, so that every chart can still be drawn.
@pytest.mark.slow
@given(place=st.integers(0, 40), value=st.integers(1, 4_000_000))
@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_after_one_figure_changed_the_profile_is_that_of_a_fresh_build(
    material: Material, store: Path, tmp_path: Path, place: int, value: int
) -> None:
    built(material, tmp_path / "before", store)
    other = changed(material, place % len(material.figures), float(value))
    assert built(other, tmp_path / "kept", store) == built(other, tmp_path / "fresh")


@pytest.fixture
def files(english: Context, tmp_path: Path) -> Iterator[list[Path]]:
    (tmp_path / "store").mkdir()
    with keeping.kept_in(tmp_path / "store"):
        chart = drawn_from(english, "entries")
        charts.dots(charts.svg(chart, "en"), 1)
        yield list((tmp_path / "store" / FOLDER).iterdir())


def test_a_drawing_of_an_earlier_run_is_not_drawn_again(english: Context, files: list[Path]) -> None:
    assert len(files) == 2, "lines and dots"
    charts.forget()
    before = charts.drawings_made()
    charts.svg(drawn_from(english, "entries"), "en")
    assert charts.drawings_made() == before


def another_byte(raw: bytes) -> bytes:
    """Turned over, not replaced: one byte in 256 would be replaced by itself."""
    return raw[:-5] + bytes([raw[-5] ^ 0xFF]) + raw[-4:]


def cut_off(raw: bytes) -> bytes:
    return raw[: len(raw) // 2]


@pytest.mark.parametrize("spoil", [another_byte, cut_off])
def test_what_was_changed_or_cut_off_is_drawn_again(
    english: Context, files: list[Path], spoil: Callable[[bytes], bytes]
) -> None:
    chart = drawn_from(english, "entries")
    lines = charts.svg(chart, "en")
    dots = charts.dots(lines, 1)
    for file in files:
        file.write_bytes(spoil(file.read_bytes()))
    charts.forget()
    before = charts.drawings_made()
    assert charts.svg(chart, "en") == lines
    assert charts.drawings_made() == before + 1
    assert charts.dots(lines, 1) == dots


def test_other_fonts_or_another_program_are_another_drawing(
    english: Context, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    chart = drawn_from(english, "entries")
    for what in ("fonts", "version"):
        monkeypatch.setattr(keeping, what, lambda *said: "another")
        charts.forget()
        before = charts.drawings_made()
        charts.svg(chart, "en")
        assert charts.drawings_made() == before + 1, what


def test_without_a_store_nothing_is_kept(english: Context, tmp_path: Path) -> None:
    charts.svg(drawn_from(english, "entries"), "en")
    assert not list(tmp_path.iterdir())
