"""Estimates of a synthetic country with shocks common to all, held against its truth."""

from datetime import datetime

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from durna.residence.provisional import BackTest, backtest
from durna.residence.provisional.bars import Outcome
from durna.synthetic.histories import histories

pytestmark = pytest.mark.slow
UNTIL = "2017-06-30"
EARLIER = "2015-12-31"


@pytest.fixture(scope="module")
def crossings() -> pa.Table:
    made = histories(25_000, 3, "labour").crossings
    made = made.filter(pc.less(made["crossed_at"], datetime(2017, 7, 1)))
    return made.rename_columns(["date" if name == "crossed_at" else name for name in made.column_names])


@pytest.fixture(scope="module")
def found(crossings: pa.Table) -> BackTest:
    return backtest(crossings, "12/16", UNTIL, group="sex", cut_offs=12)


@pytest.mark.parametrize("flow", ["immigration", "emigration", "net"])
def test_intervals_hold_what_came_out(found: BackTest, flow: str) -> None:
    outcome = Outcome.of(found, flow, "open border")

    # Twelve cut-offs share most of their months: 95 % intervals are asked to hold 85 % here, 90 % over three years.
    assert outcome.cut_offs == 12
    assert outcome.coverage(1, 12) >= 0.85


@pytest.mark.parametrize("flow", ["immigration", "emigration"])
def test_estimates_are_better_than_every_simple_way(found: BackTest, flow: str) -> None:
    outcome = Outcome.of(found, flow, "open border")
    simple = {name: outcome.mean_error(values) for name, values in outcome.simple.items()}

    assert outcome.mean_error() < 0.2 * min(simple["only_settled"], simple["stay_for_ever"])
    assert outcome.mean_error() < simple["chain_ladder"]


def test_totals_of_months_hold_what_came_out(found: BackTest) -> None:
    """Three, six, ten and twelve months, everybody's and by sex: each has an interval of its own."""
    rows = found.totals.to_pylist()
    inside = [row["lower"] <= row["truth"] <= row["upper"] for row in rows]
    whole = [row for row in rows if row["group"] is None]

    assert {row["months"] for row in rows} == {3, 6, 10, 12}
    assert {row["group"] for row in rows} == {None, "male", "female"}
    assert len(whole) > 60
    assert sum(inside) / len(inside) >= 0.9
    # And not by width: on average at most six times what was missed, where few cut-offs have taught anything yet.
    half_width = sum(row["upper"] - row["lower"] for row in whole) / 2
    assert half_width <= 6 * sum(abs(row["truth"] - row["estimate"]) for row in whole)


def test_no_total_below_twenty_migrations_is_given(found: BackTest) -> None:
    assert min(row["estimate"] for row in found.totals.to_pylist() if row["flow"] != "net") >= 20


def test_no_group_below_twenty_migrations_has_a_figure(found: BackTest) -> None:
    given = found.groups["estimate"].to_pylist()

    assert min(given) >= 20
    # Not all cells are given: by month, direction and sex some have fewer, and 12 cut-offs of 12 months have 576 cells.
    assert len(given) < 576


def test_estimates_get_better_as_more_is_known(found: BackTest) -> None:
    outcome = Outcome.of(found, "immigration", "open border")
    by_age = [outcome.mean_error(first=first, last=last) for first, last in ((1, 3), (9, 12), (13, 16))]

    assert by_age == sorted(by_age, reverse=True)


def test_without_any_covariate_it_still_works(crossings: pa.Table) -> None:
    bare = crossings.select(["person", "date", "direction"])
    bare = bare.filter(pc.less(bare["date"], datetime(2016, 1, 1)))
    outcome = Outcome.of(backtest(bare, "12/16", EARLIER, cut_offs=6), "immigration", "open border")

    assert outcome.mean_error() < outcome.mean_error(outcome.simple["only_settled"])
    assert np.isfinite(outcome.estimate).all()
