"""Consulates: which of the citizens abroad register with them."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa

from durna.synthetic.columns import coded, dates
from durna.synthetic.place import CITIZENSHIPS
from durna.synthetic.registers.scene import Scene, numbers, picked
from durna.synthetic.timeline import DAY, END, NEVER, SEEN_FROM

SERVICES = {"registration": 12, "passport": 2, "return_certificate": 1}
REGISTERS, AFTER_DAYS, TELLS_WITHIN_DAYS = 0.35, 200, 60


def registers(scene: Scene) -> Mapping[str, pa.Table]:
    """Registration is voluntary; whoever comes home says so weeks later."""
    spells, rng = scene.abroad, scene.rng("mfa_consular")
    registered = np.maximum(spells.left, SEEN_FROM // DAY) + rng.integers(5, AFTER_DAYS, len(spells))
    told = np.where(spells.back < NEVER, spells.back + rng.integers(0, TELLS_WITHIN_DAYS, len(spells)), NEVER)
    happens = (registered < np.minimum(spells.back, END // DAY)) & (rng.random(len(spells)) < REGISTERS)
    spells, registered, told = spells.of(happens), registered[happens], told[happens]
    columns = {
        "registration_no": numbers("N", len(spells)),
        "registered_on": dates(registered),
        "deregistered_on": dates(told, told >= END // DAY),
        "host_country": coded(spells.country, CITIZENSHIPS),
        "service": picked(rng, len(spells), SERVICES),
    }
    return {"mfa_consular": scene.register("mfa_consular", spells.person, registered, columns)}
