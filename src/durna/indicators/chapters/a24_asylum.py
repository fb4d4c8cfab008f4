"""Chapter A.2.4: asylum-seekers and refugees, by the Service's records and by the tables of UNHCR."""

from __future__ import annotations

from durna.indicators.chapters.terms import MID_YEAR_POPULATION_WORLD_BANK, POPULATION
from durna.indicators.conditions import Condition, Equals, OneOf, Stated
from durna.indicators.measures import (
    Cells,
    Count,
    Distinct,
    Median,
    Persons,
    Plus,
    Ratio,
    StockAt,
    Together,
)  # fmt: skip

CASES, UNHCR = "sms_asylum_case", "mirror_unhcr"
OUTCOMES = ("recognised", "other_protection", "rejected", "otherwise_closed")
SUBSTANTIVE = OUTCOMES[:3]
# UNHCR counts some countries in cases: these are never added to persons.
PERSONS = Equals("persons_or_cases", "persons")
# A mixed type holds first applications too and cannot be split; appeals and repeated applications are apart.
FIRST_TYPES = OneOf("application_type", ("new", "new_and_repeat", "new_and_appeal", "various"))
BY_OUTCOME = {
    "decisions_recognised": "recognised",
    "decisions_other": "other_protection",
    "decisions_rejected": "rejected",
    "decisions_closed": "otherwise_closed",
}
BY_ORIGIN = {"citizenship": "country_of_origin"}
IN_EXILE = {"country_of_asylum": "geography", "country": "geography"}
REFUGEES_ABROAD = Cells(UNHCR, ("refugees",), "stock", own="country_of_origin", named=IN_EXILE)


def _decided(outcomes: tuple[str, ...]) -> Count:
    return Count(CASES, "decided_on", where=OneOf("outcome", outcomes))


def _decisions(outcomes: tuple[str, ...], who: Condition = PERSONS) -> Cells:
    series = {name: outcome for name, outcome in BY_OUTCOME.items() if outcome in outcomes}
    return Cells(UNHCR, series, told_apart_by="outcome", where=who, named=BY_ORIGIN)


MEASURES = {
    "asylum_applications": (
        Persons(CASES, "applied_on", each=True, where=OneOf("application_type", ("first",), or_unstated=True)),
        Cells(UNHCR, ("asylum_applications",), where=PERSONS & FIRST_TYPES, named=BY_ORIGIN),
    ),
    "asylum_cases": Distinct(CASES, ("case_no", "application_no"), "applied_on"),
    "asylum_repeat": Persons(CASES, "applied_on", each=True, where=OneOf("application_type", ("repeat", "reopened"))),
    "asylum_decisions": (_decided(OUTCOMES), _decisions(OUTCOMES)),
    "asylum_recognition_rate": (
        Ratio(_decided(("recognised",)), _decided(SUBSTANTIVE)),
        Ratio(
            Cells(UNHCR, ("decisions_recognised",), where=PERSONS, named=BY_ORIGIN),
            _decisions(SUBSTANTIVE),
        ),
    ),
    "asylum_pending": (
        Together(
            "instance",
            {
                "first": StockAt(CASES, since="applied_on", ended=("decided_on", "withdrawn_on"), each=True),
                "appeal": StockAt(
                    CASES,
                    since="appealed_on",
                    ended=("appeal_decided_on", "withdrawn_on"),
                    each=True,
                    where=Stated("appealed_on"),
                ),
            },
        ),
        Cells(UNHCR, ("asylum_seekers",), "stock", named=BY_ORIGIN),
    ),
    "asylum_decision_time": Median(CASES, "applied_on", "decided_on", where=OneOf("outcome", OUTCOMES)),
    "asylum_appeals": Count(CASES, "appealed_on", where=Stated("appealed_on"), named={"outcome": "appeal_outcome"}),
    # The status of the State: persons under UNHCR's mandate are in UNHCR's figure.
    "refugees_recognised_stock": StockAt(
        "sms_refugee_register",
        since="status_from",
        until="status_to",
        each=True,
        where=OneOf("procedure", ("government", "joint"), or_unstated=True),
    ),
    "refugees_unhcr_stock": Cells(UNHCR, ("refugees",), "stock"),
    "refugees_from_azerbaijan": REFUGEES_ABROAD,
    "refugee_origin_share": tuple(
        Ratio(REFUGEES_ABROAD, Plus(population, REFUGEES_ABROAD), scale=100_000)
        for population in (POPULATION, MID_YEAR_POPULATION_WORLD_BANK)
    ),
}
