"""What a Profile says of editions: which it is, what changed since the one before, what each said of a figure.

The rest of the material is about what is known; this is about what was said, and when.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from durna.editions import kept, known, notices, releases, signed, signing
from durna.editions.comparing import Comparison
from durna.editions.folder import Edition
from durna.editions.known import Cell
from durna.editions.notices import Notice
from durna.editions.releases import Release
from durna.indicators.figures import Figure
from durna.workspace import Workspace

if TYPE_CHECKING:
    from durna.publish.material import Material


@dataclass(frozen=True)
class Said:
    """What a signed edition showed of something."""

    edition: str
    signed_at: str
    figure: Figure

    def as_json(self) -> dict[str, Any]:
        shown = self.figure
        return {
            "edition": self.edition, "signed_at": self.signed_at, "figure_id": shown.figure_id, "value": shown.value,
            "unit": shown.unit, "status": shown.status,
        }  # fmt: skip


@dataclass(frozen=True)
class History:
    """`edition` is the one that is being made, nothing outside one; `comparison` is with the one signed before it."""

    edition: str = ""
    comparison: Comparison | None = None
    said: Mapping[Cell, Sequence[Said]] = field(default_factory=dict)
    releases: Sequence[Release] = ()
    notices: Sequence[Notice] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.edition or self.releases or self.notices)


def of(workspace: Workspace) -> History:
    """What a Profile that is no edition says: all there is to date."""
    editions = signed.editions(workspace)
    said = [notice for edition in editions for notice in notices.read(edition.notices)]
    return _history(editions, workspace.root, said)


def before(workspace: Workspace, edition: str, earlier: Collection[str], inputs: Path) -> History:
    """What an edition says, of those signed before it; its calendar and notices are those that were frozen with it."""
    editions = signed.among(workspace, earlier)
    said = [notice for each in editions for notice in notices.read(inputs / "notices" / each.name)]
    return _history(editions, inputs, said, edition)


def told(material: Material, history: History) -> Material:
    """The material with its history; the passport of each figure says what earlier editions showed of its cell."""
    found = {figure.figure_id: history.said.get(figure.cell, ()) for figure in material.figures}
    passports = {
        name: {**passport, "editions": [each.as_json() for each in found.get(name, ())]}
        for name, passport in material.passports.items()
    }
    return replace(material, history=history, passports=passports)


def said_of(workspace: Workspace, cell: Cell) -> tuple[Said, ...]:
    """What each signed edition showed of something, in the order in which they were signed."""
    return tuple(_said(signed.editions(workspace), only=cell).get(cell, ()))


def _history(editions: Sequence[Edition], notes: Path, said: Sequence[Notice], edition: str = "") -> History:
    days = {each.name: date.fromisoformat(signing.read(each).signed_at[:10]) for each in editions}
    planned = releases.load(notes / releases.FILE)
    return History(
        edition=edition, said=_said(editions), releases=releases.with_actual(planned, days), notices=tuple(said)
    )


def _said(editions: Iterable[Edition], only: Cell | None = None) -> dict[Cell, list[Said]]:
    found: dict[Cell, list[Said]] = {}
    for edition in editions:
        when = signing.read(edition).signed_at
        for cell, figure in known.shown(kept.read(edition.data / kept.FILE)).items():
            if only in (None, cell):
                found.setdefault(cell, []).append(Said(edition.name, when, figure))
    return found
