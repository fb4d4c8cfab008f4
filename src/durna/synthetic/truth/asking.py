"""The truth table: every true figure of a synthetic country, asked of its registers and its crossings."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

import pyarrow as pa

from durna.classifications import units
from durna.indicators.definition import Indicator, catalogue
from durna.periods import Period
from durna.synthetic.truth import residence
from durna.synthetic.truth.answers import Place, rows
from durna.synthetic.truth.books import Books, Country, opened
from durna.synthetic.truth.chapters import Questions, questions
from durna.synthetic.truth.comparing import Named, Question

SCHEMA = pa.schema(
    [
        ("indicator", pa.string()),
        ("period_start", pa.date32()),
        ("period_end", pa.date32()),
        ("dimensions", pa.string()),
        ("unit", pa.string()),
        ("counting_unit", pa.string()),
        ("value", pa.float64()),
        ("settled_on", pa.date32()),
        ("settled", pa.bool_()),
    ]
)
OWN = "AZE"
Row = dict[str, Any]


def truth(
    country: Country,
    until: date,
    period: Period,
    *,
    every: str = "year",
    own: str = OWN,
    indicators: Collection[str] | None = None,
) -> pa.Table:
    """One row a true figure: totals, and the groups of every breakdown that the registers can give, one at a time.

    Values know the whole future of the registers. `settled_on` is the day on which the last record that bears on a
    value was made, where that is after its period; `settled` says whether it is by `until`. `dimensions` reads `sex=F`
    and is empty for a total. `own` is the country's code. A register that is missing leaves its indicators out.
    """
    books = opened(country.registers, period, every, own)
    asked_of = catalogue().keys() if indicators is None else catalogue().keys() & set(indicators)
    wanted = {name: one for name, one in questions().items() if name in asked_of}
    found = [row for name, asked in wanted.items() for row in _figures(catalogue()[name], asked, books)]
    found += residence.figures(country, until, period, own, residence.NAMES if indicators is None else indicators)
    for row in found:
        settled_on = row["settled_on"]
        row["settled"] = settled_on is None or settled_on <= until
    table = pa.Table.from_pylist(found, schema=SCHEMA)
    return table.sort_by([(name, "ascending") for name in ("indicator", "period_start", "period_end", "dimensions")])


def _figures(indicator: Indicator, asked: Questions, books: Books) -> Iterator[Row]:
    """The answers to all questions of a list; to those of a tuple what the questions before did not say."""
    scale = units.load()[indicator.unit].scale
    known: set[str] = set()
    for question in asked if isinstance(asked, tuple | list) else (asked,):
        if not question.is_known(books):
            continue
        answers = question.answers(books, question.breakdowns(books, indicator.breakdowns))
        new = {place: answer for place, answer in answers.items() if _breakdown(place) not in known}
        yield from rows(indicator.id, *_units(indicator, question), new, scale)
        if not isinstance(asked, list):
            known |= {_breakdown(place) for place in answers}


def _breakdown(place: Place) -> str:
    return ",".join(name for name, _ in place.dimensions)


def _units(indicator: Indicator, question: Question) -> tuple[str, str]:
    if isinstance(question, Named):
        return question.unit or indicator.unit, question.counting_unit or indicator.counting_unit
    return indicator.unit, indicator.counting_unit
