"""Part B: impact of migration on the economy and on services."""

from __future__ import annotations

from durna.indicators.chapters.ax_other import RECEIVED
from durna.indicators.chapters.terms import FOREIGN
from durna.indicators.conditions import Condition, Foreign, Own
from durna.indicators.measures import As, Cells, Difference, Ratio, Sum, Together

WORLD_BANK = "mirror_worldbank"
GDP = Cells(WORLD_BANK, ("gdp",))
LABOUR_FORCE, POPULATION = "ssc_lfs", "ssc_population"
NATIVE_BORN, FOREIGN_BORN = Own("country_of_birth"), Foreign("country_of_birth")


def _employment_rate(who: Condition) -> Ratio:
    """Annual averages, of the rows that say where people were born: what tells nobody's birth is nobody's rate."""
    employed, every = (
        Cells(LABOUR_FORCE, (series,), "year", where=who, without=("country_of_birth",))
        for series in ("employed", "population_15_plus")
    )
    return Ratio(employed, every)


def _rate_of(born: str) -> Cells:
    return Cells(LABOUR_FORCE, (f"employment_rate_{born}_born",), "stated", additive=False)


def _effect(*apart_by: str) -> Ratio:
    """By a projection of the statistical office: scenarios stand side by side, one is never added to another."""
    with_migration, without = (
        Cells(POPULATION, (f"working_age_{which}_migration",), "stated", additive=False, apart_by=apart_by)
        for which in ("with", "without")
    )
    return Ratio(with_migration, without)


MEASURES = {
    "remittances_gdp": (
        Cells(WORLD_BANK, ("remittances_gdp",), "stated", additive=False),
        Ratio(Cells(WORLD_BANK, ("remittances_received",)), GDP),
        Ratio(RECEIVED, GDP),
    ),
    "remittance_cost": (
        Cells(WORLD_BANK, ("remittance_cost",), "stated", additive=False, named={"corridor": "partner_country"}),
        Cells(
            "cba_bop",
            ("remittance_cost",),
            "stated",
            additive=False,
            named={"corridor": "partner_country", "channel": "transfer_channel"},
        ),
    ),
    # Rates that the office states, of all born abroad together, go before those that follow from countries of birth.
    "employment_gap": (
        As(Difference(_rate_of("native"), _rate_of("foreign")), unit="percentage points"),
        As(Difference(_employment_rate(NATIVE_BORN), _employment_rate(FOREIGN_BORN)), unit="percentage points"),
    ),
    "dependency_effect": (_effect(), _effect("scenario")),
    "school_children_foreign": Cells("moe_students", ("pupils",), "stated", where=FOREIGN),
    "fees_collected": Together(
        "service_type",
        {
            "temporary_residence": Sum("sms_temporary_residence", "fee", "decided_on"),
            "permanent_residence": Sum("sms_permanent_residence", "fee", "decided_on"),
            "work_permit": Sum("sms_work_permit", "fee", "decided_on"),
        },
    ),
}
