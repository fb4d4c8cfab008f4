"""Estimates of the past use nothing of its future, and are held against what the rule says in the end."""

from collections import Counter
from datetime import date, timedelta

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from durna.errors import UserError
from durna.residence import classify
from durna.residence.provisional import BackTest, backtest, estimate
from tests.residence.provisional.worlds import LEAVERS, SETTLERS, plain_world

pytestmark = pytest.mark.slow
UNTIL, LAST_CUT = "2015-06-30", "2014-02"


@pytest.fixture(scope="module")
def world() -> pa.Table:
    return plain_world(last=date(2015, 6, 30))


@pytest.fixture(scope="module")
def found(world: pa.Table) -> BackTest:
    return backtest(world, "12/16", UNTIL)


def test_the_last_cut_off_is_the_last_whose_answers_are_all_settled(found: BackTest) -> None:
    # 28 February 2014 and 487 days are 30 June 2015; 31 March and 487 days are later.
    assert date(2014, 2, 28) + timedelta(days=487) == date(2015, 6, 30)
    assert max(found.lags["cut_off"].to_pylist()) == LAST_CUT


def test_an_estimate_knows_nothing_that_comes_after_its_cut_off(world: pa.Table, found: BackTest) -> None:
    known = world.filter(pc.less_equal(world["date"], date(2014, 2, 28)))
    names = ("estimate", "lower", "upper")

    alone = {
        (row["month"], row["flow"]): [row[name] for name in names]
        for row in estimate(known, "12/16", "2014-02-28").cells.to_pylist()
        if row["status"] == "estimated"
    }
    told = {
        (row["month"], row["flow"]): [row[name] for name in names]
        for row in found.lags.to_pylist()
        if row["cut_off"] == LAST_CUT
    }

    # Twelve months of each flow are open: who came on 1 March 2013 has been here 364 days on 28 February 2014.
    assert len(alone) == 3 * 12
    assert {place: told[place] for place in alone} == alone


def test_another_future_changes_the_truth_and_not_the_estimate(world: pa.Table, found: BackTest) -> None:
    past = world.filter(pc.less_equal(world["date"], date(2014, 2, 28)))
    came = past.filter(pc.and_(pc.equal(past["date"], date(2014, 2, 1)), pc.equal(past["direction"], "A")))
    # All who came on 1 February leave again in May.
    leave = pa.table(
        {"person": came["person"], "date": [date(2014, 5, 1)] * came.num_rows, "direction": ["D"] * came.num_rows}
    )
    other = backtest(pa.concat_tables([past, leave.cast(past.schema)]), "12/16", UNTIL, first=LAST_CUT, last=LAST_CUT)

    def told(test: BackTest, name: str) -> list[float]:
        return [row[name] for row in test.lags.to_pylist() if row["cut_off"] == LAST_CUT]

    for name in ("estimate", "lower", "upper", "only_settled", "stay_for_ever", "chain_ladder"):
        assert told(other, name) == told(found, name)
    newest = [row for row in other.lags.to_pylist() if row["lag"] == 1 and row["flow"] == "immigration"]
    assert [row["truth"] for row in newest] == [0]


def test_truth_is_what_the_rule_says_of_the_whole_history(world: pa.Table, found: BackTest) -> None:
    flows = {"A": "immigration", "D": "emigration"}
    answers = classify(world, "12/16", UNTIL).select(["date", "direction", "migration"]).to_pylist()
    migrations = Counter(
        (str(row["date"])[:7], flows[row["direction"]]) for row in answers if row["migration"] == "yes"
    )

    told = {(row["month"], row["flow"]): row["truth"] for row in found.lags.to_pylist() if row["flow"] != "net"}

    assert told == {place: migrations[place] for place in told}


def test_simple_ways_are_told_beside_the_estimate(found: BackTest) -> None:
    rows = {(row["lag"], row["flow"]): row for row in found.lags.to_pylist() if row["cut_off"] == LAST_CUT}
    newest = rows[1, "immigration"]

    # Nobody who came in February 2014 is settled; if nobody moves again those 30 stay, and the 60 visitors are gone.
    assert (newest["only_settled"], newest["stay_for_ever"], newest["truth"]) == (0, SETTLERS, SETTLERS)
    # Truth has always been all of those who would stay for ever.
    assert newest["chain_ladder"] == pytest.approx(SETTLERS)
    assert rows[1, "net"]["truth"] == SETTLERS - LEAVERS


def test_cut_offs_may_be_chosen(world: pa.Table) -> None:
    chosen = backtest(world, "12/16", UNTIL, first="2013-03", last="2013-10", cut_offs=3)

    assert sorted(set(chosen.lags["cut_off"].to_pylist())) == ["2013-08", "2013-09", "2013-10"]


def test_cut_offs_whose_windows_meet_a_closure_are_told_apart(world: pa.Table) -> None:
    chosen = backtest(world, "12/16", UNTIL, first="2013-01", closures=["2015-03"])

    # 487 days after 31 October 2013 are 2 March 2015; after 30 September 2013, 30 January 2015.
    assert date(2013, 10, 31) + timedelta(days=487) == date(2015, 3, 2)
    met = {row["cut_off"] for row in chosen.lags.to_pylist() if row["period"] == "meets a closure"}
    assert met == {"2013-10", "2013-11", "2013-12", "2014-01", "2014-02"}


def test_no_cut_off_that_could_be_judged_is_an_error(world: pa.Table) -> None:
    with pytest.raises(UserError, match="nothing to learn from"):
        backtest(world, "12/16", UNTIL, last="2009-12")
