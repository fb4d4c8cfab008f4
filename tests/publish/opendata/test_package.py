"""The data package: valid by the library of its standard, and every row what a figure says."""

from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from durna.indicators.figures import Figure, Figures
from durna.publish import opendata, sdmx
from durna.publish.material import Material
from durna.workspace import Publication
from tests.publish.conftest import figure, texts

pytestmark = pytest.mark.slow
LANGUAGES = ("en", "az")
PUBLICATION = Publication(
    publisher=texts("An authority", "Bir qurum"), homepage="https://example.org", licence="CC-BY-4.0",
    licence_address="https://creativecommons.org/licenses/by/4.0/", email="data@example.org",
)  # fmt: skip


def troublesome() -> list[Figure]:
    return [
        figure("single", "2018", 0.1 + 0.2, dimensions=(("status", 'a"b,c\nd'),), vintage="=cmd"),
        figure("single", "2017", None, status="not_available", lower=None, upper=12.5),
    ]


@pytest.fixture(scope="module")
def told(material: Material) -> Material:
    # An indicator that a figure has must be in the catalogue, as in every workspace.
    return replace(material, figures=Figures([*material.figures, *troublesome()]), publication=PUBLICATION)


@pytest.fixture(scope="module")
def folder(told: Material, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("documents")
    cube = sdmx.write(told, LANGUAGES, out / "sdmx")
    opendata.write(told, LANGUAGES, cube, out / "data", out / "sdmx")
    return out / "data"


@pytest.fixture(scope="module")
def package(folder: Path) -> Any:
    from frictionless import Package

    return Package(str(folder / "datapackage.json"))


def rows(package: Any, name: str) -> list[Mapping[str, Any]]:
    return [row.to_dict() for row in package.get_resource(name).read_rows()]


def test_the_package_is_valid(package: Any) -> None:
    report = package.validate()
    assert report.valid, report.flatten(["type", "message"])


def test_a_changed_file_is_noticed(folder: Path, tmp_path: Path) -> None:
    from shutil import copytree

    from frictionless import Package

    copytree(folder, tmp_path / "data")
    changed = tmp_path / "data" / "figures.csv"
    changed.write_text(changed.read_text(encoding="utf-8").replace("2000000", "2000001"), encoding="utf-8")
    assert not Package(str(tmp_path / "data" / "datapackage.json")).validate().valid


def test_every_row_is_what_its_figure_says(told: Material, package: Any) -> None:
    found = {row["figure_id"]: row for row in rows(package, "figures")}
    assert set(found) == set(told.figures.by_id())
    for one in told.figures:
        row = found[one.figure_id]
        assert (row["indicator"], row["geography"], row["unit"]) == (one.indicator, one.geography, one.unit)
        assert (row["period_start"], row["period_end"]) == (one.period.start, one.period.end)
        assert (row["status"], row["preferred"], row["publisher"]) == (one.status, one.preferred, one.publisher)
        assert (row["flags"] or "") == ";".join(one.flags)
        held = {"citizenship": row["citizenship"], "sex": row["sex"], "status": row["by_status"]}
        assert {name: code for name, code in held.items() if code} == dict(one.dimensions)
        for name in ("value", "lower", "upper", "numerator", "denominator"):
            said = getattr(one, name)
            assert (None if row[name] is None else float(row[name])) == said


def test_a_text_that_a_spreadsheet_would_run_has_an_apostrophe(package: Any) -> None:
    assert "'=cmd" in [row["vintage"] for row in rows(package, "figures")]


def test_every_code_of_the_figures_is_named_in_every_language(told: Material, package: Any) -> None:
    codes = {(row["column"], row["code"]): row for row in rows(package, "codes")}
    for one in told.figures:
        columns = {"unit": one.unit, "publisher": one.publisher, "status": one.status, "geography": one.geography}
        for column, code in columns.items():
            assert codes[column, code]["name_en"]
            assert codes[column, code]["name_az"]
        for flag in one.flags:
            assert codes["flags", flag]["name_az"]
    assert codes["citizenship", "TUR"]["name_az"] == "Türkiyə"
    assert codes["sex", "male"]["sdmx"] == "male"


def test_what_the_workspace_tells_of_itself_is_told(package: Any) -> None:
    descriptor = package.to_descriptor()
    assert descriptor["licenses"] == [
        {"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}
    ]  # fmt: skip
    (publisher,) = descriptor["contributors"]
    assert (publisher["title"], publisher["email"]) == ("An authority", "data@example.org")
    assert {"title": "A yearbook", "path": "https://example.org/yearbook"} in descriptor["sources"]


def test_what_it_does_not_tell_is_left_out(material: Material, tmp_path: Path) -> None:
    import json

    cube = sdmx.write(material, LANGUAGES, tmp_path / "sdmx")
    opendata.write(material, LANGUAGES, cube, tmp_path / "data", tmp_path / "sdmx")
    descriptor = json.loads((tmp_path / "data" / "datapackage.json").read_text(encoding="utf-8"))
    assert not {"licenses", "contributors", "homepage"} & set(descriptor)


def test_sizes_and_hashes_are_those_of_the_files(folder: Path, package: Any) -> None:
    for resource in package.to_descriptor()["resources"]:
        content = (folder / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{sha256(content).hexdigest()}"
