"""Chapter A.3: emigration and citizens abroad, by the country's own registers."""

from __future__ import annotations

from durna.synthetic.truth.chapters.study import FOREIGN_ENROLLED, STUDENTS
from durna.synthetic.truth.chapters.terms import PERMANENT_DEPARTURES
from durna.synthetic.truth.comparing import Quotient
from durna.synthetic.truth.counting import Seen, rows, things
from durna.synthetic.truth.tables import STATED, Table

STUDENTS_ABROAD = Table(STUDENTS, ("students_abroad",), STATED, named={"country": "country_of_study"})
DEPARTED = Seen("mia_residence_register", "moved_on", where="type_of_move = 'departure_abroad'")
REGISTERED_ABROAD = Seen(
    "mfa_consular",
    holds="registered_on <= day AND (deregistered_on IS NULL OR deregistered_on > day)",
    where="service IS NULL OR service = 'registration'",
    named={"country_of_residence": "host_country"},
)
PLACED = Seen("mlspp_labour_contracts", "starts_on", where="placed_abroad", named={"country": "country_of_work"})

TRUTHS = {
    "emigration_permanent_administrative": (PERMANENT_DEPARTURES, rows(DEPARTED)),
    "consular_registered": things(REGISTERED_ABROAD),
    "employment_agencies_placements": rows(PLACED),
    "students_abroad": STUDENTS_ABROAD,
    "students_abroad_state": Table(STUDENTS, ("students_abroad_state",), STATED, named={"country": "country_of_study"}),
    "student_mobility_ratio": Quotient(STUDENTS_ABROAD, FOREIGN_ENROLLED, scale=1),
}
