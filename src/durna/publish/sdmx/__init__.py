"""The figures of a publication as SDMX 3.0: structures, and data twice, as SDMX-ML and as SDMX-CSV."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from durna.publish.material import Material
from durna.publish.sdmx import data, structures
from durna.publish.sdmx.agency import agency_of
from durna.publish.sdmx.codes import Namer, Names
from durna.publish.sdmx.cube import FLOW, Cube, cube_of

STRUCTURE, DATA, CSV = "structure.xml", "data.xml", "data.csv"


def write(material: Material, languages: Sequence[str], folder: Path) -> Cube:
    """Write structure.xml, data.xml and data.csv; the same material gives the same bytes.

    Raises UserError for an agency id that SDMX does not allow.
    """
    cube = cube_of(material, languages, agency_of(material))
    folder.mkdir(parents=True, exist_ok=True)
    # The clock is never read: what is said of a moment is that of the figures.
    prepared = f"{material.as_of[:10] or material.period.end.isoformat()}T00:00:00Z"
    id = f"{FLOW}_{cube.version.replace('.', '_')}"
    with (folder / STRUCTURE).open("w", encoding="utf-8", newline="") as stream:
        structures.write(stream, cube, _said(material, languages), f"{id}_STRUCTURE", prepared)
    with (folder / DATA).open("w", encoding="utf-8", newline="") as stream:
        data.write_ml(stream, material.figures, cube, f"{id}_DATA", prepared)
    data.write_csv(material.figures, cube, folder / CSV)
    return cube


def _said(material: Material, languages: Sequence[str]) -> Mapping[str, Names]:
    namer = Namer(material, languages)
    publisher = material.publication.publishers
    return {
        "agencies": namer.message("sdmx-agencies"),
        "agency": namer.said(lambda language: language.of(publisher) or language("sdmx-agency-unnamed")),
        "flow": namer.said(lambda language: language.of(material.title)),
        "structure": namer.message("sdmx-structure"),
        "concepts": namer.message("sdmx-concepts"),
        "content": namer.message("sdmx-content"),
    }
