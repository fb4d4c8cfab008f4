"""Part B: impact of migration."""

from __future__ import annotations

from durna.synthetic.truth.chapters.other import RECEIVED
from durna.synthetic.truth.chapters.terms import FOREIGN
from durna.synthetic.truth.comparing import Named, Quotient, Sum
from durna.synthetic.truth.counting import Seen, total
from durna.synthetic.truth.tables import STATED, Table

PERMITS = {
    "temporary_residence": "sms_temporary_residence",
    "permanent_residence": "sms_permanent_residence",
    "work_permit": "sms_work_permit",
}

WORLD_BANK = "mirror_worldbank"


def _rate(born: str) -> Table:
    return Table("ssc_lfs", (f"employment_rate_{born}_born",), STATED, adds_up=False)


def _working_age(which: str) -> Table:
    return Table("ssc_population", (f"working_age_{which}_migration",), STATED, adds_up=False)


TRUTHS = {
    "employment_gap": Named(Sum(_rate("native"), _rate("foreign"), sign=-1), unit="percentage points"),
    "dependency_effect": Quotient(_working_age("with"), _working_age("without")),
    "remittances_gdp": Quotient(RECEIVED, Table(WORLD_BANK, ("gdp",))),
    "remittance_cost": Table(
        WORLD_BANK, ("remittance_cost",), STATED, named={"corridor": "partner_country"}, adds_up=False
    ),
    "school_children_foreign": Table("moe_students", ("pupils",), STATED, where=FOREIGN),
    "fees_collected": total(
        "fee", *(Seen(register, "decided_on") for register in PERMITS.values()),
        dimension="service_type", labels=tuple(PERMITS),
    ),
}  # fmt: skip
