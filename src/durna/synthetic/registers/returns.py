"""Help: citizens helped to come home and to settle again, and victims of trafficking."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa

from durna.synthetic.columns import coded, dates, texts
from durna.synthetic.lives.life import CITIZEN
from durna.synthetic.place import CITIZENSHIPS
from durna.synthetic.registers.abroad import Abroad
from durna.synthetic.registers.permits import of_classes
from durna.synthetic.registers.scene import Scene, numbers, picked, truths
from durna.synthetic.timeline import DAY, END, SEEN_FROM, Days

HELPED, VOLUNTARY, SUPPORTED = 0.12, 0.85, 0.8
SUPPORT = {"cash": 3, "business": 3, "travel": 2, "training": 2, "medical": 1}
RESULTS = {"reintegrated": 6, "in_progress": 2, "left_again": 1, "not_reached": 1}
TRAFFICKED_ABROAD, TRAFFICKED_HERE = 0.03, 0.01
EXPLOITED = {"forced_labour": 5, "sexual": 3, "begging": 1, "domestic_servitude": 1}
HELP = {"shelter": 3, "assistance_centre": 3, "legal": 1, "refused": 1}


def registers(scene: Scene) -> Mapping[str, pa.Table]:
    home = _came_home(scene)
    return {"reintegration_cases": _helped(scene, home), "mia_trafficking": _victims(scene, home)}


def _came_home(scene: Scene) -> Abroad:
    """Spells abroad that ended with a return in the time of the data, not with a death."""
    spells = scene.abroad
    returned = (spells.back >= SEEN_FROM // DAY) & (spells.back < END // DAY)
    return spells.of(returned & (spells.back < scene.lived.died[spells.person]))


def _helped(scene: Scene, home: Abroad) -> pa.Table:
    rng = scene.rng("reintegration_cases")
    home = home.of(rng.random(len(home)) < HELPED)
    supported = rng.random(len(home)) < SUPPORTED
    follow_up = home.back + rng.integers(150, 220, len(home))
    visited = supported & (follow_up < np.minimum(END // DAY, scene.lived.died[home.person]))
    columns = {
        "case_no": numbers("RC", len(home)),
        "returned_on": dates(home.back),
        "direction": coded(np.zeros(len(home)), ("entry",)),
        "country": coded(home.country, CITIZENSHIPS),
        "voluntary_or_forced": coded(rng.random(len(home)) < VOLUNTARY, ("forced", "voluntary")),
        "organisation": texts(np.full(len(home), "Crane Aid")),
        "support_type": texts(picked(rng, len(home), SUPPORT).to_numpy(False), supported),
        "support_value": pa.array(np.round(rng.uniform(300, 3000, len(home))), mask=~supported),
        "currency": texts(np.full(len(home), "USD"), supported),
        "follow_up_on": dates(follow_up, ~visited),
        "follow_up_result": texts(picked(rng, len(home), RESULTS).to_numpy(False), visited),
        "region": scene.regions(home.person),
    }
    return scene.register("reintegration_cases", home.person, home.back, columns)


def _victims(scene: Scene, home: Abroad) -> pa.Table:
    """Some of those who come home, and some foreign workers within the first year of their permit."""
    rng = scene.rng("mia_trafficking")
    home = home.of(rng.random(len(home)) < TRAFFICKED_ABROAD)
    workers, day = _exploited_here(scene, rng)
    person = np.concatenate([home.person, workers])
    found = np.concatenate([home.back + rng.integers(0, 30, len(home)), day])
    country = np.concatenate([home.country, np.full(len(workers), CITIZEN)])
    lives = scene.is_alive(person, found) & (found < END // DAY)
    person, found, country = person[lives], found[lives], country[lives]
    columns = {
        "case_no": numbers("TR", len(person)),
        "identified_on": dates(found),
        "form_of_exploitation": picked(rng, len(person), EXPLOITED),
        "country_of_exploitation": coded(country, CITIZENSHIPS),
        "referred_services": picked(rng, len(person), HELP),
        "status": picked(rng, len(person), {"identified": 9, "presumed": 1}),
        "minor": truths(found - scene.lived.people.born[person] < 18 * 365.25),
        "region": scene.regions(person),
    }
    return scene.register("mia_trafficking", person, found, columns)


def _exploited_here(scene: Scene, rng: np.random.Generator) -> tuple[Days, Days]:
    permits, person = of_classes(scene, "permit_work")
    chosen = permits.is_granted & (rng.random(len(permits)) < TRAFFICKED_HERE)
    begins, ends = permits.valid_from[chosen], np.minimum(permits.ended[chosen], permits.valid_to[chosen])
    return person[chosen], begins + (rng.random(len(begins)) * np.maximum(ends - begins, 1)).astype(np.int64)
