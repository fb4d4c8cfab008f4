"""Work: individual work permits, contracts of employment, and what they are measured against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from durna.synthetic.columns import coded, dates, texts
from durna.synthetic.lives.life import CITIZEN
from durna.synthetic.place import CITIZENSHIPS
from durna.synthetic.registers.permits import common, of_classes
from durna.synthetic.registers.scene import Scene, numbers, picked, truths
from durna.synthetic.timeline import DAY, EPOCH, NEVER, SEEN_FROM, Codes, Days

ACTIVITIES = {
    "construction": 4,
    "trade": 2,
    "manufacturing": 2,
    "accommodation": 1,
    "oil and gas": 1,
    "other services": 1,
}
OCCUPATIONS = {"builder": 4, "technician": 2, "manager": 1, "cook": 1, "engineer": 2, "shop assistant": 1}
WORK_FEE, OUTSIDE_QUOTA, POSTED, INJURED, PLACED = 350.0, 0.08, 0.12, 0.03, 0.3


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


@dataclass(frozen=True)
class Jobs:
    """Contracts: `ended` is NEVER where the planned end stands; `country` is where the work is."""

    person: Days
    starts: Days
    planned: Days
    ended: Days
    country: Codes


def _contracts(scene: Scene) -> pa.Table:
    rng = scene.rng("mlspp_labour_contracts")
    here, there = _here(scene, rng), _there(scene)
    person, starts, planned, ended, country = (
        np.concatenate([getattr(one, name) for one in (here, there)])
        for name in ("person", "starts", "planned", "ended", "country")
    )
    count, is_here = len(person), np.arange(len(person)) < len(here.person)
    injured = np.where(is_here, _injuries(rng, starts, np.minimum(ended, planned)), NEVER)
    columns = {
        "contract_no": numbers("C", count),
        "starts_on": dates(starts),
        "planned_until": dates(planned),
        "ended_on": dates(ended, ended >= NEVER),
        "citizenship": coded(scene.citizenship(person, starts), CITIZENSHIPS),
        "economic_activity": picked(rng, count, ACTIVITIES),
        "occupation": picked(rng, count, OCCUPATIONS),
        "region": scene.regions(person),
        "insured": truths(rng.random(count) < 0.9),
        "placed_abroad": truths(~is_here),
        "country_of_work": coded(country, CITIZENSHIPS),
        "work_injury_on": dates(injured, injured >= NEVER),
    }
    return scene.register("mlspp_labour_contracts", person, starts, columns)


def _here(scene: Scene, rng: np.random.Generator) -> Jobs:
    """A contract from a week after each permit was granted to its end."""
    permits, person = of_classes(scene, "permit_work")
    granted = permits.is_granted
    permits, person = permits.of(granted), person[granted]
    starts = permits.valid_from + rng.integers(0, 8, len(permits))
    ended = np.minimum(permits.ended, scene.lived.died[person])
    ended = np.where(ended <= permits.valid_to, ended, NEVER)
    runs = (starts < ended) & (starts <= permits.valid_to) & scene.is_alive(person, starts)
    country = np.full(len(person), CITIZEN, dtype=np.int16)
    return Jobs(person[runs], starts[runs], permits.valid_to[runs], ended[runs], country[runs])


def _there(scene: Scene) -> Jobs:
    """Citizens of age who go abroad for less than two years, placed by an agency. Whoever dies there ends it."""
    rng, spells = scene.rng("mlspp_labour_contracts/abroad"), scene.abroad
    length = spells.back - spells.left
    of_age = spells.left - scene.lived.people.born[spells.person] > 18 * 366
    seen = (spells.left > SEEN_FROM // DAY) & (length > 60) & (length < 730)
    spells = spells.of(seen & of_age & (rng.random(len(spells)) < PLACED))
    died = spells.back == scene.lived.died[spells.person]
    planned = np.where(died, spells.back + 30, spells.back)
    return Jobs(spells.person, spells.left, planned, np.where(died, spells.back, NEVER), spells.country)


def _injuries(rng: np.random.Generator, starts: Days, ends: Days) -> Days:
    day = starts + (rng.random(len(starts)) * (ends - starts)).astype(np.int64)
    return np.where(rng.random(len(starts)) < INJURED, day, NEVER)
