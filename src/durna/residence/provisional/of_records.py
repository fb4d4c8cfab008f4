"""Estimates from the records of a workspace: the very crossings, in the very order, whose answers its figures count."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import ibis.expr.types as ir
import numpy as np

from durna.engine.keeping import coded
from durna.residence.answers import BESIDE, CODES, Followed
from durna.residence.calendar import day_number
from durna.residence.columns import Given
from durna.residence.observed import Observed
from durna.residence.provisional.panel import Panel, panel_of_answers
from durna.residence.provisional.stages import Cell, Stage, stages
from durna.residence.provisional.totals import Totals, totals
from durna.workspace import Residence

_KNOWN = ("person", "place", "crossed_on", "direction", "is_imputed", "citizenship", "sex", "birth_date", "purpose")
_GROUP = "by_"
Groups = Callable[[ir.Table], Mapping[str, ir.Value]]


def totals_of(followed: Followed, observed: Observed, settings: Residence, groups: Groups) -> Totals:
    """`groups`: the value of each crossing in each breakdown that totals are wanted by."""
    panel = _panel(followed, observed, groups)
    return totals(
        panel, day_number(observed.until), wanted=settings.estimates, simulations=settings.simulations
    )  # fmt: skip


def stages_of(
    followed: Followed, observed: Observed, settings: Residence, groups: Groups, cell: Cell
) -> list[Stage]:  # fmt: skip
    return stages(_panel(followed, observed, groups), day_number(observed.until), cell, settings.simulations)


def _panel(followed: Followed, observed: Observed, groups: Groups) -> Panel:
    answers = followed.answers
    by = {_GROUP + name: value for name, value in groups(answers).items()}
    found = coded(answers.select(*_KNOWN, *BESIDE, **by), {*CODES, *by})
    columns = {name.removeprefix(_GROUP): name for name in sorted(by)}
    return panel_of_answers(found, _given(followed.statuses), observed.rule, columns)


def _given(statuses: ir.Table | None) -> Given:
    if statuses is None:
        return Given()
    found = statuses.to_pyarrow()
    persons = found["person"].to_numpy()
    order = np.argsort(persons, kind="stable")
    return Given(persons[order], found["resident"].to_numpy()[order])
