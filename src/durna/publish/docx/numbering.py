"""The bullets of lists, which Word keeps in a part of its own."""

from __future__ import annotations

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.parts.numbering import NumberingPart

from durna.publish.docx.oxml import Element, name, w

_INDENT = 284  # twips


def bullet(document: Document) -> int:
    """The number by which paragraphs ask for a bullet; definitions of a template stay as they are."""
    root = _root(document)
    abstract = 1 + max([0, *(_id(each, "abstractNumId") for each in root.findall(name("abstractNum")))])
    number = 1 + max([0, *(_id(each, "numId") for each in root.findall(name("num")))])
    level = w(
        "lvl", w("start", val=1), w("numFmt", val="bullet"), w("lvlText", val="\u2022"), w("lvlJc", val="left"),
        w("pPr", w("ind", left=_INDENT, hanging=_INDENT)), ilvl=0,
    )  # fmt: skip
    made = w("abstractNum", w("multiLevelType", val="hybridMultilevel"), level, abstractNumId=abstract)
    first = root.find(name("num"))
    if first is None:
        root.append(made)
    else:
        first.addprevious(made)
    last = root.findall(name("num"))
    counted = w("num", w("abstractNumId", val=abstract), numId=number)
    if last:
        last[-1].addnext(counted)
    else:
        root.append(counted)
    return number


def _root(document: Document) -> Element:
    part = document.part
    if not any(each.reltype == RELATIONSHIP_TYPE.NUMBERING for each in part.rels.values()):
        place = PackURI("/word/numbering.xml")
        made = NumberingPart(place, CONTENT_TYPE.WML_NUMBERING, w("numbering"), part.package)
        part.relate_to(made, RELATIONSHIP_TYPE.NUMBERING)
    root: Element = part.numbering_part.element
    return root


def _id(element: Element, key: str) -> int:
    return int(element.get(name(key)) or 0)
