"""Part B: impact of migration."""

from __future__ import annotations

from durna.synthetic.truth.chapters.terms import FOREIGN
from durna.synthetic.truth.counting import Seen, total
from durna.synthetic.truth.tables import STATED, Table

PERMITS = {
    "temporary_residence": "sms_temporary_residence",
    "permanent_residence": "sms_permanent_residence",
    "work_permit": "sms_work_permit",
}

TRUTHS = {
    "school_children_foreign": Table("moe_students", ("pupils",), STATED, where=FOREIGN),
    "fees_collected": total(
        "fee", *(Seen(register, "decided_on") for register in PERMITS.values()),
        dimension="service_type", labels=tuple(PERMITS),
    ),
}  # fmt: skip
