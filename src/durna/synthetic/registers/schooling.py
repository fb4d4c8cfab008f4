"""Tables of the Ministry of Education: students and pupils of each academic year, at home and abroad.

Counted on the fifteenth of October from those who live here or abroad on that day.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa

from durna.synthetic.lives.life import CITIZEN
from durna.synthetic.registers import stated
from durna.synthetic.registers.scene import SEXES, Scene
from durna.synthetic.registers.stated import YEARS, Row
from durna.synthetic.timeline import Days, Flags, day_of

STUDIES, STUDIES_ABROAD, SENT_BY_THE_STATE, SCHOLARSHIP = 0.4, 0.4, 0.6, 0.25


@dataclass(frozen=True)
class Parts:
    """By person: who would study at home or abroad, with a scholarship, sent by the state; the same every year."""

    studies: Flags
    studies_abroad: Flags
    is_sent: Flags
    has_scholarship: Flags

    @classmethod
    def of(cls, scene: Scene) -> Parts:
        rng, count = scene.rng("moe_students"), len(scene.lived)
        return cls(*(rng.random(count) < part for part in (STUDIES, STUDIES_ABROAD, SENT_BY_THE_STATE, SCHOLARSHIP)))


def registers(scene: Scene) -> Mapping[str, pa.Table]:
    parts, rows = Parts.of(scene), list[Row]()
    for year in YEARS:
        day, before = day_of(f"{year}-10-15"), day_of(f"{year - 1}-10-15")
        for series, code, sex, value in [*_here(scene, parts, day, before), *_there(scene, parts, day)]:
            place = "country_of_study" if series.startswith("students_abroad") else "citizenship"
            start, end = date(year, 9, 1), date(year + 1, 8, 31)
            rows.append(stated.cell(series, start, end, value, **{place: code, "sex": sex}))
    return {"moe_students": stated.table("moe_students", rows)}


def _here(scene: Scene, parts: Parts, day: int, before: int) -> Iterator[tuple[str, str, str, int]]:
    """Foreigners who study, who are new, who have a scholarship; citizens who study; pupils."""
    person, citizenship = scene.living_inside(day)
    age = (day - scene.lived.people.born[person]) / 365.25
    is_foreign = citizenship != CITIZEN
    studies = np.where(is_foreign, _is_student(scene, person), (age >= 18) & (age < 23) & parts.studies[person])
    is_new = studies & ~np.isin(person, scene.living_inside(before)[0])
    has_scholarship = studies & parts.has_scholarship[person]
    for sex, of_sex in _sexes(scene, person):
        for series, chosen in (
            ("students_enrolled", studies),
            ("students_new", is_new & is_foreign),
            ("scholarships", has_scholarship & is_foreign),
            ("pupils", (age >= 6) & (age < 18)),
        ):
            for code, counted in stated.by_code(citizenship[chosen & of_sex]):
                yield series, code, sex, counted


def _there(scene: Scene, parts: Parts, day: int) -> Iterator[tuple[str, str, str, int]]:
    """Citizens who study abroad; the state sends some of them."""
    there = scene.abroad.on(day)
    age = (day - scene.lived.people.born[there.person]) / 365.25
    there = there.of((age >= 18) & (age < 27) & parts.studies_abroad[there.person])
    sent = parts.is_sent[there.person]
    for sex, of_sex in _sexes(scene, there.person):
        for series, chosen in (("students_abroad", of_sex), ("students_abroad_state", of_sex & sent)):
            for code, counted in stated.by_code(there.country[chosen]):
                yield series, code, sex, counted


def _sexes(scene: Scene, person: Days) -> Iterator[tuple[str, Flags]]:
    for women, name in enumerate(SEXES):
        yield name, scene.lived.people.is_female[person] == bool(women)


def _is_student(scene: Scene, person: Days) -> Flags:
    kinds = scene.lived.kinds
    student = kinds.index("student") if "student" in kinds else -1
    found: Flags = scene.lived.kind[person] == student
    return found
