"""Part A, topics without a known number: citizenship, statelessness, displacement, internal migration, remittances."""

from __future__ import annotations

from collections.abc import Mapping

from durna.indicators.chapters.a21_foreign_population import PERMANENT, TEMPORARY
from durna.indicators.chapters.terms import GRANTED
from durna.indicators.conditions import Equals, OneOf, Stated
from durna.indicators.measures import Cells, Count, Difference, Persons, Ratio, StockAt, Together

CITIZENSHIP, IDPS = "sms_citizenship", "idp_register"
OF_IDPS = {"district_of_origin": "region_of_origin", "district_of_residence": "region", "housing_type": "housing"}
# Most of what is called remittances first; each publisher's own first choice is taken.
REMITTANCES = ("personal_remittances", "remittances_of_individuals", "workers_remittances", "personal_transfers")


def _citizenship(kind: str) -> Count:
    return Count(CITIZENSHIP, "decided_on", where=GRANTED & Equals("type", kind))


def _at_new_year(source: str) -> StockAt:
    return StockAt(
        source,
        since=("valid_from", "decided_on"),
        until="valid_to",
        ended="ended_on",
        where=GRANTED,
        term=source == TEMPORARY,
        at="start",
        named={"previous_citizenship": "citizenship"},
    )


def _central_bank(direction: str) -> Cells:
    return Cells("cba_bop", REMITTANCES, where=Equals("direction", direction))


def _world_bank(series: str) -> Cells:
    return Cells("mirror_worldbank", (series,))


def _bilateral(own: str, named: Mapping[str, str]) -> Cells:
    return Cells("mirror_worldbank", ("remittances_bilateral",), "stated", own=own, named=named)


def _displaced(counts: str, each: bool) -> StockAt:
    ended = ("left_on", "returned_on")
    return StockAt(IDPS, since="registered_on", ended=ended, counts=counts, each=each, named=OF_IDPS)


NATURALISATIONS = _citizenship("admission")
RECEIVED, PAID = _central_bank("received"), _central_bank("paid")

MEASURES = {
    "naturalisations": NATURALISATIONS,
    "citizenship_restored": _citizenship("restoration"),
    "citizenship_terminated": _citizenship("termination"),
    # A finding is no decision on an application: nothing is granted.
    "dual_citizens_identified": Persons("sms_citizenship", "decided_on", where=Equals("type", "dual_found")),
    "citizenship_determinations": Count("sms_citizenship_determination", "decided_on", where=Stated("outcome")),
    "stateless_persons": (
        Cells("ssc_population", ("stateless",), "stock", year_means="start"),
        Cells("mirror_unhcr", ("stateless",), "stock"),
    ),
    "naturalisation_rate": Ratio(
        NATURALISATIONS,
        Together("title_type", {"temporary": _at_new_year(TEMPORARY), "permanent": _at_new_year(PERMANENT)}),
    ),
    "idp_stock": (_displaced("person", each=True), Cells("mirror_unhcr", ("idps",), "stock")),
    "idp_stock_idmc": Cells("mirror_unhcr", ("idps_idmc",), "stock"),
    "idp_families": _displaced("family_no", each=False),
    "idp_returned": Persons(
        IDPS,
        ("returned_on", "left_on"),
        each=True,
        where=Stated("returned_on") | OneOf("end_reason", ("returned", "resettled")),
        named={"district": "region_of_return", "type_of_solution": "end_reason"},
    ),
    "internal_migration": (
        Count("mia_residence_register", "moved_on", where=Equals("type_of_move", "internal")),
        Cells("ssc_population", ("internal_arrivals",)),
    ),
    "remittances_received": (
        RECEIVED,
        _world_bank("remittances_received"),
        _bilateral("geography", {}),
    ),
    "remittances_paid": (
        PAID,
        _world_bank("remittances_paid"),
        _bilateral("partner_country", {"partner_country": "geography"}),
    ),
    "remittances_balance": (
        _central_bank("balance"),
        Difference(RECEIVED, PAID),
        Difference(_world_bank("remittances_received"), _world_bank("remittances_paid")),
    ),
}
