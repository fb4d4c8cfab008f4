"""A small country whose published figures have breakdowns, several publishers, and a revision between two editions."""

from __future__ import annotations

from pathlib import Path

from durna.publish.editions.publishing import publish
from durna.publish.editions.signing import sign
from tests.editions.land import Row, deliver, entries, freeze, new_land, secret

# By citizenship in 2019: 10 for the first, 20 for the second, and so on.
COUNTRIES = ("GEO", "TUR", "RUS", "IRN", "UKR", "IND", "PAK", "DEU", "KAZ")


def by_citizenship(year: int, factor: int) -> list[Row]:
    return [
        entries(year, 10 * factor * place, "2020-01", citizenship=code) for place, code in enumerate(COUNTRIES, start=1)
    ]


def other_publisher(year: int, value: float) -> Row:
    return ("border_entries_foreigners", year, "", value, "entries", "sbs", "2019-12", "final")


def make(folder: Path) -> Path:
    """`first` says 450 of 2019, where another publisher says 440; `second` revised it to 500."""
    land = new_land(folder)
    deliver(land, "first", [entries(2018, 900, "2019-01"), entries(2019, 450, "2020-01"), *by_citizenship(2018, 2),
                            *by_citizenship(2019, 1), other_publisher(2019, 440)])  # fmt: skip
    one = freeze(land, "first")
    publish(land, one, ("en", "az", "ru"), ("html",))
    sign(land, one, secret(land), "The office")
    deliver(land, "second", [entries(2019, 500, "2021-01")])
    two = freeze(land, "second")
    publish(land, two, (), ("xlsx",))
    sign(land, two, secret(land), "The office")
    return land.root
