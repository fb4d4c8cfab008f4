"""Part A, topics without a known number: citizenship, displacement, internal migration, remittances."""

from __future__ import annotations

from durna.synthetic.truth.chapters.foreign_population import PERMANENT, TEMPORARY, TITLES
from durna.synthetic.truth.chapters.terms import granted, valid
from durna.synthetic.truth.comparing import Quotient, Sum
from durna.synthetic.truth.counting import Count, Seen, rows, things
from durna.synthetic.truth.tables import STOCK, Table

IN_DISPLACEMENT = Seen(
    "idp_register",
    holds="registered_on <= day AND (left_on IS NULL OR left_on > day) AND (returned_on IS NULL OR returned_on > day)",
    named={"district_of_origin": "region_of_origin", "district_of_residence": "region", "housing_type": "housing"},
)
SOLVED = Seen(
    "idp_register",
    "coalesce(returned_on, left_on)",
    where="returned_on IS NOT NULL OR end_reason IN ('returned', 'resettled')",
    named={"district": "region_of_return", "type_of_solution": "end_reason"},
)
MOVED = Seen("mia_residence_register", "moved_on", where="type_of_move = 'internal'")
REMITTANCES = ("personal_remittances", "remittances_of_individuals", "workers_remittances", "personal_transfers")


def _citizenship(kind: str) -> Count:
    return rows(granted("sms_citizenship", f"type = '{kind}'"))


def _central_bank(direction: str) -> Table:
    return Table("cba_bop", REMITTANCES, where=f"direction = '{direction}'", without=("direction",))


NATURALISED = _citizenship("admission")
# Who may be naturalised in a year lived in the country with a permit on its first day.
RESIDENTS_AT_NEW_YEAR = things(
    valid(TEMPORARY, last="valid_to >= day", at_start=True).reading(previous_citizenship="citizenship"),
    valid(PERMANENT, at_start=True).reading(previous_citizenship="citizenship"),
    dimension="title_type",
    labels=TITLES[:2],
)
RECEIVED, PAID = _central_bank("received"), _central_bank("paid")

TRUTHS = {
    "naturalisations": NATURALISED,
    "citizenship_restored": _citizenship("restoration"),
    "citizenship_terminated": _citizenship("termination"),
    "dual_citizens_identified": things(Seen("sms_citizenship", "decided_on", where="type = 'dual_found'")),
    "citizenship_determinations": rows(
        Seen("sms_citizenship_determination", "decided_on", where="outcome IS NOT NULL")
    ),
    "stateless_persons": Table("ssc_population", ("stateless",), STOCK, year_means="start"),
    "naturalisation_rate": Quotient(NATURALISED, RESIDENTS_AT_NEW_YEAR),
    "idp_stock": things(IN_DISPLACEMENT),
    "idp_stock_idmc": Table("mirror_unhcr", ("idps_idmc",), STOCK),
    "idp_families": things(IN_DISPLACEMENT.apart_by("family_no")),
    "idp_returned": things(SOLVED),
    "internal_migration": (rows(MOVED), Table("ssc_population", ("internal_arrivals",))),
    "remittances_received": RECEIVED,
    "remittances_paid": PAID,
    "remittances_balance": (_central_bank("balance"), Sum(RECEIVED, PAID, sign=-1)),
}
