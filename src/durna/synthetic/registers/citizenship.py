"""Citizenship: who is admitted to it, refused, given it back or gives it up, and who is found to be a citizen."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa

from durna.synthetic.columns import coded, dates, texts
from durna.synthetic.lives.life import CITIZEN
from durna.synthetic.place import CITIZENSHIPS
from durna.synthetic.registers.abroad import Abroad
from durna.synthetic.registers.civil import residents
from durna.synthetic.registers.permits import of_classes
from durna.synthetic.registers.scene import Scene, numbers, picked
from durna.synthetic.timeline import DAY, END, NEVER, SEEN_FROM, Days

REFUSED, RESTORED, GIVES_UP, HAS_ANOTHER = 0.04, 0.08, 0.25, 0.3
TYPES = ("admission", "restoration", "termination", "dual_found")
GROUNDS = {"residence": 6, "family_of_citizen": 3, "origin": 1}


# So many of a person's years; what is found out about citizens and others.
DETERMINED = 0.003
OUTCOMES = ("citizen", "not_citizen", "undetermined")


def registers(scene: Scene) -> Mapping[str, pa.Table]:
    return {"sms_citizenship": _decisions(scene), "sms_citizenship_determination": _determinations(scene)}


def _decisions(scene: Scene) -> pa.Table:
    """The day of admission is the day from which its holder is a citizen; for a few it is given back. Whoever gives it
    up lives abroad and does not come back."""
    rng, people = scene.rng("sms_citizenship"), scene.lived.people
    admitted = np.flatnonzero(people.naturalised < END // DAY)
    refused, refused_on = _refused(scene, rng)
    gives_up, given_up_on = _given_up(scene, rng)
    has_two, found_on = _with_another(scene, rng)
    person = np.concatenate([admitted, refused, gives_up.person, has_two.person])
    decided = np.concatenate([people.naturalised[admitted], refused_on, given_up_on, found_on])
    case = np.repeat(range(4), [len(admitted), len(refused), len(gives_up), len(has_two)])
    restored = (case == 0) & (rng.random(len(person)) < RESTORED)
    abroad = np.concatenate([np.zeros(len(admitted) + len(refused), np.int64), gives_up.country, has_two.country])
    ground = picked(rng, len(person), GROUNDS).to_numpy(False)
    columns = {
        "application_no": numbers("Z", len(person)),
        "type": coded(np.where(case < 2, restored, case), TYPES),
        "applied_on": dates(np.maximum(decided - rng.integers(90, 300, len(person)), SEEN_FROM // DAY - 300)),
        "decided_on": dates(decided),
        # A finding is no decision on an application.
        "decision": texts(np.where(case == 1, "refused", "granted"), case < 3),
        "previous_citizenship": coded(people.citizenship[person], CITIZENSHIPS),
        "new_citizenship": texts(np.array(CITIZENSHIPS)[abroad], case == 2),
        "other_citizenship": texts(np.array(CITIZENSHIPS)[abroad], case == 3),
        "ground": texts(np.where(case == 2, "own_request", ground), case < 3),
        "principal_or_dependant": coded(people.family[person] == person, ("dependant", "principal")),
        "region": scene.regions(person),
        "channel": picked(rng, len(person), {"in_person": 7, "online": 3}),
    }
    return scene.register("sms_citizenship", person, decided, columns)


def _refused(scene: Scene, rng: np.random.Generator) -> tuple[Days, Days]:
    """Some holders of a permanent permit who ask too early."""
    permits, holders = of_classes(scene, "permit_permanent")
    asks = np.flatnonzero((rng.random(len(permits)) < REFUSED) & ~permits.is_extension)
    person, day = holders[asks], permits.decided[asks] + rng.integers(60, 300, len(asks))
    fits = (day < np.minimum(scene.lived.people.naturalised[person], END // DAY)) & scene.is_alive(person, day)
    return person[fits], day[fits]


def _given_up(scene: Scene, rng: np.random.Generator) -> tuple[Abroad, Days]:
    """Citizens abroad for good who take another citizenship, after their last visit home."""
    spells, crossed = scene.abroad, scene.crossed
    last = np.full(len(scene.lived), -1, dtype=np.int64)
    last[crossed.person] = crossed.minute // DAY
    day = np.maximum(spells.left, SEEN_FROM // DAY) + rng.integers(400, 3000, len(spells))
    gives_up = (spells.back == NEVER) & (day < END // DAY) & (day > last[spells.person])
    chosen = gives_up & scene.is_alive(spells.person, day) & (rng.random(len(spells)) < GIVES_UP)
    return spells.of(chosen), day[chosen]


def _with_another(scene: Scene, rng: np.random.Generator) -> tuple[Abroad, Days]:
    """Citizens long abroad who are found to have taken the citizenship of that country as well."""
    spells = scene.abroad
    day = np.maximum(spells.left, SEEN_FROM // DAY) + rng.integers(1500, 4000, len(spells))
    found = (day < np.minimum(spells.back, END // DAY)) & (rng.random(len(spells)) < HAS_ANOTHER)
    return spells.of(found), day[found]


def _determinations(scene: Scene) -> pa.Table:
    """Inhabitants who ask whether they are citizens: those who are learn it, of the others a part stays in doubt."""
    rng = scene.rng("sms_citizenship_determination")
    person, decided = residents(scene, rng, DETERMINED, (0, 95))
    is_citizen = scene.citizenship(person, decided) == CITIZEN
    in_doubt = rng.random(len(person)) < 0.1
    columns = {
        "application_no": numbers("DC", len(person)),
        "applied_on": dates(np.maximum(decided - rng.integers(5, 90, len(person)), scene.lived.people.born[person])),
        "decided_on": dates(decided),
        "outcome": coded(np.where(is_citizen, 0, np.where(in_doubt, 2, 1)), OUTCOMES),
        "channel": picked(rng, len(person), {"in_person": 8, "online": 2}),
        "country_of_residence": coded(np.full(len(person), CITIZEN), CITIZENSHIPS),
        "region": scene.regions(person),
    }
    return scene.register("sms_citizenship_determination", person, decided, columns)
