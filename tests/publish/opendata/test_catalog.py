"""DCAT metadata: what a portal harvests, in the terms of DCAT-AP."""

import json
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from durna.publish import opendata, sdmx
from durna.publish.material import Material
from durna.workspace import Publication
from tests.publish.conftest import texts

LANGUAGES = ("en", "az")
TOLD = Publication(
    publisher=texts("An authority", "Bir qurum"), homepage="https://example.org", contact="Statistics",
    email="data@example.org", licence_address="https://creativecommons.org/licenses/by/4.0/",
    address="https://example.org/editions/2023/",
)  # fmt: skip


def catalog(material: Material, folder: Path) -> dict[str, Any]:
    cube = sdmx.write(material, LANGUAGES, folder / "sdmx")
    opendata.write(material, LANGUAGES, cube, folder / "data", folder / "sdmx")
    found: dict[str, Any] = json.loads((folder / "data" / "catalog.jsonld").read_text(encoding="utf-8"))
    return found


def test_a_dataset_says_who_publishes_what_and_of_when(material: Material, tmp_path: Path) -> None:
    found = catalog(replace(material, publication=TOLD), tmp_path)
    assert found["@type"] == "dcat:Dataset"
    assert {"@language": "az", "@value": "Nümunə"} in found["dct:title"]
    assert found["dct:publisher"]["foaf:name"][0] == {"@language": "en", "@value": "An authority"}
    assert found["dcat:contactPoint"]["vcard:hasEmail"] == {"@id": "mailto:data@example.org"}
    assert found["dct:temporal"]["dcat:startDate"]["@value"] == "2013-01-01"
    assert found["dct:temporal"]["dcat:endDate"]["@value"] == "2021-10-31"
    assert found["dct:issued"]["@value"] == "2023-10-06"
    assert found["dct:spatial"]["@id"].endswith("/AZE")
    assert [each["@id"][-2:] for each in found["dct:language"]] == ["en", "az"]


def test_every_distribution_is_a_file_with_its_size_and_checksum(material: Material, tmp_path: Path) -> None:
    found = catalog(replace(material, publication=TOLD), tmp_path)
    files = {}
    for one in found["dcat:distribution"]:
        path = tmp_path / one["dcat:downloadURL"]["@id"].removeprefix("https://example.org/editions/2023/")
        content = path.read_bytes()
        assert one["dcat:byteSize"]["@value"] == str(len(content))
        assert one["spdx:checksum"]["spdx:checksumValue"]["@value"] == sha256(content).hexdigest()
        assert one["dct:license"]["@id"] == "https://creativecommons.org/licenses/by/4.0/"
        files[str(path.relative_to(tmp_path))] = one["dcat:mediaType"]["@id"].rpartition("media-types/")[2]
    assert files == {
        "data/figures.csv": "text/csv", "data/datapackage.json": "application/json",
        "sdmx/structure.xml": "application/xml", "sdmx/data.xml": "application/xml", "sdmx/data.csv": "text/csv",
    }  # fmt: skip


def test_without_an_address_files_are_named_from_where_the_metadata_lies(material: Material, tmp_path: Path) -> None:
    found = catalog(material, tmp_path)
    for one in found["dcat:distribution"]:
        assert (tmp_path / "data" / one["dcat:accessURL"]["@id"]).is_file()


def test_what_was_not_told_is_left_out(material: Material, tmp_path: Path) -> None:
    found = catalog(material, tmp_path)
    assert not {"dct:publisher", "dcat:contactPoint", "dcat:landingPage"} & set(found)
    assert all("dct:license" not in one for one in found["dcat:distribution"])


@pytest.mark.parametrize("name", ["dcat", "dct", "foaf", "vcard", "spdx", "xsd"])
def test_every_prefix_is_explained(material: Material, tmp_path: Path, name: str) -> None:
    assert name in catalog(material, tmp_path)["@context"]
