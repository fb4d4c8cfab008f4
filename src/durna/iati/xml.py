"""XML that comes from outside, read so that it can do no harm: no document type, no entities, no network, no giants."""

from __future__ import annotations

from typing import TypeAlias

from lxml import etree

LIMIT = 60 << 20  # bytes: what the standard's own registry takes
Element: TypeAlias = etree._Element

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


class Unreadable(Exception):
    """`code` names a message of this room; `values` stand in it."""

    def __init__(self, code: str, line: int = 0, **values: str | int) -> None:
        super().__init__(code)
        self.code, self.line, self.values = code, line, values


def parse(content: bytes) -> Element:
    """The root element, with comments and processing instructions left out. Raises Unreadable."""
    if len(content) > LIMIT:
        raise Unreadable("too-large", limit=LIMIT >> 20)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable("xml-broken", error.lineno or 0, reason=_short(error.msg or "")) from None
    except ValueError as error:
        raise Unreadable("xml-broken", 1, reason=_short(str(error))) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable("xml-doctype", 1)
    return root


def place(element: Element) -> str:
    """Its path with numbers where there are several of a name: `/iati-activities/iati-activity[2]/title`."""
    return str(element.getroottree().getpath(element))


def _short(reason: str) -> str:
    return reason.partition("\n")[0][:200]
