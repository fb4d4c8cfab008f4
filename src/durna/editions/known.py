"""What an edition knew: its freeze, its figures as published and as computed, and its notes, read for comparison."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from durna.editions import freeze, kept
from durna.editions.folder import Edition
from durna.editions.freeze import Freeze
from durna.indicators import notes
from durna.indicators.figures import Figure, Figures
from durna.indicators.notes import Notes
from durna.workspace import Workspace, open_workspace

Cell = tuple[Any, ...]


@dataclass(frozen=True)
class Known:
    """`public` is what readers saw; `internal` says which deliveries stand behind it."""

    freeze: Freeze
    public: Figures
    internal: Figures
    notes: Notes
    workspace: Workspace

    @cached_property
    def shown(self) -> Mapping[Cell, Figure]:
        return shown(self.public)

    @cached_property
    def behind(self) -> Mapping[Cell, Figure]:
        return shown(self.internal)

    @cached_property
    def by_address(self) -> Mapping[str, Figure]:
        return self.internal.by_id()


def of(edition: Edition) -> Known:
    """Raises UserError where a part of the edition is missing or damaged."""
    settings = open_workspace(edition.inputs)
    return Known(
        freeze=freeze.read(edition),
        public=kept.read(edition.data / kept.FILE),
        internal=kept.read(edition.internal / kept.FILE),
        notes=notes.read(settings),
        workspace=settings,
    )


def shown(figures: Iterable[Figure]) -> dict[Cell, Figure]:
    """The figure that is shown of each cell, in the order of the figures."""
    return {figure.cell: figure for figure in figures if figure.preferred}
