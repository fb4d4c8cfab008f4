"""A workspace with the crossings of a few people, delivered twice, and the registrations of the same years.

Each year some come on 1 March and stay: 2016: 3, 2017: 4, 2018: 5, 2019: 6, 2020: 4. Two each leave for good on 1 June
of 2017, 2018 and 2019. On 1 February 2021 three come, of whom nothing can be known by 31 October. One visits in 2014.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from durna.periods import parse
from durna.store.receipts import Receipt
from durna.workspace import Workspace
from tests.intake.deliveries import KEY, begin, take_in, written

CAME = {2016: 3, 2017: 4, 2018: 5, 2019: 6, 2020: 4}
LEFT = {2017: 2, 2018: 2, 2019: 2}
LATELY = 3
REGISTERED_IN = {2016: 2, 2017: 2, 2018: 2, 2019: 3, 2020: 1}
REGISTERED_OUT = {2016: 1, 2017: 1, 2018: 1, 2019: 1, 2020: 1}
SETTINGS = '[profile]\nperiod = "2016..2021-10"\n'
COLUMNS = ("number", "day", "direction", "citizenship", "sex", "birth", "passport")
CROSSINGS = """\
source: sbs_border_crossing
fields:
  crossing_no: number
  crossed_on: day
  direction: {column: direction, codes: {in: entry, out: exit}}
  citizenship: citizenship
  sex: {column: sex, codes: {M: male, F: female}}
  birth_date: birth
  document_number: passport
"""
REGISTRATIONS = """\
source: ssc_permanent_migration
fields:
  series: {constant: permanent}
  period: {column: year, form: year}
  direction: {column: direction, codes: {in: entry, out: exit}}
  value: count
  publisher: {constant: ssc}
"""


def crossings(first: int, last: int) -> Iterator[tuple[object, ...]]:
    for row in everything():
        if first <= int(str(row[1])[:4]) <= last:
            yield row


def everything() -> Iterator[tuple[object, ...]]:
    yield ("v1", "2014-01-05", "in", "TUR", "M", "1970-01-01", "V")
    yield ("v2", "2014-01-09", "out", "TUR", "M", "1970-01-01", "V")
    for year, people in CAME.items():
        for number in range(people):
            citizenship = "GEO" if number == 0 else "TUR"
            yield (f"i{year}{number}", f"{year}-03-01", "in", citizenship, "F", "1990-01-01", f"I{year}{number}")
    for year, people in LEFT.items():
        for number in range(people):
            yield (f"e{year}{number}", f"{year}-06-01", "out", "AZE", "M", "1980-01-01", f"E{year}{number}")
    for number in range(LATELY):
        yield (f"l{number}", "2021-02-01", "in", "TUR", "F", "1990-01-01", f"L{number}")


def registrations() -> Iterator[tuple[object, ...]]:
    for direction, counts in (("in", REGISTERED_IN), ("out", REGISTERED_OUT)):
        yield from ((year, direction, count) for year, count in counts.items())


def delivered(folder: Path) -> tuple[Workspace, Receipt, Receipt]:
    """The workspace, and the receipts of the crossings to 2019 and of those after."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("DURNA_PSEUDONYM_KEY", KEY)
        workspace = begin(folder, SETTINGS, sbs_border_crossing=CROSSINGS, ssc_permanent_migration=REGISTRATIONS)
        earlier = written(folder / "earlier.csv", COLUMNS, crossings(2014, 2019))
        later = written(folder / "later.csv", COLUMNS, crossings(2020, 2021))
        counts = written(folder / "counts.csv", ("year", "direction", "count"), registrations())
        take_in(workspace, "ssc_permanent_migration", counts)
        receipts = [
            take_in(workspace, "sbs_border_crossing", file, cut_off=date.fromisoformat(until), covers=parse(covers))
            for file, until, covers in (
                (earlier, "2019-12-31", "2014..2019"), (later, "2021-10-31", "2020-01..2021-10"),
            )
        ]  # fmt: skip
    return workspace, receipts[0], receipts[1]
