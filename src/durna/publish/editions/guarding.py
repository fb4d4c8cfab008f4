"""The last look at what is handed to the writers of documents: nothing beside a protected figure tells it.

Documents are written from this material alone. Whoever adds something to a passport or a figure, and forgets that
readers get it, is stopped here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from typing import Any

from durna.errors import UserError
from durna.indicators.figures import Figure
from durna.publish.material import Material

# What an entry of evidence says of the number of rows behind a figure.
COUNTS = ("rows_in", "accepted", "rejected", "rows_counted", "row_no", "rows", "superseded", "records")
_PARTS = ("numerator", "denominator")


def refuse_telling(material: Material, altered: Set[str]) -> None:
    """`altered`: addresses of the figures that were protected. Raises UserError."""
    for figure in material.figures:
        if figure.figure_id in altered:
            told = _told(figure) or next(_numbers(material.passports.get(figure.figure_id, {})), "")
            if told:
                raise _tells(figure.figure_id, told)
    for one in material.findings:
        if one.source or altered & set(one.figures):
            raise _tells(next(iter(one.figures), one.source), "findings")


def _told(figure: Figure) -> str:
    if any(one.rows or one.row_no for one in figure.evidence):
        return "evidence"
    # Where something is open its ends are protected values, and where a value is hidden nothing is said.
    ends = ("lower", "upper", "settled") if figure.value is None else ()
    return next((name for name in (*_PARTS, *ends) if getattr(figure, name) is not None), "")


def _numbers(passport: Mapping[str, Any]) -> Iterator[str]:
    """Counts in the evidence of a passport, wherever it has them."""
    for each in passport.get("evidence", ()):
        yield from (name for name in COUNTS if each.get(name))
    figure = passport.get("figure", {})
    yield from (name for name in _PARTS if figure.get(name) is not None)
    if passport.get("settled") is not None:
        yield "settled"


def _tells(figure_id: str, what: str) -> UserError:
    return UserError(
        message="beside-protected",
        what=figure_id,
        found=f"What is said beside the protected figure {figure_id} would tell what was counted: its {what}.",
        expected="Of a protected figure its published value, and nothing that was made of the counted one.",
        do="Nothing was published. Report this with the address of the figure: it is an error of the program.",
    )
