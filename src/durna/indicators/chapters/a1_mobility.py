"""Chapter A.1: population, and cross-border mobility."""

from __future__ import annotations

from durna.indicators.chapters.terms import (
    DECIDED,
    EMIGRATION,
    ENTRIES,
    ENTRY,
    EXIT,
    EXITS,
    FOREIGN,
    FOREIGN_TRAVELLERS,
    GRANTED,
    IMMIGRATION,
    MID_YEAR_POPULATION,
    MID_YEAR_POPULATION_WORLD_BANK,
    PERMANENT_ARRIVALS,
    PERMANENT_DEPARTURES,
    POPULATION,
    REFUSED,
    REGISTERED_PERSONS,
)  # fmt: skip
from durna.indicators.conditions import Before, Equals, Lasted, OneOf, Own, Settled, Stated
from durna.indicators.measures import (
    As,
    Cells,
    Count,
    Difference,
    Median,
    Persons,
    Ratio,
    Share,
    StockAt,
    UnderRule,
)  # fmt: skip

BIRTHS = Count("moj_civil_registry", "event_on", where=Equals("event_type", "birth"))
DEATHS = Count("moj_civil_registry", "event_on", where=Equals("event_type", "death"))
BIRTHS_PUBLISHED = Cells("ssc_population", ("births",))
DEATHS_PUBLISHED = Cells("ssc_population", ("deaths",))
# World Population Prospects: estimates only, projections are another matter.
ESTIMATED = OneOf("variant", ("estimate", "estimates"), or_unstated=True)


def _prospects(series: str, time: str = "flow", additive: bool = True) -> Cells:
    return Cells("mirror_undesa", (series,), time, where=ESTIMATED, without=("variant",), additive=additive)


BIRTHS_PROSPECTS, DEATHS_PROSPECTS = _prospects("births"), _prospects("deaths")

# International Recommendations for Tourism Statistics 2008: these purposes make a visitor.
TOURISM = OneOf("purpose", ("tourism", "private_visit", "business", "medical", "religious", "shopping"))
PERSONS_IN = Persons("sbs_border_crossing", "crossed_on", where=ENTRY & FOREIGN)
PERSONS_OUT = Persons("sbs_border_crossing", "crossed_on", where=EXIT & FOREIGN)
# Where the border service delivers stays only, each begins with an entry.
ENTRIES_OF_STAYS = Count("sbs_stay", "arrived_on", where=FOREIGN)
PERSONS_OF_STAYS = Persons("sbs_stay", "arrived_on", where=FOREIGN)
ENTRIES_PUBLISHED = Cells("ssc_border_tourism", ("crossings",), where=ENTRY & FOREIGN_TRAVELLERS)
EXITS_PUBLISHED = Cells("ssc_border_tourism", ("crossings",), where=EXIT & FOREIGN_TRAVELLERS)
SHARES_PUBLISHED = ("ssc_border_tourism", ("share",), "stated")

# Stays as the border service pairs them; else paired here, without those whose exit was not recorded.
STAYS, PAIRED = "sbs_stay", "residence_stay"
NOT_LOST = Equals("exit_lost", False)
TERM_KNOWN = Stated("permitted_until")
LEFT_LATE = Stated("departed_on") & TERM_KNOWN & Before("permitted_until", "departed_on")
CHANGES = "residence_change"

NET_PERMANENT = Difference(PERMANENT_ARRIVALS, PERMANENT_DEPARTURES)

