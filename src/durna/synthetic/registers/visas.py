"""Visas, registrations at the place of stay, and extensions of a stay."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa

from durna.synthetic.columns import coded, dates, texts
from durna.synthetic.lives.life import PURPOSES
from durna.synthetic.permits import CLASSES
from durna.synthetic.place import CITIZENSHIPS
from durna.synthetic.registers.border import visa_types
from durna.synthetic.registers.scene import Scene, numbers, picked
from durna.synthetic.timeline import DAY, END, Days

CHANNELS = {"online": 6, "diplomatic_mission": 3, "in_person": 1}
SERVICES = {"in_person": 4, "online": 3, "asan_service": 2, "host": 1}
HOSTS = {"hotel": 4, "private_person": 3, "relative": 2, "employer": 1}
GROUNDS = {"urgent_treatment": 3, "relative_illness_or_death": 2, "unfinished_assignment": 3, "other": 1}
VISA_REFUSED, REGISTERED_AFTER_DAYS, REGISTERS = 0.05, 10, 0.85
EXTENSION_REFUSED, EXTENSION_FEE, VISA_FEE = 0.12, 30.0, 25.0


def registers(scene: Scene) -> Mapping[str, pa.Table]:
    return {
        "visa_register": _visas(scene),
        "sms_stay_registration": _registrations(scene),
        "sms_stay_extension": _extensions(scene),
    }


def _visas(scene: Scene) -> pa.Table:
    """A visa before every entry that needed one; some had been refused one a month or two before."""
    crossed, rng = scene.crossed, scene.rng("visa_register")
    entry = np.flatnonzero(crossed.is_entry & (crossed.permit_class == CLASSES.index("visa")))
    again = entry[rng.random(len(entry)) < VISA_REFUSED]
    place = np.concatenate([entry, again])
    is_granted = np.arange(len(place)) < len(entry)
    day = crossed.minute[place] // DAY
    decided = day - np.where(is_granted, rng.integers(2, 25, len(place)), rng.integers(30, 70, len(place)))
    applied = decided - rng.integers(0, 6, len(place))
    known = applied > scene.lived.people.born[crossed.person[place]]
    place, is_granted, decided, applied = place[known], is_granted[known], decided[known], applied[known]
    until = crossed.permit_until[place]
    columns = {
        "application_no": numbers("V", len(place)),
        "applied_on": dates(applied),
        "decided_on": dates(decided),
        "decision": coded(is_granted, ("refused", "granted")),
        "visa_type": visa_types(crossed.permit_class[place], crossed.purpose[place]),
        "purpose": coded(crossed.purpose[place], PURPOSES),
        "channel": picked(rng, len(place), CHANNELS),
        "valid_from": dates(decided, ~is_granted),
        "valid_to": dates(np.maximum(until, decided), ~is_granted),
        "entries_allowed": picked(rng, len(place), {"single": 1}),
        "days_allowed": pa.array(until - crossed.minute[place] // DAY, mask=~is_granted),
        "fee": pa.array(np.full(len(place), VISA_FEE)),
    }
    return scene.register("visa_register", crossed.person[place], decided, columns)


def _registrations(scene: Scene) -> pa.Table:
    """Most of those who stay for more than ten days are registered in these days."""
    stays, crossed, rng = scene.stays, scene.crossed, scene.rng("sms_stay_registration")
    long = np.flatnonzero(
        (stays.departed - stays.arrived > REGISTERED_AFTER_DAYS) & (rng.random(len(stays)) < REGISTERS)
    )
    registered = stays.arrived[long] + rng.integers(1, REGISTERED_AFTER_DAYS, len(long))
    happens = registered < END // DAY
    long, registered = long[happens], registered[happens]
    entry, departed = stays.entry[long], stays.departed[long]
    planned = np.maximum(np.minimum(stays.arrived[long] + 90, scene.terms.without[long]), registered)
    columns = {
        "registration_no": numbers("G", len(long)),
        "applied_on": dates(np.maximum(registered - rng.integers(0, 3, len(long)), stays.arrived[long])),
        "registered_on": dates(registered),
        "arrived_on": dates(stays.arrived[long]),
        "planned_until": dates(planned),
        "deregistered_on": dates(departed, departed >= END // DAY),
        "citizenship": coded(crossed.citizenship[entry], CITIZENSHIPS),
        "region": scene.regions(stays.person[long]),
        "host_type": picked(rng, len(long), HOSTS),
        "channel": picked(rng, len(long), SERVICES),
        "purpose": coded(crossed.purpose[entry], PURPOSES),
        "visa_type": visa_types(crossed.permit_class[entry], crossed.purpose[entry]),
    }
    return scene.register("sms_stay_registration", stays.person[long], registered, columns)


def _extensions(scene: Scene) -> pa.Table:
    """The extensions that the terms of stays know, and some that were refused to people who then left or stayed on."""
    stays, terms, rng = scene.stays, scene.terms, scene.rng("sms_stay_extension")
    over = (stays.departed > terms.without) & ~terms.is_extended & (terms.until == terms.without)
    refused = np.flatnonzero(over & (rng.random(len(stays)) < EXTENSION_REFUSED))
    chosen = np.concatenate([np.flatnonzero(terms.is_extended), refused])
    is_granted = np.arange(len(chosen)) < len(chosen) - len(refused)
    decided, applied = _dates(rng, stays.arrived[chosen], terms.without[chosen])
    happens = decided < np.minimum(END // DAY, stays.departed[chosen] + 1)
    chosen, is_granted, decided, applied = chosen[happens], is_granted[happens], decided[happens], applied[happens]
    ground = np.asarray(picked(rng, len(chosen), GROUNDS).to_numpy(False))
    ground = np.where(terms.in_closure[chosen], "automatic_prolongation", ground)
    columns = {
        "decision_no": numbers("E", len(chosen)),
        "applied_on": dates(applied),
        "decided_on": dates(decided),
        "decision": coded(is_granted, ("refused", "granted")),
        "ground": texts(ground),
        "days_granted": pa.array(terms.until[chosen] - terms.without[chosen], mask=~is_granted),
        "extended_until": dates(terms.until[chosen], ~is_granted),
        "region": scene.regions(stays.person[chosen]),
        "channel": picked(rng, len(chosen), SERVICES),
        "fee": pa.array(np.where(terms.in_closure[chosen], 0.0, EXTENSION_FEE)),
    }
    return scene.register("sms_stay_extension", stays.person[chosen], decided, columns)


def _dates(rng: np.random.Generator, arrived: Days, until: Days) -> tuple[Days, Days]:
    """When extensions were decided and asked for: in the last days of what was permitted."""
    decided = np.maximum(until - rng.integers(0, 4, len(until)), arrived)
    return decided, np.maximum(decided - rng.integers(0, 4, len(until)), arrived)
