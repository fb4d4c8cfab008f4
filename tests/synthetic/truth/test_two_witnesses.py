"""Every figure that is computed from records is counted again by code that shares nothing with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from durna.indicators.calculate import Request, compute
from durna.indicators.definition import catalogue
from durna.periods import parse
from durna.synthetic.truth import truth
from durna.synthetic.truth.chapters import questions
from durna.synthetic.truth.errors import true_values, values_of
from tests.indicators.memory import MemoryRecords
from tests.synthetic.truth import random_registers
from tests.synthetic.truth.small import Small, register

PERIOD, UNTIL = parse("2018..2021-10"), random_registers.LAST_DAY
COVERED = ("2017..2022",)


def records(registers: Mapping[str, Sequence[Mapping[str, Any]]]) -> MemoryRecords:
    """The same rows as they would be delivered: a pseudonym for the true person."""
    return MemoryRecords(
        {source: [delivered(row) for row in rows] for source, rows in registers.items()},
        dict.fromkeys(registers, COVERED),
    )


def delivered(row: Mapping[str, Any]) -> dict[str, Any]:
    known = {name: value for name, value in row.items() if name != "true_person"}
    return known | ({"person": f"p{row['true_person']}"} if "true_person" in row else {})


@pytest.mark.slow
def test_figures_of_random_registers_are_what_the_second_witness_counts() -> None:
    registers = random_registers.registers(rows=100, seed=5)
    known = records(registers)
    computed = {}
    for name in questions().keys() & catalogue().keys():
        computed |= values_of(compute(catalogue()[name], known, Request(PERIOD, "year", ("*",))))  # type: ignore[arg-type]
    counted = true_values(truth(Small({s: register(s, rows) for s, rows in registers.items()}), UNTIL, PERIOD))
    assert {cell.indicator for cell in counted} == {cell.indicator for cell in computed}
    assert len({cell.indicator for cell in counted}) >= 75
    # Where no row says for sure that it counts there is no figure; counted are none.
    assert all(counted[cell] == 0 for cell in counted.keys() - computed.keys())
    assert computed == pytest.approx({cell: counted[cell] for cell in computed})
