"""Suppression: hiding small and dominated cells, and as many others as it takes to keep them hidden."""

from durna.disclosure.suppression.by_policy import dominated_by, sensitive_by, suppress
from durna.disclosure.suppression.primary import Sensitive, dominated, mostly_one, small
from durna.disclosure.suppression.secondary import CannotProtect, Suppression, hide

__all__ = [
    "CannotProtect", "Sensitive", "Suppression", "dominated", "dominated_by", "hide", "mostly_one", "sensitive_by",
    "small", "suppress",
]  # fmt: skip
