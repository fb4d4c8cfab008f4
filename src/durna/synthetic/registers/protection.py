"""International protection: applications with their decisions and appeals, and recognised refugees."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa

from durna.synthetic.chance import lengths
from durna.synthetic.columns import dates, texts
from durna.synthetic.permits import CLASSES
from durna.synthetic.registers.permits import of_classes
from durna.synthetic.registers.scene import Scene, numbers, picked, truths
from durna.synthetic.timeline import DAY, NEVER, Days, Flags

APPEALS, REPEATED, OTHER_PROTECTION = 0.35, 0.06, 0.04
LODGED_AT = {"migration_service": 7, "border": 2, "detention_centre": 1}


def registers(scene: Scene) -> Mapping[str, pa.Table]:
    return {"sms_asylum_case": _cases(scene), "sms_refugee_register": _refugees(scene)}


def _cases(scene: Scene) -> pa.Table:
    """Whoever leaves before the decision has withdrawn on that day."""
    seekers, person = of_classes(scene, "asylum_seeker")
    rng = scene.rng("sms_asylum_case")
    died = scene.lived.died[person]
    left = np.minimum(scene.lived.periods.end[seekers.period] // DAY, died)
    withdrawn = np.where(left < seekers.valid_to, np.maximum(left, seekers.applied), NEVER)
    decided = np.where(withdrawn < NEVER, NEVER, seekers.valid_to)
    outcome = _outcomes(scene, rng, person)
    appealed, appeal_decided = _appeals(rng, decided, (outcome == "rejected") & (decided < NEVER), left)
    columns = {
        "application_no": numbers("Q", len(person)),
        "case_no": numbers("QC", len(person)),
        "applied_on": dates(seekers.applied),
        "application_type": picked(rng, len(person), {"first": 1 - REPEATED, "repeat": REPEATED}),
        "place_of_lodging": picked(rng, len(person), LODGED_AT),
        "procedure": picked(rng, len(person), {"government": 1}),
        "unaccompanied_minor": truths(np.zeros(len(person))),
        "decided_on": dates(decided, decided >= NEVER),
        "instance": picked(rng, len(person), {"first": 1}),
        "outcome": texts(outcome, decided < NEVER),
        "appeal_lodged": truths(appealed < NEVER),
        "appealed_on": dates(appealed, appealed >= NEVER),
        "appeal_decided_on": dates(appeal_decided, appeal_decided >= NEVER),
        "appeal_outcome": texts(np.full(len(person), "decision_upheld"), appeal_decided < NEVER),
        "withdrawn_on": dates(withdrawn, withdrawn >= NEVER),
        "region": scene.regions(person),
        "channel": picked(rng, len(person), {"in_person": 8, "border": 2}),
    }
    return scene.register("sms_asylum_case", person, seekers.applied, columns)


def _outcomes(scene: Scene, rng: np.random.Generator, person: Days) -> np.ndarray:
    permits = scene.lived.permits
    holders = scene.lived.periods.person[permits.period]
    is_refugee = permits.permit_class == CLASSES.index("refugee")
    recognised = np.zeros(len(scene.lived), dtype=bool)
    recognised[holders[is_refugee]] = True
    other = rng.random(len(person)) < OTHER_PROTECTION
    refused = np.where(other, "other_protection", "rejected")
    return np.where(recognised[person], "recognised", refused)


def _appeals(rng: np.random.Generator, decided: Days, rejected: Flags, left: Days) -> tuple[Days, Days]:
    """Of the rejected some appeal within a month; those who leave meanwhile are decided on in their absence."""
    count = len(decided)
    appealed = decided + rng.integers(1, 30, count)
    appeals = rejected & (rng.random(count) < APPEALS) & (appealed < left)
    appeal_decided = appealed + np.clip(lengths(rng, count, 90, 0.5), 10, 400).astype(np.int64)
    return np.where(appeals, appealed, NEVER), np.where(appeals, appeal_decided, NEVER)


def _refugees(scene: Scene) -> pa.Table:
    refugees, person = of_classes(scene, "refugee")
    rng = scene.rng("sms_refugee_register")
    ended = np.maximum(np.minimum(refugees.ended, scene.lived.died[person]), refugees.decided)
    is_open = ended >= NEVER
    died = ended == scene.lived.died[person]
    columns = {
        "status_no": numbers("F", len(person)),
        "status_from": dates(refugees.decided),
        "status_to": dates(ended, is_open),
        "procedure": picked(rng, len(person), {"government": 1}),
        "region": scene.regions(person),
        "travel_document_issued": truths(rng.random(len(person)) < 0.5),
        "end_reason": texts(np.where(died, "death", "left_country"), ~is_open),
    }
    return scene.register("sms_refugee_register", person, refugees.decided, columns)
