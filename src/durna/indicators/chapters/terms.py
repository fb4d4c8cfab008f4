"""Conditions and tables that several chapters share, in the words of the law and of the code lists."""

from __future__ import annotations

from durna.indicators.conditions import Equals, Foreign, OneOf, Settled
from durna.indicators.measures import Cells, Count, Persons, UnderRule

# A register of permits without a column for the decision holds what was granted; one that does not tell extensions
# apart holds permits as they were issued.
GRANTED = OneOf("decision", ("granted", "partly_granted"), or_unstated=True)
DECIDED = OneOf("decision", ("granted", "partly_granted", "refused"))
REFUSED = Equals("decision", "refused")
FIRST = OneOf("first_or_extension", ("first",), or_unstated=True)
EXTENSION = Equals("first_or_extension", "extension")

ENTRY = Equals("direction", "entry")
EXIT = Equals("direction", "exit")
FOREIGN = Foreign()
# Published tables of travellers often have no citizenship, only groups.
FOREIGN_TRAVELLERS = FOREIGN | OneOf("traveller_group", ("foreigners", "visitors", "non_residents"))

ENTRIES = Count("sbs_border_crossing", "crossed_on", where=ENTRY & FOREIGN)
EXITS = Count("sbs_border_crossing", "crossed_on", where=EXIT & FOREIGN)
REGISTERED_PERSONS = Persons("sms_stay_registration", "registered_on")

MID_YEAR_POPULATION = Cells("ssc_population", ("population_mid_year",), "year")
MID_YEAR_POPULATION_WORLD_BANK = Cells("mirror_worldbank", ("population",), "year")
POPULATION = Cells("ssc_population", ("population",), "stock", year_means="start")

# The first that a publisher has: offices that record moves of twelve months and more call them permanent too.
PERMANENT = ("permanent", "permanent_and_long_term")
PERMANENT_ARRIVALS = Cells(
    "ssc_permanent_migration", PERMANENT, where=ENTRY,
    named={"country_from": "country_from_or_to", "partner_country": "country_from_or_to"},
)  # fmt: skip
PERMANENT_DEPARTURES = Cells(
    "ssc_permanent_migration", PERMANENT, where=EXIT,
    named={"country_to": "country_from_or_to", "partner_country": "country_from_or_to"},
)  # fmt: skip

# By the duration rule: crossings that changed the country of residence, or of which that is still open.
_FROM_THE_CROSSING = {"previous_residence": "residence", "next_residence": "country_of_destination"}
IMMIGRATION = Count(
    "residence_migration", "crossed_on", where=ENTRY & Settled("is_migration"), named=_FROM_THE_CROSSING
)  # fmt: skip
EMIGRATION = Count("residence_migration", "crossed_on", where=EXIT & Settled("is_migration"), named=_FROM_THE_CROSSING)
IMMIGRATION_12M, EMIGRATION_12M = UnderRule(IMMIGRATION, "immigration"), UnderRule(EMIGRATION, "emigration")
