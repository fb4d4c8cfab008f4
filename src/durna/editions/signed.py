"""The signed editions of a workspace, in the order in which they were signed."""

from __future__ import annotations

from collections.abc import Collection

from durna.editions import canonical, signing
from durna.editions.folder import Edition, every
from durna.workspace import Workspace


def editions(workspace: Workspace) -> tuple[Edition, ...]:
    found = [edition for edition in every(workspace) if edition.is_signed]
    return tuple(sorted(found, key=lambda edition: (signing.read(edition).signed_at, edition.name)))


def among(workspace: Workspace, names: Collection[str]) -> tuple[Edition, ...]:
    return tuple(edition for edition in editions(workspace) if edition.name in names)


def manifests(workspace: Workspace) -> dict[str, str]:
    """The signed editions, each with the hash of its manifest: what the next one is protected and compared against."""
    return {edition.name: canonical.sha256(edition.manifest) for edition in editions(workspace)}
