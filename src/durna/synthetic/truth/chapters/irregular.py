"""Chapter A.4: refusals, breaches of law, detention, return, trafficking."""

from __future__ import annotations

from dataclasses import replace

from durna.synthetic.truth.chapters.terms import FOREIGN, MID_YEAR_POPULATION, REGISTERED_PERSONS
from durna.synthetic.truth.comparing import Named, Quotient
from durna.synthetic.truth.counting import Seen, days_between, rows, things

HELD_AT_BORDER = Seen("sbs_apprehension", "apprehended_on")
VIOLATION = Seen("sms_violation_decision", "decided_on")
# The row's own date is that of the decision, except where only the enforcement was recorded.
REMOVAL = Seen("sms_removal_entry_ban", "coalesce(decided_on, dated_on)")
DETAINED = Seen("sms_detention", "admitted_on")
READMISSION = Seen("sms_readmission", "received_on")
ANSWERED = Seen("sms_readmission", "received_on", known="greatest(received_on, answer_on)")
RETURNED = Seen("reintegration_cases", "returned_on")
VICTIMS = things(Seen("mia_trafficking", "identified_on", where="status IS NULL OR status = 'identified'"))
REMOVED = "type IN ('administrative_removal', 'expedited_removal')"
ORDERED = Seen(
    "sms_removal_entry_ban",
    "decided_on",
    where=f"type = 'decision_to_leave' OR {REMOVED}",
    known="greatest(decided_on, enforced_on)",
)
NO_RIGHT_TO_STAY = (
    "violation_type IN ('overstay', 'no_permit', 'not_left') "
    "AND (offender_type IS NULL OR offender_type IN ('foreigner', 'stateless_person'))"
)
INSTEAD_OF_DETENTION = rows(REMOVAL.also("alternative_to_detention"))
HELD_FOR = days_between("admitted_on", "released_on", Seen("sms_detention", "released_on"))

TRUTHS = {
    "entry_refusals": rows(
        Seen("sbs_refusal", "refused_on", where=f"(direction IS NULL OR direction = 'entry') AND {FOREIGN}")
    ),
    "border_apprehensions": rows(HELD_AT_BORDER.also("violation_type IS NULL OR violation_type = 'state_border'")),
    "border_regime_violations": rows(HELD_AT_BORDER.also("violation_type = 'border_regime'")),
    "document_fraud": rows(HELD_AT_BORDER.also("violation_type = 'document_fraud' OR document_fraud_type IS NOT NULL")),
    "migration_violations": rows(VIOLATION),
    "violations_legalised": rows(VIOLATION.also("measure = 'fine_and_legalise'")),
    "decisions_to_leave": rows(REMOVAL.also("type = 'decision_to_leave'")),
    "violation_rate": Quotient(rows(VIOLATION), REGISTERED_PERSONS, scale=1000),
    "foreigners_found_illegal": things(
        Seen("sms_violation_decision", "coalesce(found_on, decided_on)", where=NO_RIGHT_TO_STAY)
    ),
    "detention_admissions": rows(DETAINED),
    "detention_population": things(
        Seen("sms_detention", holds="admitted_on <= day AND (released_on IS NULL OR released_on > day)")
    ),
    "detention_length": [
        HELD_FOR,
        Named(replace(HELD_FOR, how="quantile_cont(thing, 0.9)"), {"statistic": "percentile_90"}),
    ],
    "detention_alternatives": Quotient(INSTEAD_OF_DETENTION, rows(REMOVAL.also("alternative_to_detention"), DETAINED)),
    "removals_decided": rows(Seen("sms_removal_entry_ban", "decided_on", where=REMOVED)),
    "removals_enforced": rows(
        Seen("sms_removal_entry_ban", "enforced_on", where=f"type IS NULL OR {REMOVED}", known="enforced_on")
    ),
    "return_rate": Quotient(rows(ORDERED.also("enforced_on IS NOT NULL")), rows(ORDERED)),
    "entry_bans": rows(
        Seen("sms_removal_entry_ban", "coalesce(decided_on, ban_from, dated_on)", where="type = 'entry_ban'")
    ),
    "removals_and_entry_bans": rows(REMOVAL.also(f"{REMOVED} OR type = 'entry_ban'")),
    "readmission_requests": [
        Named(things(READMISSION.apart_by("case_no")), unit="cases"),
        Named(things(READMISSION), unit="persons", counting_unit="person"),
    ],
    "readmission_answer_rate": Quotient(
        rows(ANSWERED.also("answer = 'confirmed' OR identity_confirmed")), rows(ANSWERED)
    ),
    "readmissions_done": rows(Seen("sms_readmission", "returned_on", known="returned_on")),
    "assisted_returns": things(RETURNED.also("voluntary_or_forced IS NULL OR voluntary_or_forced = 'voluntary'")),
    "reintegration_support": things(
        RETURNED.also("support_type IS NOT NULL AND (direction IS NULL OR direction = 'entry')")
    ),
    "trafficking_victims": VICTIMS,
    "trafficking_victims_rate": Quotient(VICTIMS, MID_YEAR_POPULATION, scale=100_000),
    "migrant_deaths": rows(HELD_AT_BORDER.also("outcome IN ('died', 'missing')")),
}