MEASURES = {
    "population_total": POPULATION,
    "population_mid_year": (
        MID_YEAR_POPULATION,
        MID_YEAR_POPULATION_WORLD_BANK,
        _prospects("population", "year"),
    ),
    "population_growth_rate": (
        Cells("ssc_population", ("growth_rate",), "stated", additive=False),
        _prospects("growth_rate", "stated", additive=False),
    ),
    "births": (BIRTHS, BIRTHS_PUBLISHED, BIRTHS_PROSPECTS),
    "deaths": (DEATHS, DEATHS_PUBLISHED, DEATHS_PROSPECTS),
    "natural_increase": (
        Difference(BIRTHS, DEATHS),
        Cells("ssc_population", ("natural_increase",)),
        Difference(BIRTHS_PUBLISHED, DEATHS_PUBLISHED),
        Difference(BIRTHS_PROSPECTS, DEATHS_PROSPECTS),
    ),
    "border_entries_foreigners": (ENTRIES, ENTRIES_OF_STAYS, ENTRIES_PUBLISHED),
    "border_persons_entered": (
        PERSONS_IN,
        PERSONS_OF_STAYS,
        Cells("ssc_border_tourism", ("travellers",), "stated", where=ENTRY & FOREIGN_TRAVELLERS, additive=False),
    ),
    "border_persons_exited": (
        PERSONS_OUT,
        Cells("ssc_border_tourism", ("travellers",), "stated", where=EXIT & FOREIGN_TRAVELLERS, additive=False),
    ),
    "entries_per_person": (
        Ratio(ENTRIES, PERSONS_IN, scale=1),
        Ratio(ENTRIES_OF_STAYS, PERSONS_OF_STAYS, scale=1),
    ),
    "share_of_entries": (
        Share(ENTRIES, apart_by=("citizenship", "sex")),
        Share(ENTRIES_OF_STAYS, apart_by=("citizenship", "sex")),
        Cells(*SHARES_PUBLISHED, where=ENTRY, additive=False, apart_by=("citizenship", "sex")),
    ),
    "border_exits_foreigners": (EXITS, EXITS_PUBLISHED),
    "border_balance_foreigners": (Difference(ENTRIES, EXITS), Difference(ENTRIES_PUBLISHED, EXITS_PUBLISHED)),
    "citizen_trips_abroad": (
        Count("sbs_border_crossing", "crossed_on", where=EXIT & Own()),
        Cells("ssc_border_tourism", ("crossings",), where=EXIT & (Own() | Equals("traveller_group", "citizens"))),
    ),
    "arrivals_for_tourism_share": Ratio(
        Count("sbs_border_crossing", "crossed_on", where=ENTRY & FOREIGN & TOURISM),
        Count("sbs_border_crossing", "crossed_on", where=ENTRY & FOREIGN & Stated("purpose")),
    ),
    "monthly_distribution_entries": (
        Share(ENTRIES, apart_by=("month",)),
        Cells(*SHARES_PUBLISHED, where=ENTRY, additive=False, apart_by=("month",)),
    ),
    "visas_issued": Count("visa_register", "decided_on", where=GRANTED),
    "visa_refusal_rate": Ratio(
        Count("visa_register", "decided_on", where=REFUSED),
        Count("visa_register", "decided_on", where=DECIDED),
    ),
    "stay_registrations": Count("sms_stay_registration", "registered_on"),
    "persons_registered_stay": REGISTERED_PERSONS,
    "stay_extensions": Count("sms_stay_extension", "decided_on", where=GRANTED),
    # Without a term (admitted for the duration of a status) there is no day after which a stay would be unlawful.
    "overstay_estimate": (
        As(
            StockAt(STAYS, after="permitted_until", ended="departed_on", where=FOREIGN & TERM_KNOWN), status="estimated"
        ),
        As(
            StockAt(PAIRED, after="permitted_until", ended="departed_on", where=FOREIGN & TERM_KNOWN & NOT_LOST),
            status="estimated",
        ),
    ),
    "stay_length_foreigners": (
        Median(STAYS, "arrived_on", "departed_on", where=FOREIGN),
        Median(PAIRED, "arrived_on", "departed_on", where=FOREIGN),
    ),
    "stays_overstayed": (
        Count(STAYS, "departed_on", where=FOREIGN & LEFT_LATE),
        Count(PAIRED, "departed_on", where=FOREIGN & LEFT_LATE),
    ),
    "crossings_unpaired_share": Ratio(
        Count("residence_crossing", "crossed_on", where=Equals("repeats", True)),
        Count("residence_crossing", "crossed_on"),
    ),
    "net_migration_administrative": NET_PERMANENT,
    "net_migration_residence_12m": UnderRule(Difference(IMMIGRATION, EMIGRATION), "net"),
    "usual_residents_12m": UnderRule(
        StockAt("residence_spell", since="since", ended="ended", counts="row", where=Settled("is_resident"))
    ),
    "usual_residents_other_changes_12m": UnderRule(
        Difference(Count(CHANGES, "changed_on", where=ENTRY), Count(CHANGES, "changed_on", where=EXIT))
    ),
    "net_migration_rate": (
        Ratio(NET_PERMANENT, MID_YEAR_POPULATION, scale=1000),
        _prospects("net_migration_rate", "stated", additive=False),
    ),
    # Dated by the arrival: whether a stay lasts three months is open until it ends or twelve months are over.
    "temporary_mobility_stays": (
        Persons(STAYS, "arrived_on", where=FOREIGN & Lasted("arrived_on", "departed_on", 3, 12)),
        Persons(PAIRED, "arrived_on", where=FOREIGN & NOT_LOST & Lasted("arrived_on", "departed_on", 3, 12)),
    ),
}
