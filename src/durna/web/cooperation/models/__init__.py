from durna.web.cooperation.models.money import KINDS, TRANSACTIONS, Entry, Rate
from durna.web.cooperation.models.project import (
    LINKS,
    PRECISIONS,
    ROLES,
    STOPS,
    Link,
    Organisation,
    Partner,
    Place,
    Project,
    Sector,
)
from durna.web.cooperation.models.results import MEASURES, STATES, TYPES, Cell, Indicator, Period, Result
from durna.web.cooperation.models.work import Decision, Document, Evaluation, Meeting, Risk, Template

__all__ = [
    "KINDS", "LINKS", "MEASURES", "PRECISIONS", "ROLES", "STATES", "STOPS", "TRANSACTIONS", "TYPES", "Cell", "Decision",
    "Document", "Entry", "Evaluation", "Indicator", "Link", "Meeting", "Organisation", "Partner", "Period", "Place",
    "Project", "Rate", "Result", "Risk", "Sector", "Template",
]  # fmt: skip
