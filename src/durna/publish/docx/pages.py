"""The pages of a Word document: upright, and across where a table is wide, each run of them a section."""

from __future__ import annotations

from copy import deepcopy

from docx.document import Document

from durna.publish.docx.oxml import TWIPS, Element, name, w

_LEAST_ROOM = 200.0  # points; a template with wider margins than that is taken as if it had this room


class Pages:
    """Collects what stands on the pages, and turns them where asked. The size of a page is that of the template."""

    def __init__(self, document: Document, is_rtl: bool) -> None:
        self._body: Element = document.element.body
        section = self._body.find(name("sectPr"))
        self._section = w("sectPr") if section is None else section
        self._is_rtl = is_rtl
        self._is_across = False
        self._is_first = True
        self._content: list[Element] = []  # of the section that is open
        self._headings = 0  # so many at its end are headings: they go with what follows them
        self._before: list[Element] = []  # sections that are closed

    @property
    def upright(self) -> float:
        """The room between the margins, in points."""
        page, margins = self._measures()
        return max(_LEAST_ROOM, (page[0] - margins["left"] - margins["right"]) / TWIPS)

    @property
    def height(self) -> float:
        """The room of an upright page between its upper and lower margin, in points."""
        page, margins = self._measures()
        return max(_LEAST_ROOM, (page[1] - margins["top"] - margins["bottom"]) / TWIPS)

    @property
    def across(self) -> float:
        page, margins = self._measures()
        longer = max(page)
        return max(_LEAST_ROOM, (longer - margins["left"] - margins["right"]) / TWIPS)

    def add(self, *elements: Element, is_across: bool = False) -> None:
        self._turn(is_across)
        self._content += elements
        self._headings = 0

    def add_heading(self, element: Element) -> None:
        self._turn(False)
        self._content.append(element)
        self._headings += 1

    def finish(self, after: tuple[Element, ...]) -> None:
        """Write everything into the document; `after` is what a template has behind it."""
        if after:
            self.add(*after)
        last = self._properties()
        if self._body.find(name("sectPr")) is not None:
            self._body.remove(self._section)
        self._body.extend([*self._before, *self._content, last])

    def _turn(self, is_across: bool) -> None:
        if is_across == self._is_across:
            return
        kept = self._content[len(self._content) - self._headings :] if is_across and self._headings else []
        self._content = self._content[: len(self._content) - len(kept)]
        if self._content:
            self._close()
        elif self._before:
            self._reopen()
        self._is_across = is_across
        self._content += kept

    def _close(self) -> None:
        """The section ends with its last paragraph; after a table one is needed."""
        last = self._content[-1]
        if last.tag != name("p"):
            tight = w("pPr", w("spacing", before=0, after=0, line=20, lineRule="exact"))
            last = w("p", tight)
            self._content.append(last)
        properties = last.find(name("pPr"))
        if properties is None:
            properties = w("pPr")
            last.insert(0, properties)
        properties.append(self._properties())
        self._before += self._content
        self._content = []
        self._is_first = False

    def _reopen(self) -> None:
        """Nothing stands in the section that is open: the one before it goes on."""
        properties = self._before[-1].find(name("pPr"))
        properties.remove(properties.find(name("sectPr")))
        self._content, self._before = self._before, []
        start = max((place for place, each in enumerate(self._content) if _ends_section(each)), default=-1) + 1
        self._before, self._content = self._content[:start], self._content[start:]
        self._is_first = not self._before

    def _properties(self) -> Element:
        """Later sections take headers and footers from the first; only that has a page that is different."""
        made: Element = deepcopy(self._section)
        if not self._is_first:
            for tag in ("headerReference", "footerReference", "titlePg", "pgNumType"):
                for child in made.findall(name(tag)):
                    made.remove(child)
            _set_type(made)
        if self._is_across:
            _turned(made)
        if self._is_rtl and made.find(name("bidi")) is None:
            made.insert_element_before(w("bidi"), "w:rtlGutter", "w:docGrid", "w:printerSettings", "w:sectPrChange")
        return made

    def _measures(self) -> tuple[tuple[int, int], dict[str, int]]:
        size, margins = self._section.find(name("pgSz")), self._section.find(name("pgMar"))
        page = (_number(size, "w", 11906), _number(size, "h", 16838))
        return page, {side: abs(_number(margins, side, 1418)) for side in ("left", "right", "top", "bottom")}


def _ends_section(element: Element) -> bool:
    return element.find(f"{name('pPr')}/{name('sectPr')}") is not None


def _set_type(section: Element) -> None:
    for child in section.findall(name("type")):
        section.remove(child)
    following = (
        "w:pgSz w:pgMar w:paperSrc w:pgBorders w:lnNumType w:pgNumType w:cols w:formProt w:vAlign w:noEndnote "
        "w:titlePg w:textDirection w:bidi w:rtlGutter w:docGrid w:printerSettings w:sectPrChange"
    )
    section.insert_element_before(w("type", val="nextPage"), *following.split())


def _turned(section: Element) -> None:
    size = section.find(name("pgSz"))
    if size is None:
        return
    width, height = _number(size, "w", 11906), _number(size, "h", 16838)
    size.set(name("w"), str(max(width, height)))
    size.set(name("h"), str(min(width, height)))
    size.set(name("orient"), "landscape")


def _number(element: Element | None, key: str, otherwise: int) -> int:
    value = None if element is None else element.get(name(key))
    try:
        return round(float(value)) if value is not None else otherwise
    except ValueError:
        return otherwise
