"""From border crossings to migration: the residence engine. It needs no workspace."""

from durna.residence.classify import classify
from durna.residence.results import report_of
from durna.residence.rule import Rule

__all__ = ["Rule", "classify", "report_of"]
