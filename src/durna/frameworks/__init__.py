"""Frameworks of assessment as data: the Migration Governance Indicators with SDG 10.7.2, and the Global Compact.

A framework is a file with an id, a version and its provenance; the program knows how to read one and none by heart.
Ours are working sets and say so: the official question set of the MGI belongs to IOM, which gives it to governments.
"""

from durna.frameworks.compact import Compact, gcm
from durna.frameworks.questions import Framework, Question, mgi

__all__ = ["Compact", "Framework", "Question", "gcm", "mgi"]
