"""Mirrors: what partner countries and the United Nations would publish of citizens abroad, and of refugees here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import pyarrow as pa

from durna.classifications import codelists
from durna.synthetic.place import CITIZENSHIPS, OWN
from durna.synthetic.registers import stated
from durna.synthetic.registers.abroad import Abroad
from durna.synthetic.registers.permits import of_classes
from durna.synthetic.registers.scene import SEXES, Scene
from durna.synthetic.registers.stated import YEARS, Row
from durna.synthetic.timeline import NEVER, Days, day_of

REASONS = ("employment", "education", "family")
EMPLOYED, STUDY = 0.55, 0.8  # of those who get a permit: up to here the first, from here the last of the reasons
LONG_DAYS, NATURALISED_AFTER, NATURALISED = 365, 5 * 365, 0.3
ASKS_FOR_ASYLUM, WAITS_DAYS, RECOGNISED = 0.05, (60, 700), 0.4
INQUIRIES, QUESTIONS = (2015, 2019), 5
STOCKS_OF_THE_UN = (2010, 2015, 2019, 2020)


def registers(scene: Scene) -> Mapping[str, pa.Table]:
    spells = scene.abroad
    made = {
        "mirror_partner": [*_arrivals(scene, spells), *_living(scene, spells), *_naturalised(scene, spells)],
        "mirror_undesa": [*_born_here(scene, spells), *_inquiry(scene)],
        "mirror_unhcr": [*_refugees_here(scene), *_seekers(scene, spells), *_displaced(scene)],
    }
    return {source: stated.table(source, rows) for source, rows in made.items()}


def _arrivals(scene: Scene, spells: Abroad) -> Iterator[Row]:
    """Who came to stay: more than the own register of moves sees. Each gets a first permit, for one reason."""
    drawn = scene.rng("mirror_partner/reasons").random(len(spells))
    for year in YEARS:
        chosen = _within(spells.left, year) & (spells.back - spells.left >= LONG_DAYS)
        for code, counted in stated.by_code(spells.country[chosen]):
            yield stated.year("immigration", year, counted, geography=code, citizenship=OWN)
        for reason, of_reason in zip(REASONS, _reasons(drawn), strict=True):
            for code, counted in stated.by_code(spells.country[chosen & of_reason]):
                groups = {"geography": code, "citizenship": OWN}
                yield stated.year("first_permits", year, counted, reason=reason, duration="12 months", **groups)
                if reason == REASONS[0]:
                    yield stated.year("employment_permits", year, counted, **groups)


def _reasons(drawn: np.ndarray) -> tuple[np.ndarray, ...]:
    return drawn < EMPLOYED, (drawn >= EMPLOYED) & (drawn < STUDY), drawn >= STUDY


def _living(scene: Scene, spells: Abroad) -> Iterator[Row]:
    """Residents at the end of each year by sex; the same people by citizenship and by birth, but for those born
    elsewhere."""
    people = scene.lived.people
    for year in YEARS:
        there = spells.on(day_of(f"{year}-12-31"))
        born_here = people.birthplace[there.person] == CITIZENSHIPS.index(OWN)
        for women, sex in enumerate(SEXES):
            of_sex = people.is_female[there.person] == bool(women)
            for series, column, chosen in (
                ("population_by_citizenship", "citizenship", of_sex),
                ("population_by_birth", "country_of_birth", of_sex & born_here),
            ):
                for code, counted in stated.by_code(there.country[chosen]):
                    yield stated.year(series, year, counted, geography=code, sex=sex, **{column: OWN})


def _naturalised(scene: Scene, spells: Abroad) -> Iterator[Row]:
    """Some take the citizenship of the partner too; the own registers do not hear of it."""
    takes = scene.rng("mirror_partner/naturalised").random(len(spells)) < NATURALISED
    day = np.where(takes & (spells.back - spells.left > NATURALISED_AFTER), spells.left + NATURALISED_AFTER, NEVER)
    for year in YEARS:
        for code, counted in stated.by_code(spells.country[_within(day, year)]):
            yield stated.year("naturalisations", year, counted, geography=code, citizenship=OWN)


def _born_here(scene: Scene, spells: Abroad) -> Iterator[Row]:
    for year in STOCKS_OF_THE_UN:
        there = spells.on(day_of(f"{year}-07-01"))
        for women, sex in enumerate(SEXES):
            of_sex = scene.lived.people.is_female[there.person] == bool(women)
            for code, counted in stated.by_code(there.country[of_sex]):
                yield stated.year("migrant_stock_by_origin", year, counted, geography=code, origin=OWN, sex=sex)


def _inquiry(scene: Scene) -> Iterator[Row]:
    """The inquiry among governments on their policies (SDG 10.7.2): five questions of each domain."""
    rng = scene.rng("mirror_undesa/inquiry")
    for year in INQUIRIES:
        for domain in codelists.load("inquiry_domain").codes:
            yield stated.year("inquiry_questions", year, QUESTIONS, domain=domain)
            yield stated.year("inquiry_affirmative", year, int(rng.integers(2, QUESTIONS + 1)), domain=domain)


def _refugees_here(scene: Scene) -> Iterator[Row]:
    """Refugees in the country at the end of each year, by origin."""
    refugees, person = of_classes(scene, "refugee")
    ended = np.minimum(refugees.ended, scene.lived.died[person])
    for year in YEARS:
        day = day_of(f"{year}-12-31")
        chosen = (refugees.decided <= day) & (ended > day)
        for code, counted in stated.by_code(scene.lived.people.citizenship[person[chosen]]):
            yield stated.year("refugees", year, counted, country_of_origin=code, persons_or_cases="persons")


def _seekers(scene: Scene, spells: Abroad) -> Iterator[Row]:
    """Citizens who ask for asylum when they come to another country, and wait for months."""
    rng = scene.rng("mirror_unhcr")
    spells = spells.of(rng.random(len(spells)) < ASKS_FOR_ASYLUM)
    decided = spells.left + rng.integers(*WAITS_DAYS, len(spells))
    recognised = rng.random(len(spells)) < RECOGNISED
    for year in YEARS:
        day = day_of(f"{year}-12-31")
        there = (spells.left <= day) & (spells.back > day)
        for series, chosen, more in (
            ("asylum_applications", _within(spells.left, year), {"application_type": "new"}),
            ("asylum_seekers", there & (decided > day), {}),
            ("refugees", there & (decided <= day) & recognised, {}),
        ):
            for code, counted in stated.by_code(spells.country[chosen]):
                groups = {"geography": code, "country_of_origin": OWN, "persons_or_cases": "persons"}
                yield stated.year(series, year, counted, **groups, **more)


def _displaced(scene: Scene) -> Iterator[Row]:
    """An estimate that has nothing to do with the register: so many of a thousand inhabitants."""
    for year in YEARS:
        person, _ = scene.living_inside(day_of(f"{year}-12-31"))
        yield stated.year("idps_idmc", year, round(len(person) * 0.006), publisher="idmc")


def _within(day: Days, year: int) -> np.ndarray:
    found: np.ndarray = (day >= day_of(f"{year}-01-01")) & (day < day_of(f"{year + 1}-01-01"))
    return found
