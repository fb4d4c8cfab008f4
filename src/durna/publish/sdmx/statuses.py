"""Statuses and flags of a figure in the standard code lists: CL_OBS_STATUS 2.2 and CL_CONF_STATUS 1.3 of SDMX.

SDMX has one status for an observation. The first rule that holds gives it; all that is known stays beside it in FLAGS.
"""

from __future__ import annotations

from durna.indicators.figures import Figure

OBS_STATUS = ("A", "B", "D", "E", "F", "O", "P", "Q", "U")
CONF_STATUS = ("F", "C")
_OF_STATUS = {"estimated": "E", "provisional": "P"}
# In this order: what makes two numbers incomparable is said before what may still change.
_OF_FLAGS = {
    "other_unit": "D", "projected": "F", "estimate": "E", "about": "E", "break": "B", "provisional": "P",
    "low_coverage": "U",
}  # fmt: skip


def obs_status(figure: Figure) -> str:
    """Suppressed (Q), not available (O) and a zero (A) are three things."""
    if figure.status == "suppressed":
        return "Q"
    if figure.value is None:
        return "O"
    if figure.status in _OF_STATUS and "other_unit" not in figure.flags:
        return _OF_STATUS[figure.status]
    return next((code for flag, code in _OF_FLAGS.items() if flag in figure.flags), "A")


def conf_status(figure: Figure) -> str:
    """Whether the cell is small itself or hides another is not told: it would help to undo the protection."""
    return "C" if figure.status == "suppressed" else "F"
