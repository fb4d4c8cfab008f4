"""`durna diff`: what readers would find changed if the Profile were published now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from durna.editions import canonical, freeze, pins, signed
from durna.editions.folder import Edition, every, existing
from durna.errors import UserError
from durna.publish import said
from durna.publish.changes import Change, changes
from durna.publish.gather import gather
from durna.publish.material import Material
from durna.publish.profile.assemble import document_of
from durna.publish.said import Said
from durna.store import manifest
from durna.workspace import Workspace

FILE = "said.json"


@dataclass(frozen=True)
class Difference:
    """`deliveries`, `definitions` and `notes` are what moved between then and now; `changes` what it does."""

    against: str
    deliveries: tuple[str, ...]
    definitions: tuple[str, ...]
    notes: tuple[str, ...]
    changes: tuple[Change, ...]


def keep(material: Material, edition: Edition) -> None:
    """Keep what the documents would say, unprotected: what is compared later is compared like with like."""
    language = material.languages[0]
    content = said.as_json(language, _said(material, language))
    (edition.internal / FILE).write_bytes(canonical.encode(content))


def against_edition(workspace: Workspace, name: str | None) -> Difference:
    """Now against an edition; against the last one signed, or the last one frozen, where none is named."""
    edition = existing(workspace, name) if name else _last(workspace)
    pinned = freeze.read(edition)
    raw = canonical.read(edition.internal / FILE)
    try:
        old, language = said.from_json(raw), str(raw["language"])
    except (KeyError, TypeError, ValueError):
        raise canonical.damaged(edition.name, f"internal/{FILE}") from None
    notes = {name: digest for name, digest in pinned.inputs.items() if not name.startswith("notices/")}
    known = {each.delivery_id for each in pinned.deliveries}
    return Difference(
        against=edition.name,
        deliveries=_later(workspace, known),
        definitions=_differing(pinned.definitions, pins.definitions()),
        notes=_differing(notes, pins.input_hashes(workspace.root)),
        changes=changes(old, _said(gather(workspace), language)),
    )


def against_moment(workspace: Workspace, when: datetime) -> Difference:
    """Now against what was known at a moment, by the definitions and notes of today."""
    language = workspace.languages[0]
    then = _said(gather(workspace, when), language)
    known = {entry.receipt.delivery_id for entry in manifest.read(workspace.store).as_known(when).entries}
    return Difference(
        when.isoformat(), _later(workspace, known), (), (), changes(then, _said(gather(workspace), language))
    )


def _said(material: Material, language: str) -> Sequence[Said]:
    return said.of(document_of(material, material.language(language), material.languages))


def _later(workspace: Workspace, known: set[str]) -> tuple[str, ...]:
    receipts = (entry.receipt for entry in manifest.read(workspace.store).entries)
    return tuple(f"{each.file} ({each.source})" for each in receipts if each.delivery_id not in known)


def _differing(old: Mapping[str, str], new: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(name for name in sorted({**old, **new}) if old.get(name) != new.get(name))


def _last(workspace: Workspace) -> Edition:
    editions = signed.editions(workspace) or tuple(
        sorted(every(workspace), key=lambda edition: freeze.read(edition).recorded)
    )
    if editions:
        return editions[-1]
    raise UserError(
        found="There is no edition to compare with.",
        expected="An edition, or a moment.",
        do="Freeze one with `durna edition freeze NAME`, or name a day with --as-of.",
    )
