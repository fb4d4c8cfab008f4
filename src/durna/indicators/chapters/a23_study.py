"""Chapter A.2.3: immigration for study."""

from __future__ import annotations

from durna.indicators.chapters.terms import FIRST, FOREIGN, GRANTED
from durna.indicators.conditions import Equals
from durna.indicators.measures import Cells, Count, Ratio

# An academic year is what it is stated for: neither summed over its months nor brought to calendar years.
ENROLLED = Cells("moe_students", ("students_enrolled",), "stated")
FOREIGN_ENROLLED = Cells("moe_students", ("students_enrolled",), "stated", where=FOREIGN)

MEASURES = {
    "foreign_students_enrolled": FOREIGN_ENROLLED,
    "foreign_students_new": Cells("moe_students", ("students_new",), "stated", where=FOREIGN),
    "study_residence_permits": Count(
        "sms_temporary_residence", "decided_on", where=GRANTED & FIRST & Equals("ground", "study")
    ),
    "foreign_student_share": Ratio(FOREIGN_ENROLLED, ENROLLED),
    "scholarships_foreign": Cells("moe_students", ("scholarships",), "stated", where=FOREIGN),
}
