"""What the document is written into: a ministry's own template, or an empty one with nothing but this program's styles.

Of a template everything stays: letterhead, headers, footers, fonts, size of the page, and what its text says.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docx import api
from docx.document import Document

from durna.errors import UserError
from durna.publish.docx import settings, styles
from durna.publish.docx.chosen import Word
from durna.publish.docx.oxml import Element, name

MOST_BYTES = 100_000_000  # unpacked; templates have logos, not films
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}.main+xml"
_LEFT_BY_THE_LIBRARY = ("customXml", "stylesWithEffects", "webSettings", "thumbnail", "extended-properties")
_STRICT = b"http://purl.oclc.org/ooxml/"
_PLACE = re.compile(r"^\s*\{\{\s*profile\s*\}\}\s*$")


@dataclass(frozen=True)
class Base:
    """An opened template; `after` is what of its text stands behind the Profile."""

    document: Document
    is_template: bool
    after: tuple[Element, ...] = ()


def opened(word: Word, tag: str, rtl_tag: str) -> Base:
    """Raises UserError where the template cannot be read, has macros, or is no Word document."""
    if word.template is None:
        return Base(_empty(tag, rtl_tag), is_template=False)
    document = _read(word.template)
    settings.forget_origin(document)
    # A second copy of all styles, of Word 2010: with styles that only one of them has, Word finds the file damaged.
    _drop(document, ("stylesWithEffects",))
    return Base(document, is_template=True, after=_parted(document))


def _empty(tag: str, rtl_tag: str) -> Document:
    document = api.Document()
    _drop(document, _LEFT_BY_THE_LIBRARY)
    root = document.styles.element
    for style in list(root.style_lst):
        if style.name_val not in ("Default Paragraph Font", "Normal Table", "No List"):
            root.remove(style)
    root.replace(root.find(name("docDefaults")), styles.document_defaults(tag, rtl_tag))
    settings.make_own(document)
    numbering = document.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    section = document.sections[0]
    # A4, with margins for a column of some 95 letters.
    section.page_width, section.page_height = _mm(210), _mm(297)
    section.left_margin = section.right_margin = _mm(20)
    section.top_margin, section.bottom_margin = _mm(24), _mm(22)
    section.header_distance = section.footer_distance = _mm(11)
    return document


def _drop(document: Document, kinds: Collection[str]) -> None:
    for part in (document.part, document.part.package):
        for id, each in list(part.rels.items()):
            if each.reltype.rpartition("/")[2] in kinds:
                del part.rels[id]


def _mm(length: float) -> Any:
    from docx.shared import Mm

    return Mm(length)


def _read(file: Path) -> Document:
    try:
        content = file.read_bytes()
    except OSError as error:
        raise UserError(
            message="word-template",
            what=file.name,
            found=f"The Word template '{file.name}' cannot be read ({error.strerror or 'it is no file'}).",
            expected="A file of Word, .docx or .dotx, in the workspace.",
            do="Correct word.template in durna.toml, or put the file there.",
        ) from None
    if content[:4] == b"\xd0\xcf\x11\xe0":
        raise _unfit(file, "is an old .doc, or is protected by a password")
    try:
        return api.Document(io.BytesIO(_as_document(file, content)))
    except UserError:
        raise
    # What a damaged file makes the library raise has no common kind.
    except Exception:
        raise _unfit(file, "is damaged, or is no Word document") from None


def _as_document(file: Path, content: bytes) -> bytes:
    """A template said to be a document: the library reads only those. Macros are refused, whatever the file's name."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if sum(each.file_size for each in packed.infolist()) > MOST_BYTES:
            raise _unfit(file, "is larger than a template can be")
        parts = {each.filename: packed.read(each) for each in packed.infolist() if not each.is_dir()}
    types = parts["[Content_Types].xml"].decode("utf-8")
    if "macroEnabled" in types or any(name.endswith("vbaProject.bin") for name in parts):
        raise _unfit(file, "has macros, which the Profile would carry to its readers")
    if any(_STRICT in parts[name][:4000] for name in parts if name.endswith("document.xml")):
        raise _unfit(file, "is a Strict Open XML document, which not every program reads")
    parts["[Content_Types].xml"] = types.replace(_MAIN.format("template"), _MAIN.format("document")).encode()
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    return made.getvalue()


def _parted(document: Document) -> tuple[Element, ...]:
    """What stands in the text of the template: before the line `{{profile}}` it opens the document, after it ends it.

    Without such a line all of it opens the document, for a letterhead often stands there; empty lines alone do not.
    """
    body = document.element.body
    blocks = [child for child in body if child.tag != name("sectPr")]
    if not any(_says_something(child) for child in blocks):
        blocks, gone = [], blocks
        for child in gone:
            body.remove(child)
    place = next((i for i, child in enumerate(blocks) if _PLACE.match(_text(child))), None)
    if place is None:
        return ()
    after = tuple(blocks[place + 1 :])
    for child in blocks[place:]:
        body.remove(child)
    return after


def _text(element: Element) -> str:
    return "".join(str(each.text or "") for each in element.iter(name("t")))


def _says_something(element: Element) -> bool:
    drawn = (name("drawing"), name("pict"), name("object"), name("sectPr"))
    return bool(_text(element).strip()) or element.tag == name("tbl") or next(element.iter(*drawn), None) is not None


def _unfit(file: Path, what: str) -> UserError:
    return UserError(
        message="word-template",
        what=file.name,
        found=f"The Word template '{file.name}' {what}.",
        expected="A file that Word saved as 'Word document (*.docx)' or 'Word template (*.dotx)'.",
        do="Open it in Word, save it as one of these without password, and name that file in durna.toml.",
    )
