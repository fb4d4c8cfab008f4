"""Work: individual work permits, contracts of employment, and what they are measured against."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa

from durna.synthetic.columns import coded, dates, texts
from durna.synthetic.place import CITIZENSHIPS
from durna.synthetic.registers.permits import common, of_classes
from durna.synthetic.registers.scene import Scene, numbers, picked, truths
from durna.synthetic.timeline import EPOCH, NEVER, Days

ACTIVITIES = {
    "construction": 4,
    "trade": 2,
    "manufacturing": 2,
    "accommodation": 1,
    "oil and gas": 1,
    "other services": 1,
}
OCCUPATIONS = {"builder": 4, "technician": 2, "manager": 1, "cook": 1, "engineer": 2, "shop assistant": 1}
WORK_FEE, OUTSIDE_QUOTA, POSTED, INJURED = 350.0, 0.08, 0.12, 0.012


def registers(scene: Scene) -> Mapping[str, pa.Table]:
    return {"sms_work_permit": _permits(scene), "mlspp_labour_contracts": _contracts(scene)}


def _permits(scene: Scene) -> pa.Table:
    """One work permit with every residence permit for work."""
    permits, person = of_classes(scene, "permit_work")
    rng = scene.rng("sms_work_permit")
    count, refused = len(permits), ~permits.is_granted
    exempt = rng.random(count) < OUTSIDE_QUOTA
    years = (EPOCH + permits.decided).astype("datetime64[Y]").astype(np.int64) + 1970
    columns = {
        **common(scene, permits, person, prefix="W"),
        "persons_requested": pa.array(np.ones(count, dtype=np.int64)),
        "persons_granted": pa.array((~refused).astype(np.int64)),
        "economic_activity": picked(rng, count, ACTIVITIES),
        "occupation": picked(rng, count, OCCUPATIONS),
        "quota_year": pa.array(years),
        "outside_quota_reason": texts(np.full(count, "international agreement"), exempt),
        "posted": truths(rng.random(count) < POSTED),
        "channel": picked(rng, count, {"in_person": 5, "online": 4, "asan_service": 1}),
        "fee": pa.array(np.full(count, WORK_FEE)),
    }
    return scene.register("sms_work_permit", person, permits.decided, columns)


def _contracts(scene: Scene) -> pa.Table:
    """A contract from a week after each permit was granted to its end."""
    permits, person = of_classes(scene, "permit_work")
    granted = permits.is_granted
    permits, person = permits.of(granted), person[granted]
    rng = scene.rng("mlspp_labour_contracts")
    starts = permits.valid_from + rng.integers(0, 8, len(permits))
    ended = np.minimum(permits.ended, scene.lived.died[person])
    ended = np.where(ended <= permits.valid_to, ended, NEVER)
    runs = (starts < ended) & (starts <= permits.valid_to) & scene.is_alive(person, starts)
    permits, person, starts, ended = permits.of(runs), person[runs], starts[runs], ended[runs]
    injured = _injuries(rng, starts, np.minimum(ended, permits.valid_to))
    columns = {
        "contract_no": numbers("C", len(permits)),
        "starts_on": dates(starts),
        "planned_until": dates(permits.valid_to),
        "ended_on": dates(ended, ended >= NEVER),
        "citizenship": coded(scene.citizenship(person, starts), CITIZENSHIPS),
        "economic_activity": picked(rng, len(permits), ACTIVITIES),
        "occupation": picked(rng, len(permits), OCCUPATIONS),
        "region": scene.regions(person),
        "insured": truths(rng.random(len(permits)) < 0.9),
        "placed_abroad": truths(np.zeros(len(permits))),
        "work_injury_on": dates(injured, injured >= NEVER),
    }
    return scene.register("mlspp_labour_contracts", person, starts, columns)


def _injuries(rng: np.random.Generator, starts: Days, ends: Days) -> Days:
    day = starts + (rng.random(len(starts)) * (ends - starts)).astype(np.int64)
    return np.where(rng.random(len(starts)) < INJURED, day, NEVER)
