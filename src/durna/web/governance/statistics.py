"""Whether a cited figure has another value in a newer signed edition. The cited one itself never changes."""

from __future__ import annotations

from collections.abc import Iterable

from durna.editions import folder, freeze
from durna.editions.folder import Edition
from durna.indicators.figures import Figure
from durna.web.evidence.models import Evidence
from durna.web.explorer import index, reading
from durna.web.served import workspace


def has_newer_value(evidence: Evidence) -> bool:
    """Of two signed editions the one that is frozen later is the newer; a value that it withholds is no other value.

    Raises NotReady while the index of one of them is being made.
    """
    if not evidence.edition:
        return False
    editions = _signed()
    cited = next((edition for edition in editions if edition.name == evidence.edition), None)
    if cited is None or editions[0].name == cited.name:
        return False
    before = reading.find(cited, evidence.figure)
    now = _said_now(editions[0], before) if before else None
    if before is None or now is None or now.value is None:
        return False
    return now.value != before.value


def are_ready(cited: Iterable[str]) -> bool:
    """Whether figures of these editions can be compared at once; if not, what is wanting first is begun."""
    return all(index.is_ready(edition) for edition in _compared(cited))


def make_ready(cited: Iterable[str]) -> None:
    """Make what is wanting, however long that takes: not while anybody waits, nor inside a transaction."""
    for edition in _compared(cited):
        index.file_of(edition, wait=True)


def _compared(cited: Iterable[str]) -> list[Edition]:
    """The newest signed edition, and those of these that are older; none where nothing is older."""
    names, editions = set(cited), _signed()
    older = [edition for edition in editions[1:] if edition.name in names]
    return [editions[0], *older] if older else []


def newest() -> Edition | None:
    """The signed edition that was frozen last."""
    return next(iter(_signed()), None)


def _said_now(newest: Edition, cited: Figure) -> Figure | None:
    """The same cell by the same publisher: a revision is a figure with an address of its own, for it has a new date."""
    mine = [each for each in reading.of_cells(newest, {cited.cell}) if each.publisher == cited.publisher]
    return max(mine, key=lambda each: (each.value is not None, each.preferred, each.vintage), default=None)


def _signed() -> list[Edition]:
    """The one that was frozen last comes first."""
    place = folder.place(workspace())
    names = [each.name for each in place.iterdir() if each.is_dir()] if place.is_dir() else []
    found = [Edition(place / name) for name in names if not name.startswith(".")]
    signed = [edition for edition in found if edition.exists and edition.is_signed]
    return sorted(signed, key=lambda edition: freeze.read(edition).moment, reverse=True)
