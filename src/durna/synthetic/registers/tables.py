"""Tables that other offices would publish: population, registered migration, employment, the quota.

They are counted from the lives and the registers of the same country, so that the parts agree with the wholes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from durna.synthetic.lives.life import CITIZEN
from durna.synthetic.place import CITIZENSHIPS, OWN, STATELESS
from durna.synthetic.registers import stated
from durna.synthetic.registers.abroad import DESTINATIONS
from durna.synthetic.registers.civil import MOVES, moves
from durna.synthetic.registers.permits import of_classes
from durna.synthetic.registers.scene import SEXES, Scene
from durna.synthetic.registers.stated import YEARS, Row
from durna.synthetic.timeline import EPOCH, day_of

EMPLOYED, QUOTA_MARGIN = 0.62, 1.2
# In dollars a month; what a job abroad costs before it begins is a part of the year's pay.
EARNED_ABROAD, COST_IN_MONTHS = 700, 1.4

RATES = {"employment_rate_native_born": 61.0, "employment_rate_foreign_born": 66.0}
MEN_AND_WOMEN = (("male", 6.0), ("female", -6.0))
YEARS_OF_SCENARIOS = (2010, 2015, 2020)
SCENARIOS = {"with": {"low": 0.97, "high": 1.04}, "without": {"low": 1.0, "high": 1.0}}


def registers(scene: Scene) -> Mapping[str, pa.Table]:
    made = {
        "ssc_population": [*_population(scene), *_working_age(scene)],
        "ssc_permanent_migration": list(_permanent_migration(scene)),
        "ssc_lfs": [*_employment(scene), *_rates(scene), *_jobs_abroad(scene)],
        "labour_quota": list(_quota(scene)),
    }
    return {source: stated.table(source, rows) for source, rows in made.items()}


def _population(scene: Scene) -> Iterator[Row]:
    """On the first of January and in the middle of the year, by sex and by citizenship."""
    for year in YEARS:
        for series, day in (("population", f"{year}-01-01"), ("population_mid_year", f"{year}-07-01")):
            person, citizenship = scene.living_inside(day_of(day))
            yield stated.year(series, year, len(person))
            for name, counted in stated.by_sex(scene, person):
                yield stated.year(series, year, counted, sex=name)
            for code, counted in stated.by_code(citizenship):
                yield stated.year(series, year, counted, citizenship=code)
        person, citizenship = scene.living_inside(day_of(f"{year}-01-01"))
        following, _ = scene.living_inside(day_of(f"{year + 1}-01-01"))
        if len(person):
            yield stated.year("growth_rate", year, round(100 * (len(following) / len(person) - 1), 2))
        yield stated.year("foreign_citizens", year, (citizenship != CITIZEN).sum())
        yield stated.year("stateless", year, (citizenship == CITIZENSHIPS.index(STATELESS)).sum())
        birthplace = scene.lived.people.birthplace[person]
        yield stated.year("foreign_born", year, (birthplace != CITIZEN).sum())
        for code, counted in stated.by_code(birthplace):
            if code != OWN:
                yield stated.year("foreign_born", year, counted, country_of_birth=code)


def _working_age(scene: Scene) -> Iterator[Row]:
    """Who is of working age and lives here, and who would without migration since 2009: those who lived here then."""
    then, _ = scene.living_inside(day_of(f"{YEARS[0]}-01-01"))
    for year in YEARS_OF_SCENARIOS:
        day = day_of(f"{year}-01-01")
        now, _ = scene.living_inside(day)
        alive = then[scene.is_alive(then, np.full(len(then), day))]
        for which, person in (("with", now), ("without", alive)):
            age = (day - scene.lived.people.born[person]) / 365.25
            counted = int(((age >= 15) & (age < 65)).sum())
            yield stated.year(f"working_age_{which}_migration", year, counted)
            for scenario, factor in SCENARIOS[which].items():
                yield stated.year(f"working_age_{which}_migration", year, round(counted * factor), scenario=scenario)


def _permanent_migration(scene: Scene) -> Iterator[Row]:
    """Registered arrivals and departures of each month: all, by sex, and by citizenship."""
    table = moves(scene)
    month = pc.cast(table["moved_on"], pa.int32()).to_numpy().astype("datetime64[D]").astype("datetime64[M]")
    kind, sex, citizenship = (_texts(table[name]) for name in ("type_of_move", "sex", "citizenship"))
    for start in np.arange(f"{YEARS[0]}-01", f"{YEARS[-1] + 1}-01", dtype="datetime64[M]"):
        first, last = start.astype("datetime64[D]"), (start + 1).astype("datetime64[D]") - 1
        for direction, moved in (("entry", MOVES[0]), ("exit", MOVES[1])):
            rows = np.flatnonzero((month == start) & (kind == moved))
            groups: list[dict[str, str]] = [{}]
            groups += [{"sex": name} for name in SEXES]
            groups += [{"citizenship": code} for code in sorted(set(citizenship[rows]))]
            for group in groups:
                of_group = _of_group(group, sex[rows], citizenship[rows])
                yield stated.cell("permanent", first.item(), last.item(), of_group.sum(), direction=direction, **group)


def _texts(column: pa.ChunkedArray) -> np.ndarray:
    words: np.ndarray = column.cast(pa.string()).to_numpy(zero_copy_only=False)
    return words


def _of_group(group: Mapping[str, str], sex: np.ndarray, citizenship: np.ndarray) -> np.ndarray:
    of_sex = sex == group["sex"] if "sex" in group else np.ones(len(sex), dtype=bool)
    return of_sex & (citizenship == group["citizenship"]) if "citizenship" in group else of_sex


def _employment(scene: Scene) -> Iterator[Row]:
    """A part of the people of working age who live in the country in the middle of each year."""
    for year in YEARS:
        day = day_of(f"{year}-07-01")
        person, _ = scene.living_inside(day)
        age = (day - scene.lived.people.born[person]) / 365.25
        working_age = person[(age >= 18) & (age < 63)]
        for name, counted in stated.by_sex(scene, working_age):
            yield stated.year("employed", year, round(counted * EMPLOYED), sex=name)


def _rates(scene: Scene) -> Iterator[Row]:
    """Employment rates by birth as a survey would find them; nobody's life here says who is employed."""
    rng = scene.rng("ssc_lfs/rates")
    for year in YEARS:
        for series, level in RATES.items():
            of_sexes = {sex: round(level + points + float(rng.normal(0, 1)), 1) for sex, points in MEN_AND_WOMEN}
            yield stated.year(series, year, round(sum(of_sexes.values()) / 2, 2))
            for sex, value in of_sexes.items():
                yield stated.year(series, year, value, sex=sex)


def _jobs_abroad(scene: Scene) -> Iterator[Row]:
    """What households say that members who work abroad earn a month, and what it cost them to find the work."""
    rng = scene.rng("ssc_lfs")
    for year in YEARS:
        level = 1.03 ** (year - YEARS[0])
        earned = {code: EARNED_ABROAD * level * rng.uniform(0.6, 1.6) for code in DESTINATIONS}
        cost = {code: value * COST_IN_MONTHS * rng.uniform(0.5, 1.5) for code, value in earned.items()}
        for series, values in (("earnings_abroad", earned), ("recruitment_cost", cost)):
            mean = np.average(list(values.values()), weights=list(DESTINATIONS.values()))
            yield stated.year(series, year, round(float(mean)), unit="USD")
            for code, value in values.items():
                yield stated.year(series, year, round(value), destination=code, unit="USD")


def _quota(scene: Scene) -> Iterator[Row]:
    """More places than are asked for, in tens."""
    permits, _ = of_classes(scene, "permit_work")
    years = (EPOCH + permits.decided).astype("datetime64[Y]").astype(np.int64) + 1970
    for year in YEARS:
        yield stated.year("places_approved", year, 10 * np.ceil((years == year).sum() * QUOTA_MARGIN / 10 + 1))
