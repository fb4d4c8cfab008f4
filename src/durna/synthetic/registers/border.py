"""The border service: crossings, stays of foreigners, refusals, and people apprehended at the border."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa

from durna.synthetic.columns import coded, dates, moments, texts
from durna.synthetic.lives.life import CITIZEN, PURPOSES, purpose
from durna.synthetic.permits import CLASSES
from durna.synthetic.place import CHECKPOINTS, CITIZENSHIPS, TRANSPORT
from durna.synthetic.registers.scene import Scene, numbers, picked
from durna.synthetic.timeline import DAY, END, NEVER, Codes, Days

NAMES_OF_CHECKPOINTS = tuple(name for mode in TRANSPORT for name in CHECKPOINTS[mode])
DIRECTIONS = ("exit", "entry")
VISA_TYPES = ("visa_free", "tourist", "private_visit", "business", "work", "study", "family", "medical", "transit",
              "driver_crew", "other")  # fmt: skip
VISA_FOR = {
    "tourism": "tourist", "private_visit": "private_visit", "business": "business", "official": "business",
    "work": "work", "study": "study", "family": "family", "permanent_residence": "family", "medical": "medical",
    "transit": "transit", "crew": "driver_crew",
}  # fmt: skip
REFUSED, REFUSED_EXIT, APPREHENDED = 0.003, 0.0004, 0.0006
ENTRY_GROUNDS = {"no_valid_document": 3, "no_visa": 3, "purpose_not_shown": 3, "stay_used_up": 1, "unpaid_fine": 1}
EXIT_GROUNDS = {"exit_ban": 3, "minor_without_consent": 1}
BREACHES = {"state_border": 6, "border_regime": 3, "document_fraud": 1}
OUTCOMES = {"administrative_case": 5, "handed_to_neighbour": 3, "released": 2}


def registers(scene: Scene) -> Mapping[str, pa.Table]:
    return {
        "sbs_border_crossing": _crossings(scene),
        "sbs_stay": _stays(scene),
        "sbs_refusal": _refusals(scene),
        "sbs_apprehension": _apprehensions(scene),
    }


def visa_types(permit_class: Codes, said: Codes) -> pa.Array:
    """What visa, if any, a foreigner crosses on: none for citizens and those who hold a permit."""
    by_purpose = np.array([VISA_TYPES.index(VISA_FOR.get(name, "other")) for name in PURPOSES])[said]
    is_free, needs = permit_class == CLASSES.index("visa_free"), permit_class == CLASSES.index("visa")
    places = np.where(is_free, 0, by_purpose).astype(np.int8)
    return pa.DictionaryArray.from_arrays(pa.array(places, mask=~(is_free | needs)), pa.array(VISA_TYPES))


def _crossings(scene: Scene) -> pa.Table:
    crossed = scene.crossed.of(np.argsort(scene.crossed.minute, kind="stable"))
    columns = {
        "crossing_no": numbers("", len(crossed)),
        "crossed_on": dates(crossed.minute // DAY),
        "crossed_at": moments(crossed.minute),
        "direction": coded(crossed.is_entry, DIRECTIONS),
        "citizenship": coded(crossed.citizenship, CITIZENSHIPS),
        "visa_type": visa_types(crossed.permit_class, crossed.purpose),
        "purpose": coded(crossed.purpose, PURPOSES),
        "transport_mode": coded(crossed.transport, TRANSPORT),
        "checkpoint": coded(crossed.checkpoint, NAMES_OF_CHECKPOINTS),
        "checkpoint_type": coded(crossed.transport, TRANSPORT),
    }
    return scene.register("sbs_border_crossing", crossed.person, crossed.minute // DAY, columns)


def _stays(scene: Scene) -> pa.Table:
    stays, crossed, until = scene.stays, scene.crossed, scene.terms.until
    entry = stays.entry
    columns = {
        "stay_no": numbers("S", len(stays)),
        "arrived_on": dates(stays.arrived),
        "departed_on": dates(stays.departed, stays.departed >= END // DAY),
        "permitted_until": dates(until, until >= NEVER),
        "citizenship": coded(crossed.citizenship[entry], CITIZENSHIPS),
        "visa_type": visa_types(crossed.permit_class[entry], crossed.purpose[entry]),
        "purpose": coded(crossed.purpose[entry], PURPOSES),
        "transport_mode": coded(crossed.transport[entry], TRANSPORT),
        "checkpoint": coded(crossed.checkpoint[entry], NAMES_OF_CHECKPOINTS),
        "checkpoint_type": coded(crossed.transport[entry], TRANSPORT),
        "region": scene.regions(stays.person),
    }
    return scene.register("sbs_stay", stays.person, stays.arrived, columns)


def _refusals(scene: Scene) -> pa.Table:
    """Attempts of people who are on the other side at that time: they cross some days later."""
    crossed, rng = scene.crossed, scene.rng("sbs_refusal")
    chance = np.where(crossed.is_entry, np.where(crossed.citizenship == CITIZEN, 0, REFUSED), REFUSED_EXIT)
    place, day = _before(scene, rng, np.flatnonzero(rng.random(len(crossed)) < chance))
    is_entry = crossed.is_entry[place]
    by_entry, by_exit = picked(rng, len(place), ENTRY_GROUNDS), picked(rng, len(place), EXIT_GROUNDS)
    grounds = np.where(is_entry, by_entry.to_numpy(False), by_exit.to_numpy(False))
    columns = {
        "decision_no": numbers("R", len(place)),
        "refused_on": dates(day),
        "direction": coded(is_entry, DIRECTIONS),
        "ground": texts(grounds),
        "purpose": coded(crossed.purpose[place], PURPOSES),
        "transport_mode": coded(crossed.transport[place], TRANSPORT),
        "checkpoint": coded(crossed.checkpoint[place], NAMES_OF_CHECKPOINTS),
        "checkpoint_type": coded(crossed.transport[place], TRANSPORT),
    }
    return scene.register("sbs_refusal", crossed.person[place], day, columns)


def _apprehensions(scene: Scene) -> pa.Table:
    """People found at the border some days before they cross it as they should."""
    crossed, rng = scene.crossed, scene.rng("sbs_apprehension")
    by_land = crossed.transport >= TRANSPORT.index("road")
    is_commuter = crossed.purpose == purpose("work")
    chosen = by_land & ~is_commuter & (rng.random(len(crossed)) < APPREHENDED)
    place, day = _before(scene, rng, np.flatnonzero(chosen))
    breach = picked(rng, len(place), BREACHES)
    is_fraud = np.asarray(breach.indices) == list(BREACHES).index("document_fraud")
    columns = {
        "case_no": numbers("A", len(place)),
        "apprehended_on": dates(day),
        "violation_type": breach,
        "document_fraud_type": texts(np.full(len(place), "counterfeit"), is_fraud),
        "direction": coded(crossed.is_entry[place], DIRECTIONS),
        "outcome": picked(rng, len(place), OUTCOMES),
        "region": scene.regions(crossed.person[place]),
    }
    return scene.register("sbs_apprehension", crossed.person[place], day, columns)


def _before(scene: Scene, rng: np.random.Generator, place: Days) -> tuple[Days, Days]:
    """Of crossings those that leave room for a day before them on the same side: the places, and the days."""
    crossed = scene.crossed
    day = crossed.minute[place] // DAY - rng.integers(1, 20, len(place))
    earlier = np.maximum(place - 1, 0)
    same = (place > 0) & (crossed.person[earlier] == crossed.person[place])
    since = np.where(same, crossed.minute[earlier] // DAY, scene.lived.people.born[crossed.person[place]])
    fits = (day > since) & (day * DAY >= crossed.minute.min(initial=0))
    return place[fits], day[fits]
