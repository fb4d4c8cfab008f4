"""Names of cells that mean the same in every edition: what is counted, of which period, of which group.

A measure is named by what it declares. What it leaves at its default does not count, so that a measure keeps its name
when a later version of the program knows one more thing that can be declared.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import lru_cache
from typing import Any

from durna.indicators.measures import Measure, RowMeasure, Written
from durna.indicators.tallies import Tally

_DIGITS = 12
# What stands between the parts of a name; a code of a country's own may hold any of them.
_ESCAPED = {"%": "%25", ",": "%2C", "=": "%3D", " ": "%20"}


def cell_name(measure: Measure, tally: Tally) -> str:
    """`sbs_border_crossing~0f3a... 2020 citizenship=GEO`; the calendar period too where a part of it is covered."""
    when = str(tally.period) if tally.period == tally.bucket else f"{tally.period}({tally.bucket})"
    group = ",".join(f"{_escaped(name)}={_escaped(code)}" for name, code in tally.dimensions)
    return " ".join(part for part in (_measure_name(measure), when, group) if part)


@lru_cache(maxsize=4096)
def _measure_name(measure: Measure) -> str:
    leaves = (leaf for leaf in measure.leaves() if isinstance(leaf, RowMeasure | Written))
    sources = dict.fromkeys(
        name for leaf in leaves for name in (leaf.sources if isinstance(leaf, Written) else (leaf.source,))
    )
    return f"{'+'.join(sources)}~{hashlib.sha256(said(measure).encode()).hexdigest()[:_DIGITS]}"


def said(declared: Any) -> str:
    """All that a declaration says, in an order of its own."""
    if is_dataclass(declared) and not isinstance(declared, type):
        told = (
            f"{one.name}={said(getattr(declared, one.name))}"
            for one in sorted(fields(declared), key=lambda one: one.name)
            if one.compare and getattr(declared, one.name) != _default(one)
        )
        return f"{type(declared).__name__}({','.join(told)})"
    if isinstance(declared, Mapping):
        return "{" + ",".join(f"{said(key)}:{said(declared[key])}" for key in sorted(declared)) + "}"
    if isinstance(declared, Sequence) and not isinstance(declared, str):
        return f"[{','.join(map(said, declared))}]"
    return repr(declared)


def _default(one: Field[Any]) -> Any:
    if one.default is not MISSING:
        return one.default
    return one.default_factory() if one.default_factory is not MISSING else MISSING


def _escaped(text: str) -> str:
    return "".join(_ESCAPED.get(sign, sign) for sign in text)
