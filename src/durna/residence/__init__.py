"""From border crossings to migration: the residence engine. It needs no workspace."""

# First of all, before any compiled function is defined.
from durna.residence import compiled as compiled
from durna.residence.classify import classify
from durna.residence.results import report_of
from durna.residence.rule import Rule

__all__ = ["Rule", "classify", "report_of"]
