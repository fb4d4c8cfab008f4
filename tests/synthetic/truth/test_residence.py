"""True migrations and residents of a few travellers."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from durna.residence import classify
from durna.synthetic.histories import histories
from durna.synthetic.truth.travelled import Travelled
from tests.synthetic.truth.small import UNTIL, Small, lines, shown, travels, true_figures

# 1 comes to stay; 2 is a tourist; 3, at home before the data begin, leaves for good; 4 comes in 2021 and stays.
TRAVELS = travels(
    """
    1 | 2018-03-01 10:00 | in  | TUR | female | 1990-03-02 | work
    2 | 2018-05-01 10:00 | in  | GEO | male   | 1980-01-01 | tourism
    2 | 2018-05-08 10:00 | out | GEO | male   | 1980-01-01 |
    3 | 2019-06-01 10:00 | out | AZE | male   | 1960-06-01 |
    4 | 2021-02-01 10:00 | in  | TUR | male   | 2000-01-01 | study
    """
)


def test_who_stays_has_immigrated_and_who_visits_has_not() -> None:
    assert "2018 | all | 1" in shown(TRAVELS, "immigration_residence_12m", period="2018").splitlines()
    # Twenty-seven on the day before the birthday.
    assert shown(TRAVELS, "immigration_residence_12m", by="age_group", period="2018") == lines(
        """
        2018 | age_group=25-29 | 1
        2018-03 | age_group=25-29 | 1
        """
    )
    assert shown(TRAVELS, "immigration_residence_12m", by="purpose", period="2018") == lines(
        """
        2018 | purpose=work | 1
        2018-03 | purpose=work | 1
        """
    )


def test_who_leaves_for_good_has_emigrated_and_nets_out() -> None:
    assert shown(TRAVELS, "emigration_residence_12m", by="citizenship", period="2019") == lines(
        """
        2019 | citizenship=AZE | 1
        2019-06 | citizenship=AZE | 1
        """
    )
    net = shown(TRAVELS, "net_migration_residence_12m").splitlines()
    assert {"2018 | all | 1", "2019 | all | -1", "2020 | all | 0", "2021-01..2021-10 | all | 1"} < set(net)


def test_what_the_future_gives_is_not_settled_before_it_has_come() -> None:
    found = {
        (r["period_start"], r["period_end"]): r
        for r in true_figures(TRAVELS, "immigration_residence_12m")
        if not r["dimensions"]
    }
    year = found[date(2021, 1, 1), date(2021, 10, 31)]
    # The arrival of 1 February 2021 is proven 365 days later.
    assert (year["value"], year["settled_on"], year["settled"]) == (1, date(2022, 2, 1), False)
    # The tourist was settled on the 123rd day outside: 8 May 2018 and 123 days; the other after a year.
    assert found[date(2018, 5, 1), date(2018, 5, 31)]["settled_on"] == date(2018, 9, 8)
    assert found[date(2018, 1, 1), date(2018, 12, 31)]["settled_on"] == date(2019, 3, 1)
    assert found[date(2018, 1, 1), date(2018, 12, 31)]["settled"]


def test_residents_change_by_migration_births_and_deaths() -> None:
    # 1 stays from 2018 and dies in 2020; 3 leaves in 2019; 5 is born in 2019 and travels abroad for a week in 2020; 6
    # comes to the border after the deliveries end.
    small = travels(
        """
        1 | 2018-03-01 | in  | TUR | female | 1990-03-02
        3 | 2019-06-01 | out | AZE | male   | 1960-06-01
        5 | 2020-07-01 | out | AZE | female | 2019-02-01
        5 | 2020-07-08 | in  | AZE | female | 2019-02-01
        6 | 2021-11-01 | out | AZE | female | 1970-02-01
        """,
        people="""
        1 | 1990-03-02 | 2020-05-05
        3 | 1960-06-01 |
        """,
    )
    # 2018: 1 and 3 (5 is not born); 2019: 1 and 5; 2020 and after: 5.
    assert shown(small, "usual_residents_12m") == lines(
        """
        2018-12-31 | all | 2
        2019-12-31 | all | 2
        2020-12-31 | all | 1
        2021-10-31 | all | 1
        """
    )
    assert shown(small, "usual_residents_12m", by="age_group", period="2019") == lines(
        """
        2019-12-31 | age_group=0-4 | 1
        2019-12-31 | age_group=25-29 | 1
        """
    )


def test_what_changes_residents_beside_migration_is_what_is_left_over() -> None:
    small = travels(
        """
        1 | 2018-03-01 | in  | TUR | female | 1990-03-02
        2 | 2018-03-01 | in  | TUR | female | 1990-03-02
        5 | 2020-07-01 | out | AZE | female | 2019-02-01
        5 | 2020-07-08 | in  | AZE | female | 2019-02-01
        """,
        people="1 | 1990-03-02 | 2020-05-05",
    )
    # 5 is born in 2019 and 1 dies in 2020, the year in which both of those who came turn thirty.
    assert shown(small, "usual_residents_other_changes_12m") == lines(
        """
        2018 | all | 0
        2019 | all | 1
        2020 | all | -1
        2021-01..2021-10 | all | 0
        """
    )
    assert shown(small, "usual_residents_other_changes_12m", by="age_group", period="2020") == lines(
        """
        2020 | age_group=25-29 | -2
        2020 | age_group=30-34 | 1
        """
    )


def test_whoever_is_naturalised_counts_among_the_citizens_from_that_day() -> None:
    small = travels("1 | 2018-03-01 | in | TUR | female | 1990-03-02", people="1 | 1990-03-02 | | 2019-12-31")
    assert shown(small, "usual_residents_12m", by="citizenship", period="2018..2019") == lines(
        """
        2018-12-31 | citizenship=TUR | 1
        2019-12-31 | citizenship=AZE | 1
        """
    )


def test_crossings_in_any_order_say_the_same() -> None:
    turned = travels(
        """
        4 | 2021-02-01 10:00 | in  | TUR | male   | 2000-01-01 | study
        2 | 2018-05-08 10:00 | out | GEO | male   | 1980-01-01 |
        3 | 2019-06-01 10:00 | out | AZE | male   | 1960-06-01 |
        2 | 2018-05-01 10:00 | in  | GEO | male   | 1980-01-01 | tourism
        1 | 2018-03-01 10:00 | in  | TUR | female | 1990-03-02 | work
        """
    )
    for name in ("immigration_residence_12m", "emigration_residence_12m", "usual_residents_12m"):
        assert true_figures(turned, name) == true_figures(TRAVELS, name)


def test_a_country_without_crossings_has_no_figure_by_the_rule() -> None:
    assert true_figures(Small(), "immigration_residence_12m") == []


@pytest.mark.slow
def test_the_engine_and_the_second_witness_agree_on_every_crossing_of_a_country() -> None:
    crossings = histories(2_000, seed=3).crossings
    true = Travelled.of(crossings).table(crossings)
    observed = crossings.filter(pc.less_equal(true["decided_day"], pa.scalar(UNTIL)))
    true = true.filter(pc.less_equal(true["decided_day"], pa.scalar(UNTIL)))
    asked = pa.table(
        {
            "person": observed["person"],
            "date": observed["crossed_at"],
            "direction": pc.if_else(pc.equal(observed["direction"].cast(pa.string()), "entry"), "A", "D"),
        }
    )
    answers = classify(asked, "12/16", UNTIL)["migration"].cast(pa.string()).to_pylist()
    both = Counter(zip(answers, true["is_migration"].to_pylist(), true["settled_on"].to_pylist(), strict=True))
    assert len(answers) > 10_000
    # Open only where the witness says that it is not settled yet; and never the opposite of what comes to pass.
    assert all(settled_on > UNTIL for answer, _, settled_on in both if answer == "unknown")
    assert all((answer == "yes") is moved for answer, moved, _ in both if answer != "unknown")
    assert {"yes", "no", "unknown"} == {answer for answer, _, _ in both}
