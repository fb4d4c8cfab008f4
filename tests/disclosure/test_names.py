"""Names of cells: the same in every edition, and different where something else is counted."""

from __future__ import annotations

import pytest

from durna.disclosure.names import cell_name, said
from durna.indicators.conditions import Equals
from durna.indicators.measures import Count, Measure, Persons, Together
from durna.indicators.tallies import Dimensions, Tally
from durna.periods import parse

ENTRIES = Count("sbs_border_crossing", on="crossed_on", where=Equals("direction", "entry"))


def named(measure: Measure, dimensions: Dimensions = (), period: str = "2020") -> str:
    return cell_name(measure, Tally(parse("2020"), parse(period), 1.0, dimensions))


def test_what_is_left_at_its_default_is_not_said() -> None:
    # A later version may know one more thing to declare; what declares nothing of it is what it was.
    assert said(Count("s", on="d")) == "Count(on='d',source='s')"
    assert said(Count("s", on=("d", "e"), named={"b": "2", "a": "1"})) == (
        "Count(named={'a':'1','b':'2'},on=['d','e'],source='s')"
    )


def test_a_name_says_source_period_and_group() -> None:
    measure, period, group = named(ENTRIES, (("citizenship", "GEO"), ("sex", "female"))).split(" ")
    assert measure.startswith("sbs_border_crossing~")
    assert (period, group) == ("2020", "citizenship=GEO,sex=female")
    assert named(ENTRIES, period="2020-01..2020-06").endswith("2020-01..2020-06(2020)")


@pytest.mark.parametrize(
    "other",
    [
        Count("sbs_border_crossing", on="crossed_on", where=Equals("direction", "exit")),
        Persons("sbs_border_crossing", on="crossed_on", where=Equals("direction", "entry")),
        Together("kind", {"a": ENTRIES}),
    ],
    ids=["another condition", "another unit", "several sources together"],
)
def test_what_counts_something_else_has_another_name(other: Measure) -> None:
    assert named(other) != named(ENTRIES)


def test_a_code_that_looks_like_two_is_one() -> None:
    assert named(ENTRIES, (("a", "1,b=2"),)) != named(ENTRIES, (("a", "1"), ("b", "2")))
