"""The figures as open data: a Frictionless data package of tidy CSV, and DCAT metadata of all that is published."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from durna.publish.material import Material
from durna.publish.opendata import catalog, package
from durna.publish.sdmx.cube import Cube

CATALOG = "catalog.jsonld"


def write(material: Material, languages: Sequence[str], cube: Cube, folder: Path, sdmx: Path) -> None:
    """Write the package into `folder`, and metadata of it and of the SDMX files in `sdmx`, which must be there."""
    folder.mkdir(parents=True, exist_ok=True)
    package.write(material, languages, cube, folder)
    catalog.write(material, languages, folder, sdmx, folder / CATALOG)
