"""The country: its people, their crossings, and the true register of every institution, the future included.

Registers have the stored columns of the contracts (durna.sources) and `true_person`, the number of the person that a
row is about, which is never delivered. The own country's code is durna.synthetic.place.OWN.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow as pa

from durna.synthetic.histories import written_down
from durna.synthetic.population import population
from durna.synthetic.registers import (
    border,
    citizenship,
    civil,
    consular,
    displacement,
    documents,
    enforcement,
    mirrors,
    money,
    permits,
    protection,
    returns,
    schooling,
    services,
    tables,
    visas,
    work,
)  # fmt: skip
from durna.synthetic.registers.scene import Scene
from durna.synthetic.traffic import traffic

FAMILIES = (
    border, visas, permits, work, protection, enforcement, citizenship, civil, consular, returns, displacement,
    services, documents, tables, schooling, mirrors, money,
)  # fmt: skip


@dataclass(frozen=True)
class Country:
    """Tables of durna.synthetic.histories, and the registers by the name of their source."""

    people: pa.Table
    crossings: pa.Table
    registers: Mapping[str, pa.Table]


def country(people: int, seed: int, mix: str = "balanced") -> Country:
    """The same number of people, seed and mix give the same country. Raises UserError as `histories` does."""
    lived = population(people, seed, mix)
    crossed = traffic(lived, seed)
    history = written_down(lived, crossed)
    scene = Scene(lived, crossed, seed)
    registers: dict[str, pa.Table] = {}
    for family in FAMILIES:
        registers |= family.registers(scene)
    return Country(history.people, history.crossings, registers)
