"""Civil status and residence: births, deaths and marriages; who registers a move from abroad, abroad or within."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa

from durna.synthetic.columns import coded, dates, texts
from durna.synthetic.lives.life import CITIZEN
from durna.synthetic.place import CITIZENSHIPS, OWN, REGIONS
from durna.synthetic.registers.scene import Scene, numbers, picked
from durna.synthetic.timeline import DAY, END, SEEN_FROM, Days, Flags

FIRST, LAST = SEEN_FROM // DAY, END // DAY
MARRIES, FOREIGN_SPOUSE, FOREIGN_PARENT, MOVES_WITHIN = 0.012, 0.05, 0.03, 0.015
REGISTERS_ARRIVAL, REGISTERS_DEPARTURE = 0.5, 0.15
SPOUSES = {"RUS": 4, "TUR": 3, "GEO": 2, "UKR": 1, "IRN": 1}
EVENTS = ("birth", "death", "marriage")
MOVES = ("arrival_from_abroad", "departure_abroad", "internal")


def registers(scene: Scene) -> Mapping[str, pa.Table]:
    return {"moj_civil_registry": _acts(scene), "mia_residence_register": moves(scene)}


def _acts(scene: Scene) -> pa.Table:
    rng, people, died = scene.rng("moj_civil_registry"), scene.lived.people, scene.lived.died
    is_native = people.birthplace == CITIZEN
    births = np.flatnonzero(is_native & (people.born >= FIRST) & (people.born < LAST))
    deaths = np.flatnonzero((died >= FIRST) & (died < LAST))
    deaths = deaths[lives_inside(scene, deaths, died[deaths] - 1) | _is_present(scene)[deaths]]
    marriages, wed = _marriages(scene, rng)
    person = np.concatenate([births, deaths, marriages])
    day = np.concatenate([people.born[births], died[deaths], wed])
    kind = np.repeat([0, 1, 2], [len(births), len(deaths), len(marriages)])
    mother, father = (_parent(scene, rng, person, kind == 0) for _ in range(2))
    columns = {
        "act_no": numbers("", len(person)),
        "office": scene.regions(person),
        "event_type": coded(kind, EVENTS),
        "event_on": dates(day),
        "registered_on": dates(day + rng.integers(0, 15, len(person))),
        "region": scene.regions(person),
        "citizenship": coded(scene.citizenship(person, day), CITIZENSHIPS),
        "citizenship_of_spouse": _partners(rng, kind == 2),
        "citizenship_of_mother": mother,
        "citizenship_of_father": father,
    }
    return scene.register("moj_civil_registry", person, day, columns)


def lives_inside(scene: Scene, person: Days, day: Days) -> Flags:
    """Whether each person lives in the country on a day, trips aside."""
    periods = scene.lived.periods
    keys = (periods.person << 24) | np.maximum(periods.start, 0)
    order = np.argsort(keys, kind="stable")
    place = np.searchsorted(keys[order], (person << 24) | ((day + 1) * DAY), side="right") - 1
    place = order[np.maximum(place, 0)]
    found: Flags = (periods.person[place] == person) & periods.inside[place]
    return found


def _is_present(scene: Scene) -> Flags:
    """Who is in the country after the last crossing: a visitor who dies there is registered too."""
    person = scene.crossed.person
    last = np.flatnonzero(np.concatenate([person[1:] != person[:-1], [True]])) if len(person) else person
    present = np.zeros(len(scene.lived), dtype=bool)
    present[person[last]] = scene.crossed.is_entry[last]
    return present


def residents(scene: Scene, rng: np.random.Generator, yearly: float, ages: tuple[int, int]) -> tuple[Days, Days]:
    """Residents of an age to whom something happens on a day, so many of a person's years in the data."""
    years = (LAST - FIRST) / 365.25
    person = np.repeat(np.arange(len(scene.lived)), rng.poisson(yearly * years, len(scene.lived)))
    day = rng.integers(FIRST, LAST, len(person))
    age = (day - scene.lived.people.born[person]) / 365.25
    fits = (age >= ages[0]) & (age < ages[1]) & scene.is_alive(person, day)
    person, day = person[fits], day[fits]
    fits = lives_inside(scene, person, day)
    return person[fits], day[fits]


