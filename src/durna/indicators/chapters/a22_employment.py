"""Chapter A.2.2: immigration for employment."""

from __future__ import annotations

from durna.indicators.chapters.terms import EXTENSION, FIRST, GRANTED
from durna.indicators.conditions import Condition, Equals, Foreign, OneOf, Own, Stated
from durna.indicators.measures import As, Cells, Count, Ratio, StockAt

PERMITS, CONTRACTS = "sms_work_permit", "mlspp_labour_contracts"
IN_COUNTRY = Equals("placed_abroad", False, or_unstated=True)
QUOTA = Cells("labour_quota", ("places_approved",), "year")
QUOTA_USED = Cells("labour_quota", ("places_used",))
# Annual averages of the survey answer for any part of their year.
EMPLOYED = Cells("ssc_lfs", ("employed",), "year")


def _at_work(who: Condition, counts: str = "person") -> StockAt:
    return StockAt(
        CONTRACTS, since="starts_on", until="planned_until", ended="ended_on", counts=counts, where=who & IN_COUNTRY
    )


def _injuries(who: Condition, status: str) -> As:
    injured = Count(CONTRACTS, "work_injury_on", where=who & IN_COUNTRY)
    return As(Ratio(injured, _at_work(who), scale=100_000), dimensions={"migratory_status": status})


MEASURES = {
    "work_permits_issued": Count(PERMITS, "decided_on", where=GRANTED & FIRST),
    "work_permits_extended": Count(PERMITS, "decided_on", where=GRANTED & EXTENSION),
    "work_permits_valid": StockAt(
        PERMITS, since=("valid_from", "decided_on"), until="valid_to", ended="ended_on", term=True, where=GRANTED
    ),
    "labour_quota_places": QUOTA,
    "labour_quota_use": (
        Ratio(Count(PERMITS, "decided_on", where=GRANTED & ~Stated("outside_quota_reason")), QUOTA),
        Ratio(QUOTA_USED, QUOTA),
    ),
    "foreign_workers_stock": _at_work(Foreign()),
    "foreign_share_employment": (
        Ratio(_at_work(Foreign()), EMPLOYED),
        Ratio(Cells("ssc_lfs", ("employed",), "year", where=Foreign()), EMPLOYED),
    ),
    "employer_violations": Count(
        "sms_violation_decision",
        "decided_on",
        where=Equals("offender_type", "employer") | OneOf("violation_type", ("employer_breach",)),
    ),
    "work_injuries_migrants": (_injuries(Foreign(), "foreigner"), _injuries(Own(), "citizen")),
    "posted_workers_permits": Count(PERMITS, "decided_on", where=GRANTED & Equals("posted", True)),
}
