"""What is kept of the Compact. Texts in several languages are objects: `{"az": ..., "en": ..., "ru": ...}`."""

from durna.web.compact.models.linked import Linked
from durna.web.compact.models.measures import Measure, Plan, Report, Serves
from durna.web.compact.models.pledges import Pledge, Update
from durna.web.compact.models.practices import Practice
from durna.web.compact.models.reviews import Consultation, Passage, Review

__all__ = [
    "Consultation",
    "Linked",
    "Measure",
    "Passage",
    "Plan",
    "Pledge",
    "Practice",
    "Report",
    "Review",
    "Serves",
    "Update",
]
