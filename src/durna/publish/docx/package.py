"""The file itself: what it says of itself, and the same bytes for the same document."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

from docx.document import Document as WordDocument

from durna.publish.document import Document
from durna.publish.docx.oxml import clean

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip file knows
_FIRST = ("[Content_Types].xml", "_rels/.rels")
_LONGEST = 255  # of a property


def describe(word: WordDocument, document: Document, tag: str, as_of: str) -> None:
    """The properties; of a template's, nobody's name and no clock stay. `as_of` is an ISO date, or nothing."""
    properties, cover = word.core_properties, document.cover
    moment = _moment(as_of)
    properties.title, properties.subject = clean(cover.title)[:_LONGEST], clean(cover.period)[:_LONGEST]
    properties.author, properties.last_modified_by = clean(cover.country)[:_LONGEST], ""
    properties.language, properties.content_status = tag, clean(document.watermark)[:_LONGEST]
    properties.version, properties.comments = clean(cover.edition)[:_LONGEST], ""
    properties.keywords, properties.category, properties.identifier = "", "", ""
    properties.created = properties.modified = moment
    properties.revision = 1
    last_printed = properties._element.find(
        "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}lastPrinted"
    )
    if last_printed is not None:
        properties._element.remove(last_printed)


def _moment(as_of: str) -> datetime:
    try:
        found = datetime.fromisoformat(as_of)
    except ValueError:
        found = datetime(*_EPOCH[:3])
    return found.astimezone(UTC).replace(tzinfo=None, microsecond=0) if found.tzinfo else found.replace(microsecond=0)


def content(word: WordDocument) -> bytes:
    """The file, with parts in order and no time of making."""
    saved, made = io.BytesIO(), io.BytesIO()
    word.save(saved)
    with zipfile.ZipFile(saved) as before, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as after:
        for name in sorted(before.namelist(), key=lambda each: (each not in _FIRST, each != _FIRST[0], each)):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            after.writestr(entry, before.read(name))
    return made.getvalue()
