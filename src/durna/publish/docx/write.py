"""Write the document as a Word file: decision 21 says how it is made and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from docx.document import Document as WordDocument

from durna.publish.document import Chart, Document, Table, blocks_of
from durna.publish.docx import footnotes, frame, front, numbering, package, settings, template
from durna.publish.docx.anchors import Bookmarks
from durna.publish.docx.body import FORMAT, Body, Tools
from durna.publish.docx.captions import Captions
from durna.publish.docx.chosen import Word
from durna.publish.docx.inline import Inline
from durna.publish.docx.oxml import Element, name, w
from durna.publish.docx.pages import Pages
from durna.publish.docx.pictures import Pictures
from durna.publish.docx.styles import Styles
from durna.publish.docx.tables import Tables
from durna.publish.docx.template import Base
from durna.publish.language import Language
from durna.publish.notices import Notice

_RTL_TAG = "ar-SA"  # of letters from right to left where the language has none
_WORD_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


def write(
    path: Path, document: Document, language: Language, as_of: str = "", word: Word | None = None
) -> list[Notice]:
    """Write `path`; says what could not be done as asked.

    Raises UserError where the template cannot be used or lacks a style that durna.toml names.
    """
    chosen = word or Word()
    tag = language.facts.spelling
    base = template.opened(chosen, tag, tag if language.is_rtl else _RTL_TAG)
    pages = Pages(base.document, language.is_rtl)
    styles = Styles(base.document, chosen.styles, base.is_template, round(pages.upright * 20))
    notes = footnotes.Footnotes(base.document)
    tools = _tools(base, document, language, pages, styles, notes, is_table_ours="table" not in chosen.styles)
    body = Body(tools)
    front.write(document, language, tools)
    for page in document.pages:
        body.section(page.section)
    pages.finish(base.after)
    notes.write()
    _frame(base, document, language, tools.inline, tag)
    package.describe(base.document, document, tag, as_of)
    path.write_bytes(package.content(base.document))
    return [*_of_styles(base, styles, language), *body.notices]


def _tools(
    base: Base, document: Document, language: Language, pages: Pages, styles: Styles, notes: footnotes.Footnotes,
    is_table_ours: bool,
) -> Tools:  # fmt: skip
    part = base.document.part
    bookmarks = Bookmarks(_after(base.document, "bookmarkStart"))
    inline = Inline(part, styles, notes, document.anchors(), frozenset(_captioned(document)), language.is_rtl)
    return Tools(
        inline=inline, styles=styles, bookmarks=bookmarks, pages=pages,
        tables=Tables(inline, bookmarks, styles.ids["table"], is_table_ours, language.is_rtl),
        pictures=Pictures(part, language.code, _after(base.document, _WORD_DRAWING)),
        table_captions=Captions(inline, bookmarks, language, "table-number", "Table"),
        chart_captions=Captions(inline, bookmarks, language, "chart-number", "Figure"),
        bullet=numbering.bullet(base.document), is_rtl=language.is_rtl, language=language.code,
        is_sheet=document.is_sheet,
    )  # fmt: skip


def _captioned(document: Document) -> Iterator[str]:
    for page in document.pages:
        yield from (block.id for block in blocks_of(page.section) if isinstance(block, (Table, Chart)))


def _frame(base: Base, document: Document, language: Language, inline: Inline, tag: str) -> None:
    cover = document.cover
    if not base.is_template:
        foot = " \u00b7 ".join(
            filter(None, (cover.edition, language("as-of", when=cover.as_of) if cover.as_of else ""))
        )
        frame.write_own(base.document, inline, cover.title, foot, document.watermark)
    if document.watermark:
        frame.mark(base.document, document.watermark)
    if base.is_template:
        _set_language(base.document, tag, language.is_rtl)
    settings.hyphenate(base.document, language.facts.hyphenation)
    settings.compute_fields(base.document)


def _set_language(word: WordDocument, tag: str, is_rtl: bool) -> None:
    """Spelling in the language of the document, also where a template was made in another one."""
    root: Element = word.styles.element
    defaults = root.find(f"{name('docDefaults')}/{name('rPrDefault')}/{name('rPr')}")
    if defaults is None:
        defaults = w("rPr")
        for old in root.findall(name("docDefaults")):
            root.remove(old)
        root.insert(0, w("docDefaults", w("rPrDefault", defaults), w("pPrDefault")))
    for each in root.iter(name("lang")):
        each.set(name("val"), tag)
    if defaults.find(name("lang")) is None:
        following = ("w:eastAsianLayout", "w:specVanish", "w:oMath")
        defaults.insert_element_before(w("lang", val=tag, bidi=tag if is_rtl else _RTL_TAG), *following)


def _after(word: WordDocument, tag: str) -> int:
    """The first id above those that a template uses for bookmarks or drawings."""
    is_drawing = tag.startswith("{")
    found = word.element.iter(tag if is_drawing else name(tag))
    ids = [each.get("id" if is_drawing else name("id")) for each in found]
    return 1 + max([0, *(int(each) for each in ids if each and each.isdigit())])


def _of_styles(base: Base, styles: Styles, language: Language) -> list[Notice]:
    """One word on everything that a template lacks: the Profile looks as this program draws it there."""
    if not base.is_template or not styles.added:
        return []
    return [Notice(FORMAT, language.code, "[word.styles]", _missing(styles.added))]


def _missing(keys: Sequence[str]) -> str:
    return f"The Word template has no style for {', '.join(keys)}; these look as the program draws them."
