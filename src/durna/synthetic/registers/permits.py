"""Residence permits: temporary and permanent ones, with extensions, refusals and ends before their time."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa

from durna.synthetic.columns import coded, dates, texts
from durna.synthetic.permits import CLASSES, Permits
from durna.synthetic.registers.scene import Scene, numbers, picked
from durna.synthetic.timeline import NEVER, Codes, Days, Flags

FAMILY = {"close_relative_of_citizen": 5, "family_of_resident": 4, "real_estate": 1, "entrepreneur": 0.5}
WORK = {"work_permit": 8, "company_head": 0.6, "branch_head": 0.4, "highly_qualified": 0.5, "invited_specialist": 0.5}
STUDY = {"study": 1}
CHANNELS = {"in_person": 4, "online": 4, "asan_service": 2}
TEMPORARY_FEE, PERMANENT_FEE = 90.0, 240.0
FIRST_OR_EXTENSION = ("first", "extension")


def registers(scene: Scene) -> Mapping[str, pa.Table]:
    return {"sms_temporary_residence": _temporary(scene), "sms_permanent_residence": _permanent(scene)}


def of_classes(scene: Scene, *names: str) -> tuple[Permits, Days]:
    """The decisions on permits of some classes, and whom they are about."""
    permits = scene.lived.permits
    person = scene.lived.periods.person[permits.period]
    chosen = np.isin(permits.permit_class, [CLASSES.index(name) for name in names])
    chosen &= scene.is_alive(person, permits.decided)
    return permits.of(chosen), person[chosen]


def _temporary(scene: Scene) -> pa.Table:
    permits, person = of_classes(scene, "permit_work", "permit_study", "permit_family", "permit_business")
    rng = scene.rng("sms_temporary_residence")
    columns = {
        **common(scene, permits, person),
        "ground": grounds(scene, permits.permit_class, person),
        "principal_or_dependant": coded(scene.lived.people.family[person] == person, ("dependant", "principal")),
        "channel": picked(rng, len(permits), CHANNELS),
        "fee": pa.array(np.full(len(permits), TEMPORARY_FEE)),
    }
    return scene.register("sms_temporary_residence", person, permits.decided, columns)


def _permanent(scene: Scene) -> pa.Table:
    permits, person = of_classes(scene, "permit_permanent")
    rng = scene.rng("sms_permanent_residence")
    since = _temporary_since(scene)[person]
    columns = {
        **common(scene, permits, person, prefix="P"),
        "temporary_since": dates(since, since >= permits.decided),
        "ground": grounds(scene, np.full(len(permits), CLASSES.index("permit_family"), dtype=np.int16), person),
        "channel": picked(rng, len(permits), CHANNELS),
        "fee": pa.array(np.full(len(permits), PERMANENT_FEE)),
    }
    return scene.register("sms_permanent_residence", person, permits.decided, columns)


def common(scene: Scene, permits: Permits, person: Days, prefix: str = "T") -> dict[str, pa.Array]:
    """What all registers of permits record."""
    refused, ended = ~permits.is_granted, ended_on(scene, permits, person)
    is_open = refused | (ended >= NEVER)
    died = scene.lived.died[person] == ended
    changed = permits.ended == ended
    naturalised = scene.lived.people.naturalised[person] == ended
    reason = np.select([died, naturalised, changed & _is_followed(scene, permits, person)],
                       ["death", "citizenship_acquired", "other_title"], "left_country")  # fmt: skip
    months = np.round((permits.valid_to - permits.valid_from + 1) / 30.44).astype(np.int64)
    return {
        "permit_no": numbers(prefix, len(permits)),
        "application_no": numbers("A" + prefix, len(permits)),
        "applied_on": dates(permits.applied),
        "decided_on": dates(permits.decided),
        "decision": coded(permits.is_granted, ("refused", "granted")),
        "first_or_extension": coded(permits.is_extension, FIRST_OR_EXTENSION),
        "valid_from": dates(permits.valid_from, refused),
        "valid_to": dates(permits.valid_to, refused | (permits.valid_to >= NEVER)),
        "months": pa.array(np.minimum(months, 120), mask=refused),
        "region": scene.regions(person),
        "ended_on": dates(ended, is_open),
        "end_reason": texts(reason, ~is_open),
    }


def ended_on(scene: Scene, permits: Permits, person: Days) -> Days:
    died = scene.lived.died[person]
    ended = np.minimum(permits.ended, np.where(died <= permits.valid_to, died, NEVER))
    return np.maximum(ended, permits.decided)


def grounds(scene: Scene, permit_class: Codes, person: Days) -> pa.Array:
    """A person keeps one ground for all permits of a class."""
    names = tuple(dict.fromkeys([*WORK, *STUDY, *FAMILY]))
    found = np.zeros(len(person), dtype=np.int64)
    for permit, weights in (("permit_work", WORK), ("permit_study", STUDY), ("permit_family", FAMILY)):
        rng = scene.rng(f"grounds/{permit}")
        own = picked(rng, len(scene.lived), weights)
        places = np.array([names.index(name) for name in weights])[np.asarray(own.indices)]
        chosen = permit_class == CLASSES.index(permit)
        found[chosen] = places[person[chosen]]
    return coded(found, names)


def _temporary_since(scene: Scene) -> Days:
    """The first day of the first temporary permit of each person; NEVER without one."""
    permits, person = of_classes(scene, "permit_work", "permit_study", "permit_family", "permit_business")
    since = np.full(len(scene.lived), NEVER, dtype=np.int64)
    granted = permits.is_granted
    np.minimum.at(since, person[granted], permits.valid_from[granted])
    return since


def _is_followed(scene: Scene, permits: Permits, person: Days) -> Flags:
    """Whether the person holds a permanent permit from the day on which this one ended."""
    others, holder = of_classes(scene, "permit_permanent")
    begins = (holder << 14) | others.valid_from
    return np.isin((person << 14) | permits.ended, begins)
