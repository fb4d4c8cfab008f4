"""Chapter A.2.3: immigration for study. An academic year answers for itself."""

from __future__ import annotations

from durna.synthetic.truth.chapters.terms import FIRST, FOREIGN, granted
from durna.synthetic.truth.comparing import Quotient
from durna.synthetic.truth.counting import rows
from durna.synthetic.truth.tables import STATED, Table

STUDENTS = "moe_students"
ENROLLED = Table(STUDENTS, ("students_enrolled",), STATED)
FOREIGN_ENROLLED = Table(STUDENTS, ("students_enrolled",), STATED, where=FOREIGN)

TRUTHS = {
    "foreign_students_enrolled": FOREIGN_ENROLLED,
    "foreign_students_new": Table(STUDENTS, ("students_new",), STATED, where=FOREIGN),
    "study_residence_permits": rows(granted("sms_temporary_residence", f"{FIRST} AND ground = 'study'")),
    "foreign_student_share": Quotient(FOREIGN_ENROLLED, ENROLLED),
    "scholarships_foreign": Table(STUDENTS, ("scholarships",), STATED, where=FOREIGN),
}
