"""What is published, as DCAT 2 in JSON-LD with the terms that DCAT-AP asks for: one dataset, a distribution a file.

Addresses are those under `[publication] address`; without one they are relative to the file itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from durna.editions import canonical
from durna.publish.material import Material
from durna.publish.opendata.described import told
from durna.publish.opendata.package import DESCRIPTOR, FIGURES
from durna.publish.sdmx import CSV, DATA, STRUCTURE
from durna.publish.sdmx.codes import Namer
from durna.publish.sdmx.messages import SCHEMAS

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/", "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#", "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}  # fmt: skip
_MEDIA = "https://www.iana.org/assignments/media-types/"
_LANGUAGE = "http://id.loc.gov/vocabulary/iso639-1/"
_COUNTRY = "http://publications.europa.eu/resource/authority/country/"
# Message of the title, media type, and what the file conforms to.
_SDMX = {
    STRUCTURE: ("opendata-sdmx-structure", "application/xml", f"{SCHEMAS}/message"),
    DATA: ("opendata-sdmx-data", "application/xml", f"{SCHEMAS}/message"),
    CSV: ("opendata-sdmx-csv", "text/csv", ""),
}
_PACKAGE = {
    f"{FIGURES}.csv": ("opendata-figures", "text/csv", ""),
    DESCRIPTOR: ("opendata-package", "application/json", "https://specs.frictionlessdata.io/data-package/"),
}


def write(material: Material, languages: Sequence[str], package: Path, sdmx: Path, path: Path) -> None:
    namer = Namer(material, languages)
    files = {package / name: about for name, about in _PACKAGE.items()} | {
        sdmx / name: about for name, about in _SDMX.items()
    }
    distributions = [_distribution(material, namer, file, path.parent, *about) for file, about in files.items()]
    dataset = told(**_about(material, namer), **{"dcat:distribution": distributions})
    path.write_bytes(canonical.encode({"@context": CONTEXT, **dataset}))


def _about(material: Material, namer: Namer) -> dict[str, Any]:
    publication, period = material.publication, material.period
    title = namer.said(lambda language: language.of(material.title))
    between = {
        "@type": "dct:PeriodOfTime", "dcat:startDate": _date(period.start.isoformat()),
        "dcat:endDate": _date(period.end.isoformat()),
    }  # fmt: skip
    return {
        "@type": "dcat:Dataset", "dct:title": _texts(title),
        "dct:description": _texts(namer.message("sdmx-structure")),
        "dct:issued": _date(material.as_of[:10]) if material.as_of else None,
        "dct:language": [{"@id": f"{_LANGUAGE}{language.code}"} for language in namer.languages],
        "dct:temporal": between, "dct:spatial": {"@id": f"{_COUNTRY}{material.country}"},
        "dct:publisher": _publisher(material, namer), "dcat:contactPoint": _contact(material),
        "dcat:landingPage": {"@id": publication.homepage} if publication.homepage else None,
    }  # fmt: skip


def _publisher(material: Material, namer: Namer) -> dict[str, Any] | None:
    publication = material.publication
    if not publication.publishers:
        return None
    names = _texts(namer.said(lambda language: language.of(publication.publishers)))
    home = {"foaf:homepage": {"@id": publication.homepage}} if publication.homepage else {}
    return {"@type": "foaf:Agent", "foaf:name": names, **home}


def _contact(material: Material) -> dict[str, Any] | None:
    name, email = material.publication.contact, material.publication.email
    said = told(**{"vcard:fn": name, "vcard:hasEmail": {"@id": f"mailto:{email}"} if email else None})
    return {"@type": "vcard:Organization", **said} if said else None


def _distribution(
    material: Material, namer: Namer, file: Path, beside: Path, message: str, media: str, standard: str
) -> dict[str, Any]:
    publication = material.publication
    address = _address(publication.address, file, beside)
    licence = publication.licence_address
    return told(**{
        "@type": "dcat:Distribution", "dct:title": _texts(namer.message(message)), "dcat:accessURL": {"@id": address},
        "dcat:downloadURL": {"@id": address}, "dcat:mediaType": {"@id": f"{_MEDIA}{media}"},
        "dct:conformsTo": {"@id": standard} if standard else None,
        "dct:license": {"@id": licence} if licence else None,
        "dcat:byteSize": {"@value": str(file.stat().st_size), "@type": "xsd:nonNegativeInteger"},
        "spdx:checksum": {
            "@type": "spdx:Checksum", "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@value": canonical.sha256(file), "@type": "xsd:hexBinary"},
        },
    })  # fmt: skip


def _address(base: str, file: Path, beside: Path) -> str:
    inside = f"{file.parent.name}/{file.name}"
    if base:
        return f"{base.rstrip('/')}/{inside}"
    return file.name if file.parent == beside else f"../{inside}"


def _texts(texts: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"@language": language, "@value": text} for language, text in texts.items() if text]


def _date(text: str) -> dict[str, str]:
    return {"@value": text, "@type": "xsd:date"}
