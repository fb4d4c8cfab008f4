"""A Frictionless data package: figures, indicators, codes and revisions as CSV, with a descriptor for programs.

Data Package 1.0 (specs.frictionlessdata.io): schemas with types, keys and what stands for a missing value.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from durna.editions import canonical
from durna.indicators.figures import STATUSES
from durna.publish import downloads
from durna.publish.downloads import NUMBERS, safe
from durna.publish.editions import revisions_table
from durna.publish.material import Material
from durna.publish.opendata.described import told
from durna.publish.sdmx.codes import Code, Codes, Namer
from durna.publish.sdmx.cube import Cube
from durna.publish.sdmx.ids import version_of

DESCRIPTOR = "datapackage.json"
FIGURES, INDICATORS, CODES, REVISIONS = "figures", "indicators", "codes", "revisions"
_TYPES = {
    "period_start": "date", "period_end": "date", "preferred": "boolean", "valid_from": "date", "valid_to": "date",
    **dict.fromkeys((*NUMBERS, "old", "new", "absolute", "percent"), "number"),
}  # fmt: skip
_REQUIRED = ("figure_id", "indicator", "period_start", "period_end", "geography", "unit", "status", "preferred")
_KEPT = ("id", "chapter", "kind", "unit", "counting_unit", "periodicity", "part_year")
_SAID = ("title", "definition", "caveat")
# Components of the cube to columns of the figures; the columns of breakdowns are added to them.
_COLUMNS = {
    "REF_AREA": "geography", "COUNTING_UNIT": "counting_unit", "PUBLISHER": "publisher", "FLAGS": "flags"
}  # fmt: skip


def write(material: Material, languages: Sequence[str], cube: Cube, folder: Path) -> None:
    namer = Namer(material, languages)
    resources = [
        _figures(material, folder),
        _indicators(material, namer, folder),
        _codes(material, namer, cube, folder),
    ]
    if material.history.comparison:
        resources.append(_revisions(material, folder))
    titled = [{"title": namer.languages[0](f"opendata-{one['name']}"), **one} for one in resources]
    described = {**_about(material, namer), "resources": titled}
    (folder / DESCRIPTOR).write_bytes(canonical.encode(described))


def _about(material: Material, namer: Namer) -> dict[str, Any]:
    publication = material.publication
    return told(
        name=f"migration-profile-{material.country.lower()}", title=namer.languages[0].of(material.title),
        version=version_of(material.as_of), created=f"{material.as_of[:10]}T00:00:00Z" if material.as_of else "",
        homepage=publication.homepage, licenses=_licences(material), sources=_sources(material),
        contributors=_publisher(material, namer),
    )  # fmt: skip


def _licences(material: Material) -> list[dict[str, Any]]:
    publication = material.publication
    licence = told(name=publication.licence, path=publication.licence_address)
    return [licence] if licence else []


def _sources(material: Material) -> list[dict[str, Any]]:
    used = {figure.reference for figure in material.figures if figure.reference}
    found = (material.references[key] for key in sorted(used) if key in material.references)
    return [told(title=one.title, path=one.address) for one in found]


def _publisher(material: Material, namer: Namer) -> list[dict[str, Any]]:
    title = namer.languages[0].of(material.publication.publishers)
    if not title:
        return []
    return [told(title=title, path=material.publication.homepage, email=material.publication.email, role="publisher")]


def _figures(material: Material, folder: Path) -> dict[str, Any]:
    downloads.write_csv(material.figures, folder / f"{FIGURES}.csv")
    columns = downloads.columns(material.figures)
    to_indicators = {"fields": "indicator", "reference": {"resource": INDICATORS, "fields": "id"}}
    return _resource(folder, FIGURES, columns, "figure_id", foreignKeys=[to_indicators])


def _indicators(material: Material, namer: Namer, folder: Path) -> dict[str, Any]:
    texts = [f"{said}_{language.code}" for said in _SAID for language in namer.languages]
    columns = (*_KEPT, "standards", *texts)
    used = (material.indicators[id] for id in material.figures.indicators if id in material.indicators)
    rows = (
        {name: getattr(one, name) for name in _KEPT}
        | {"standards": ";".join(one.standards)}
        | {f"{said}_{each.code}": each.of(getattr(one, said)) for said in _SAID for each in namer.languages}
        for one in used
    )
    _write(folder / f"{INDICATORS}.csv", columns, rows)
    return _resource(folder, INDICATORS, columns, "id")


def _codes(material: Material, namer: Namer, cube: Cube, folder: Path) -> dict[str, Any]:
    """`column` is that of the figures in which the code stands, `sdmx` what it is in the SDMX files."""
    columns = ("column", "code", "sdmx", *(f"name_{each.code}" for each in namer.languages), "valid_from", "valid_to")
    _write(folder / f"{CODES}.csv", columns, _code_rows(material, namer, cube))
    return _resource(folder, CODES, columns, ["column", "code"])


def _code_rows(material: Material, namer: Namer, cube: Cube) -> Iterator[dict[str, Any]]:
    column_of = downloads.dimension_columns(material.figures)
    named = {**_COLUMNS, **{id: column_of[name] for name, id in cube.breakdowns.items()}}
    for id, column in named.items():
        yield from _rows(column, cube.lists[id])
    # The figures keep units as they were published; SDMX has their base and a power of ten.
    units = namer.listed(
        "unit", {}, {figure.unit for figure in material.figures}, lambda language, code: language.unit(code)
    )
    statuses = namer.listed("status", {}, STATUSES, lambda language, code: language.of_list("figure_status", code))
    for column, codes in (("unit", units), ("status", statuses)):
        yield from ({**row, "sdmx": ""} for row in _rows(column, codes))


def _rows(column: str, codes: Codes) -> Iterator[dict[str, Any]]:
    return (_row(column, code, made) for code, made in codes.of.items() if code)


def _row(column: str, code: str, made: Code) -> dict[str, Any]:
    names = {f"name_{language}": name for language, name in made.names.items()}
    return {
        "column": column, "code": code, "sdmx": made.id, **names, "valid_from": made.valid_from,
        "valid_to": made.valid_to,
    }  # fmt: skip


def _revisions(material: Material, folder: Path) -> dict[str, Any]:
    comparison = material.history.comparison
    assert comparison is not None
    revisions_table.write_csv(comparison, folder / f"{REVISIONS}.csv")
    return _resource(folder, REVISIONS, revisions_table.COLUMNS, None)


def _write(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, lineterminator="\n")
        writer.writeheader()
        for row in rows:
            writer.writerow({name: safe(value) if isinstance(value, str) else value for name, value in row.items()})


def _resource(
    folder: Path, name: str, columns: Sequence[str], key: str | list[str] | None, **more: Any
) -> dict[str, Any]:
    path = folder / f"{name}.csv"
    schema = told(fields=[_field(name, each) for each in columns], missingValues=[""], primaryKey=key, **more)
    return {
        "name": name, "path": path.name, "profile": "tabular-data-resource", "format": "csv", "mediatype": "text/csv",
        "encoding": "utf-8", "bytes": path.stat().st_size, "hash": f"sha256:{canonical.sha256(path)}",
        "dialect": {"delimiter": ",", "lineTerminator": "\n"}, "schema": schema,
    }  # fmt: skip


def _field(resource: str, column: str) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if resource == FIGURES and column in _REQUIRED else {}
    if resource == FIGURES and column == "status":
        constraints |= {"enum": list(STATUSES)}
    return told(name=column, type=_TYPES.get(column, "string"), constraints=constraints)
