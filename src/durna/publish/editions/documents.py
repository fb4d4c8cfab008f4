"""The documents of an edition: which formats there are, and how they are written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from durna.editions import canonical, freeze
from durna.editions.folder import Edition
from durna.errors import UserError
from durna.publish import beside, texts
from durna.publish.build import build
from durna.publish.drawings import drawn_ahead
from durna.publish.material import Material
from durna.publish.notices import Notice
from durna.publish.side_by_side import side_by_side

# Says what was asked for, so that the same can be made again.
CARD = "edition.json"


@dataclass(frozen=True)
class Wanted:
    languages: tuple[str, ...]
    formats: tuple[str, ...]

    def covers(self, other: Wanted) -> bool:
        return set(other.languages) <= set(self.languages) and set(other.formats) <= set(self.formats)


def wanted(languages: Sequence[str], formats: Sequence[str]) -> Wanted:
    """All formats unless told. Raises UserError for a language or a format that there is not."""
    asked = tuple(dict.fromkeys(formats or FORMATS))
    strange = [name for name in asked if name not in FORMATS]
    if strange:
        raise UserError(
            message="no-such-form",
            what=strange[0],
            found=f"Documents cannot be made as '{strange[0]}'.",
            expected=f"One or more of: {', '.join(FORMATS)}.",
            do="Correct --formats, for example html,xlsx.",
        )
    missing = [code for code in languages if code not in texts.languages()]
    if missing or not languages:
        raise UserError(
            message="no-such-language",
            what=", ".join(missing),
            found=f"There are no texts in '{missing[0]}'." if missing else "No language was named.",
            expected=f"One or more of: {', '.join(texts.languages())}.",
            do="Name them with --languages, for example en,az.",
        )
    return Wanted(tuple(dict.fromkeys(languages)), asked)


def write(edition: Edition, material: Material, asked: Wanted, folder: Path) -> list[Notice]:
    """Write every document of an edition into a folder that is empty; says what could not be done as asked."""
    others = tuple(name for name in asked.formats if name in beside.WRITERS)
    material = replace(material, formats=others, beside="../")
    documents = beside.Documents(material, asked.languages)
    with drawn_ahead(documents, asked.formats):
        notices = side_by_side({name: partial(write_one, name, material, documents, folder) for name in asked.formats})
    pinned = freeze.read(edition)
    card = {
        "edition": edition.name, "frozen_as_of": pinned.recorded, "period": pinned.period,
        "program": f"durna {pinned.program.version}", "languages": asked.languages, "formats": asked.formats,
    }  # fmt: skip
    (folder / CARD).write_bytes(canonical.encode(card))
    return notices


def write_one(name: str, material: Material, documents: beside.Documents, folder: Path) -> Sequence[Notice]:
    if name == "html":
        return build(material, folder / "site", tuple(documents)).notices
    return beside.WRITERS[name](material, documents, folder)


def published(edition: Edition) -> Wanted | None:
    """What has been published of an edition; None where nothing has."""
    if not edition.documents.is_dir():
        return None
    card = canonical.read(edition.documents / CARD)
    return Wanted(tuple(card["languages"]), tuple(card["formats"]))


FORMATS = ("html", *beside.WRITERS)
