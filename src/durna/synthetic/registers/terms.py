"""Terms: until when each stay of a foreigner was permitted, and the extensions that were granted for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from durna.synthetic.conditions import CLOSED_ON
from durna.synthetic.permits import CLASSES
from durna.synthetic.timeline import NEVER, Days, Flags, day_of
from durna.synthetic.traffic import held_permits

if TYPE_CHECKING:
    from durna.synthetic.registers.scene import Scene

PROLONGED_UNTIL = day_of("2021-09-01")
EXTENDS, EXTENDS_IN_CLOSURE, LONGEST = 0.55, 0.8, 360


@dataclass(frozen=True)
class Terms:
    """By stay: the last permitted day (NEVER: no term), whether it was extended, and what it was without that."""

    until: Days
    is_extended: Flags
    without: Days
    in_closure: Flags


def terms(scene: Scene) -> Terms:
    stays, rng = scene.stays, scene.rng("terms")
    without = _permitted(scene)
    over = stays.departed - without
    in_closure = (without >= CLOSED_ON) & (without < PROLONGED_UNTIL)
    chance = np.where(in_closure, EXTENDS_IN_CLOSURE, np.where(over <= 60, EXTENDS, 0))
    is_extended = (over > 0) & (over <= LONGEST) & (rng.random(len(stays)) < chance)
    until = np.where(is_extended, stays.departed + rng.integers(0, 6, len(stays)), without)
    return Terms(until, is_extended, without, in_closure)


def _permitted(scene: Scene) -> Days:
    """What was granted at the entry, or a permit that was granted before the departure."""
    stays, lived = scene.stays, scene.lived
    held = held_permits(lived, stays.person, stays.departed)
    at_entry = scene.crossed.permit_until[stays.entry]
    counts = held.found & (held.ended > stays.arrived)
    # Whoever waits for a decision at the entry may stay until it is made.
    is_open = scene.crossed.permit_class[stays.entry] == CLASSES.index("asylum_seeker")
    permitted = np.where(counts, np.where(is_open, held.valid_to, np.maximum(at_entry, held.valid_to)), at_entry)
    naturalised = lived.people.naturalised[stays.person]
    becomes_citizen = (naturalised > stays.arrived) & (naturalised <= stays.departed)
    return np.where(becomes_citizen, NEVER, np.maximum(permitted, stays.arrived))
