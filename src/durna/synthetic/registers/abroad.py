"""Citizens abroad: in which country each of them lives, and since when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from durna.synthetic.chance import drawn
from durna.synthetic.lives.life import CITIZEN
from durna.synthetic.place import CITIZENSHIPS
from durna.synthetic.timeline import DAY, END, NEVER, SEEN_FROM, Codes, Days, Flags

if TYPE_CHECKING:
    from durna.synthetic.registers.scene import Scene

DESTINATIONS = {"RUS": 5, "TUR": 4, "DEU": 2, "GEO": 1.5, "USA": 1, "UKR": 1, "GBR": 0.7, "ARE": 0.5, "ITA": 0.4}


@dataclass(frozen=True)
class Abroad:
    """Spells of citizens who live abroad, at any time from 2009 to mid-2023: `left` is the first day, `back` the day
    of return or of death (NEVER: still there at the end); `country` is a place among CITIZENSHIPS."""

    person: Days
    left: Days
    back: Days
    country: Codes

    def __len__(self) -> int:
        return len(self.person)

    def of(self, chosen: Flags | Days) -> Abroad:
        return Abroad(self.person[chosen], self.left[chosen], self.back[chosen], self.country[chosen])

    def on(self, day: int) -> Abroad:
        return self.of((self.left <= day) & (day < self.back))

    def begun(self, first: int, last: int) -> Abroad:
        """Those who left from one day up to and without another."""
        return self.of((self.left >= first) & (self.left < last))


def abroad(scene: Scene) -> Abroad:
    """A person goes to one country only, as often as it may be."""
    periods, people = scene.lived.periods, scene.lived.people
    country = _countries(scene)
    is_away = ~periods.inside & (people.citizenship[periods.person] == CITIZEN)
    chosen = np.flatnonzero(is_away & (periods.end > SEEN_FROM) & (periods.start < END))
    person = periods.person[chosen]
    left = np.maximum(periods.start[chosen] // DAY, people.born[person])
    back = np.minimum(periods.end[chosen] // DAY, scene.lived.died[person])
    spells = Abroad(person, left, np.where(back < END // DAY, back, NEVER), country[person])
    return spells.of(spells.left < spells.back)


def _countries(scene: Scene) -> Codes:
    places = np.array([CITIZENSHIPS.index(code) for code in DESTINATIONS], dtype=np.int16)
    return places[drawn(scene.rng("destinations"), list(DESTINATIONS.values()), len(scene.lived))]
