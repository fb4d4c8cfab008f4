"""Displacement: people of the Lowland whom two floods drove from their homes, and how it ended for each."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa

from durna.synthetic.chance import drawn
from durna.synthetic.columns import coded, dates, texts
from durna.synthetic.place import REGION_WEIGHTS, REGIONS
from durna.synthetic.registers.civil import lives_inside
from durna.synthetic.registers.scene import Scene, numbers, picked, truths
from durna.synthetic.timeline import DAY, END, NEVER, Days, Flags, day_of

FLOODS = (day_of("2010-04-20"), day_of("2016-10-03"))
DISPLACED, FAMILY_OF = 0.06, 3
HOUSING = {"public_building": 3, "relatives": 3, "new_settlement": 2, "rented": 2}
ENDS = {"returned": 0.45, "resettled": 0.2, "": 0.35}


def registers(scene: Scene) -> Mapping[str, pa.Table]:
    rng = scene.rng("idp_register")
    person, registered = _displaced(scene, rng)
    solved = registered + rng.integers(200, 3000, len(person))
    way = np.array(list(ENDS), dtype=object)[drawn(rng, list(ENDS.values()), len(person))]
    died = scene.lived.died[person]
    left = np.where(way == "", NEVER, solved)
    dies_first = died <= left
    left = np.where(left < died, left, died)
    reason = np.where(dies_first, "died", way)
    is_open = left >= END // DAY
    returns = ~is_open & (reason == "returned")
    origin = np.full(len(person), "Lowland")
    columns = {
        "registration_no": numbers("L", len(person)),
        "family_no": _families(len(person)),
        "registered_on": dates(registered),
        "region_of_origin": texts(origin),
        "region": _elsewhere(rng, len(person)),
        "housing": picked(rng, len(person), HOUSING),
        "allowance": truths(rng.random(len(person)) < 0.8),
        "born_to_idp": truths(np.zeros(len(person))),
        "left_on": dates(left, is_open),
        "end_reason": texts(reason, ~is_open),
        "returned_on": dates(left, ~returns),
        "region_of_return": texts(origin, returns),
    }
    return {"idp_register": scene.register("idp_register", person, registered, columns)}


def _displaced(scene: Scene, rng: np.random.Generator) -> tuple[Days, Days]:
    """Inhabitants of the region, each driven out once; registered within two months, and alive then."""
    lowland = np.flatnonzero(scene.region == REGIONS.index("Lowland"))
    flood = np.array(FLOODS)[rng.integers(0, len(FLOODS), len(lowland))]
    day = flood + rng.integers(3, 60, len(lowland))
    hit = (rng.random(len(lowland)) < DISPLACED) & (scene.lived.people.born[lowland] < flood)
    chosen: Flags = hit & scene.is_alive(lowland, day) & lives_inside(scene, lowland, day)
    return lowland[chosen], day[chosen]


def _families(count: int) -> pa.Array:
    return pa.array([f"LF{number // FAMILY_OF + 1}" for number in range(count)], pa.string())


def _elsewhere(rng: np.random.Generator, count: int) -> pa.Array:
    weights = [0.0 if name == "Lowland" else weight for name, weight in zip(REGIONS, REGION_WEIGHTS, strict=True)]
    return coded(drawn(rng, weights, count), REGIONS)
