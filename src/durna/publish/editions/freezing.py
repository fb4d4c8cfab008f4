"""Freeze: pin what is known, compute the figures of it once, and keep them with the edition."""

from __future__ import annotations

import secrets
from datetime import datetime

from durna.editions import canonical, cells, freeze, kept, keys, pins, register, signed, writing
from durna.editions.folder import Edition, named
from durna.editions.freeze import Freeze
from durna.editions.verifying import refuse_tampered
from durna.errors import Refused
from durna.publish.editions import differing
from durna.publish.editions.material import settings_of
from durna.publish.editions.protecting import Gathered, gathered
from durna.publish.material import Material
from durna.workspace import Workspace


def freeze_edition(workspace: Workspace, name: str, as_of: datetime | None = None) -> Edition:
    """Make an edition as of a moment, or of the last delivery. Raises Refused where the name is taken."""
    edition = named(workspace, name)
    with writing.writing(workspace):
        _refuse_taken(edition)
        refuse_tampered(workspace)
        when = pins.moment(workspace, as_of)
        with writing.coming(edition, edition.folder) as work:
            _fill(workspace, edition.name, Edition(work), when)
    return edition


def _fill(workspace: Workspace, name: str, draft: Edition, when: datetime) -> None:
    # The notes are copied first and read from the copy: what is changed meanwhile is not half in.
    pins.copy_inputs(workspace.root, draft.inputs)
    pins.copy_notices(signed.editions(workspace), draft.inputs)
    with settings_of(workspace, draft) as settings:
        found = gathered(settings, when, editions=signed.editions(workspace))
        draft.freeze.write_bytes(freeze.encode(_pinned(workspace, name, draft, when, found.unprotected)))
        _keep(draft, found)


def _pinned(workspace: Workspace, name: str, draft: Edition, when: datetime, material: Material) -> Freeze:
    return Freeze(
        edition=name, country=workspace.country, recorded=when.isoformat(), period=str(material.period),
        deliveries=pins.deliveries(workspace, when), inputs=canonical.hashes(draft.inputs),
        definitions=pins.definitions(), program=pins.program(), earlier=signed.manifests(workspace),
        register=register.head(register.read(register.file(workspace), keys.trusted(workspace))),
    )  # fmt: skip


def _keep(draft: Edition, found: Gathered) -> None:
    draft.internal.mkdir(mode=0o700)
    draft.salt.write_bytes(secrets.token_bytes(32))
    kept.write(found.unprotected.figures, draft.internal / kept.FILE)
    differing.keep(found.unprotected, draft)
    kept.write(found.public.figures, draft.data / kept.FILE, public=True)
    if found.protected:
        cells.keep(draft, found.protected.told, found.protected.shown)


def _refuse_taken(edition: Edition) -> None:
    if edition.folder.exists() or edition.notices.exists():
        raise Refused(
            message="edition-known",
            what=edition.name,
            found=f"There is an edition '{edition.name}' already.",
            expected="A name that was never used.",
            do="Choose another name"
            + ("." if edition.is_signed else ", or take the unsigned one away with `durna edition discard NAME`."),
        )
