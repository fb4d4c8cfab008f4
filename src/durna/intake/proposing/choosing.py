"""Which column each field gets, and which values may be shown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from durna.intake.proposing.fits import NAME_FITS, Fit
from durna.sources.contract import Contract

_REQUIRED_FIRST = 0.05
MOST_CODES = 300
_LONGEST_CODE = 60
_MAY_IDENTIFY = re.compile(r"\d{6,}|@")


def choose(fits: list[Fit], contract: Contract, taken: set[str]) -> list[Fit]:
    """The best pairs first, one field a column; a required field left over may share a column with another."""
    good = [fit for fit in fits if fit.score >= NAME_FITS and fit.column not in taken]
    order = list(contract.fields)
    ranked = sorted(good, key=lambda fit: (-_rank(fit, contract), order.index(fit.field)))
    chosen: dict[str, Fit] = {}
    used: set[str] = set()
    for fit in ranked:
        if fit.field not in chosen and fit.column not in used:
            chosen[fit.field] = fit
            used.add(fit.column)
    for fit in ranked:
        if contract.fields[fit.field].required and fit.field not in chosen:
            remark = "The column serves another field too."
            chosen[fit.field] = replace(fit, remarks=(*fit.remarks, remark))
    return list(chosen.values())


def may_be_listed(seen: Mapping[str, int]) -> bool:
    """Whether values are codes that may be shown: few, short, repeated, and nothing like a number of a person."""
    if not seen or len(seen) > MOST_CODES or any(len(text) > _LONGEST_CODE for text in seen):
        return False
    return len(seen) <= 0.5 * sum(seen.values()) and not any(_MAY_IDENTIFY.search(text) for text in seen)


def _rank(fit: Fit, contract: Contract) -> float:
    return fit.score + (_REQUIRED_FIRST if contract.fields[fit.field].required else 0.0)
