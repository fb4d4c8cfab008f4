"""The figures as SDMX data, one observation a figure: SDMX-ML 3.0 structure-specific and SDMX-CSV 2.0.

Both are written as the figures come by; no series is gathered, so memory does not grow with their number.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from durna.indicators.figures import Figure
from durna.publish.downloads import safe
from durna.publish.sdmx import messages
from durna.publish.sdmx.cube import FLOW, TIME, VALUE, Cube, note_id, number
from durna.publish.sdmx.messages import SCHEMAS, Writer
from durna.publish.sdmx.structures import flow_urn

# What is published is told as it stands: nothing is asked to be added or replaced.
CSV_ACTION, ML_ACTION = "I", "Information"
_AT = "AllDimensions"


def write_csv(figures: Iterable[Figure], cube: Cube, path: Path) -> None:
    """A note that a spreadsheet would run as a formula gets an apostrophe before it, as in every CSV of the Profile."""
    notes = [note_id(code) for code in cube.notes]
    columns = ("STRUCTURE", "STRUCTURE_ID", "ACTION", *cube.dimensions, TIME, VALUE, *cube.attributes)
    about = {
        "STRUCTURE": "dataflow", "STRUCTURE_ID": f"{cube.agency}:{FLOW}({cube.version})", "ACTION": CSV_ACTION
    }  # fmt: skip
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, restval="", lineterminator="\r\n")
        writer.writeheader()
        for figure in figures:
            row = about | observation(cube, figure)
            writer.writerow(row | {name: safe(row[name]) for name in notes if name in row})


def write_ml(stream: TextIO, figures: Iterable[Figure], cube: Cube, id: str, prepared: str) -> None:
    namespace = f"{flow_urn(cube)}:ObsLevelDim:{_AT}"
    writer = Writer(stream)
    writer.begin()
    names = {**messages.XML_NAMESPACES, "xmlns:ss": f"{SCHEMAS}/data/structurespecific", "xmlns:ns1": namespace}
    with writer.named("mes:StructureSpecificData", names):
        with writer.element("mes:Header"):
            messages.header(writer, id, prepared, cube.agency)
            about = {"structureID": FLOW, "namespace": namespace, "dimensionAtObservation": _AT}
            with writer.named("mes:Structure", about):
                writer.text("com:StructureUsage", flow_urn(cube))
        kind = {"ss:structureRef": FLOW, "xsi:type": "ns1:DataSetType", "ss:action": ML_ACTION}
        with writer.named("mes:DataSet", kind):
            for figure in figures:
                writer.empty("Obs", observation(cube, figure))


def observation(cube: Cube, figure: Figure) -> dict[str, str]:
    """Key, value and attributes; a figure without a value has no OBS_VALUE."""
    value = {VALUE: number(figure.value)} if figure.value is not None else {}
    return {**cube.key(figure), **value, **cube.said(figure)}
