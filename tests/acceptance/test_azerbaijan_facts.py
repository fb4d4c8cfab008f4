"""The example workspace carries every published fact, once, exactly as published."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

REPOSITORY = Path(__file__).resolve().parents[2]
EXAMPLE = REPOSITORY / "examples" / "azerbaijan"
DIMENSIONS = ("citizenship", "sex", "month", "procedure", "outcome")
Row = dict[str, str]

# Labels that give no day: the widest reading. The last of them was stated on 19 March 2016.
LABELS_WITHOUT_DAYS = {
    "2014-2019": ("2014-01-01", "2019-12-31"),
    "July 2021 (day not stated)": ("2021-07-01", "2021-07-31"),
    "2008 to early 2016": ("2008-01-01", "2016-03-19"),
}


@pytest.fixture(scope="module")
def reference(shared_reference: Path) -> dict[str, Any]:
    # Every scalar as text: 10067.0 and 10067 are not printed alike.
    text = (shared_reference / "azerbaijan_facts.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.load(text, yaml.BaseLoader)
    return loaded


@pytest.fixture(scope="module")
def facts(reference: dict[str, Any]) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = reference["facts"]
    return listed


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return [row for file in sorted((EXAMPLE / "deliveries" / "published_figures").glob("*.csv")) for row in _read(file)]


@pytest.fixture(scope="module")
def pairs(facts: list[dict[str, Any]], rows: list[Row]) -> list[tuple[dict[str, Any], Row]]:
    by_key = {_row_key(row): row for row in rows}
    return [(fact, by_key[_fact_key(fact)]) for fact in facts]


def _read(file: Path) -> Iterator[Row]:
    with file.open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)


def _row_key(row: Row) -> tuple[str, ...]:
    dimensions = (row[name] for name in DIMENSIONS)
    return (row["indicator"], row["period_label"], row["reference"], row["unit"], row["value"], *dimensions)


def _fact_key(fact: dict[str, Any]) -> tuple[str, ...]:
    dimensions = fact.get("dimension", {})
    return (
        fact["indicator"], fact["period"]["label"], fact["source"], fact["unit"], fact["value"],
        *(dimensions.get(name, "") for name in DIMENSIONS),
    )  # fmt: skip


def _days(period: dict[str, str]) -> tuple[str, str]:
    if "start" in period:
        return period["start"], period["end"]
    if "date" in period:
        return period["date"], period["date"]
    if period["type"] == "academic_year":
        first = int(period["label"][:4])
        return f"{first}-09-01", f"{first + 1}-08-31"
    return LABELS_WITHOUT_DAYS[period["label"]]


def test_every_fact_stands_in_the_deliveries_once(facts: list[dict[str, Any]], rows: list[Row]) -> None:
    assert len(rows) == len(facts) == 442
    assert Counter(map(_row_key, rows)) == Counter(map(_fact_key, facts))
    assert len(set(map(_row_key, rows))) == 442


def test_the_facts_have_no_breakdown_without_a_column(facts: list[dict[str, Any]]) -> None:
    assert {name for fact in facts for name in fact.get("dimension", {})} <= set(DIMENSIONS)


def test_periods_keep_their_true_ends_and_their_kind(pairs: list[tuple[dict[str, Any], Row]]) -> None:
    for fact, row in pairs:
        assert (row["period_start"], row["period_end"]) == _days(fact["period"])
        assert row["period_kind"] == fact["period"]["type"]


def test_remarks_and_ways_of_counting_are_kept(pairs: list[tuple[dict[str, Any], Row]]) -> None:
    for fact, row in pairs:
        assert row["counts"] == fact.get("counts", "")
        assert row["derived"] == fact.get("derived", "")
        assert row["note_en"].startswith(fact.get("note", ""))
        assert fact["period"].get("end_is", "") in row["note_en"].replace("Latest", "latest")


def test_a_remark_stands_in_both_languages(rows: list[Row]) -> None:
    assert [row for row in rows if bool(row["note_en"]) != bool(row["note_az"])] == []


def test_a_file_holds_the_figures_of_the_publisher_it_is_named_after() -> None:
    for file in (EXAMPLE / "deliveries" / "published_figures").glob("*.csv"):
        assert {row["publisher"] for row in _read(file)} == {file.stem}


def test_what_was_computed_is_not_called_final(rows: list[Row]) -> None:
    assert {row["status"] for row in rows if row["derived"]} == {"estimated"}
    assert {row["status"] for row in rows if row["period_kind"] == "year_cut_short"} == {"provisional"}


def test_both_halves_of_a_statement_with_a_disputed_period_are_marked(rows: list[Row]) -> None:
    # 1,078 in and 607 out: January-May 2017 in one outlet, January-June in another.
    disputed = {row["value"] for row in rows if row["reference"] == "bbn2017" and row["disputed"] == "true"}
    assert disputed == {"1078", "607"}


def test_references_are_those_of_the_facts(reference: dict[str, Any], rows: list[Row]) -> None:
    text = (EXAMPLE / "references.yaml").read_text(encoding="utf-8")
    listed = yaml.load(text, yaml.BaseLoader)
    assert listed == reference["sources"]
    assert len(listed) == 65
    assert {row["reference"] for row in rows} == set(listed)
