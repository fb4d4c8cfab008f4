"""Elements of WordprocessingML, spelt shortly: `w("p", w("r"), ...)`. Order inside an element is the schema's."""

from __future__ import annotations

import re
from functools import cache

from docx.oxml.ns import nsmap, qn
from docx.oxml.parser import oxml_parser
from docx.oxml.xmlchemy import BaseOxmlElement

Element = BaseOxmlElement

TWIPS = 20  # a point; lengths in the file are in twentieths of one
EMU = 12700  # a point of a drawing
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# What XML 1.0 cannot hold, not even escaped.
_IMPOSSIBLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """Without characters that no XML file can hold; a tab is a blank, for in Word it would be a leap."""
    return _IMPOSSIBLE.sub("\ufffd", text).replace("\t", " ").replace("\r", "")


@cache
def name(tag: str) -> str:
    """The full name of an element or an attribute."""
    return str(qn(tag if ":" in tag else f"w:{tag}"))


def w(tag: str, *children: Element | None, **attributes: str | int | float | bool | None) -> Element:
    """An element; attributes are of the same namespace, and those that are None are left out, as are children."""
    prefix = tag.partition(":")[0] if ":" in tag else "w"
    made: Element = oxml_parser.makeelement(name(tag), nsmap={prefix: nsmap[prefix]})
    for key, value in attributes.items():
        if value is not None:
            shown = ("1" if value else "0") if isinstance(value, bool) else str(value)
            made.set(name(key if prefix == "w" else f"{prefix}:{key}"), shown)
    made.extend([child for child in children if child is not None])
    return made


def plain(tag: str, *children: Element, **attributes: str | int) -> Element:
    """An element of a drawing, whose attributes have no namespace."""
    made = w(tag, *children)
    for key, value in attributes.items():
        made.set(key, str(value))
    return made


def text_pieces(text: str) -> list[Element]:
    """The text of a run: lines parted by breaks."""
    found: list[Element] = []
    for place, line in enumerate(clean(text).split("\n")):
        if place:
            found.append(w("br"))
        if line or not place:
            piece = w("t")
            piece.text = line
            piece.set(XML_SPACE, "preserve")
            found.append(piece)
    return found


def field(instruction: str, shown: list[Element], properties: Element | None = None) -> list[Element]:
    """A field with what it shows until it is computed anew, as runs."""
    code = w("instrText")
    code.text = f" {instruction} "
    code.set(XML_SPACE, "preserve")
    return [
        w("r", _copy(properties), w("fldChar", fldCharType="begin")),
        w("r", _copy(properties), code),
        w("r", _copy(properties), w("fldChar", fldCharType="separate")),
        *shown,
        w("r", _copy(properties), w("fldChar", fldCharType="end")),
    ]


def _copy(element: Element | None) -> Element | None:
    from copy import deepcopy

    return None if element is None else deepcopy(element)
