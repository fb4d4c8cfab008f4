"""Chapter A.2.4: asylum-seekers and refugees, by the Service's records."""

from __future__ import annotations

from durna.synthetic.truth.chapters.foreign_population import REFUGEES
from durna.synthetic.truth.chapters.terms import POPULATION
from durna.synthetic.truth.comparing import Quotient, Sum
from durna.synthetic.truth.counting import Seen, days_between, rows, things
from durna.synthetic.truth.tables import STOCK, Table

CASES = "sms_asylum_case"
OUTCOMES = "outcome IN ('recognised', 'other_protection', 'rejected', 'otherwise_closed')"
SUBSTANTIVE = "outcome IN ('recognised', 'other_protection', 'rejected')"
APPLIED = Seen(CASES, "applied_on")
DECIDED = Seen(CASES, "decided_on", known="decided_on")
APPEALED = Seen(CASES, "appealed_on", where="appealed_on IS NOT NULL", known="coalesce(appeal_decided_on, appealed_on)")
NOT_WITHDRAWN = "(withdrawn_on IS NULL OR withdrawn_on > day)"
FIRST_PENDING = f"applied_on <= day AND (decided_on IS NULL OR decided_on > day) AND {NOT_WITHDRAWN}"
APPEAL_PENDING = f"appealed_on <= day AND (appeal_decided_on IS NULL OR appeal_decided_on > day) AND {NOT_WITHDRAWN}"
REFUGEES_ABROAD = Table(
    "mirror_unhcr", ("refugees",), STOCK, own="country_of_origin",
    named={"country_of_asylum": "geography", "country": "geography"},
)  # fmt: skip

TRUTHS = {
    "asylum_applications": things(APPLIED.also("application_type IS NULL OR application_type = 'first'")),
    "asylum_cases": things(APPLIED.apart_by("coalesce(case_no, application_no)")),
    "asylum_repeat": things(APPLIED.also("application_type IN ('repeat', 'reopened')")),
    "asylum_decisions": rows(DECIDED.also(OUTCOMES)),
    "asylum_recognition_rate": Quotient(
        rows(DECIDED.also("outcome = 'recognised'")), rows(DECIDED.also(SUBSTANTIVE))
    ),
    "asylum_pending": things(
        Seen(CASES, holds=FIRST_PENDING), Seen(CASES, holds=APPEAL_PENDING),
        dimension="instance", labels=("first", "appeal"),
    ),
    "asylum_decision_time": days_between("applied_on", "decided_on", DECIDED.also(OUTCOMES)),
    "asylum_appeals": rows(APPEALED.reading(outcome="appeal_outcome")),
    "refugees_recognised_stock": things(REFUGEES.also("procedure IS NULL OR procedure IN ('government', 'joint')")),
    "refugees_unhcr_stock": Table("mirror_unhcr", ("refugees",), STOCK),
    "refugees_from_azerbaijan": REFUGEES_ABROAD,
    "refugee_origin_share": Quotient(REFUGEES_ABROAD, Sum(POPULATION, REFUGEES_ABROAD), scale=100_000),
}  # fmt: skip
