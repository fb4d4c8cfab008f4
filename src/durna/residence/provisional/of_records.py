"""Estimates from the records of a workspace: the very crossings, in the very order, whose answers its figures count."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import ibis.expr.types as ir
import numpy as np

from durna.residence.answers import ROW, Followed
from durna.residence.calendar import day_number
from durna.residence.columns import Given
from durna.residence.observed import CROSSINGS, Observed, Records
from durna.residence.provisional.panel import Panel, panel_of_answers
from durna.residence.provisional.stages import Cell, Stage, stages
from durna.residence.provisional.totals import Totals, totals

# Read from the record beside what the answers hold; all of it is learned from.
_FROM_THE_RECORD = (
    "country_of_birth", "residence", "country_of_destination", "transport_mode", "visa_type", "document_type",
)  # fmt: skip
_KNOWN = ("person", "place", "crossed_on", "direction", "is_imputed", "citizenship", "sex", "birth_date", "purpose")
_GROUP = "by_"
Groups = Callable[[ir.Table], Mapping[str, ir.Value]]


def totals_of(followed: Followed, records: Records, observed: Observed, groups: Groups) -> Totals:
    """`groups`: the value of each crossing in each breakdown that totals are wanted by."""
    settings = records.residence
    return totals(
        _panel(followed, records, observed, groups), day_number(observed.until), wanted=settings.estimates,
        simulations=settings.simulations,
    )  # fmt: skip


def stages_of(followed: Followed, records: Records, observed: Observed, groups: Groups, cell: Cell) -> list[Stage]:
    panel = _panel(followed, records, observed, groups)
    return stages(panel, day_number(observed.until), cell, records.residence.simulations)


def _panel(followed: Followed, records: Records, observed: Observed, groups: Groups) -> Panel:
    answers = followed.answers
    told = records.table(CROSSINGS).select(*ROW, *_FROM_THE_RECORD)
    joined = answers.left_join(told, [answers[name] == told[name] for name in ROW])
    joined = joined.select(*answers.columns, *_FROM_THE_RECORD)
    by = {_GROUP + name: value for name, value in groups(joined).items()}
    found = joined.select(*_KNOWN, *_FROM_THE_RECORD, **by).to_pyarrow()
    columns = {name.removeprefix(_GROUP): name for name in sorted(by)}
    return panel_of_answers(found, _given(followed.statuses), observed.rule, columns)


def _given(statuses: ir.Table | None) -> Given:
    if statuses is None:
        return Given()
    found = statuses.to_pyarrow()
    persons = found["person"].to_numpy()
    order = np.argsort(persons, kind="stable")
    return Given(persons[order], found["resident"].to_numpy()[order])
