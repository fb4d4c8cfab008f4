"""Part B: impact of migration on the economy and on services."""

from __future__ import annotations

from durna.indicators.chapters.ax_other import RECEIVED
from durna.indicators.chapters.terms import FOREIGN
from durna.indicators.measures import Cells, Ratio, Sum, Together

WORLD_BANK = "mirror_worldbank"
GDP = Cells(WORLD_BANK, ("gdp",))

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
