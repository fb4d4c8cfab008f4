"""What the centre keeps. Texts that come in several languages are `{"az": ..., "en": ..., "ru": ...}`."""

from durna.web.training.models.catalogue import Curriculum, CurriculumModule, LibraryItem, Module, Programme
from durna.web.training.models.certificates import Batch, Certificate, Numbering, SigningKey
from durna.web.training.models.evaluation import Answered, FollowUp, Reaction
from durna.web.training.models.experts import Expert, Invitation, Teaching
from durna.web.training.models.moodle import MoodleCourse, MoodleUser
from durna.web.training.models.participation import (
    Attendance,
    NominationFile,
    NominationLink,
    NominationRow,
    Participation,
    ScannedSheet,
)  # fmt: skip
from durna.web.training.models.persons import Match, Person
from durna.web.training.models.tallies import Tally
from durna.web.training.models.trainings import CostLine, Session, Training

__all__ = [
    "Answered", "Attendance", "Batch", "Certificate", "CostLine", "Curriculum", "CurriculumModule", "Expert",
    "FollowUp", "Invitation", "LibraryItem", "Match", "Module", "MoodleCourse", "MoodleUser", "NominationFile",
    "NominationLink", "NominationRow", "Numbering", "Participation", "Person", "Programme", "Reaction",
    "ScannedSheet", "Session", "SigningKey", "Tally", "Teaching", "Training",
]  # fmt: skip
