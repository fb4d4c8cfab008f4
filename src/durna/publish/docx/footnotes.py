"""The part of a Word file that holds its footnotes; the library knows none."""

from __future__ import annotations

from docx.document import Document
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import parse_xml

from durna.publish.docx import settings
from durna.publish.docx.oxml import Element, name, w

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"


class Footnotes:
    """Collects the notes of a document; those of its template stay."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._part = next((each.target_part for each in document.part.rels.values() if each.reltype == _RELATION), None)
        self._root: Element = parse_xml(self._part.blob) if self._part else w("footnotes", *_separators())
        ids = [int(each.get(name("id"))) for each in self._root]
        self._next = max([0, *ids]) + 1
        self._is_used = False

    def add(self, paragraph: Element) -> int:
        """Its number in the file, by which the text refers to it."""
        own, self._next, self._is_used = self._next, self._next + 1, True
        self._root.append(w("footnote", paragraph, id=own))
        return own

    def write(self) -> None:
        if not self._is_used:
            return
        content = serialize_part_xml(self._root)
        if self._part is not None:
            self._part._blob = content
            return
        package = self._document.part.package
        part = Part(PackURI("/word/footnotes.xml"), _TYPE, content, package)
        self._document.part.relate_to(part, _RELATION)
        settings.name_separators(self._document, -1, 0)


def _separators() -> tuple[Element, Element]:
    tight = w("pPr", w("spacing", after=0, line=240, lineRule="auto"))
    wide = w("pPr", w("spacing", after=0, line=240, lineRule="auto"))
    return (
        w("footnote", w("p", tight, w("r", w("separator"))), type="separator", id=-1),
        w("footnote", w("p", wide, w("r", w("continuationSeparator"))), type="continuationSeparator", id=0),
    )
