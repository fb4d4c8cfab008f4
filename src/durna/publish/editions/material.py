"""The material of an edition: gathered from what its freeze pins, and from nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from durna.editions import canonical, cells, freeze, kept, known, pins, signed
from durna.editions.comparing import compare
from durna.editions.folder import Edition
from durna.editions.freeze import Freeze
from durna.errors import UserError
from durna.indicators.figures import Figures
from durna.indicators.own import known as own
from durna.indicators.own import reading
from durna.periods import parse
from durna.publish import history
from durna.publish.editions.protecting import Gathered, gathered
from durna.workspace import Workspace, open_workspace


@contextmanager
def settings_of(workspace: Workspace, edition: Edition) -> Iterator[Workspace]:
    """The workspace as it was frozen, with the indicators that it defined then in the catalogue."""
    settings = open_workspace(edition.inputs, workspace.store)
    with own.known(reading.read(settings)):
        yield settings


def refuse_other_sources(workspace: Workspace, edition: Edition) -> None:
    """Raises UserError where a delivery or a note is gone, or not what was frozen."""
    pinned = freeze.read(edition)
    pins.check_sources(workspace, pinned)
    _check_inputs(edition, pinned)


def made_again(workspace: Workspace, edition: Edition, settings: Workspace) -> Gathered:
    """What the edition was made from, gathered anew; `public` tells what changed since the edition signed before it."""
    pinned = freeze.read(edition)
    before = signed.among(workspace, pinned.earlier)
    found = gathered(settings, pinned.moment, parse(pinned.period), before)
    past = history.before(workspace, edition.name, pinned.earlier, edition.inputs)
    if before:
        past = replace(past, comparison=compare(known.of(before[-1]), known.of(edition)))
    return replace(found, public=history.told(found.public, past))


def refuse_other_figures(edition: Edition, found: Gathered) -> None:
    """Raises UserError unless figures and cells are, byte for byte, those that were frozen."""
    for material, file, is_public in (
        (found.unprotected, edition.internal / kept.FILE, False), (found.public, edition.data / kept.FILE, True),
    ):  # fmt: skip
        differing = different_figures(kept.read(file), material.figures, is_public)
        if differing:
            raise _other_figures(edition, differing)
    if found.protected:
        told, shown = found.protected.told, found.protected.shown
        _refuse_other_cells(edition.internal / cells.FILE, cells.encode(told))
        _refuse_other_cells(edition.data / cells.FILE, cells.encode(told, shown))


def _refuse_other_cells(file: Path, found: bytes) -> None:
    if not file.is_file() or file.read_bytes() != found:
        raise canonical.damaged(file.parent.parent.name, f"{file.parent.name}/{file.name}")


def different_figures(frozen: Figures, found: Figures, is_public: bool) -> list[str]:
    """The addresses of figures that are not what they were, or stand on one side alone."""
    before, after = (
        {figure.figure_id: kept.encode(figure, public=is_public) for figure in figures} for figures in (frozen, found)
    )
    return [name for name in dict.fromkeys((*before, *after)) if before.get(name) != after.get(name)]


def _check_inputs(edition: Edition, pinned: Freeze) -> None:
    found = {name: digest for name, digest in canonical.hashes(edition.inputs).items() if name != pins.LATE}
    changed = [name for name in dict.fromkeys((*pinned.inputs, *found)) if pinned.inputs.get(name) != found.get(name)]
    if changed:
        raise UserError(
            message="edition-damaged",
            what=edition.name,
            file=f"inputs/{changed[0]}",
            found=f"inputs/{changed[0]} of edition '{edition.name}' is not what was frozen.",
            expected="Settings, notes and mappings as they were when it was frozen.",
            do="Restore the edition from a backup. If it was never signed: discard it and freeze again.",
        )


def _other_figures(edition: Edition, differing: list[str]) -> UserError:
    pinned = freeze.read(edition).program
    return UserError(
        message="other-figures",
        what=edition.name,
        count=len(differing),
        found=f"{len(differing)} figures of edition '{edition.name}' come out otherwise than when it was frozen by "
        f"durna {pinned.version}, among them {differing[0]}.",
        expected="The figures that were frozen: a program of another version must give the same.",
        do="If it was never signed: discard it and freeze again. If it was: report this, with both versions.",
    )
