"""Rebuild a signed edition from its freeze: the figures exactly, by the same program every byte."""

from __future__ import annotations

from dataclasses import dataclass

from durna.editions import canonical, freeze, pins
from durna.editions.folder import Edition, existing
from durna.errors import UserError
from durna.publish.editions import documents
from durna.publish.editions.publishing import regathered
from durna.publish.editions.signing import built, different_files
from durna.publish.material import Material
from durna.workspace import Workspace


@dataclass(frozen=True)
class Rebuilt:
    """`is_same_program`: then every document was compared byte for byte; otherwise the figures alone were."""

    figures: int
    documents: int
    is_same_program: bool
    made_by: str


def rebuild(workspace: Workspace, edition: Edition) -> Rebuilt:
    """Raises UserError for a source that is gone, and for what comes out otherwise than it was signed."""
    pinned = freeze.read(edition)
    for name, digest in pinned.earlier.items():
        _refuse_other_earlier(existing(workspace, name), digest)
    is_same = pins.program().builds_like(pinned.program)
    with regathered(workspace, edition) as found:
        count = _documents(edition, found.public) if is_same else 0
    return Rebuilt(len(found.public.figures), count, is_same, f"durna {pinned.program.version}")


def _documents(edition: Edition, material: Material) -> int:
    """The number of documents, each of which is byte for byte what was signed."""
    asked = documents.published(edition)
    if asked is None:
        return 0
    with built(edition, material, asked) as folder:
        differing = different_files(folder, edition.documents)
        count = len(canonical.hashes(folder))
    if differing:
        raise _other(edition, differing)
    return count


def _refuse_other_earlier(earlier: Edition, digest: str) -> None:
    if not earlier.manifest.is_file() or canonical.sha256(earlier.manifest) != digest:
        raise UserError(
            found=f"Edition '{earlier.name}', signed before this one, is not what it was then.",
            expected="Every earlier edition as it was: this one was protected and compared against it.",
            do="Restore it from a backup, then rebuild again.",
        )


def _other(edition: Edition, differing: list[str]) -> UserError:
    return UserError(
        found=f"{len(differing)} documents of edition '{edition.name}' come out otherwise, among them {differing[0]}.",
        expected="Every byte as it was signed: program, libraries and fonts are those that it records.",
        do="Report this with the name of the file; the signed documents stay valid.",
    )
