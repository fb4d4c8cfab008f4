"""The place: an invented country under the code of an island where nobody lives, its checkpoints and its visitors.

Bouvet Island has an ISO code and no inhabitants, so no figure of the synthetic country can pass for one of a real
population. Citizenships of foreigners are real codes; nothing that is said about them is true.
"""

from __future__ import annotations

from dataclasses import dataclass

OWN = "BVT"
STATELESS = "XXA"
AIR, SEA, ROAD, RAIL = "air", "sea", "road", "rail"
TRANSPORT = (AIR, SEA, ROAD, RAIL)
# By mode of transport: the checkpoints and how much of the traffic each has.
CHECKPOINTS: dict[str, dict[str, float]] = {
    AIR: {"Crane Field Airport": 0.8, "North Cape Airport": 0.2},
    SEA: {"Old Harbour": 1.0},
    ROAD: {"Red Bridge": 0.5, "Salt Road": 0.3, "Upper Pass": 0.2},
    RAIL: {"Junction Station": 1.0},
}
REGIONS = ("Capital", "Coast", "Highland", "Lowland", "North Cape")
REGION_WEIGHTS = (0.55, 0.17, 0.08, 0.12, 0.08)


@dataclass(frozen=True)
class Nation:
    """Weights among visitors, workers, students, settlers and asylum seekers; who needs no visa stays 90 days."""

    code: str
    visa_free: bool
    borders: bool
    visitors: float
    workers: float
    students: float
    settlers: float
    asylum: float


NATIONS = (
    Nation("GEO", True, True, 22, 6, 3, 10, 0),
    Nation("RUS", True, True, 28, 9, 5, 22, 2),
    Nation("TUR", True, True, 12, 24, 22, 16, 1),
    Nation("IRN", False, True, 10, 5, 18, 9, 8),
    Nation("KAZ", True, False, 3, 2, 4, 3, 0),
    Nation("UZB", True, False, 2, 7, 3, 3, 0),
    Nation("TKM", False, False, 1, 3, 9, 2, 0),
    Nation("UKR", True, False, 4, 4, 2, 8, 3),
    Nation("BLR", True, False, 2, 1, 0.5, 1, 0),
    Nation("ARE", False, False, 5, 0.5, 0, 1, 0),
    Nation("SAU", False, False, 4, 0.2, 0, 0.5, 0),
    Nation("IRQ", False, False, 3, 0.5, 6, 2, 9),
    Nation("IND", False, False, 3, 9, 8, 2, 1),
    Nation("PAK", False, False, 2, 6, 5, 3, 14),
    Nation("BGD", False, False, 0.6, 5, 2, 1, 6),
    Nation("CHN", False, False, 2, 6, 4, 2, 0),
    Nation("PHL", False, False, 0.4, 3, 0, 1, 0),
    Nation("GBR", False, False, 2, 4, 0.2, 2, 0),
    Nation("DEU", False, False, 2, 1.5, 0.4, 1.5, 0),
    Nation("USA", False, False, 1.6, 2, 0.3, 2, 0),
    Nation("ITA", False, False, 1.2, 1.5, 0.2, 1, 0),
    Nation("NGA", False, False, 0.3, 0.6, 4, 0.6, 3),
    Nation("AFG", False, False, 0.2, 0.4, 1, 1, 34),
    Nation("SYR", False, False, 0.3, 0.5, 1.5, 2, 16),
    Nation(STATELESS, False, False, 0.05, 0.1, 0.1, 0.8, 3),
)
CITIZENSHIPS = (OWN, *(nation.code for nation in NATIONS))
