"""A workspace filled: the deliveries of the synthetic country, what reads them, and what was planted in them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from durna.errors import UserError
from durna.periods import Period
from durna.synthetic.country import Country
from durna.synthetic.deliveries.defects import Defects
from durna.synthetic.deliveries.files import Delivered, Offices
from durna.synthetic.deliveries.identities import identities
from durna.synthetic.timeline import DATA_FROM

EARLIEST, LATEST = date(DATA_FROM.year + 1, 1, 1), date(2021, 12, 31)
TRUTH = "truth"
BREAKS = """\
# The one break of the synthetic country: its borders were closed.
- id: closure
  date: 2020-03-14
  text:
    en: The land borders were closed from 14 March 2020 and opened again step by step through 2021.
    az: Quru sərhədləri 14 mart 2020-ci ildən bağlanmış və 2021-ci il ərzində mərhələlərlə açılmışdır.
    ru: Сухопутные границы были закрыты с 14 марта 2020 года и поэтапно открыты в течение 2021 года.
    ar: أُغلقت الحدود البرية منذ 14 مارس 2020 وأُعيد فتحها تدريجيًا خلال عام 2021.
  affected: [border_entries_foreigners, border_exits_foreigners, citizen_trips_abroad, visas_issued, stay_registrations]
"""


@dataclass(frozen=True)
class Wish:
    """What was asked for: it is written beside the truth, so that a country can be made again."""

    people: int
    seed: int
    mix: str
    until: date
    rates: Mapping[str, float]


def until_of(day: date) -> date:
    """The last day that the deliveries speak of. Raises UserError where lives before or after it are missing."""
    if not EARLIEST <= day <= LATEST:
        raise UserError(
            found=f"Deliveries until {day}.",
            expected=f"A day from {EARLIEST} to {LATEST}: what comes after it must have time to be settled.",
            do="Correct --until.",
        )
    return day


def fill(folder: Path, made: Country, wish: Wish) -> list[Delivered]:
    """Write deliveries, mappings, deliveries.yaml and breaks.yaml into a workspace, and what was planted to truth/."""
    who = identities(made.people, wish.seed)
    defects = Defects.of(wish.rates, wish.seed, who.is_native)
    delivered = Offices(folder, wish.until, who, defects).deliver(made.registers)
    (folder / "deliveries.yaml").write_text(_listed(delivered), encoding="utf-8")
    (folder / "breaks.yaml").write_text(BREAKS, encoding="utf-8")
    _planted(folder / TRUTH, defects, wish)
    return delivered


def keep_truth(folder: Path, truth: pa.Table) -> None:
    """Write the true figures to truth/: never a delivery."""
    target = folder / TRUTH
    target.mkdir(exist_ok=True)
    pyarrow.parquet.write_table(truth, target / "truth.parquet", compression="zstd")
    pyarrow.csv.write_csv(truth, target / "truth.csv")


def covered(one: Delivered, delivered: Iterable[Delivered]) -> Period:
    """The days since the delivery before, or since the data begin, which the institution says that a delivery covers: a
    register without a row for a month had nothing in it."""
    earlier = [other.cut_off for other in delivered if other.source == one.source and other.cut_off < one.cut_off]
    return Period(max(earlier) + timedelta(days=1) if earlier else DATA_FROM, one.cut_off)


def _listed(delivered: list[Delivered]) -> str:
    lines = [
        f"- {{source: {one.source}, file: {one.file}, cut_off: {one.cut_off}, covers: {covered(one, delivered)}}}"
        for one in delivered
    ]
    return "# What `durna load` takes in, in this order.\n" + "\n".join(lines) + "\n"


def _planted(folder: Path, defects: Defects, wish: Wish) -> None:
    folder.mkdir(exist_ok=True)
    table = defects.written_down()
    pyarrow.parquet.write_table(table, folder / "defects.parquet", compression="zstd")
    grouped = table.group_by(["cause", "source"]).aggregate([([], "count_all"), ("person", "count_distinct")])
    counted = [
        {
            "cause": row["cause"],
            "source": row["source"],
            "rows": row["count_all"],
            "persons": row["person_count_distinct"],
        }
        for row in grouped.sort_by([("cause", "ascending"), ("source", "ascending")]).to_pylist()
    ]
    asked = {"people": wish.people, "seed": wish.seed, "mix": wish.mix, "until": wish.until.isoformat()}
    content = {**asked, "rates": dict(wish.rates), "planted": counted}
    (folder / "defects.json").write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
