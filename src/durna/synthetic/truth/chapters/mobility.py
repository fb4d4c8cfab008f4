"""Chapter A.1: population and cross-border mobility."""

from __future__ import annotations

from durna.synthetic.truth.chapters.terms import (
    DECIDED,
    ENTRY,
    EXIT,
    FOREIGN,
    MID_YEAR_POPULATION,
    OWN,
    PERMANENT_ARRIVALS,
    PERMANENT_DEPARTURES,
    POPULATION,
    REFUSED,
    REGISTERED_PERSONS,
    granted,
)  # fmt: skip
from durna.synthetic.truth.comparing import Quotient, Share, Sum, WholeYears
from durna.synthetic.truth.counting import Seen, days_between, percent, rows, things
from durna.synthetic.truth.tables import STATED, Table

CROSSINGS = Seen("sbs_border_crossing", "crossed_on")
FOREIGNERS_IN, FOREIGNERS_OUT = CROSSINGS.also(f"{ENTRY} AND {FOREIGN}"), CROSSINGS.also(f"{EXIT} AND {FOREIGN}")
ENTRIES, EXITS = rows(FOREIGNERS_IN), rows(FOREIGNERS_OUT)
STAYS = Seen("sbs_stay", "arrived_on", where=FOREIGN)
ENDED_STAYS = Seen("sbs_stay", "departed_on", where=FOREIGN, known="departed_on")
# International Recommendations for Tourism Statistics 2008.
TOURISM = "purpose IN ('tourism', 'private_visit', 'business', 'medical', 'religious', 'shopping')"
# Between two crossings of a person in one direction another one is missing.
SAME_WAY_AGAIN = "direction = lag(direction) OVER (PARTITION BY true_person ORDER BY crossed_at)"
CIVIL_EVENTS = Seen("moj_civil_registry", "event_on")
BIRTHS, DEATHS = (rows(CIVIL_EVENTS.also(f"event_type = '{event}'")) for event in ("birth", "death"))
BIRTHS_PUBLISHED, DEATHS_PUBLISHED = (Table("ssc_population", (series,)) for series in ("births", "deaths"))
NET_PERMANENT = Sum(PERMANENT_ARRIVALS, PERMANENT_DEPARTURES, sign=-1)
# Whether a stay lasts three months and less than twelve is known when it ends, or after twelve months.
TEMPORARY_STAYS = STAYS.also(
    "departed_on >= arrived_on + INTERVAL 3 MONTH AND departed_on < arrived_on + INTERVAL 1 YEAR"
)

TRUTHS = {
    "population_total": POPULATION,
    "population_mid_year": MID_YEAR_POPULATION,
    "population_growth_rate": Table("ssc_population", ("growth_rate",), STATED, adds_up=False),
    "births": (BIRTHS, BIRTHS_PUBLISHED),
    "deaths": (DEATHS, DEATHS_PUBLISHED),
    "natural_increase": (
        Sum(BIRTHS, DEATHS, sign=-1),
        Table("ssc_population", ("natural_increase",)),
        Sum(BIRTHS_PUBLISHED, DEATHS_PUBLISHED, sign=-1),
    ),
    "border_entries_foreigners": (ENTRIES, rows(STAYS)),
    "border_persons_entered": (things(FOREIGNERS_IN), things(STAYS)),
    "border_persons_exited": things(FOREIGNERS_OUT),
    "entries_per_person": (
        Quotient(ENTRIES, things(FOREIGNERS_IN), scale=1),
        Quotient(rows(STAYS), things(STAYS), scale=1),
    ),
    "share_of_entries": (Share(ENTRIES, ("citizenship", "sex")), Share(rows(STAYS), ("citizenship", "sex"))),
    "border_exits_foreigners": EXITS,
    "border_balance_foreigners": Sum(ENTRIES, EXITS, sign=-1),
    "citizen_trips_abroad": rows(CROSSINGS.also(f"{EXIT} AND {OWN}")),
    "arrivals_for_tourism_share": Quotient(
        rows(FOREIGNERS_IN.also(TOURISM)), rows(FOREIGNERS_IN.also("purpose IS NOT NULL"))
    ),
    "monthly_distribution_entries": WholeYears(Share(ENTRIES, ("month",))),
    "visas_issued": rows(granted("visa_register")),
    "visa_refusal_rate": Quotient(
        rows(Seen("visa_register", "decided_on", where=REFUSED)),
        rows(Seen("visa_register", "decided_on", where=DECIDED)),
    ),
    "stay_registrations": rows(Seen("sms_stay_registration", "registered_on")),
    "persons_registered_stay": REGISTERED_PERSONS,
    "stay_extensions": rows(granted("sms_stay_extension")),
    "overstay_estimate": things(
        Seen("sbs_stay", holds="permitted_until < day AND (departed_on IS NULL OR departed_on > day)", where=FOREIGN)
    ),
    "stay_length_foreigners": days_between("arrived_on", "departed_on", ENDED_STAYS),
    "stays_overstayed": rows(ENDED_STAYS.also("permitted_until < departed_on")),
    "crossings_unpaired_share": percent(CROSSINGS.apart_by(SAME_WAY_AGAIN)),
    "net_migration_administrative": NET_PERMANENT,
    "net_migration_rate": Quotient(NET_PERMANENT, MID_YEAR_POPULATION, scale=1000),
    "temporary_mobility_stays": things(TEMPORARY_STAYS.recorded("departed_on")),
}
