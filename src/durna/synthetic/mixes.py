"""Mixes: what kinds of lives a country is made of, so that a method can be developed on some and judged on others."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from durna.errors import UserError
from durna.synthetic.lives import asylum, citizens, settlers, students, visitors, workers
from durna.synthetic.lives.life import Lives, Setting

KINDS: Mapping[str, Callable[[Setting], Lives]] = {
    "tourist": visitors.tourists,
    "relative_visitor": visitors.relatives,
    "business_visitor": visitors.business,
    "transit": visitors.transit,
    "commuter": visitors.commuters,
    "seasonal_worker": visitors.seasonal,
    "citizen_at_home": citizens.travellers,
    "emigrant": citizens.emigrants,
    "citizen_on_contract": citizens.on_contract,
    "returning_citizen": citizens.returners,
    "seasonal_citizen": citizens.seasonal,
    "labour_migrant": workers.labour_migrants,
    "project_staff": workers.project_staff,
    "student": students.students,
    "settling_family": settlers.families,
    "foreign_resident": settlers.residents,
    "asylum_seeker": asylum.asylum_seekers,
}
BALANCED = {
    "tourist": 28.0, "relative_visitor": 9.0, "business_visitor": 5.0, "transit": 4.0, "commuter": 0.6,
    "seasonal_worker": 1.6, "citizen_at_home": 36.0, "emigrant": 2.2, "citizen_on_contract": 1.4,
    "returning_citizen": 0.8, "seasonal_citizen": 1.8, "labour_migrant": 3.4, "project_staff": 1.4, "student": 1.6,
    "settling_family": 1.6, "foreign_resident": 1.0, "asylum_seeker": 0.6,
}  # fmt: skip
MIXES: Mapping[str, Mapping[str, float]] = {
    "balanced": BALANCED,
    "labour": {
        **BALANCED, "labour_migrant": 9.0, "project_staff": 4.0, "seasonal_worker": 4.0, "citizen_on_contract": 4.0,
    },
    "students": {**BALANCED, "student": 9.0, "labour_migrant": 2.0, "project_staff": 0.8},
    "settlement": {
        **BALANCED, "settling_family": 7.0, "emigrant": 7.0, "returning_citizen": 2.5, "foreign_resident": 3.0,
    },
    "visitors": {**BALANCED, "tourist": 40.0, "relative_visitor": 15.0, "business_visitor": 8.0, "labour_migrant": 1.5},
}  # fmt: skip


def counts(people: int, mix: str) -> dict[str, int]:
    """How many lead each kind of life. Raises UserError for a mix that is not known, and for no people."""
    if people < 1:
        raise UserError(found=f"{people} people.", expected="One person or more.", do="Give a larger number.")
    if mix not in MIXES:
        raise UserError(
            found=f"There is no mix '{mix}'.", expected=f"One of {', '.join(MIXES)}.", do="Correct the name of the mix."
        )
    weights = np.array([MIXES[mix][kind] for kind in KINDS])
    exact = people * weights / weights.sum()
    whole = np.floor(exact).astype(np.int64)
    # What is left over goes to the kinds that lost most by rounding.
    largest = np.argsort(-(exact - whole), kind="stable")[: people - whole.sum()]
    whole[largest] += 1
    return dict(zip(KINDS, whole.tolist(), strict=True))
