"""The measures of the catalogue's indicators, one module for each catalogue file.

What a register cannot say is read as institutions publish it (PUBLISHED_ONLY, from the source published_figures).
Several measures of one indicator stand in order of preference: each publisher and vintage is heard once. An indicator
without a measure is not computed; the gap register says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from durna.indicators.chapters import (
    a1_mobility,
    a3_emigration,
    a4_irregular,
    a21_foreign_population,
    a22_employment,
    a23_study,
    a24_asylum,
    ax_other,
    b_impact,
    c_governance,
)  # fmt: skip
from durna.indicators.measures import Measure
from durna.indicators.own import known

CHAPTERS = (
    a1_mobility, a21_foreign_population, a22_employment, a23_study, a24_asylum, a3_emigration, a4_irregular, ax_other,
    b_impact, c_governance,
)  # fmt: skip

# Statements of an institution with no rule behind them.
PUBLISHED_ONLY = frozenset({"foreigners_living", "foreigners_in_country"})


@cache
def measures() -> Mapping[str, tuple[Measure, ...]]:
    found: dict[str, tuple[Measure, ...]] = {}
    for chapter in CHAPTERS:
        for indicator, some in chapter.MEASURES.items():
            if indicator in found:
                raise ValueError(f"the measures of {indicator} stand in two chapters")
            found[indicator] = some if isinstance(some, tuple) else (some,)
    return found


def declared(indicator: str) -> tuple[Measure, ...]:
    """The measures of an indicator of the catalogue, or the one that the open workspace has written."""
    written = known.now().measures.get(indicator)
    if written is not None:
        return (written,)
    return measures().get(indicator, ())
