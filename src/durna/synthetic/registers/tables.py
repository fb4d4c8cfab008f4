"""Tables that other offices would publish: population, registered migration, employment, the quota, students.

They are counted from the lives and the registers of the same country, so that the parts agree with the wholes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from durna.sources.contract import load
from durna.synthetic.lives.life import CITIZEN
from durna.synthetic.place import CITIZENSHIPS, OWN, STATELESS
from durna.synthetic.registers.civil import MOVES, moves
from durna.synthetic.registers.permits import of_classes
from durna.synthetic.registers.scene import SEXES, Scene, complete
from durna.synthetic.timeline import EPOCH, Codes, Days, day_of

YEARS, MONTHS = range(2009, 2023), range(1, 13)
PUBLISHERS = {"moe_students": "moe", "labour_quota": "cabinet"}
EMPLOYED, STUDIES = 0.62, 0.4
QUOTA_MARGIN = 1.2
Row = dict[str, Any]


def registers(scene: Scene) -> Mapping[str, pa.Table]:
    made = {
        "ssc_population": list(_population(scene)),
        "ssc_permanent_migration": list(_permanent_migration(scene)),
        "ssc_lfs": list(_employment(scene)),
        "labour_quota": list(_quota(scene)),
        "moe_students": list(_students(scene)),
    }
    return {source: _table(source, rows) for source, rows in made.items()}


def _table(source: str, rows: Sequence[Row]) -> pa.Table:
    contract = load(source)
    stated = {"geography": OWN, "publisher": PUBLISHERS.get(source, "ssc"), "status": "final"}
    names = list(dict.fromkeys(name for row in rows for name in row)) or ["series"]
    columns = {name: pa.array([row.get(name) for row in rows]) for name in names}
    columns |= {name: pa.array([value] * len(rows), pa.string()) for name, value in stated.items()}
    return complete(contract, columns)


def _year(series: str, year: int, value: float, **groups: str) -> Row:
    return _cell(series, date(year, 1, 1), date(year, 12, 31), value, **groups)


def _cell(series: str, start: date, end: date, value: float, **groups: str) -> Row:
    return {"series": series, "period_start": start, "period_end": end, "value": float(value), **groups}


def _population(scene: Scene) -> Iterator[Row]:
    """On the first of January and in the middle of the year, by sex and by citizenship."""
    for year in YEARS:
        for series, day in (("population", f"{year}-01-01"), ("population_mid_year", f"{year}-07-01")):
            person, citizenship = scene.living_inside(day_of(day))
            yield _year(series, year, len(person))
            for name, counted in _by_sex(scene, person):
                yield _year(series, year, counted, sex=name)
            for code, counted in _by_code(citizenship):
                yield _year(series, year, counted, citizenship=code)
        person, citizenship = scene.living_inside(day_of(f"{year}-01-01"))
        yield _year("foreign_citizens", year, (citizenship != CITIZEN).sum())
        yield _year("stateless", year, (citizenship == CITIZENSHIPS.index(STATELESS)).sum())
        birthplace = scene.lived.people.birthplace[person]
        yield _year("foreign_born", year, (birthplace != CITIZEN).sum())
        for code, counted in _by_code(birthplace):
            if code != OWN:
                yield _year("foreign_born", year, counted, country_of_birth=code)


def _by_sex(scene: Scene, person: Days) -> Iterator[tuple[str, int]]:
    women = int(scene.lived.people.is_female[person].sum())
    yield from zip(SEXES, (len(person) - women, women), strict=True)


def _by_code(places: Codes) -> Iterator[tuple[str, int]]:
    counts = np.bincount(places, minlength=len(CITIZENSHIPS))
    yield from ((CITIZENSHIPS[place], int(count)) for place, count in enumerate(counts) if count)


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
                yield _cell("permanent", first.item(), last.item(), of_group.sum(), direction=direction, **group)


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
        for name, counted in _by_sex(scene, working_age):
            yield _year("employed", year, round(counted * EMPLOYED), sex=name)


def _quota(scene: Scene) -> Iterator[Row]:
    """More places than are asked for, in tens."""
    permits, _ = of_classes(scene, "permit_work")
    years = (EPOCH + permits.decided).astype("datetime64[Y]").astype(np.int64) + 1970
    for year in YEARS:
        yield _year("places_approved", year, 10 * np.ceil((years == year).sum() * QUOTA_MARGIN / 10 + 1))


def _students(scene: Scene) -> Iterator[Row]:
    """Who studies on the fifteenth of October: foreigners by citizenship and sex, citizens by sex."""
    for year in YEARS:
        start, end = date(year, 9, 1), date(year + 1, 8, 31)
        day = day_of(f"{year}-10-15")
        person, citizenship = scene.living_inside(day)
        for women, name in enumerate(SEXES):
            of_sex = scene.lived.people.is_female[person] == bool(women)
            for code, counted in _by_code(citizenship[of_sex & _foreign_student(scene, person)]):
                if code != OWN:
                    yield _cell("students_enrolled", start, end, counted, citizenship=code, sex=name)
            age = (day - scene.lived.people.born[person]) / 365.25
            young = of_sex & (citizenship == CITIZEN) & (age >= 18) & (age < 23)
            yield _cell("students_enrolled", start, end, round(young.sum() * STUDIES), citizenship=OWN, sex=name)


def _foreign_student(scene: Scene, person: Days) -> np.ndarray:
    kinds = scene.lived.kinds
    student = kinds.index("student") if "student" in kinds else -1
    found: np.ndarray = scene.lived.kind[person] == student
    return found
