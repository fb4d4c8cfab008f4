"""How the Migration Service and its Training Centre serve: contacts with the public, and who was trained."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa

from durna.sources.contract import load
from durna.synthetic.columns import coded, dates, moments, texts
from durna.synthetic.journeys import daytime
from durna.synthetic.place import CITIZENSHIPS
from durna.synthetic.registers.civil import residents
from durna.synthetic.registers.scene import Scene, complete, numbers, picked, truths
from durna.synthetic.timeline import DAY, END, SEEN_FROM

FIRST, LAST = SEEN_FROM // DAY, END // DAY
YEARS = (LAST - FIRST) / 365.25
# A year, by the number of people.
CONTACTS, TRAINED = 0.012, 0.003
ANSWERED, RESOLVED, COMPLETES, CERTIFIED = 0.92, 0.8, 0.87, 0.95
CHANNELS = {"call": 7, "e_application": 3, "e_mail": 1, "live_chat": 1}
TOPICS = {"registration of a stay": 4, "residence permit": 3, "work permit": 2, "citizenship": 1}
LANGUAGES = {"own": 6, "Russian": 2, "English": 1, "Turkish": 1}
COURSES = ("Border procedures", "Interviewing", "Statistics of migration", "Trafficking in persons")
ROLES = {"participant": 18, "trainer": 1, "observer": 1}


def registers(scene: Scene) -> Mapping[str, pa.Table]:
    return {"sms_contact_centre": _contacts(scene), "training_center": _trained(scene)}


def _contacts(scene: Scene) -> pa.Table:
    """Calls and messages of people whom nobody asks who they are."""
    rng = scene.rng("sms_contact_centre")
    count = int(rng.poisson(CONTACTS * YEARS * len(scene.lived)))
    day = np.sort(rng.integers(FIRST, LAST, count))
    answered = rng.random(count) < ANSWERED
    columns = {
        "received_on": dates(day),
        "received_at": moments(day * DAY + daytime(rng, count)),
        "channel": picked(rng, count, CHANNELS),
        "topic": picked(rng, count, TOPICS),
        "language": picked(rng, count, LANGUAGES),
        "answered": truths(answered),
        "resolved": truths(answered & (rng.random(count) < RESOLVED)),
        "waiting_seconds": pa.array(rng.integers(2, 600, count)),
        "duration_seconds": pa.array(rng.integers(30, 900, count), mask=~answered),
    }
    return complete(load("sms_contact_centre"), columns)


def _trained(scene: Scene) -> pa.Table:
    """Inhabitants in a course from Monday to Friday; each week has one of each topic."""
    rng = scene.rng("training_center")
    person, day = residents(scene, rng, TRAINED, (23, 60))
    # The first day of the country's time is a Thursday.
    starts = day - (day + 3) % 7
    lives = scene.is_alive(person, starts) & scene.is_alive(person, starts + 4)
    person, starts = person[lives], starts[lives]
    topic = rng.integers(0, len(COURSES), len(person))
    completed = rng.random(len(person)) < COMPLETES
    before = rng.integers(20, 80, len(person))
    columns = {
        "enrolment_no": numbers("EN", len(person)),
        "course_no": texts([f"C{week}-{one}" for week, one in zip(starts // 7, topic, strict=True)]),
        "course_title": coded(topic, COURSES),
        "topic": coded(topic, COURSES),
        "mode": picked(rng, len(person), {"in_person": 4, "online": 1}),
        "language": picked(rng, len(person), LANGUAGES),
        "starts_on": dates(starts),
        "ends_on": dates(starts + 4),
        "role": picked(rng, len(person), ROLES),
        "country": coded(scene.citizenship(person, starts), CITIZENSHIPS),
        "attendance": pa.array(np.where(completed, rng.integers(80, 101, len(person)), 40)),
        "days": pa.array(np.where(completed, 5, 2)),
        "pre_test": pa.array(before),
        "post_test": pa.array(np.minimum(before + 25, 100), mask=~completed),
        "completed": truths(completed),
        "certificate": truths(completed & (rng.random(len(person)) < CERTIFIED)),
    }
    return scene.register("training_center", person, starts, columns)
