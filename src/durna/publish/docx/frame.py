"""What stands on every page: the running head, the number of the page, and the watermark of what is unprotected."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.document import Document
from docx.oxml.parser import parse_xml

from durna.publish.docx import looks
from durna.publish.docx.inline import Inline
from durna.publish.docx.oxml import Element, clean, field, name, w

# A text along a line, as Word's own watermarks are; the numbers are Word's for this shape.
_SHAPE = """
<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"
 xmlns:o="urn:schemas-microsoft-com:office:office"><w:rPr><w:noProof/></w:rPr><w:pict>
<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e">
<v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>
<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/>
<v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/>
<v:f eqn="sum @6 0 @5"/></v:formulas>
<v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800"
 o:connectangles="270,180,90,0"/><v:textpath on="t" fitshape="t"/><o:lock v:ext="edit" text="t" shapetype="t"/>
</v:shapetype>
<v:shape id="PowerPlusWaterMarkObject" o:spid="_x0000_s2049" type="#_x0000_t136" o:allowincell="f" stroked="f"/>
</w:pict></w:r>
"""
_PLACED = (
    "position:absolute;margin-left:0;margin-top:0;width:{width}pt;height:{height}pt;rotation:315;z-index:-251658752;"
    "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
    "mso-position-vertical:center;mso-position-vertical-relative:margin"
)
_LONGEST, _HIGHEST, _LETTER = 520, 52, 0.5  # points; the width of a letter to its height
_VML = "{urn:schemas-microsoft-com:vml}"


def write_own(document: Document, inline: Inline, head: str, foot: str, watermark: str) -> None:
    """The running head and foot of a document without a template; the cover has neither."""
    section = document.sections[0]
    section.different_first_page_header_footer = True
    for part in (section.header, section.footer):
        part.is_linked_to_previous = False
        for child in list(part._element):
            part._element.remove(child)
    section.first_page_header.is_linked_to_previous = False
    section.first_page_footer.is_linked_to_previous = False
    warning = [inline.text(f" \u00b7 {watermark}", looks_of_mark())] if watermark else []
    section.header._element.append(inline.paragraph("header", [inline.text(head), *warning]))
    number = field("PAGE", [inline.text("1")])
    align = w("jc", val="right")
    section.footer._element.append(inline.paragraph("footer", [inline.text(f"{foot}  |  "), *number], align))


def looks_of_mark() -> Any:
    from durna.publish.docx.inline import Ink

    return Ink(color=looks.MARK, bold=True)


def mark(document: Document, text: str) -> None:
    """The watermark, behind the text of every page: in each header that a section shows."""
    for header in _headers(document):
        element: Element = header._element
        paragraph = element.find(name("p"))
        if paragraph is None:
            paragraph = w("p")
            element.append(paragraph)
        paragraph.append(_shape(text))


def _headers(document: Document) -> Iterator[Any]:
    """Every header that is there, and one where there is none."""
    for section in document.sections:
        shown = [section.header]
        if section.different_first_page_header_footer:
            shown.append(section.first_page_header)
        if document.settings.odd_and_even_pages_header_footer:
            shown.append(section.even_page_header)
        for header in shown:
            if section._sectPr is document.sections[0]._sectPr:
                header.is_linked_to_previous = False
                yield header
            elif not header.is_linked_to_previous:
                yield header


def _shape(text: str) -> Element:
    run: Element = parse_xml(_SHAPE.strip())
    shape = run.find(f"{name('pict')}/{_VML}shape")
    height = min(_HIGHEST, round(_LONGEST / (_LETTER * max(1, len(text)))))
    width = round(min(_LONGEST, height * _LETTER * len(text)))
    shape.set("style", _PLACED.format(width=width, height=height))
    shape.set("alt", clean(text))
    shape.set("fillcolor", f"#{looks.MARK}")
    fill = shape.makeelement(f"{_VML}fill", {"opacity": ".1"})
    path = shape.makeelement(
        f"{_VML}textpath", {"style": f'font-family:"{looks.TEXT_FONT}";font-size:1pt', "string": clean(text)}
    )
    shape.extend([fill, path])
    return run
