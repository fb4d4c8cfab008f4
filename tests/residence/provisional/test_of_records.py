"""Where nothing is estimated, what is settled and what is open is counted from the answers: as a panel counts it."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any

import ibis.expr.types as ir
import numpy as np
import pytest

from durna.residence.calendar import day_number
from durna.residence.derived import Derived
from durna.residence.provisional import of_records
from durna.residence.provisional.months import month_number
from durna.residence.provisional.observer import Observer
from durna.workspace import Residence
from tests.indicators.memory import MemoryRecords
from tests.residence.histories_told import COVERS, told
from tests.residence.test_identity import lives


def groups(table: ir.Table) -> Mapping[str, ir.Value]:
    return {"citizenship": table["citizenship"], "sex": table["sex"]}


def records_of(seed: int, gaps: str) -> Any:
    sources = lives(Random(seed), 120)
    covers = {source: [COVERS] for source in sources}
    residence = Residence(gaps=gaps, estimates=False)
    return MemoryRecords(sources, covers, cut_off=COVERS[-10:], residence=residence)


@pytest.mark.parametrize("gaps", ["impute", "reject"])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_answers_and_panel_say_the_same_of_every_month_and_group(seed: int, gaps: str) -> None:
    known = Derived(records_of(seed, gaps))
    panel = of_records._panel(known._followed, known.observed, groups)
    expected = Observer(panel).counted(day_number(known.observed.until))

    found = known.totals(groups)

    now, names = found._now, {name: place for place, name in enumerate(panel.groups.names)}
    assert now.month == expected.month
    assert np.array_equal(now.open, expected.open)
    assert np.array_equal(now.known, expected.known)
    assert expected.open.sum() > 10
    assert expected.known.sum() > 10
    for name, place in found._places.items():
        for table in ("group_open", "group_known"):
            counted = getattr(now, table)[place]
            assert np.array_equal(counted, getattr(expected, table)[names[name]]), (name, table)
    # Whoever has no migration and none that is open has none in the panel either.
    for name in names.keys() - found._places.keys():
        assert not expected.group_open[names[name]].any()
        assert not expected.group_known[names[name]].any()


def test_a_border_as_good_as_closed_is_seen_without_laying_out_the_crossings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Thirty crossings a month for three years, and then two."""
    days = [
        f"{year}-{month:02d}-{day:02d}" for year in (2018, 2019, 2020) for month in range(1, 13) for day in range(1, 16)
    ]
    days += [f"2021-{month:02d}-01" for month in range(1, 11)]
    lines = "\n".join(f"p{n} | {day} | in | GEO\np{n} | {day} | out | GEO" for n, day in enumerate(days))
    records = Derived(told(f"person | crossed_on | direction | citizenship\n{lines}"))
    monkeypatch.setattr(of_records, "panel_of_answers", None)

    found = records.totals(groups).of("immigration", month_number("2021-01"), month_number("2021-10"))

    # Who came and went on 1 July may, on 31 October and so 122 days later, still be away for 123 days.
    assert found.why_not == "closed"
    assert found.closed == ("2021-07", "2021-08", "2021-09", "2021-10")
