"""The two witnesses on a whole country: what a workspace computes is what is true, and errors have their causes."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from durna.checks import run as checks
from durna.checks.declared import Declared
from durna.checks.explanations import Explanations
from durna.cli.main import durna
from durna.errors import UserError
from durna.indicators import notes
from durna.indicators.assemble import assemble
from durna.indicators.calculate import Request
from durna.indicators.chapters import declared
from durna.indicators.definition import catalogue
from durna.store.records import Records
from durna.synthetic.country import country
from durna.synthetic.deliveries.fill import Wish
from durna.synthetic.truth.chapters import WITHOUT_TRUTH, questions
from durna.synthetic.truth.errors import by_indicator, true_values, values_of
from durna.synthetic.truth.report import error_report, loaded
from durna.synthetic.truth.residence import NAMES

ENTRIES, REGISTERED = "border_entries_foreigners", "consular_registered"


def run(*arguments: str | Path) -> str:
    result = CliRunner().invoke(durna, [str(one) for one in arguments], standalone_mode=False)
    if result.exception:
        raise result.exception
    return result.stdout


def test_every_indicator_of_the_catalogue_has_a_truth_or_a_reason_to_have_none() -> None:
    asked = set(questions()) | NAMES
    assert asked | set(WITHOUT_TRUTH) == set(catalogue())
    assert not asked & set(WITHOUT_TRUTH)


def test_nothing_that_is_computed_is_without_a_truth() -> None:
    assert not {name for name in WITHOUT_TRUTH if declared(name)}


@pytest.mark.slow
def test_every_settled_figure_of_a_country_without_defects_is_true(tmp_path: Path) -> None:
    run("synthesize", tmp_path / "w", "--people", "2000", "--seed", "2")
    (tmp_path / "again").mkdir()
    wish = Wish(2000, 2, "balanced", date(2021, 10, 31), {})
    workspace = loaded(tmp_path / "again" / "w", tmp_path / "w", country(2000, 2), wish)
    known = notes.read(workspace)
    request = Request(workspace.profile_period, "year", ("*",))
    records = Records(workspace)
    assembled = assemble(records, request, None, known.rules, known.breaks)
    found = checks.everything(assembled, known, records, Declared(), Explanations())
    assert [one.text["en"] for one in found if one.severity == "severe" or one.source] == []
    figures = values_of(assembled)
    table = pq.read_table(tmp_path / "w" / "truth" / "truth.parquet")
    true = true_values(table)
    both = true.keys() & figures.keys()
    assert {cell: figures[cell] for cell in both} == pytest.approx({cell: true[cell] for cell in both})
    expected = set(catalogue()) - set(WITHOUT_TRUTH)
    open_still = true_values(table.set_column(8, "settled", pc.invert(table["settled"]))).keys()
    strange = {cell.indicator for cell in figures.keys() - true.keys() - open_still if figures[cell]}
    # Published months without a row for a group may be nought or not known: computed stops there, the truth does not.
    assert strange <= {"immigration_permanent_administrative", "emigration_permanent_administrative"} | NAMES
    missing = expected - {cell.indicator for cell in both}
    assert not missing, f"not compared: {', '.join(sorted(missing))}"
    # About nine years, four breakdowns and five groups for each.
    assert len(both) > 100 * len(expected)


@pytest.mark.slow
def test_the_errors_of_a_country_are_reported_by_cause(tmp_path: Path) -> None:
    """A small country that loses every fifth crossing and finds another code in two of five purposes and services."""
    wish = ("--people", "400", "--seed", "2", "--mix", "settlement")
    run("synthesize", tmp_path / "w", *wish, "--defects", "lost_crossings=0.2,wrong_codes=0.4")
    before = sorted(path for path in tmp_path.rglob("*"))
    report = error_report(tmp_path / "w", [ENTRIES, REGISTERED])
    assert sorted(path for path in tmp_path.rglob("*")) == before
    parts = {(row["indicator"], row["period_start"].year, row["cause"]): row for row in report.to_pylist()}
    assert {year for _, year, _ in parts} == set(range(2013, 2022))
    for year in range(2013, 2022):
        lost, wrong = parts[ENTRIES, year, "lost_crossings"], parts[REGISTERED, year, "wrong_codes"]
        # Only lost crossings change their number: a wrong code of a purpose is still an entry.
        assert lost["of_which"] == lost["error"] < 0
        # A registration of which nobody knows what it is for is none.
        assert wrong["of_which"] == wrong["error"] <= 0
        assert {parts[ENTRIES, year, cause]["of_which"] for cause in ("method", "wrong_codes", "together")} == {0}
        assert {parts[REGISTERED, year, cause]["of_which"] for cause in ("method", "lost_crossings")} == {0}
    assert -35 < mean_percent(report, ENTRIES, "lost_crossings") < -5
    assert mean_percent(report, REGISTERED, "wrong_codes") < 0


@pytest.mark.slow
def test_the_command_tells_which_defect_an_error_came_from(tmp_path: Path) -> None:
    run("synthesize", tmp_path / "w", "--people", "150", "--seed", "2", "--defects", "lost_crossings=0.2")
    [row] = json.loads(run("truth", tmp_path / "w", ENTRIES, "--format", "json"))
    assert (row["indicator"], row["compared"], row["missing"]) == (ENTRIES, 9, 0)
    assert row["equal"] < 9
    assert row["mean_error"] < 0
    assert row["by_cause"] == {"lost_crossings": row["mean_error"], "method": 0, "together": 0}


def test_the_command_knows_the_catalogue(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="unheard"):
        run("truth", tmp_path, "unheard")


def mean_percent(report: pa.Table, indicator: str, cause: str) -> float:
    rows = by_indicator(report).to_pylist()
    [row] = [row for row in rows if (row["indicator"], row["cause"]) == (indicator, cause)]
    return float(row["mean_percent"])


def test_a_folder_that_is_no_synthetic_workspace_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="does not say how a synthetic country was made"):
        error_report(tmp_path)
