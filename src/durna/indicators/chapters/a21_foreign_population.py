"""Chapter A.2 and A.2.1: immigration, and the foreign and foreign-born population."""

from __future__ import annotations

from durna.indicators.chapters.terms import (
    DECIDED,
    EXTENSION,
    FIRST,
    GRANTED,
    IMMIGRATION_12M,
    PERMANENT_ARRIVALS,
    POPULATION,
    REFUSED,
)  # fmt: skip
from durna.indicators.conditions import Before, Condition, Equals, Foreign, Known, OneOf
from durna.indicators.measures import Cells, Count, Median, Persons, Ratio, StockAt, Together

TEMPORARY, PERMANENT = "sms_temporary_residence", "sms_permanent_residence"
VALID_TEMPORARY = StockAt(
    TEMPORARY, since=("valid_from", "decided_on"), until="valid_to", ended="ended_on", term=True, where=GRANTED
)
VALID_PERMANENT = StockAt(
    PERMANENT, since=("valid_from", "decided_on"), until="valid_to", ended="ended_on", where=GRANTED
)
REFUGEES = StockAt("sms_refugee_register", since="status_from", until="status_to", each=True)
RESIDENTS = Together(
    "title_type", {"temporary": VALID_TEMPORARY, "permanent": VALID_PERMANENT, "refugee": REFUGEES}
)  # fmt: skip

FAMILY = OneOf("ground", ("close_relative_of_citizen", "family_of_resident"))
BUSINESS = OneOf(
    "ground",
    ("investment", "real_estate", "bank_deposit", "securities", "entrepreneur", "company_head", "branch_head"),
)
REVOKED = GRANTED & Before("ended_on", "valid_to")

FOREIGN_BORN = Cells("ssc_population", ("foreign_born",), "stock", year_means="start")
# UN DESA dates its stocks at the middle of the year.
MIGRANTS = Cells(
    "mirror_undesa", ("migrant_stock_total",), "stock", year_means="middle", named={"country_of_birth": "origin"}
)
MIGRANTS_BY_ORIGIN = Cells(
    "mirror_undesa", ("migrant_stock_by_origin",), "stock", year_means="middle", named={"country_of_birth": "origin"}
)


def _both(on: str, where: Condition) -> Together:
    return Together(
        "title_type", {"temporary": Count(TEMPORARY, on, where=where), "permanent": Count(PERMANENT, on, where=where)}
    )  # fmt: skip


MEASURES = {
    "immigration_permanent_administrative": PERMANENT_ARRIVALS,
    "immigration_residence_12m": IMMIGRATION_12M,
    "foreign_residents_stock": RESIDENTS,
    "foreign_share_population": Ratio(RESIDENTS, POPULATION),
    "foreign_born_stock": (
        FOREIGN_BORN,
        MIGRANTS,
        MIGRANTS_BY_ORIGIN,
        Cells("mirror_worldbank", ("migrant_stock",), "stock", year_means="middle"),
    ),
    "foreign_born_share": (
        Ratio(FOREIGN_BORN, POPULATION),
        Ratio(MIGRANTS, Cells("mirror_undesa", ("population",), "year")),
    ),
    "residence_applications": Together(
        "title_type", {"temporary": Count(TEMPORARY, "applied_on"), "permanent": Count(PERMANENT, "applied_on")}
    ),
    "temporary_permits_issued": Count(TEMPORARY, "decided_on", where=GRANTED & FIRST),
    "temporary_permits_extended": Count(TEMPORARY, "decided_on", where=GRANTED & EXTENSION),
    "temporary_permits_valid": VALID_TEMPORARY,
    "temporary_permits_family": Count(TEMPORARY, "decided_on", where=GRANTED & FIRST & FAMILY),
    "temporary_permits_business": Count(TEMPORARY, "decided_on", where=GRANTED & FIRST & BUSINESS),
    "permanent_permits_issued": Count(PERMANENT, "decided_on", where=GRANTED & FIRST),
    "permanent_permits_valid": VALID_PERMANENT,
    "residence_refusal_rate": Ratio(_both("decided_on", REFUSED), _both("decided_on", DECIDED)),
    "residence_decision_time": Together(
        "title_type",
        {
            "temporary": Median(TEMPORARY, "applied_on", "decided_on"),
            "permanent": Median(PERMANENT, "applied_on", "decided_on"),
        },
    ),
    "residence_permits_revoked": _both("ended_on", REVOKED),
    "status_change_to_permanent": Persons(
        PERMANENT, "decided_on", each=True, where=GRANTED & FIRST & Known("temporary_since")
    ),
    "mixed_marriages": Count(
        "moj_civil_registry",
        "event_on",
        where=Equals("event_type", "marriage") & (Foreign("citizenship") | Foreign("citizenship_of_spouse")),
    ),
    "births_to_foreign_parents": Count(
        "moj_civil_registry",
        "event_on",
        where=Equals("event_type", "birth") & (Foreign("citizenship_of_mother") | Foreign("citizenship_of_father")),
    ),
}
