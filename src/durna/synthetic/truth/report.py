"""The error report of a synthetic workspace: its country delivered again, with each defect alone and with none."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.parquet as pq

from durna.errors import UserError
from durna.indicators import notes
from durna.indicators.assemble import assemble
from durna.indicators.calculate import Request
from durna.indicators.chapters import declared
from durna.indicators.definition import catalogue
from durna.indicators.measures import Cells, RowMeasure
from durna.intake.deliver import Delivery, deliver
from durna.periods import Period
from durna.sources.contract import derived, sources
from durna.store.records import Records
from durna.synthetic.country import Country, country
from durna.synthetic.deliveries.fill import TRUTH, Wish, covered, fill
from durna.synthetic.truth.errors import Values, errors, values_of
from durna.workspace import SETTINGS, Workspace, open_workspace


def error_report(
    folder: Path, indicators: Collection[str] | None = None, tell: Callable[[str], None] = lambda _: None
) -> pa.Table:
    """The errors of a synthetic workspace by cause (durna.synthetic.truth.errors), totals only; of all indicators
    unless told. The workspace itself is only read: it need not be loaded. `tell` hears which defects are tried next.

    Raises UserError for a folder that `durna synthesize` has not made.
    """
    folder = folder.resolve()
    wish = _wish(folder)
    made = country(wish.people, wish.seed, wish.mix)
    true = pq.read_table(folder / TRUTH / "truth.parquet")

    @cache
    def figures_with(*causes: str) -> Values:
        tell(", ".join(causes) or "no defects")
        rates = {cause: wish.rates[cause] for cause in causes}
        return _figures(folder, made, replace(wish, rates=rates), indicators)

    alone = {cause: figures_with(cause) for cause in wish.rates}
    together = figures_with(*wish.rates)
    return errors(_totals(true, indicators), together, alone, without=figures_with())


def _wish(folder: Path) -> Wish:
    """What the workspace was made from. The same people, seed and mix give the same country."""
    try:
        said = json.loads((folder / TRUTH / "defects.json").read_text(encoding="utf-8"))
        until = date.fromisoformat(said["until"])
        return Wish(said["people"], said["seed"], said["mix"], until, said["rates"])
    except (OSError, ValueError, KeyError):
        raise UserError(
            found=f"{folder.name} does not say how a synthetic country was made.",
            expected=f"A workspace that `durna synthesize` has made, with {TRUTH}/defects.json in it.",
            do="Make one with `durna synthesize DIR --people N --seed N --defects all`.",
        ) from None


def _figures(folder: Path, made: Country, wish: Wish, indicators: Collection[str] | None) -> Values:
    """The shown figures of the country with some defects, from a workspace that is gone afterwards."""
    with TemporaryDirectory() as place:
        workspace = loaded(Path(place) / folder.name, folder, made, wish, _sources(indicators))
        known = notes.read(workspace)
        request = Request(workspace.profile_period)
        return values_of(assemble(Records(workspace), request, indicators, known.rules, known.breaks))


def _sources(indicators: Collection[str] | None) -> Collection[str]:
    """What indicators are computed from; all sources where one rests on residence, which is derived from several."""
    wanted = catalogue() if indicators is None else indicators
    leaves = (leaf for name in wanted for measure in declared(name) for leaf in measure.leaves())
    used = {leaf.source for leaf in leaves if isinstance(leaf, RowMeasure | Cells)}
    return sources() if used.intersection(derived()) else used


def loaded(target: Path, folder: Path, made: Country, wish: Wish, wanted: Collection[str] = sources()) -> Workspace:
    """A workspace in the folder `target`, with the settings and keys of another, filled with the country and loaded:
    all sources unless told."""
    target.mkdir()
    shutil.copy(folder / SETTINGS, target)
    # Keys and vault lie beside a workspace, so beside its copy too.
    shutil.copytree(folder.parent / f"{folder.name}-keys", target.parent / f"{folder.name}-keys")
    delivered = fill(target, made, wish)
    workspace = open_workspace(target)
    for one in delivered:
        if one.source in wanted:
            deliver(workspace, one.source, Delivery(target / one.file, one.cut_off, covered(one, delivered)))
    return workspace


def _totals(truth: pa.Table, indicators: Collection[str] | None) -> pa.Table:
    """What is asked of a workspace by year: the truth of the duration rule knows months too."""
    kept = [
        row["dimensions"] == ""
        and (indicators is None or row["indicator"] in indicators)
        and not _is_month(Period(row["period_start"], row["period_end"]))
        for row in truth.select(["indicator", "dimensions", "period_start", "period_end"]).to_pylist()
    ]
    return truth.filter(pa.array(kept, pa.bool_()))


def _is_month(period: Period) -> bool:
    return period.months == 1 and period.start != period.end
