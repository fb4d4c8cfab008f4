"""The small Profile with what makes trouble added, written as SDMX once."""

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from durna.indicators.figures import Figure, Figures
from durna.publish import sdmx
from durna.publish.material import Material
from durna.workspace import Publication
from tests.publish.conftest import figure, texts

LANGUAGES = ("en", "az", "ru")


def troublesome() -> list[Figure]:
    """Codes that SDMX forbids, texts that XML forbids, an indicator that the catalogue does not know, other units."""
    odd = "a<b>&\"c'\x00\x0bd"
    return [
        figure("entries", "2018", 1.0, dimensions=(("age_group", "85+"),)),
        figure("entries", "2018", 2.0, dimensions=(("age_group", "85 "),)),
        figure("entries", "2018", 3.0, dimensions=(("age_group", "_T"),)),
        figure("entries", "2018", 4.0, dimensions=(("indicator", "x"), ("publisher", "y"))),
        figure("entries", "2018", 5.0, dimensions=(("area", "x"), ("by_indicator", "y"), ("note_en", "z"))),
        figure("own_of_workspace", "2018", 0.1 + 0.2, publisher="näshir 1", reference="", vintage="@2019 / 2"),
        figure("money", "2018", 2.5, unit="million USD", counting_unit="money", lower=1.5, upper=3.5),
        figure("money", "2019", -1234567.25, unit="no unit of ours <&>", numerator=1.0, denominator=3.0),
        figure("single", "2018", 7.0, note={"en": "=1+1 <b>&amp;", "az": "Qeyd\x0b \"ə\"\nikinci sətir"}),
        figure("single", "2017", None, status="not_available", dimensions=(("sex", odd),)),
        figure("single", "2014", 0.0, flags=("break", "rounded")),
        figure("stock", "2014-12-31", 8.0, unit="persons", counting_unit="person", preferred=False, publisher="sms"),
    ]  # fmt: skip


@pytest.fixture(scope="session")
def odd(material: Material) -> Material:
    publication = Publication(
        publisher=texts("An authority", "Bir qurum"), agency="EXAMPLE.SMS", licence="CC-BY-4.0",
        licence_address="https://creativecommons.org/licenses/by/4.0/", email="data@example.org",
        address="https://example.org/editions/2023",
    )  # fmt: skip
    return replace(material, figures=Figures([*material.figures, *troublesome()]), publication=publication)


@pytest.fixture(scope="session")
def written(odd: Material, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sdmx")
    sdmx.write(odd, LANGUAGES, folder)
    return folder


@pytest.fixture(scope="session")
def read(written: Path) -> Any:
    """The three files as the library sdmx1 reads them."""
    structure = independent("structure.xml", written)
    described = structure.structure["MIGRATION_PROFILE"]
    return SimpleNamespace(
        structure=structure, described=described, ml=independent("data.xml", written, structure=described),
        csv=independent("data.csv", written, structure=described),
    )  # fmt: skip


def independent(name: str, folder: Path, **more: Any) -> Any:
    import sdmx as library

    # From a stream: the library leaves files that it opens itself for the garbage collector.
    with (folder / name).open("rb") as stream:
        return library.read_sdmx(stream, format=name.rpartition(".")[2].upper(), **more)
