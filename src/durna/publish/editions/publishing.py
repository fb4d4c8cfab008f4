"""Publish the documents of an edition into its folder, from its freeze."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from durna.editions import freeze, pins, signed, writing
from durna.editions.folder import Edition
from durna.errors import Refused
from durna.publish.editions import documents
from durna.publish.editions.documents import Wanted
from durna.publish.editions.material import made_again, refuse_other_figures, refuse_other_sources, settings_of
from durna.publish.editions.protecting import Gathered
from durna.publish.material import Material
from durna.publish.notices import Notice
from durna.workspace import Workspace


def publish(
    workspace: Workspace, edition: Edition, languages: Sequence[str], formats: Sequence[str],
    told: Callable[[Notice], object] = lambda notice: None,
) -> Wanted:  # fmt: skip
    """Write the documents; returns what is published. Of a signed edition nothing is ever written.

    `told` hears of everything that could not be done as asked.

    Raises Refused where a signed edition would have to change.
    """
    asked = documents.wanted(languages or workspace.languages, formats)
    with writing.writing(workspace):
        before = documents.published(edition)
        if edition.is_signed and before is not None and before.covers(asked):
            return before
        writing.refuse_signed(edition, "publishing more of it")
        take_explanations(workspace, edition)
        with regathered(workspace, edition) as found:
            notices = write(edition, found.public, asked)
    for notice in notices:
        told(notice)
    return asked


def take_explanations(workspace: Workspace, edition: Edition) -> None:
    """Take what people have answered to findings so far into the edition, which is not signed yet."""
    content, place = pins.late(workspace.root), edition.inputs / pins.LATE
    if content is None:
        place.unlink(missing_ok=True)
    elif content != pins.late(edition.inputs):
        writing.replace(edition, place, content)


def write(edition: Edition, material: Material, asked: Wanted) -> list[Notice]:
    with writing.coming(edition, edition.documents) as work:
        return documents.write(edition, material, asked, work)


@contextmanager
def regathered(workspace: Workspace, edition: Edition) -> Iterator[Gathered]:
    """The material of the edition, gathered anew and held against what was frozen.

    While it is used the catalogue is that of the edition.
    """
    refuse_overtaken(workspace, edition)
    refuse_other_sources(workspace, edition)
    with settings_of(workspace, edition) as settings:
        found = made_again(workspace, edition, settings)
        refuse_other_figures(edition, found)
        yield found


def refuse_overtaken(workspace: Workspace, edition: Edition) -> None:
    """An edition is protected and compared against those signed before it: later ones must not come in between."""
    if edition.is_signed:
        return
    earlier, now = freeze.read(edition).earlier, signed.manifests(workspace)
    if earlier != now:
        other = next(name for name in {**now, **earlier} if now.get(name) != earlier.get(name))
        raise Refused(
            message="overtaken",
            what=edition.name,
            found=f"Edition '{other}' was signed after '{edition.name}' was frozen, or is not what it was then.",
            expected="An edition that is frozen knows every edition signed before it.",
            do="Discard it with `durna edition discard NAME` and freeze again.",
        )
