"""Chapter A.3: emigration and citizens abroad, by the country's own registers."""

from __future__ import annotations

from durna.synthetic.truth.chapters.study import FOREIGN_ENROLLED, STUDENTS
from durna.synthetic.truth.chapters.terms import PERMANENT_DEPARTURES
from durna.synthetic.truth.comparing import Named, Quotient
from durna.synthetic.truth.counting import Seen, rows, things
from durna.synthetic.truth.tables import FLOW, STATED, STOCK, Table

ABROAD = {
    "reporting_country": "geography", "country_of_residence": "geography", "country_of_asylum": "geography",
    "partner_country": "geography", "country": "geography",
}  # fmt: skip
NEW_APPLICATIONS = "persons_or_cases = 'persons' AND application_type = 'new'"


def _by_partners(series: str, time: str = FLOW, own: str = "citizenship") -> Table:
    """What partner countries state of those who are citizens of the country, or were born there."""
    return Table("mirror_partner", (series,), time, own=own, named=ABROAD)


def _in_exile(series: str, time: str, where: str = "TRUE") -> Table:
    return Table("mirror_unhcr", (series,), time, where=where, own="country_of_origin", named=ABROAD)


def _survey(series: str) -> Table:
    return Table("ssc_lfs", (series,), STATED, named={"corridor": "destination"}, adds_up=False)


STUDENTS_ABROAD = Table(STUDENTS, ("students_abroad",), STATED, named={"country": "country_of_study"})
DEPARTED = Seen("mia_residence_register", "moved_on", where="type_of_move = 'departure_abroad'")
REGISTERED_ABROAD = Seen(
    "mfa_consular",
    holds="registered_on <= day AND (deregistered_on IS NULL OR deregistered_on > day)",
    where="service IS NULL OR service = 'registration'",
    named={"country_of_residence": "host_country"},
)
PLACED = Seen("mlspp_labour_contracts", "starts_on", where="placed_abroad", named={"country": "country_of_work"})

TRUTHS = {
    "emigration_permanent_administrative": (PERMANENT_DEPARTURES, rows(DEPARTED)),
    "citizens_abroad_stock": [
        Table(
            "mirror_undesa",
            ("migrant_stock_by_origin",),
            STOCK,
            own="origin",
            named=ABROAD,
            year_means="middle",
        ),
        Named(_by_partners("population_by_birth", STOCK, "country_of_birth"), {"criterion": "birth"}),
        Named(_by_partners("population_by_citizenship", STOCK), {"criterion": "citizenship"}),
    ],
    "permits_abroad_first": _by_partners("first_permits"),
    "asylum_applications_abroad": _in_exile("asylum_applications", FLOW, NEW_APPLICATIONS),
    "asylum_seekers_from_azerbaijan": _in_exile("asylum_seekers", STOCK),
    "naturalised_abroad": _by_partners("naturalisations"),
    "emigration_mirror_ratio": Quotient(PERMANENT_DEPARTURES, _by_partners("immigration"), scale=1),
    "emigration_employment": _by_partners("employment_permits"),
    "recruitment_cost": Quotient(_survey("recruitment_cost"), _survey("earnings_abroad")),
    "consular_registered": things(REGISTERED_ABROAD),
    "employment_agencies_placements": rows(PLACED),
    "students_abroad": STUDENTS_ABROAD,
    "students_abroad_state": Table(STUDENTS, ("students_abroad_state",), STATED, named={"country": "country_of_study"}),
    "student_mobility_ratio": Quotient(STUDENTS_ABROAD, FOREIGN_ENROLLED, scale=1),
}
