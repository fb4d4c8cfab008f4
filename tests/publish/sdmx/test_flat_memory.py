"""Downloads of any size take no more memory: figures are written as they come by."""

from __future__ import annotations

import subprocess
import sys
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from durna.publish import downloads
from durna.publish.material import Material
from durna.publish.sdmx import data
from durna.publish.sdmx.cube import cube_of
from tests.publish.many import STATUS, Many

pytestmark = pytest.mark.slow
FEW, MANY = 500, 8_000
# Far less than the figures themselves would take: 8,000 of them are more than 10 MB.
ALLOWED = 400_000
# Kilobytes that two runs of the same program may differ by. A million references alone would be 8,000.
NOISE = 3_000
ROOT = Path(__file__).parents[3]


def peak(act: Callable[[], object]) -> int:
    tracemalloc.start()
    try:
        act()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_csv_of_the_profile(tmp_path: Path) -> None:
    few, many = (
        peak(lambda count=count: downloads.write_csv(Many(count), tmp_path / "f.csv"))  # type: ignore[misc, arg-type]
        for count in (FEW, MANY)
    )
    assert many < few + ALLOWED


@pytest.mark.parametrize("form", ["csv", "ml"])
def test_sdmx(material: Material, tmp_path: Path, form: str) -> None:
    def write(count: int) -> None:
        figures = Many(count)
        cube = cube_of(replace(material, figures=figures), ("en",), "X")  # type: ignore[arg-type]
        if form == "csv":
            data.write_csv(figures, cube, tmp_path / "data.csv")
        else:
            with (tmp_path / "data.xml").open("w", encoding="utf-8") as stream:
                data.write_ml(stream, figures, cube, "X", "2023-10-06T00:00:00Z")

    # Names of countries and texts are read once, and kept.
    write(FEW)
    few, many = (peak(lambda count=count: write(count)) for count in (FEW, MANY))  # type: ignore[misc]
    assert many < few + ALLOWED


@pytest.mark.skipif(not STATUS.exists(), reason="the system does not tell the most memory of a process")
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_million_figures_take_the_memory_of_a_hundred_thousand(tmp_path: Path, form: str) -> None:
    """In a process of its own: what the tests before it took would hide what this takes."""

    def most(count: int) -> int:
        asked = [sys.executable, "-m", "tests.publish.many", form, str(count), str(tmp_path / f"figures.{form}")]
        done = subprocess.run(asked, capture_output=True, check=True, cwd=ROOT, timeout=600)
        return int(done.stdout)

    assert most(1_000_000) < most(100_000) + NOISE
