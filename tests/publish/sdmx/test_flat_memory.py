"""Downloads of any size take no more memory: figures are written as they come by."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from durna.indicators.figures import Figure
from durna.periods import year
from durna.publish import downloads
from durna.publish.material import Material
from durna.publish.sdmx import data
from durna.publish.sdmx.cube import cube_of
from tests.publish.conftest import figure

pytestmark = pytest.mark.slow
FEW, MANY = 500, 8_000
# Far less than the figures themselves would take: 8,000 of them are more than 10 MB.
ALLOWED = 400_000


class Made(Sequence[Figure]):
    """So many figures, none of which is kept."""

    def __init__(self, count: int) -> None:
        self.count = count

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, index: Any) -> Any:
        raise NotImplementedError("figures are met in order only")

    def __iter__(self) -> Iterator[Figure]:
        for number in range(self.count):
            where = (("citizenship", ("GEO", "TUR", "RUS")[number % 3]), ("place", f"p{number // 60 % 20}"))
            yield figure("entries", year(2000 + number % 20), float(number), dimensions=where)


def peak(act: Callable[[], object]) -> int:
    tracemalloc.start()
    try:
        act()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_csv_of_the_profile(tmp_path: Path) -> None:
    few, many = (
        peak(lambda count=count: downloads.write_csv(Made(count), tmp_path / "f.csv"))  # type: ignore[misc, arg-type]
        for count in (FEW, MANY)
    )
    assert many < few + ALLOWED


@pytest.mark.parametrize("form", ["csv", "ml"])
def test_sdmx(material: Material, tmp_path: Path, form: str) -> None:
    def write(count: int) -> None:
        figures = Made(count)
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
