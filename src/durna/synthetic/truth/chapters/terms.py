"""Conditions in SQL that several chapters share; the country's own code is put in when a question is asked."""

from __future__ import annotations

from durna.synthetic.truth.counting import Seen, things
from durna.synthetic.truth.tables import STOCK, YEAR, Table

# A permit register may keep grants only, and no column for the decision.
GRANTED = "(decision IS NULL OR decision IN ('granted', 'partly_granted'))"
DECIDED = "decision IN ('granted', 'partly_granted', 'refused')"
REFUSED = "decision = 'refused'"
FIRST = "(first_or_extension IS NULL OR first_or_extension = 'first')"
EXTENSION = "first_or_extension = 'extension'"
FOREIGN, OWN = "citizenship <> own()", "citizenship = own()"
ENTRY, EXIT = "direction = 'entry'", "direction = 'exit'"

POPULATION = Table("ssc_population", ("population",), STOCK, year_means="start")
MID_YEAR_POPULATION = Table("ssc_population", ("population_mid_year",), YEAR)
REGISTERED_PERSONS = things(Seen("sms_stay_registration", "registered_on"))

_PERMANENT = ("permanent", "permanent_and_long_term")
PERMANENT_ARRIVALS = Table(
    "ssc_permanent_migration", _PERMANENT, where=ENTRY, without=("direction",),
    named={"country_from": "country_from_or_to"},
)  # fmt: skip
PERMANENT_DEPARTURES = Table(
    "ssc_permanent_migration", _PERMANENT, where=EXIT, without=("direction",),
    named={"country_to": "country_from_or_to"},
)  # fmt: skip


def granted(register: str, where: str = "TRUE") -> Seen:
    return Seen(register, "decided_on", where=f"{GRANTED} AND {where}")


def valid(register: str, last: str = "valid_to IS NULL OR valid_to >= day", at_start: bool = False) -> Seen:
    """Permits in force at the end of a day: begun, not run out, not ended before the day is over."""
    holds = f"coalesce(valid_from, decided_on) <= day AND ({last}) AND (ended_on IS NULL OR ended_on > day)"
    return Seen(register, holds=holds, where=GRANTED, at_start=at_start)
