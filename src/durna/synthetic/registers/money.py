"""Money: remittances by quarter as a central bank would publish them, the product, and the price of a transfer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

import numpy as np
import pyarrow as pa

from durna.synthetic.lives.life import CITIZEN
from durna.synthetic.place import CITIZENSHIPS, STATELESS
from durna.synthetic.registers import stated
from durna.synthetic.registers.abroad import DESTINATIONS, Abroad
from durna.synthetic.registers.scene import Scene
from durna.synthetic.registers.stated import YEARS, Row
from durna.synthetic.timeline import Codes, day_of

# Dollars: sent in a quarter by everyone abroad, and by every foreigner here; the product of a person in 2009.
SENT_HOME, SENT_ABROAD, PRODUCT, GROWTH = 650.0, 280.0, 4800.0, 1.03
PRICE_OF_TRANSFER = (2.0, 7.0)  # percent of 200 dollars


def registers(scene: Scene) -> Mapping[str, pa.Table]:
    made = {"cba_bop": list(_remittances(scene)), "mirror_worldbank": [*_product(scene), *_prices(scene)]}
    return {source: stated.table(source, rows) for source, rows in made.items()}


def _remittances(scene: Scene) -> Iterator[Row]:
    """By partner country, and nothing else: totals are the sums."""
    spells, rng = scene.abroad, scene.rng("cba_bop")
    for start, end in _quarters():
        first = day_of(start)
        for direction, amount, living in (
            ("received", SENT_HOME, _abroad_on(spells, first)),
            ("paid", SENT_ABROAD, _foreigners_on(scene, first)),
        ):
            for code, counted in stated.by_code(living):
                sent = round(counted * amount * float(rng.uniform(0.7, 1.3)))
                groups = {"direction": direction, "partner_country": code, "unit": "USD"}
                yield stated.cell("personal_remittances", start, end, sent, **groups)


def _quarters() -> Iterator[tuple[date, date]]:
    for year in YEARS:
        for month in (1, 4, 7, 10):
            after = date(year + month // 10, (month + 2) % 12 + 1, 1)
            yield date(year, month, 1), after - timedelta(days=1)


def _abroad_on(spells: Abroad, day: int) -> Codes:
    return spells.on(day).country


def _foreigners_on(scene: Scene, day: int) -> Codes:
    _, citizenship = scene.living_inside(day)
    of_a_country: Codes = citizenship[(citizenship != CITIZEN) & (citizenship != CITIZENSHIPS.index(STATELESS))]
    return of_a_country


def _product(scene: Scene) -> Iterator[Row]:
    rng = scene.rng("mirror_worldbank/gdp")
    for year in YEARS:
        person, _ = scene.living_inside(day_of(f"{year}-07-01"))
        product = len(person) * PRODUCT * GROWTH ** (year - YEARS[0]) * float(rng.uniform(0.95, 1.05))
        yield stated.year("gdp", year, round(product), unit="USD")


def _prices(scene: Scene) -> Iterator[Row]:
    """The mean of all corridors, and each of them."""
    rng = scene.rng("mirror_worldbank/remittance_cost")
    for year in YEARS:
        prices = {code: round(float(rng.uniform(*PRICE_OF_TRANSFER)), 2) for code in DESTINATIONS}
        yield stated.year("remittance_cost", year, round(float(np.mean(list(prices.values()))), 2), unit="percent")
        for code, price in prices.items():
            yield stated.year("remittance_cost", year, price, partner_country=code, unit="percent")
