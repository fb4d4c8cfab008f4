"""Part C: instruments, services, training, projects, and the quality of the records themselves."""

from __future__ import annotations

from durna.indicators.conditions import ALWAYS, Condition, Equals, OneOf, Recognised, Stated
from durna.indicators.measures import As, Cells, Count, Difference, Median, Persons, Ratio, StockAt, Sum, Together

POLICIES = "policy_register"
# The inquiry among governments, kept by UN DESA: six domains of five questions.
INQUIRY = "mirror_undesa"
IN_FORCE_SINCE = ("in_force_from", "ratified_on", "adopted_on")
AGREEMENTS = ("bilateral_agreement", "multilateral_agreement", "readmission_agreement")
# What must be known of a record for the breakdowns of the Profile.
KEY_VARIABLES = {
    "sms_temporary_residence": ("decided_on", ("citizenship", "sex", "ground", "region", "valid_to")),
    "sms_work_permit": ("decided_on", ("citizenship", "sex", "economic_activity", "occupation", "region")),
    "sbs_border_crossing": ("crossed_on", ("citizenship", "sex", "checkpoint", "transport_mode", "purpose")),
}

TRAINING, COURSE_DAY = "training_center", ("ends_on", "starts_on")
HEARERS = Equals("role", "participant", or_unstated=True)
COMPLETED = Equals("completed", True) | Equals("certificate", True)
COMPLETERS = COMPLETED & HEARERS
TESTED_TWICE = HEARERS & Stated("pre_test") & Stated("post_test")


def _in_force(*kinds: str) -> StockAt:
    return StockAt(
        POLICIES,
        since=IN_FORCE_SINCE,
        until="in_force_to",
        counts="row",
        where=OneOf("kind", kinds),
        named={"type": "kind", "partner": "partner_country"},
    )


def _applications(where: Condition) -> Together:
    on_application = {
        "temporary_residence": "sms_temporary_residence",
        "permanent_residence": "sms_permanent_residence",
        "work_permit": "sms_work_permit",
        "stay_extension": "sms_stay_extension",
        "citizenship": "sms_citizenship",
        "asylum": "sms_asylum_case",
    }
    counts = {service: Count(source, "applied_on", where=where) for service, source in on_application.items()}
    # A registration is applied for and made on the same day, as a rule; registers keep one date.
    registration = Count("sms_stay_registration", ("applied_on", "registered_on"), where=where)
    return Together("service_type", {**counts, "stay_registration": registration})


def _completeness(source: str) -> As:
    on, variables = KEY_VARIABLES[source]
    known = {name: Count(source, on, where=Recognised(name)) for name in variables}
    every = {name: Count(source, on) for name in variables}
    return As(Ratio(Together("variable", known), Together("variable", every)), dimensions={"source": source})


MEASURES = {
    "instruments_ratified": _in_force("convention"),
    "agreements_in_force": _in_force(*AGREEMENTS),
    "migration_policy_sdg": (
        Cells(INQUIRY, ("inquiry_share",), "stated", additive=False),
        Ratio(Cells(INQUIRY, ("inquiry_affirmative",), "stated"), Cells(INQUIRY, ("inquiry_questions",), "stated")),
    ),
    "applications_total": _applications(ALWAYS),
    "online_share": Ratio(_applications(Equals("channel", "online")), _applications(Stated("channel"))),
    "calls_answered": Count(
        "sms_contact_centre",
        "received_on",
        where=Equals("answered", True) & Equals("channel", "call", or_unstated=True),
    ),
    "training_participants": Count(TRAINING, COURSE_DAY, where=COMPLETERS),
    "training_persons": Persons(TRAINING, COURSE_DAY, where=COMPLETERS),
    "training_days": Sum(TRAINING, "days", COURSE_DAY, where=HEARERS),
    "training_completion": Ratio(
        Count(TRAINING, COURSE_DAY, where=HEARERS & COMPLETED),
        Count(TRAINING, COURSE_DAY, where=HEARERS & (Stated("completed") | Equals("certificate", True))),
    ),
    "training_gain": Ratio(
        Difference(
            Sum(TRAINING, "post_test", COURSE_DAY, where=TESTED_TWICE),
            Sum(TRAINING, "pre_test", COURSE_DAY, where=TESTED_TWICE),
        ),
        Count(TRAINING, COURSE_DAY, where=TESTED_TWICE),
        scale=1,
    ),
    "projects_active": StockAt(
        "project_portfolio",
        since="starts_on",
        until="ends_on",
        counts="row",
        where=OneOf("status", ("active", "closing", "completed"), or_unstated=True),
    ),
    "data_completeness": tuple(_completeness(source) for source in KEY_VARIABLES),
    "indicator_timeliness": Median(POLICIES, "reference_end", "released_on"),
}
