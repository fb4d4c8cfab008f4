"""Chapter A.3: emigration and citizens abroad.

What other countries record of this country's people is their statement, under their name.
"""

from __future__ import annotations

from durna.indicators.chapters.a23_study import FOREIGN_ENROLLED
from durna.indicators.chapters.a24_asylum import FIRST_TYPES, IN_EXILE, PERSONS, UNHCR
from durna.indicators.chapters.terms import EMIGRATION_12M, PERMANENT_DEPARTURES
from durna.indicators.conditions import Equals, OneOf
from durna.indicators.measures import As, Cells, Count, Ratio, StockAt

PARTNER = "mirror_partner"
ABROAD = {
    "reporting_country": "geography",
    "country_of_residence": "geography",
    "country_of_asylum": "geography",
    "partner_country": "geography",
    "country": "geography",
}


def _recorded_abroad(series: str, time: str = "flow", own: str = "citizenship") -> Cells:
    return Cells(PARTNER, (series,), time, own=own, named=ABROAD)


STUDENTS_ABROAD = Cells("moe_students", ("students_abroad",), "stated", named={"country": "country_of_study"})
STUDENTS_AT_PARTNERS = _recorded_abroad("students", "stated")

MEASURES = {
    "emigration_permanent_administrative": (
        PERMANENT_DEPARTURES,
        Count("mia_residence_register", "moved_on", where=Equals("type_of_move", "departure_abroad")),
    ),
    "emigration_residence_12m": EMIGRATION_12M,
    "citizens_abroad_stock": (
        Cells("mirror_undesa", ("emigrant_stock_total",), "stock", year_means="middle"),
        Cells(
            "mirror_undesa",
            ("migrant_stock_by_origin",),
            "stock",
            own="origin",
            year_means="middle",
            named={"country_of_residence": "geography"},
        ),
        As(_recorded_abroad("population_by_birth", "stock", "country_of_birth"), dimensions={"criterion": "birth"}),
        As(_recorded_abroad("population_by_citizenship", "stock"), dimensions={"criterion": "citizenship"}),
    ),
    "consular_registered": StockAt(
        "mfa_consular",
        since="registered_on",
        ended="deregistered_on",
        where=OneOf("service", ("registration",), or_unstated=True),
        named={"country_of_residence": "host_country"},
    ),
    "permits_abroad_first": _recorded_abroad("first_permits"),
    "asylum_applications_abroad": (
        Cells(UNHCR, ("asylum_applications",), own="country_of_origin", where=PERSONS & FIRST_TYPES, named=IN_EXILE),
        As(
            Cells(
                UNHCR,
                ("asylum_applications",),
                own="country_of_origin",
                where=Equals("persons_or_cases", "cases") & FIRST_TYPES,
                named=IN_EXILE,
            ),
            counting_unit="case",
            unit="cases",
        ),
        _recorded_abroad("asylum_applications"),
    ),
    "naturalised_abroad": (
        _recorded_abroad("naturalisations"),
        Cells(UNHCR, ("naturalisation",), own="country_of_origin", named=IN_EXILE),
    ),
    "emigration_mirror_ratio": Ratio(PERMANENT_DEPARTURES, _recorded_abroad("immigration"), scale=1),
    "asylum_seekers_from_azerbaijan": Cells(
        UNHCR, ("asylum_seekers",), "stock", own="country_of_origin", named=IN_EXILE
    ),
    "emigration_employment": _recorded_abroad("employment_permits"),
    "employment_agencies_placements": Count(
        "mlspp_labour_contracts",
        "starts_on",
        where=Equals("placed_abroad", True),
        named={"country": "country_of_work"},
    ),
    "recruitment_cost": Ratio(
        Cells("ssc_lfs", ("recruitment_cost",), "stated", additive=False, named={"corridor": "destination"}),
        Cells("ssc_lfs", ("earnings_abroad",), "stated", additive=False, named={"corridor": "destination"}),
    ),
    "students_abroad": (STUDENTS_ABROAD, STUDENTS_AT_PARTNERS),
    "students_abroad_state": Cells(
        "moe_students", ("students_abroad_state",), "stated", named={"country": "country_of_study"}
    ),
    "student_mobility_ratio": Ratio(STUDENTS_ABROAD, FOREIGN_ENROLLED, scale=1),
}
