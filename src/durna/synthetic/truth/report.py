"""The error report of a synthetic workspace: its country delivered again, with each of its defects alone and with none.

Each delivery says which days it covers, as an institution does: a register without a row for a month had nothing in it.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.parquet as pq

from durna.errors import UserError
from durna.indicators import notes
from durna.indicators.assemble import assemble
from durna.indicators.calculate import Request
from durna.intake.deliver import Delivery, deliver
from durna.periods import Period
from durna.store.records import Records
from durna.synthetic.country import Country, country
from durna.synthetic.deliveries.files import Delivered
from durna.synthetic.deliveries.fill import TRUTH, Wish, fill
from durna.synthetic.timeline import DATA_FROM
from durna.synthetic.truth.errors import Values, errors, values_of
from durna.workspace import SETTINGS, Workspace, open_workspace

Rates = Mapping[str, float]


def error_report(folder: Path, indicators: Collection[str] | None = None) -> pa.Table:
    """The errors of a synthetic workspace by cause (durna.synthetic.truth.errors), totals only; of all indicators
    unless told. The workspace itself is only read: it need not be loaded.

    Raises UserError for a folder that `durna synthesize` has not made.
    """
    folder = folder.resolve()
    wish = _wish(folder)
    made = country(wish.people, wish.seed, wish.mix)
    true = pq.read_table(folder / TRUTH / "truth.parquet")

    def figures_with(rates: Rates) -> Values:
        return _figures(folder, made, replace(wish, rates=rates), indicators)

    alone = {cause: figures_with({cause: rate}) for cause, rate in wish.rates.items()}
    together = figures_with(wish.rates)
    of_asked = _totals(true, indicators)
    return errors(of_asked, together, alone, without=figures_with({}))


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
        workspace = loaded(Path(place) / folder.name, folder, made, wish)
        known = notes.read(workspace)
        request = Request(workspace.profile_period)
        return values_of(assemble(Records(workspace), request, indicators, known.rules, known.breaks))


def loaded(target: Path, folder: Path, made: Country, wish: Wish) -> Workspace:
    """A workspace in the folder `target`, with the settings and keys of another, filled with the country and loaded."""
    target.mkdir()
    shutil.copy(folder / SETTINGS, target)
    # Keys and vault lie beside a workspace, so beside its copy too.
    shutil.copytree(folder.parent / f"{folder.name}-keys", target.parent / f"{folder.name}-keys")
    delivered = fill(target, made, wish)
    workspace = open_workspace(target)
    for one in delivered:
        deliver(workspace, one.source, Delivery(target / one.file, one.cut_off, _covered(one, delivered)))
    return workspace


def _covered(one: Delivered, delivered: Iterable[Delivered]) -> Period:
    """The days since the delivery before, or since the data begin."""
    earlier = [other.cut_off for other in delivered if other.source == one.source and other.cut_off < one.cut_off]
    return Period(max(earlier) + timedelta(days=1) if earlier else DATA_FROM, one.cut_off)


def _totals(truth: pa.Table, indicators: Collection[str] | None) -> pa.Table:
    kept = [
        row["dimensions"] == "" and (indicators is None or row["indicator"] in indicators)
        for row in truth.select(["indicator", "dimensions"]).to_pylist()
    ]
    return truth.filter(pa.array(kept))
