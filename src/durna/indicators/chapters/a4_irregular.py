"""Chapter A.4: refusals, apprehensions, violations, detention, return, readmission, trafficking."""

from __future__ import annotations

from durna.indicators.chapters.terms import (
    FOREIGN,
    MID_YEAR_POPULATION,
    MID_YEAR_POPULATION_WORLD_BANK,
    REGISTERED_PERSONS,
)  # fmt: skip
from durna.indicators.conditions import Equals, OneOf, Stated
from durna.indicators.measures import As, Count, Distinct, Median, Persons, Ratio, StockAt, Together

BORDER, DECISIONS, REMOVALS = "sbs_apprehension", "sms_violation_decision", "sms_removal_entry_ban"
DETENTION, READMISSION, RETURNS = "sms_detention", "sms_readmission", "reintegration_cases"

VIOLATIONS = Count(DECISIONS, "decided_on")
NO_RIGHT_TO_STAY = OneOf("violation_type", ("overstay", "no_permit", "not_left"))
REMOVAL_TYPES = ("administrative_removal", "expedited_removal")
ORDER_TO_GO = OneOf("type", ("decision_to_leave", *REMOVAL_TYPES))
# The row's own date is that of the decision, except where only the enforcement was recorded.
DECIDED = ("decided_on", "dated_on")
VICTIMS = Persons(
    "mia_trafficking", "identified_on", each=True, where=OneOf("status", ("identified",), or_unstated=True)
)

MEASURES = {
    "entry_refusals": Count(
        "sbs_refusal", "refused_on", where=Equals("direction", "entry", or_unstated=True) & FOREIGN
    ),
    "border_apprehensions": Count(
        BORDER, "apprehended_on", where=Equals("violation_type", "state_border", or_unstated=True)
    ),
    "border_regime_violations": Count(BORDER, "apprehended_on", where=Equals("violation_type", "border_regime")),
    "document_fraud": Count(
        BORDER, "apprehended_on", where=Equals("violation_type", "document_fraud") | Stated("document_fraud_type")
    ),
    "migration_violations": VIOLATIONS,
    "violations_legalised": Count(DECISIONS, "decided_on", where=Equals("measure", "fine_and_legalise")),
    "decisions_to_leave": Count(REMOVALS, DECIDED, where=Equals("type", "decision_to_leave")),
    "violation_rate": Ratio(VIOLATIONS, REGISTERED_PERSONS, scale=1000),
    "foreigners_found_illegal": Persons(
        DECISIONS,
        ("found_on", "decided_on"),
        where=NO_RIGHT_TO_STAY & OneOf("offender_type", ("foreigner", "stateless_person"), or_unstated=True),
    ),
    "detention_admissions": Count(DETENTION, "admitted_on"),
    # Nobody is held twice at a time: a spell without an identity is a person of its own.
    "detention_population": StockAt(DETENTION, since="admitted_on", ended="released_on", each=True),
    "detention_length": (
        Median(DETENTION, "admitted_on", "released_on"),
        As(Median(DETENTION, "admitted_on", "released_on", quantile=0.9), dimensions={"statistic": "percentile_90"}),
    ),
    "detention_alternatives": Ratio(
        Count(REMOVALS, DECIDED, where=Equals("alternative_to_detention", True)),
        Together(
            "measure_taken",
            {
                "alternative": Count(REMOVALS, DECIDED, where=Equals("alternative_to_detention", True)),
                "detention": Count(DETENTION, "admitted_on"),
            },
        ),
    ),
    "removals_decided": Count(REMOVALS, "decided_on", where=OneOf("type", REMOVAL_TYPES)),
    "removals_enforced": Count(
        REMOVALS, "enforced_on", where=OneOf("type", REMOVAL_TYPES, or_unstated=True) & Stated("enforced_on")
    ),
    "return_rate": Ratio(
        Count(REMOVALS, "decided_on", where=ORDER_TO_GO & Stated("enforced_on")),
        Count(REMOVALS, "decided_on", where=ORDER_TO_GO),
    ),
    "entry_bans": Count(REMOVALS, ("decided_on", "ban_from", "dated_on"), where=Equals("type", "entry_ban")),
    "removals_and_entry_bans": Count(REMOVALS, DECIDED, where=OneOf("type", (*REMOVAL_TYPES, "entry_ban"))),
    "readmission_requests": (
        As(Distinct(READMISSION, ("case_no",), "received_on"), unit="cases"),
        As(Persons(READMISSION, "received_on", each=True), counting_unit="person", unit="persons"),
    ),
    "readmission_answer_rate": Ratio(
        Count(READMISSION, "received_on", where=Equals("answer", "confirmed") | Equals("identity_confirmed", True)),
        Count(READMISSION, "received_on"),
    ),
    "readmissions_done": Count(READMISSION, "returned_on", where=Stated("returned_on")),
    "assisted_returns": Persons(
        RETURNS, "returned_on", each=True, where=Equals("voluntary_or_forced", "voluntary", or_unstated=True)
    ),
    "reintegration_support": Persons(
        RETURNS,
        "returned_on",
        each=True,
        where=Stated("support_type") & Equals("direction", "entry", or_unstated=True),
    ),
    "trafficking_victims": VICTIMS,
    "trafficking_victims_rate": tuple(
        Ratio(VICTIMS, population, scale=100_000)
        for population in (MID_YEAR_POPULATION, MID_YEAR_POPULATION_WORLD_BANK)
    ),
    "migrant_deaths": Count(BORDER, "apprehended_on", where=OneOf("outcome", ("died", "missing"))),
}
