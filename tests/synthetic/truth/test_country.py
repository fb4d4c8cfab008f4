"""The two witnesses on a whole country: what a workspace computes is what is true, and errors have their causes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from durna.cli.main import durna
from durna.errors import UserError
from durna.indicators import notes
from durna.indicators.assemble import assemble
from durna.indicators.calculate import Request
from durna.indicators.definition import catalogue
from durna.store.records import Records
from durna.synthetic.country import country
from durna.synthetic.deliveries.fill import Wish
from durna.synthetic.truth.chapters import questions
from durna.synthetic.truth.errors import by_indicator, true_values, values_of
from durna.synthetic.truth.report import error_report, loaded
from durna.synthetic.truth.residence import NAMES

ENTRIES = "border_entries_foreigners"
# Registers that the synthetic country does not keep, and so the questions that nobody there can answer.
NOT_KEPT = frozenset(
    ("agreements_in_force", "assisted_returns", "calls_answered", "citizenship_determinations", "consular_registered",
     "idp_families", "idp_returned", "idp_stock", "indicator_timeliness", "instruments_ratified", "projects_active",
     "reintegration_support", "remittances_balance", "remittances_paid", "remittances_received", "trafficking_victims",
     "trafficking_victims_rate", "training_participants", "population_growth_rate", "foreign_students_new",
     "scholarships_foreign", "school_children_foreign", "student_mobility_ratio", "students_abroad",
     "students_abroad_state")
)  # fmt: skip


def run(*arguments: str | Path) -> None:
    result = CliRunner().invoke(durna, [str(one) for one in arguments], standalone_mode=False)
    if result.exception:
        raise result.exception


def compared_indicators() -> set[str]:
    asked = set(questions()) | NAMES
    return {name for name in asked if name in catalogue()} - NOT_KEPT


@pytest.mark.slow
def test_every_settled_figure_of_a_country_without_defects_is_true(tmp_path: Path) -> None:
    run("synthesize", tmp_path / "w", "--people", "2000", "--seed", "2")
    (tmp_path / "again").mkdir()
    wish = Wish(2000, 2, "balanced", date(2021, 10, 31), {})
    workspace = loaded(tmp_path / "again" / "w", tmp_path / "w", country(2000, 2), wish)
    known = notes.read(workspace)
    request = Request(workspace.profile_period, "year", ("*",))
    figures = values_of(assemble(Records(workspace), request, None, known.rules, known.breaks))
    table = pq.read_table(tmp_path / "w" / "truth" / "truth.parquet")
    true = true_values(table)
    both = true.keys() & figures.keys()
    assert {cell: figures[cell] for cell in both} == pytest.approx({cell: true[cell] for cell in both})
    computed = {cell.indicator for cell in figures}
    # Until measures by the duration rule are there, the figures by it have nothing to be compared with.
    expected = compared_indicators() - (NAMES - computed)
    open_still = true_values(table.set_column(8, "settled", pc.invert(table["settled"]))).keys()
    strange = {cell.indicator for cell in figures.keys() - true.keys() - open_still if figures[cell]}
    # Published months without a row for a group may be nought or not known: computed stops there, the truth does not.
    assert strange <= {"immigration_permanent_administrative", "emigration_permanent_administrative"} | NAMES
    missing = expected - {cell.indicator for cell in both}
    assert not missing, f"not compared: {', '.join(sorted(missing))}"
    # About nine years, four breakdowns and five groups for each.
    assert len(both) > 100 * len(expected)


@pytest.fixture
def losing(tmp_path: Path) -> Path:
    """A small country that loses every fifth crossing and finds another code for one of ten purposes."""
    defects = "lost_crossings=0.2,wrong_codes=0.1"
    run("synthesize", tmp_path / "w", "--people", "300", "--seed", "2", "--defects", defects)
    return tmp_path / "w"


@pytest.mark.slow
def test_the_errors_of_a_country_are_reported_by_cause(losing: Path) -> None:
    planted = pq.read_table(losing / "truth" / "defects.parquet")
    before = sorted(path for path in losing.parent.rglob("*"))
    report = error_report(losing, [ENTRIES])
    assert sorted(path for path in losing.parent.rglob("*")) == before
    parts = {(row["period_start"].year, row["cause"]): row for row in report.to_pylist()}
    assert {year for year, _ in parts} == set(range(2013, 2022))
    for year in range(2013, 2022):
        lost = parts[year, "lost_crossings"]
        # Only lost crossings change their number: a wrong code of a purpose is still an entry.
        assert lost["of_which"] == lost["error"] < 0
        assert {parts[year, cause]["of_which"] for cause in ("method", "wrong_codes", "together")} == {0}
    assert -35 < mean_percent(report, "lost_crossings") < -5
    assert planted.num_rows > 0


def mean_percent(report: pa.Table, cause: str) -> float:
    [row] = [row for row in by_indicator(report).to_pylist() if row["cause"] == cause]
    return float(row["mean_percent"])


def test_a_folder_that_is_no_synthetic_workspace_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="does not say how a synthetic country was made"):
        error_report(tmp_path)
