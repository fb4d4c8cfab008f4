"""A real revision of one series: the international migrant stock of 2019 and of 2020. Expected: from the files."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from durna.editions import known
from durna.editions.comparing import Comparison, Revision, compare
from durna.editions.folder import Edition
from durna.publish.editions.freezing import freeze_edition
from durna.workspace import open_workspace
from tests.acceptance.conftest import Example

pytestmark = pytest.mark.slow

FOLDER = "undesa-migrant-stock-{}"
TOTALS_2019 = "ddf--datapoints--immigrant_stock--by--geo--year.csv.gz"


def compared(old: Edition, new: Edition) -> Comparison:
    return compare(known.of(old), known.of(new))


def by_start(revisions: tuple[Revision, ...], indicator: str) -> dict[str, Revision]:
    return {
        str(each.figure.period): each
        for each in revisions
        if each.figure.indicator == indicator and not each.figure.dimensions
    }


def stocks_of_2019(data: Path) -> dict[int, float]:
    with gzip.open(data / FOLDER.format(2019) / TOTALS_2019, "rt", encoding="utf-8") as stream:
        rows = [row for row in csv.DictReader(stream) if row["geo"] == "aze"]
    return {int(row["year"]): float(row["immigrant_stock"]) for row in rows}


def stocks_of_2020(data: Path) -> dict[int, float]:
    rows = pq.read_table(data / FOLDER.format(2020) / "undesa_stocks_2020.parquet").to_pylist()
    found: dict[int, float] = {}
    for row in rows:
        if row["geo"] == "AZE":
            found[int(row["t"])] = found.get(int(row["t"]), 0) + float(row["n"])
    return found


def test_the_revision_of_2020_changed_two_stocks_of_azerbaijan(
    example: Callable[[str], Example], shared_data: Path
) -> None:
    nations = example("united-nations")
    settings = nations.workspace.root / "durna.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("1950..2100", "1990..2020"), encoding="utf-8")
    nations.deliver("mirror_undesa", FOLDER.format(2019) + "/" + TOTALS_2019, "undesa_2019_total", date(2019, 7, 1))
    old = freeze_edition(open_workspace(nations.workspace.root), "revision-2019")
    nations.deliver(
        "mirror_undesa", FOLDER.format(2020) + "/undesa_stocks_2020.parquet", "undesa_2020", date(2020, 7, 1)
    )
    found = compared(old, freeze_edition(open_workspace(nations.workspace.root), "revision-2020"))

    before, after = stocks_of_2019(shared_data), stocks_of_2020(shared_data)
    expected = {year: after[year] - before[year] for year in before if year in after}
    revised = by_start(found.of("revised"), "foreign_born_stock")
    assert {int(day[:4]): each.absolute for day, each in revised.items()} == {
        year: change for year, change in expected.items() if change
    }
    # As printed by both revisions: 302,220 and 301,834; 264,241 and 264,359.
    assert {day: each.absolute for day, each in revised.items()} == {"2005-07-01": -386, "2015-07-01": 118}
    (summary,) = (each for each in found.summaries if each.indicator == "foreign_born_stock")
    # 2019 is in the first revision alone, and no longer estimated by the second; it stays known as it was.
    in_both = len(expected) + (2019 not in after)
    assert summary.mean == pytest.approx(sum(expected.values()) / in_both)
    assert summary.mean_absolute == pytest.approx(sum(map(abs, expected.values())) / in_both)
    assert {cause.details["file"] for each in found.revisions for cause in each.causes} == {
        "undesa_stocks_2020.parquet"
    }
