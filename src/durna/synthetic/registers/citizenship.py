"""Citizenship: admissions, and applications that were refused."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa

from durna.synthetic.columns import coded, dates
from durna.synthetic.place import CITIZENSHIPS
from durna.synthetic.registers.permits import of_classes
from durna.synthetic.registers.scene import Scene, numbers, picked
from durna.synthetic.timeline import DAY, END, SEEN_FROM

REFUSED = 0.04
GROUNDS = {"residence": 6, "family_of_citizen": 3, "origin": 1}


def registers(scene: Scene) -> Mapping[str, pa.Table]:
    """The day of admission is the day from which its holder is a citizen."""
    rng, people = scene.rng("sms_citizenship"), scene.lived.people
    admitted = np.flatnonzero(people.naturalised < END // DAY)
    permits, holders = of_classes(scene, "permit_permanent")
    asks = np.flatnonzero((rng.random(len(permits)) < REFUSED) & ~permits.is_extension)
    day = permits.decided[asks] + rng.integers(60, 300, len(asks))
    fits = (day < np.minimum(people.naturalised[holders[asks]], END // DAY)) & scene.is_alive(holders[asks], day)
    person = np.concatenate([admitted, holders[asks][fits]])
    decided = np.concatenate([people.naturalised[admitted], day[fits]])
    is_granted = np.arange(len(person)) < len(admitted)
    columns = {
        "application_no": numbers("Z", len(person)),
        "type": coded(np.zeros(len(person)), ("admission",)),
        "applied_on": dates(np.maximum(decided - rng.integers(90, 300, len(person)), SEEN_FROM // DAY - 300)),
        "decided_on": dates(decided),
        "decision": coded(is_granted, ("refused", "granted")),
        "previous_citizenship": coded(people.citizenship[person], CITIZENSHIPS),
        "ground": picked(rng, len(person), GROUNDS),
        "principal_or_dependant": coded(people.family[person] == person, ("dependant", "principal")),
        "region": scene.regions(person),
        "channel": picked(rng, len(person), {"in_person": 7, "online": 3}),
    }
    return {"sms_citizenship": scene.register("sms_citizenship", person, decided, columns)}
