"""Estimates from the records of a workspace: the very crossings, in the very order, whose answers its figures count."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import ibis.expr.types as ir
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from durna.engine.codes import coded
from durna.residence.answers import BESIDE, CODES, Followed
from durna.residence.calendar import day_number
from durna.residence.columns import Given, Numbers
from durna.residence.observed import Observed
from durna.residence.provisional import covariates
from durna.residence.provisional.closure import closed_of
from durna.residence.provisional.counted import Told, told
from durna.residence.provisional.months import last_whole_month, months_of
from durna.residence.provisional.observer import lags_of
from durna.residence.provisional.panel import Panel, panel_of_answers
from durna.residence.provisional.stages import Cell, Stage, stages
from durna.residence.provisional.totals import Totals, settled_only, totals, why_nothing
from durna.workspace import Residence

_KNOWN = ("person", "place", "crossed_on", "direction", "is_imputed", "citizenship", "sex", "birth_date", "purpose")
_ANSWERS = ("place", "crossed_on", "direction", "is_migration", "settled_on")
_GROUP = "by_"
Groups = Callable[[ir.Table], Mapping[str, ir.Value]]


def totals_of(followed: Followed, observed: Observed, settings: Residence, groups: Groups) -> Totals:
    """`groups`: the value of each crossing in each breakdown that totals are wanted by.

    Where nothing can be estimated, what is settled and what is open is counted from the answers: few crossings in a
    hundred are either, and to lay out all of them takes longer than all the counting.
    """
    until = day_number(observed.until)
    first, counts = _by_month(followed.answers)
    closed = closed_of(first, counts[: last_whole_month(until) - first + 1])
    if why_not := why_nothing(until, closed, settings.estimates):
        names, now = _counted(followed.answers, observed, groups, first)
        return settled_only(names, now, closed, why_not)
    return totals(_panel(followed, observed, groups), until, simulations=settings.simulations)


def stages_of(
    followed: Followed, observed: Observed, settings: Residence, groups: Groups, cell: Cell
) -> list[Stage]:  # fmt: skip
    return stages(_panel(followed, observed, groups), day_number(observed.until), cell, settings.simulations)


def _panel(followed: Followed, observed: Observed, groups: Groups) -> Panel:
    found, columns = _with_groups(followed.answers, (*_KNOWN, *BESIDE), groups)
    return panel_of_answers(found, _given(followed.statuses), observed.rule, columns)


def _with_groups(answers: ir.Table, names: Sequence[str], groups: Groups) -> tuple[pa.Table, dict[str, str]]:
    """Some columns of the answers and those of their groups, and what the column of each breakdown is called."""
    by = {_GROUP + name: value for name, value in groups(answers).items()}
    found = coded(answers.select(*names, **by), {*CODES, *by})
    return found, {name.removeprefix(_GROUP): name for name in sorted(by)}


def _by_month(answers: ir.Table) -> tuple[int, Numbers]:
    """The first month, and how many crossings there were in each since then."""
    placed = answers.filter(answers["place"].notnull())
    month = placed["crossed_on"].truncate("M").cast("date")
    found = placed.group_by(month=month).aggregate(crossings=placed.count()).to_pyarrow()
    months = found["month"].to_numpy().astype("datetime64[M]").astype(np.int64)
    counts = np.zeros(months.max() - months.min() + 1, np.int64)
    counts[months - months.min()] = found["crossings"].to_numpy()
    return int(months.min()), counts


@dataclass(frozen=True)
class _Told:
    """Crossings that are migrations, or may be."""

    days: Numbers
    directions: Numbers
    groups: covariates.Groups


def _counted(
    answers: ir.Table, observed: Observed, groups: Groups, first_month: int
) -> tuple[Sequence[tuple[str, str]], Told]:
    """The groups, and what is settled and open of everybody and of each. Whoever has a gap will never be known."""
    migration = answers["is_migration"]
    found, columns = _with_groups(answers.filter(migration | migration.isnull()), _ANSWERS, groups)
    is_migration = _flags(found["is_migration"])
    is_open = ~is_migration & found["settled_on"].is_valid().to_numpy() & found["place"].is_valid().to_numpy()
    days = found["crossed_on"].cast(pa.int32()).to_numpy()
    directions = _flags(pc.equal(found["direction"], "entry")).astype(np.int8)
    crossed = _Told(days, directions, covariates.groups_of(found, columns))
    month = int(months_of(day_number(observed.until)))
    lags = lags_of(observed.rule.longest_window_days)
    return crossed.groups.names, told(crossed, is_open, is_migration, month, first_month, lags)


def _flags(column: pa.ChunkedArray) -> Numbers:
    found: Numbers = column.fill_null(False).to_numpy()
    return found


def _given(statuses: ir.Table | None) -> Given:
    if statuses is None:
        return Given()
    found = statuses.to_pyarrow()
    persons = found["person"].to_numpy()
    order = np.argsort(persons, kind="stable")
    return Given(persons[order], found["resident"].to_numpy()[order])
