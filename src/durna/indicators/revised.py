"""How a figure by the duration rule was revised from cut-off to cut-off, each as it would have been told then."""

from __future__ import annotations

from typing import Any

from durna.errors import UserError
from durna.indicators.chapters import declared
from durna.indicators.estimating import groups_by, is_estimated_by, months_of
from durna.indicators.figures import Figure
from durna.indicators.measures import UnderRule
from durna.residence.derived import Derived
from durna.residence.provisional.stages import Cell, Stage


def revisions(figure: Figure, records: Derived) -> list[dict[str, Any]]:
    """cut_off, settled, open, value, lower, upper, status; the oldest first, ready for JSON.

    Empty where the crossings before it were too few for any model. Raises UserError for a figure that is no sum of
    months under the rule.
    """
    measure = next((one for one in declared(figure.indicator) if isinstance(one, UnderRule) and one.flow), None)
    months = months_of(figure.period, records.observed) if measure and figure.settled else None
    if measure is None or months is None or not is_estimated_by(measure, figure.dimensions):
        raise UserError(
            found=f"{figure.figure_id} is not followed from cut-off to cut-off.",
            expected="Immigration, emigration or net migration by the duration rule, of whole months, computed from "
            "crossings; as a total or by one breakdown of the catalogue.",
            do="Leave out --revisions.",
        )
    cell = Cell(measure.flow, *months, figure.dimensions[0] if figure.dimensions else None)
    return [_row(stage) for stage in records.stages(cell, groups_by(measure))]


def _row(stage: Stage) -> dict[str, Any]:
    total, is_told = stage.total, stage.status != "not_available"
    return {
        "cut_off": stage.cut_off.isoformat(), "settled": total.settled, "open": total.open,
        "value": total.value if is_told else None, "lower": total.lower, "upper": total.upper, "status": stage.status,
    }  # fmt: skip
