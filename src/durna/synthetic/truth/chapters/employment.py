"""Chapter A.2.2: immigration for employment."""

from __future__ import annotations

from durna.synthetic.truth.chapters.terms import EXTENSION, FIRST, FOREIGN, OWN, granted, valid
from durna.synthetic.truth.comparing import Named, Quotient
from durna.synthetic.truth.counting import Seen, rows, things
from durna.synthetic.truth.tables import YEAR, Table

PERMITS, CONTRACTS = "sms_work_permit", "mlspp_labour_contracts"
IN_COUNTRY = "(placed_abroad IS NULL OR NOT placed_abroad)"
RUNNING = "(planned_until IS NULL OR planned_until >= day) AND (ended_on IS NULL OR ended_on > day)"
AT_WORK = Seen(CONTRACTS, holds=f"starts_on <= day AND {RUNNING}", where=IN_COUNTRY)
INJURED = Seen(CONTRACTS, "work_injury_on", where=IN_COUNTRY)
FOREIGN_WORKERS = things(AT_WORK.also(FOREIGN))
QUOTA, QUOTA_USED = Table("labour_quota", ("places_approved",), YEAR), Table("labour_quota", ("places_used",))
EMPLOYED = Table("ssc_lfs", ("employed",), YEAR)


def _injuries(who: str, status: str) -> Named:
    rate = Quotient(rows(INJURED.also(who).recorded("work_injury_on")), things(AT_WORK.also(who)), scale=100_000)
    return Named(rate, {"migratory_status": status})


TRUTHS = {
    "work_permits_issued": rows(granted(PERMITS, FIRST)),
    "work_permits_extended": rows(granted(PERMITS, EXTENSION)),
    "work_permits_valid": things(valid(PERMITS, last="valid_to >= day")),
    "labour_quota_places": QUOTA,
    "labour_quota_use": (
        Quotient(rows(granted(PERMITS, "outside_quota_reason IS NULL")), QUOTA),
        Quotient(QUOTA_USED, QUOTA),
    ),
    "foreign_workers_stock": FOREIGN_WORKERS,
    "foreign_share_employment": Quotient(FOREIGN_WORKERS, EMPLOYED),
    "employer_violations": rows(
        Seen(
            "sms_violation_decision",
            "decided_on",
            where="offender_type = 'employer' OR violation_type = 'employer_breach'",
        )
    ),
    "work_injuries_migrants": [_injuries(FOREIGN, "foreigner"), _injuries(OWN, "citizen")],
    "posted_workers_permits": rows(granted(PERMITS, "posted")),
}
