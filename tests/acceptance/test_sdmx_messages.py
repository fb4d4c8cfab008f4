"""Real SDMX messages of many publishers are read as tables, and say what an independent library reads in them."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb
import pytest

from durna.errors import UserError
from durna.intake.reading import open_table
from durna.sources.mapping import FileOptions
from tests.intake.deliveries import begin, current, take_in

FOLDER = "sdmx-messages"
# These are neither data nor lists, so there is nothing to make a table of.
NO_TABLE = {
    "SPC/actualconstraint-0.xml": "a constraint: which keys exist, without their values",
    "v21/xml/demography/esms_generic.xml": "a report of reference metadata",
    "v21/xml/demography/esms_structured.xml": "a report of reference metadata",
}
DATA = ("ECB_EXR/1/M.USD.EUR.SP00.A.xml", "WB/gh-78.xml")
LISTS = (
    "UNICEF/GLOBAL_DATAFLOW-structure.xml", "UNSD/codelist_partial.xml", "v21/xml/demography/demography.xml",
    "v21/xml/demography/esms.xml",
)  # fmt: skip


@pytest.fixture(scope="module")
def messages(shared_data: Path) -> Path:
    folder = shared_data / FOLDER
    if not folder.is_dir():
        pytest.skip(f"{folder} is not there")
    return folder


def rows(path: Path, scratch: Path) -> list[dict[str, Any]]:
    with duckdb.connect() as connection:
        table = open_table(path, FileOptions(), scratch, connection)
        found = connection.execute(f"SELECT * FROM {table.scan} ORDER BY row_no").fetchall()
    return [dict(zip(table.columns, row, strict=False)) for row in found]


def read(path: Path) -> Any:
    """As the library sdmx1 reads it."""
    import sdmx

    with path.open("rb") as stream:
        return sdmx.read_sdmx(stream, format=path.suffix[1:].upper())


@pytest.mark.slow
def test_every_message_is_read_or_refused_for_a_known_reason(messages: Path, tmp_path: Path) -> None:
    refused = set()
    files = [path for path in messages.rglob("*.*") if path.suffix in (".xml", ".json", ".csv")]
    for path in files:
        try:
            assert rows(path, tmp_path), path
        except UserError:
            refused.add(str(path.relative_to(messages)))
    assert refused == set(NO_TABLE)
    assert len(files) - len(refused) == 33


@pytest.mark.parametrize("name", DATA)
def test_observations_are_those_of_another_reader(messages: Path, tmp_path: Path, name: str) -> None:
    wanted = Counter(
        (tuple(sorted(key(each).items())), str(each.value)) for data in read(messages / name).data for each in data.obs
    )
    dimensions = {id for cell, _ in wanted for id, _ in cell}
    found = Counter(
        (tuple(sorted((id, row[id]) for id in dimensions)), row["OBS_VALUE"]) for row in rows(messages / name, tmp_path)
    )
    assert found == wanted


def key(observation: Any) -> dict[str, str]:
    series = observation.series_key.values if observation.series_key else {}
    return {id: str(each.value) for id, each in {**series, **observation.dimension.values}.items()}


@pytest.mark.parametrize("name", LISTS)
def test_codes_and_concepts_are_those_of_another_reader(messages: Path, tmp_path: Path, name: str) -> None:
    message = read(messages / name)
    found: dict[str, dict[str, str]] = {}
    for row in rows(messages / name, tmp_path):
        if row["item_kind"] in ("Code", "Concept"):
            found.setdefault(row["scheme_id"], {})[row["id"]] = row.get("name_en") or ""
    # Lists that a message only refers to have no items in it.
    wanted = {
        id: items for schemes in (message.codelist, message.concept_scheme) for id, scheme in schemes.items()
        if any((items := names(scheme.items)).values())
    }  # fmt: skip
    assert found == wanted


def names(items: Mapping[str, Any]) -> dict[str, str]:
    return {id: str(item.name.localizations.get("en", "")).strip() for id, item in items.items()}


def test_csv_messages_lose_no_cell(messages: Path, tmp_path: Path) -> None:
    for path in sorted((messages / "v3" / "csv").glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as stream:
            delimiter = ";" if stream.read(20).startswith("STRUCTURE[|];") else ","
            stream.seek(0)
            _, *wanted = csv.reader(stream, delimiter=delimiter)
        found = rows(path, tmp_path)
        assert len(found) == len([row for row in wanted if any(row)]), path.name
        for row, cells in zip(found, wanted, strict=False):
            held = [cell for name, cell in row.items() if name != "row_no"]
            assert held == [cell.strip() or None for cell in cells][: len(held)], path.name


def test_the_rates_of_the_central_bank_add_up_to_what_its_file_says(messages: Path, tmp_path: Path) -> None:
    """January 1999 to December 2019 are 21 years of 12 months; the first and last rate as printed in the file."""
    found = rows(messages / DATA[0], tmp_path)
    assert len(found) == 21 * 12
    assert (found[0]["TIME_PERIOD"], found[0]["OBS_VALUE"], found[0]["CURRENCY"]) == ("1999-01", "1.16078", "USD")
    assert found[-1]["TIME_PERIOD"] == "2019-12"


RATES = """\
source: published_figures
fields:
  indicator: {constant: remittances_received}
  geography: {constant: AZE}
  period: {column: TIME_PERIOD, form: month}
  value: OBS_VALUE
  unit: {constant: million USD}
  publisher: {constant: cba}
"""


def test_a_message_is_taken_in_like_any_delivery(messages: Path, tmp_path: Path) -> None:
    land = begin(tmp_path, published_figures=RATES)
    receipt = take_in(land, "published_figures", messages / DATA[0])
    assert (receipt.rows_in, receipt.accepted, receipt.rejected) == (252, 252, 0)
    first = min(current(land, "published_figures"), key=lambda row: str(row["period_start"]))
    assert (str(first["period_start"]), first["value"]) == ("1999-01-01", 1.16078)
