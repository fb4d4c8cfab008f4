"""Chapters A.2 and A.2.1: immigration by registers, and foreigners with a right to stay."""

from __future__ import annotations

from durna.synthetic.truth.chapters.terms import (
    DECIDED,
    EXTENSION,
    FIRST,
    GRANTED,
    PERMANENT_ARRIVALS,
    POPULATION,
    REFUSED,
    granted,
    valid,
)  # fmt: skip
from durna.synthetic.truth.comparing import Quotient
from durna.synthetic.truth.counting import Count, Seen, days_between, rows, things
from durna.synthetic.truth.tables import STOCK, Table

TEMPORARY, PERMANENT = "sms_temporary_residence", "sms_permanent_residence"
TITLES = ("temporary", "permanent", "refugee")
# A temporary permit without an end does not say whether it still holds.
VALID_TEMPORARY = valid(TEMPORARY, last="valid_to >= day")
VALID_PERMANENT = valid(PERMANENT)
REFUGEES = Seen("sms_refugee_register", holds="status_from <= day AND (status_to IS NULL OR status_to >= day)")
RESIDENTS = things(VALID_TEMPORARY, VALID_PERMANENT, REFUGEES, dimension="title_type", labels=TITLES)
FAMILY = "ground IN ('close_relative_of_citizen', 'family_of_resident')"
BUSINESS = (
    "ground IN ('investment', 'real_estate', 'bank_deposit', 'securities', 'entrepreneur', 'company_head', "
    "'branch_head')"
)
FOREIGN_BORN = Table("ssc_population", ("foreign_born",), STOCK, year_means="start")
MARRIAGE = Seen("moj_civil_registry", "event_on", where="event_type = 'marriage'")
BIRTH = Seen("moj_civil_registry", "event_on", where="event_type = 'birth'")


def _both(on: str, where: str) -> Count:
    seen = (Seen(register, on, where=where) for register in (TEMPORARY, PERMANENT))
    return rows(*seen, dimension="title_type", labels=TITLES[:2])


TRUTHS = {
    "immigration_permanent_administrative": PERMANENT_ARRIVALS,
    "foreign_residents_stock": RESIDENTS,
    "foreign_share_population": Quotient(RESIDENTS, POPULATION),
    "foreign_born_stock": FOREIGN_BORN,
    "foreign_born_share": Quotient(FOREIGN_BORN, POPULATION),
    "residence_applications": _both("applied_on", "TRUE"),
    "temporary_permits_issued": rows(granted(TEMPORARY, FIRST)),
    "temporary_permits_extended": rows(granted(TEMPORARY, EXTENSION)),
    "temporary_permits_valid": things(VALID_TEMPORARY),
    "temporary_permits_family": rows(granted(TEMPORARY, f"{FIRST} AND {FAMILY}")),
    "temporary_permits_business": rows(granted(TEMPORARY, f"{FIRST} AND {BUSINESS}")),
    "permanent_permits_issued": rows(granted(PERMANENT, FIRST)),
    "permanent_permits_valid": things(VALID_PERMANENT),
    "residence_refusal_rate": Quotient(_both("decided_on", REFUSED), _both("decided_on", DECIDED)),
    "residence_decision_time": days_between(
        "applied_on", "decided_on", Seen(TEMPORARY, "decided_on"), Seen(PERMANENT, "decided_on"),
        dimension="title_type", labels=TITLES[:2],
    ),
    # A permit that ends on its last day ran out; nobody took it away.
    "residence_permits_revoked": _both("ended_on", f"{GRANTED} AND (valid_to IS NULL OR ended_on < valid_to)"),
    "status_change_to_permanent": things(granted(PERMANENT, f"{FIRST} AND temporary_since IS NOT NULL")),
    "mixed_marriages": rows(MARRIAGE.also("citizenship <> own() OR citizenship_of_spouse <> own()")),
    "births_to_foreign_parents": rows(BIRTH.also("citizenship_of_mother <> own() OR citizenship_of_father <> own()")),
}  # fmt: skip
