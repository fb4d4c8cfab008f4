"""Every declared measure names sources, columns and breakdowns that exist, and gives figures from filled-in records."""

from datetime import date, datetime
from functools import cache
from itertools import product
from typing import Any

import pytest

from durna.classifications import codelists
from durna.indicators.calculate import Request, compute
from durna.indicators.chapters import PUBLISHED_ONLY, declared, measures
from durna.indicators.definition import catalogue
from durna.indicators.measures import Cells, RowMeasure
from durna.periods import parse
from durna.sources.contract import Contract, Field, load, sources
from tests.indicators.memory import MemoryRecords

# Two rows of each source cannot show these; they have their cases elsewhere.
NEEDS_MORE = {
    "population_growth_rate",  # rates are taken as stated, and no row states the total
    "recruitment_cost",
    "remittance_cost",
    "monthly_distribution_entries",  # a whole year of crossings
    "naturalisation_rate",  # a stock on 1 January
    "arrivals_for_tourism_share",  # an entry of a foreigner: the rows are a citizen's entry and a foreigner's exit
    "dependency_effect",  # scenarios do not add over ages: rows of all ages (test_last_measures)
    "employment_gap",  # rates that are stated, or persons born here beside others
    "work_injuries_migrants",  # an injury of a contract that holds at the end
}
COUNTRIES = ("AZE", "GEO")


def test_all_other_indicators_of_the_catalogue_have_a_measure() -> None:
    assert set(catalogue()) - set(measures()) == PUBLISHED_ONLY
    assert set(measures()) <= set(catalogue())


def leaves() -> list[Any]:
    return [leaf for some in measures().values() for measure in some for leaf in measure.leaves()]


@pytest.mark.parametrize("leaf", [leaf for leaf in leaves() if isinstance(leaf, RowMeasure)], ids=repr)
def test_a_measure_of_rows_reads_columns_of_its_contract(leaf: RowMeasure) -> None:
    contract = load(leaf.source)
    assert not contract.is_table
    assert set(leaf.named.values()) <= set(contract.stored_columns)


@pytest.mark.parametrize("leaf", [leaf for leaf in leaves() if isinstance(leaf, Cells)], ids=repr)
def test_cells_read_series_of_their_table(leaf: Cells) -> None:
    contract = load(leaf.source)
    series = codelists.load(contract.fields["series"].codes or "")
    assert contract.is_table
    assert set(leaf.series) <= set(series.codes)
    assert {leaf.own, *leaf.named.values(), *leaf.without} <= set(contract.fields)


@pytest.mark.parametrize("indicator", sorted(measures()))
def test_a_measure_compiles_with_every_breakdown(indicator: str) -> None:
    figures = compute(catalogue()[indicator], filled(), Request(by=("*",)))
    assert all(figure.value is not None or "few_migrations" in figure.flags for figure in figures)
    assert len({figure.figure_id for figure in figures}) == len(figures)


@pytest.mark.parametrize("indicator", sorted(set(measures()) - NEEDS_MORE))
def test_a_measure_gives_a_figure_from_records_with_every_field_filled(indicator: str) -> None:
    assert compute(catalogue()[indicator], filled(), Request(period=parse("2019")))


def test_an_indicator_without_a_measure_has_none_declared() -> None:
    assert declared("foreigners_living") == ()


@cache
def filled() -> Any:
    """Every source, each field with a value of its type: records of two persons, tables of two countries."""
    return MemoryRecords({source: rows(source) for source in sources() if source != "published_figures"})


def rows(source: str) -> list[dict[str, Any]]:
    contract = load(source)
    if not contract.is_table:
        return [
            {"person": f"p{which}", **row(contract, which)} if contract.person else row(contract, which)
            for which in (0, 1)
        ]
    series = codelists.load(contract.fields["series"].codes or "").codes
    directions = (
        codelists.load(contract.fields["direction"].codes or "").codes if "direction" in contract.fields else [None]
    )
    cells = product(series, directions, (0, 1))
    return [
        {**row(contract, 1 - which), "series": name, "geography": COUNTRIES[which], "unit": None, "vintage": None}
        | ({"direction": direction} if direction else {})
        | ({"persons_or_cases": "persons", "application_type": "new"} if source == "mirror_unhcr" else {})
        | ({"variant": None} if source == "mirror_undesa" else {})
        for name, direction, which in cells
    ]  # fmt: skip


def row(contract: Contract, which: int) -> dict[str, Any]:
    fields = [field for field in contract.fields.values() if not field.identifies_person]
    return {column: value(field, column, which) for field in fields for column in field.columns}


def value(field: Field, column: str, which: int) -> Any:
    if field.type == "code":
        codes = COUNTRIES if field.codes == "country" else tuple(codelists.load(field.codes or "").codes)
        return codes[which % len(codes)]
    on = date(2019, 3 + which, 1)
    if field.type == "period":
        on = date(2019, 1, 1) if column.endswith("_start") else date(2019, 12, 31)
    return {
        "text": f"text {which}", "integer": 20 + which, "number": 10.0 + which, "date": on, "period": on,
        "datetime": datetime(2019, 3, 1, 12), "boolean": which == 0,
    }[field.type]  # fmt: skip