def _marriages(scene: Scene, rng: np.random.Generator) -> tuple[Days, Days]:
    person, day = residents(scene, rng, MARRIES, (19, 45))
    # Nobody marries twice here: divorces are not made.
    _, first = np.unique(person, return_index=True)
    return person[first], day[first]


def _partners(rng: np.random.Generator, marries: Flags) -> pa.Array:
    foreign = np.asarray(picked(rng, len(marries), SPOUSES).to_numpy(False))
    spouse = np.where(rng.random(len(marries)) < FOREIGN_SPOUSE, foreign, OWN)
    return texts(spouse, marries)


def _parent(scene: Scene, rng: np.random.Generator, person: Days, is_birth: Flags) -> pa.Array:
    """Parents of foreigners are of their nation; of citizens, a few are foreign."""
    own = np.array(CITIZENSHIPS)[scene.lived.people.citizenship[person]]
    foreign = np.asarray(picked(rng, len(person), SPOUSES).to_numpy(False))
    mixed = (own == OWN) & (rng.random(len(person)) < FOREIGN_PARENT)
    return texts(np.where(mixed, foreign, own), is_birth)


def moves(scene: Scene) -> pa.Table:
    """Only some register a move across the border; that is why these counts are not migration."""
    rng, periods = scene.rng("mia_residence_register"), scene.lived.periods
    follows = np.concatenate([[False], periods.person[1:] == periods.person[:-1]])
    seen = follows & (periods.start >= SEEN_FROM) & (periods.start < END - 60 * DAY)
    long = periods.end - periods.start > 300 * DAY
    chance = rng.random(len(periods))
    is_citizen = scene.lived.people.citizenship[periods.person] == CITIZEN
    settles = np.isin(scene.lived.kind, [scene.lived.kinds.index(k) for k in _settling(scene)])[periods.person]
    arrives = np.flatnonzero(seen & long & periods.inside & settles & (chance < REGISTERS_ARRIVAL))
    departs = np.flatnonzero(seen & long & ~periods.inside & is_citizen & (chance < REGISTERS_DEPARTURE))
    within, moved = residents(scene, rng, MOVES_WITHIN, (0, 95))
    arrived = periods.start[arrives] // DAY + rng.integers(3, 40, len(arrives))
    departed = periods.start[departs] // DAY - rng.integers(1, 20, len(departs))
    person = np.concatenate([periods.person[arrives], periods.person[departs], within])
    day = np.concatenate([arrived, departed, moved])
    kind = np.repeat([0, 1, 2], [len(arrives), len(departs), len(within)])
    alive = scene.is_alive(person, day)
    person, day, kind = person[alive], day[alive], kind[alive]
    return scene.register("mia_residence_register", person, day, _of_moves(scene, rng, person, day, kind))


def _settling(scene: Scene) -> list[str]:
    return [kind for kind in ("settling_family", "returning_citizen", "emigrant") if kind in scene.lived.kinds]


def _of_moves(scene: Scene, rng: np.random.Generator, person: Days, day: Days, kind: Days) -> dict[str, pa.Array]:
    abroad = np.asarray(picked(rng, len(person), SPOUSES).to_numpy(False))
    nation = np.array(CITIZENSHIPS)[scene.lived.people.citizenship[person]]
    origin = np.where(nation == OWN, abroad, nation)
    other = np.asarray(picked(rng, len(person), dict.fromkeys(REGIONS, 1.0)).to_numpy(False))
    return {
        "registration_no": numbers("M", len(person)),
        "moved_on": dates(day),
        "type_of_move": coded(kind, MOVES),
        "country_from": texts(origin, kind == 0),
        "country_to": texts(abroad, kind == 1),
        "from_region": texts(other, kind == 2),
        "to_region": scene.regions(person),
        "region": scene.regions(person),
        "reason": picked(rng, len(person), {"family": 4, "work": 3, "housing": 2, "study": 1}),
    }
